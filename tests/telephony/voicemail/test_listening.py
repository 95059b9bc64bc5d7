"""An owner listens to the own mailbox by telephone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.telephony.core.voicemail import listening
from huawu.telephony.core.voicemail.leaving import (
    BEEP,
    Await,
    Closed,
    Drop,
    End,
    Hushed,
    Left,
    Pressed,
    Record,
    Said,
    Say,
    Stop,
    TimeUp,
)
from huawu.telephony.core.voicemail.listening import (
    MENU_WORDS,
    CallBack,
    Check,
    Checked,
    Delete,
    Greet,
    Hear,
    Listening,
    PinSet,
    SetPin,
)

pytestmark = pytest.mark.core


def type_in(visit: Listening, keys: str) -> list[listening.Answer]:
    answers: list[listening.Answer] = []
    for key in keys:
        answers = listening.tell(visit, Pressed(key))
    return answers


def inside(*messages: str, new: int = 0) -> tuple[Listening, list[listening.Answer]]:
    """The secret number was right."""
    visit = Listening("call", "8001")
    listening.begin(visit, has_pin=True, locked=False)
    assert type_in(visit, "2580#") == [Check("2580"), Await(listening.CHECK_SECONDS)]
    return visit, listening.tell(visit, Checked(listening.RIGHT, messages, new))


def test_new_messages_are_counted_and_heard_at_once() -> None:
    _, answers = inside("m1", "m2", new=1)
    count = ("voicemail.new.before", "number:1", "voicemail.new.after")
    assert answers == [Hear("m1"), Say((*count, "message:m1", MENU_WORDS))]


def test_without_new_ones_the_menu_is_said() -> None:
    _, answers = inside("m1")
    assert answers == [Say(("voicemail.none", MENU_WORDS))]


def test_keys_go_on_say_again_and_delete() -> None:
    visit, _ = inside("m1", "m2", new=2)
    assert type_in(visit, "2") == [Hear("m1"), Say(("message:m1", MENU_WORDS))]
    deleted = [Delete("m1"), Hear("m2"), Say(("voicemail.deleted", "message:m2", MENU_WORDS))]
    assert type_in(visit, "3") == deleted
    assert type_in(visit, "1") == [Say(("voicemail.no_more", MENU_WORDS))]
    assert type_in(visit, "3") == []
    assert listening.tell(visit, Said()) == [Await(listening.KEY_SECONDS)]
    assert listening.tell(visit, TimeUp()) == [End(("goodbye",))]


def test_who_left_it_is_called_back() -> None:
    visit, _ = inside("m1", new=1)
    assert type_in(visit, "5") == [CallBack("m1")]


def test_an_own_greeting_is_recorded() -> None:
    visit, _ = inside()
    assert type_in(visit, "7") == [Say(("voicemail.greeting.record", BEEP))]
    assert listening.tell(visit, Said(), "g1") == [Record("g1", listening.GREETING_SECONDS)]
    visit.path = "p1"
    assert type_in(visit, "#") == [Stop("g1")]
    answers = listening.tell(visit, Closed("g1", 4.0, 1, 3.0))
    assert answers == [Greet("p1"), Say(("voicemail.greeting.changed", MENU_WORDS))]


def test_a_greeting_that_says_nothing_or_is_left_in_the_middle_is_none() -> None:
    for end in (Hushed("g1"), Left()):
        visit, _ = inside()
        type_in(visit, "7")
        listening.tell(visit, Said(), "g1")
        visit.path = "p1"
        assert listening.tell(visit, end) == [Stop("g1")]
        assert listening.tell(visit, Closed("g1", 4.0, 1, 0.0))[0] == Drop("g1", "p1")


def test_the_secret_number_is_changed_but_not_to_a_bad_one() -> None:
    visit, _ = inside()
    type_in(visit, "8")
    assert type_in(visit, "1111#") == [Say(("voicemail.pin.bad", "voicemail.pin.new"))]
    assert type_in(visit, "9753#")[0] == SetPin("9753")
    assert listening.tell(visit, PinSet()) == [Say(("voicemail.pin.changed", MENU_WORDS))]


def test_three_wrong_numbers_end_the_call() -> None:
    visit = Listening("call", "8001")
    listening.begin(visit, has_pin=True, locked=False)
    for _ in range(2):
        type_in(visit, "1#")
        answers = listening.tell(visit, Checked(listening.WRONG))
        assert answers == [Say(("voicemail.pin.wrong", "voicemail.pin"))]
    type_in(visit, "1#")
    assert listening.tell(visit, Checked(listening.WRONG)) == [End(("voicemail.pin.wrong",))]


@pytest.mark.parametrize(
    ("has_pin", "locked", "word"), [(False, False, "none"), (True, True, "locked"), (False, True, "locked")]
)
def test_without_a_secret_number_and_when_locked_nothing_is_heard(
    has_pin: bool, locked: bool, word: str
) -> None:
    visit = Listening("call", "8001")
    assert listening.begin(visit, has_pin=has_pin, locked=locked) == [End((f"voicemail.pin.{word}",))]
    assert type_in(visit, "1#") == []


def test_no_figure_of_a_secret_number_is_written_down() -> None:
    visit = Listening("call", "8001")
    type_in(visit, "25")
    assert visit.typed == "25"
    assert "25" not in repr(visit.saved())
    assert listening.restored(visit.saved()).typed == ""


TOLD = st.one_of(
    st.just(Said()),
    st.just(TimeUp()),
    st.just(Left()),
    st.just(PinSet()),
    st.builds(Pressed, st.sampled_from("0123456789*#")),
    st.builds(Hushed, st.just("g")),
    st.builds(Closed, st.just("g"), st.floats(0, 9), st.just(1), st.none() | st.floats(0, 9)),
    st.builds(Checked, st.sampled_from(["right", "wrong", "locked"]), st.just(("m1", "m2")), st.just(1)),
)


@given(st.lists(TOLD, max_size=60))
def test_nothing_is_heard_before_the_number_was_right_and_it_ends_once(told: list[listening.Told]) -> None:
    visit = Listening("call", "8001")
    answers = listening.begin(visit, has_pin=True, locked=False)
    let_in = False
    for each in told:
        was = visit.step
        more = listening.tell(visit, each, "g")
        let_in = let_in or (
            was == listening.CHECKING and isinstance(each, Checked) and each.result == "right"
        )
        if not let_in:
            assert not [a for a in more if isinstance(a, Hear | Delete | CallBack | Greet | SetPin | Record)]
        answers += more
    assert sum(isinstance(a, End) for a in answers) <= 1
    begun = sum(isinstance(a, Record) for a in answers)
    ended = sum(isinstance(a, Drop | Greet) for a in answers)
    assert begun - ended in (0, 1)  # at most the one at hand goes on
