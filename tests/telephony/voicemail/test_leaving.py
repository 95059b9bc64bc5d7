"""A caller leaves a message: what is said when, and that nothing confirmed is lost, whatever happens in what
order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.telephony.core.voicemail import leaving
from huawu.telephony.core.voicemail.leaving import (
    BEEP,
    Await,
    Closed,
    Confirmed,
    Drop,
    End,
    Hushed,
    Keep,
    Left,
    Pressed,
    Record,
    Said,
    Say,
    Stop,
    TimeUp,
    Visit,
)

pytestmark = pytest.mark.core


def visit(**more: str) -> Visit:
    return Visit("call", "leg", "8001", "13800000000", "", "voicemail.greeting", **more)  # type: ignore[arg-type]


def recording() -> Visit:
    """The caller speaks."""
    made = visit()
    leaving.begin(made, full=False)
    assert leaving.tell(made, Said(), "r1") == [Record("r1")]
    made.path = "p1"
    return made


def reviewing() -> Visit:
    made = recording()
    assert leaving.tell(made, Pressed("#")) == [Stop("r1")]
    assert leaving.tell(made, Closed("r1", 7.0, 900, 6.0)) == [Say(("voicemail.review",))]
    return made


def test_a_message_is_said_to_be_saved_only_when_it_is_on_the_disk() -> None:
    made = reviewing()
    assert leaving.tell(made, Pressed("#")) == [Keep("r1", 7.0, 900)]
    assert leaving.tell(made, Said()) == []
    assert leaving.tell(made, Confirmed("r1")) == [End(("voicemail.saved",))]


def test_a_disk_that_cannot_be_written_is_not_hidden() -> None:
    made = reviewing()
    leaving.tell(made, Pressed("#"))
    assert leaving.tell(made, Confirmed("r1", safe=False)) == [End(("voicemail.failed",))]


def test_a_greeting_is_followed_by_a_tone_and_may_be_cut_short() -> None:
    made = visit()
    assert leaving.begin(made, full=False) == [Say(("voicemail.greeting", BEEP))]
    assert leaving.tell(made, Pressed("1")) == []
    assert leaving.tell(made, Pressed("#")) == [Say((BEEP,))]
    assert leaving.tell(made, Pressed("#")) == []
    assert leaving.tell(made, Said(), "r1") == [Record("r1")]


def test_a_full_mailbox_takes_nothing() -> None:
    made = visit()
    assert leaving.begin(made, full=True) == [End(("voicemail.full",))]
    assert made.step == leaving.OVER


@pytest.mark.parametrize("end", [Hushed("r1"), TimeUp(), Pressed("#")])
def test_silence_a_long_while_and_a_key_end_a_message(end: leaving.Told) -> None:
    assert leaving.tell(recording(), end) == [Stop("r1")]


def test_who_hangs_up_in_the_middle_has_left_a_message() -> None:
    made = recording()
    assert leaving.tell(made, Left()) == [Stop("r1")]
    assert leaving.tell(made, Closed("r1", 4.0, 500, 3.0)) == [Keep("r1", 4.0, 500)]
    assert leaving.tell(made, Confirmed("r1")) == []
    assert made.step == leaving.OVER


def test_who_says_nothing_and_hangs_up_has_left_none() -> None:
    made = recording()
    leaving.tell(made, Left())
    assert leaving.tell(made, Closed("r1", 4.0, 500, 0.0)) == [Drop("r1", "p1")]
    assert made.step == leaving.OVER


def test_who_hangs_up_while_choosing_has_left_a_message() -> None:
    assert leaving.tell(reviewing(), Left()) == [Keep("r1", 7.0, 900)]


def test_who_presses_nothing_has_it_kept() -> None:
    made = reviewing()
    assert leaving.tell(made, Said()) == [Await(leaving.REVIEW_SECONDS)]
    assert leaving.tell(made, TimeUp()) == [Keep("r1", 7.0, 900)]


def test_a_message_may_be_heard_and_said_again() -> None:
    made = reviewing()
    assert leaving.tell(made, Pressed("1")) == [Say(("recording:p1", "voicemail.review"))]
    assert leaving.tell(made, Pressed("2")) == [Drop("r1", "p1"), Say((BEEP,))]
    assert leaving.tell(made, Said(), "r2") == [Record("r2")]


def test_it_may_be_begun_four_times_only() -> None:
    made = reviewing()
    for take in range(2, leaving.MOST_TAKES + 1):
        assert leaving.tell(made, Pressed("2"))
        leaving.tell(made, Said(), f"r{take}")
        leaving.tell(made, Hushed(f"r{take}"))
        leaving.tell(made, Closed(f"r{take}", 9.0, 9, 9.0))
    assert leaving.tell(made, Pressed("2")) == []


def test_silence_is_no_message_and_the_tone_comes_again() -> None:
    made = recording()
    leaving.tell(made, Hushed("r1"))
    answers = leaving.tell(made, Closed("r1", 5.0, 900, 0.0))
    assert answers == [Drop("r1", "p1"), Say(("voicemail.nothing", BEEP))]


def test_a_file_that_nobody_closes_does_not_hold_the_caller() -> None:
    made = recording()
    leaving.tell(made, Pressed("#"))
    assert leaving.tell(made, TimeUp()) == [End(("voicemail.failed",))]
    assert leaving.tell(made, Closed("r1", 5.0, 900)) == [Keep("r1", 5.0, 900)]


def test_a_visit_is_written_down_and_taken_up() -> None:
    made = reviewing()
    assert leaving.restored(made.saved()) == made


RECORDINGS = st.sampled_from([f"r{number}" for number in range(1, 6)])
TOLD = st.one_of(
    st.just(Said()),
    st.just(TimeUp()),
    st.just(Left()),
    st.builds(Pressed, st.sampled_from("0123456789*#")),
    st.builds(Hushed, RECORDINGS),
    st.builds(Closed, RECORDINGS, st.floats(0, 200), st.just(1), st.none() | st.floats(0, 200)),
    st.builds(Confirmed, RECORDINGS, st.booleans()),
)


@given(st.lists(TOLD, max_size=60), st.booleans())
def test_whatever_happens_each_recording_ends_once_and_nothing_confirmed_is_lost(
    told: list[leaving.Told], full: bool
) -> None:
    made = visit()
    answers = leaving.begin(made, full=full)
    begun: list[str] = []
    gone = False
    for each in told:
        if isinstance(each, Confirmed) and Keep not in [type(a) for a in answers]:
            continue  # nobody confirms what was not to be kept
        fresh = f"r{len(begun) + 1}"
        more = leaving.tell(made, each, fresh)
        begun += [a.recording for a in more if isinstance(a, Record)]
        if gone:
            assert not [a for a in more if isinstance(a, Say | Record | End | Await)]
        gone = gone or isinstance(each, Left)
        answers += more
        made = leaving.restored(made.saved())
    for each in (Left(), Closed(made.recording, 9.0, 1, 9.0), Confirmed(made.recording)):
        answers += leaving.tell(made, each)
    kept = [a.recording for a in answers if isinstance(a, Keep)]
    dropped = [a.recording for a in answers if isinstance(a, Drop)]
    assert sorted(kept + dropped) == sorted(begun)  # each of them once: kept or dropped
    assert len(kept) <= 1
    assert sum(isinstance(a, End) for a in answers) <= 1
    saved = [a for a in answers if isinstance(a, End) and a.prompts == ("voicemail.saved",)]
    assert not saved or kept
    assert made.step == leaving.OVER
