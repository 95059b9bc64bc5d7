"""The life of a message slip: the table of its steps, and what may be written on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.platform.words import say
from huawu.switchboard.core import slips
from huawu.switchboard.core.slip_words import LONGEST, NAMES, bad_text, number_of
from huawu.switchboard.core.slips import CALL_BACKS, STATES, STEPS, WISHES, Part, Standing
from huawu.switchboard.errors import BadText

pytestmark = pytest.mark.core

EVERYBODY: frozenset[Part] = frozenset({"taker", "recipient", "keeper"})
OPERATOR: frozenset[Part] = frozenset({"taker", "keeper"})
RECIPIENT: frozenset[Part] = frozenset({"recipient"})
standings = st.builds(Standing, st.sampled_from(STATES), st.sampled_from(CALL_BACKS))
crowds = st.frozensets(st.sampled_from(sorted(EVERYBODY)))


def walked(at: Standing, *steps: str, parts: frozenset[Part] = OPERATOR) -> Standing:
    for name in steps:
        assert slips.why_not(STEPS[name], at, parts) is None, name
        at = slips.after(STEPS[name], at)
    return at


def is_settled(at: Standing) -> bool:
    """Nobody has anything to do with it any more."""
    return at.state in ("acknowledged", "void") and at.call_back != "open"


def test_a_message_is_read_back_delivered_and_acknowledged() -> None:
    at = walked(slips.begun("no_reply"), "read_back", "deliver", "acknowledged_by_word")
    assert at == Standing("acknowledged", "none")
    assert is_settled(at)


def test_an_agent_acknowledges_what_they_read_on_the_page() -> None:
    at = walked(slips.begun("no_reply"), "read_back")
    assert walked(at, "acknowledge", parts=RECIPIENT).state == "acknowledged"


def test_nobody_acknowledges_for_a_recipient_who_was_not_reached() -> None:
    at = walked(slips.begun("no_reply"), "read_back")
    assert slips.why_not(STEPS["acknowledged_by_word"], at, OPERATOR) == "slip.not_now"
    assert slips.why_not(STEPS["acknowledge"], at, OPERATOR) == "slip.not_yours"


def test_a_promised_call_stays_open_after_the_message_was_acknowledged() -> None:
    at = walked(slips.begun("please_call"), "read_back", "deliver", "acknowledged_by_word")
    assert at.call_back == "open"
    assert not is_settled(at)
    assert is_settled(walked(at, "call_made", parts=RECIPIENT))
    assert is_settled(walked(at, "call_impossible"))


def test_only_who_asks_to_be_called_is_owed_a_call() -> None:
    assert {wish: slips.begun(wish).call_back for wish in WISHES if wish != "please_call"} == dict.fromkeys(
        WISHES[1:], "none"
    )


def test_a_corrected_message_is_read_back_anew_and_owes_what_is_wished_now() -> None:
    at = walked(slips.begun("please_call"), "read_back")
    assert slips.corrected(at, "no_reply") == Standing("taken", "none")
    assert slips.corrected(slips.corrected(at, "no_reply"), "please_call") == Standing("taken", "open")
    assert slips.corrected(walked(at, "call_made"), "please_call") == Standing("taken", "made")


@given(standings, crowds, st.sampled_from(sorted(STEPS)))
def test_what_is_offered_is_what_may_be_done(at: Standing, parts: frozenset[Part], name: str) -> None:
    assert (name in slips.possible(at, parts)) == (slips.why_not(STEPS[name], at, parts) is None)


@given(standings)
def test_a_stranger_may_do_nothing(at: Standing) -> None:
    assert slips.possible(at, frozenset()) == ()


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=30), st.sampled_from(WISHES))
def test_whatever_is_done_a_slip_keeps_its_promises(names: list[str], wish: slips.Wish) -> None:
    """No call is owed because of a void slip, none appears that was not asked for, nothing leaves the end,
    and nothing is delivered that was not read back."""
    at, was = slips.begun(wish), {"taken"}
    for name in names:
        if slips.why_not(STEPS[name], at, EVERYBODY) is not None:
            continue
        before, at = at, slips.after(STEPS[name], at)
        was.add(at.state)
        assert not (at.state == "void" and at.call_back == "open")
        assert (at.call_back == "none") == (wish != "please_call")
        if before.state in ("acknowledged", "void"):
            assert at.state == before.state
        if at.state in ("delivered", "acknowledged"):
            assert "read_back" in was


@given(standings)
def test_whoever_is_owed_something_has_somebody_who_can_do_it(at: Standing) -> None:
    if not is_settled(at) and not (at.state == "void" and at.call_back == "open"):
        assert slips.possible(at, OPERATOR)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0013 8000", "+8613800138000"),
        ("021-6234 5678", "+862162345678"),
        ("(021) 62345678", "+862162345678"),
        ("+81 3-1234-5678", "+81312345678"),
        ("0044 20 7946 0958", "+442079460958"),
        ("8001", "8001"),
        ("95588", "95588"),
        ("400-820-8820", "+864008208820"),
        ("１３８００１３８０００", "+8613800138000"),
        ("", ""),
        ("  ", ""),
        ("62345678", None),
        ("+86123", None),
        ("1", None),
        ("13800138", None),
        ("call me", None),
        ("138001380001380013800013", None),
    ],
)
def test_a_number_is_whole_or_it_is_none(typed: str, kept: str | None) -> None:
    assert number_of(typed) == kept


@given(st.text(max_size=40))
def test_a_number_that_is_kept_is_kept_alike_when_it_is_typed_again(typed: str) -> None:
    kept = number_of(typed)
    assert kept is None or number_of(kept) == kept


def test_texts_are_as_long_as_a_slip_has_room_for_and_can_be_shown() -> None:
    assert bad_text({"caller": "王" * 60, "about": "一\n二"}) is None
    assert bad_text({"caller": "王" * 61}) == "caller"
    assert bad_text({"caller": "王\n小"}) == "caller"
    assert bad_text({"about": "x\x07"}) == "about"
    assert bad_text({"about": "x\u202ey"}) == "about"


def test_spaces_of_any_width_and_joined_emoji_can_be_shown() -> None:
    assert (
        bad_text({"caller": "王\u3000小明\u00a0先生", "about": "\U0001f468\u200d\U0001f469\u200d\U0001f467"})
        is None
    )
    assert bad_text({"caller": "\u200d"}) == "caller"


def test_every_field_has_a_name_in_both_languages() -> None:
    assert NAMES.keys() == LONGEST.keys()
    said = say("slip.bad_text", "zh-CN", BadText("about").params)
    assert said.title == "“什么事”太长或含有不能显示的字符，最多 1000 个字。"
    assert '"About"' in say("slip.bad_text", "en-US", BadText("about").params).title
