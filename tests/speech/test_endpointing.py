"""The ear: where utterances begin and end in a row of levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.speech.core.endpointing import Began, Ear, Ended
from huawu.speech.core.phrases import sentences

pytestmark = pytest.mark.core

QUIET, SPEECH = -65.0, -22.0


def listen(levels: list[float], **settings: int) -> list[Began | Ended]:
    ear = Ear(**settings)
    decided = [ear.heard(level) for level in levels] + [ear.finished()]
    return [event for event in decided if event]


def test_an_utterance_has_a_lead_and_ends_after_patience() -> None:
    events = listen([QUIET] * 50 + [SPEECH] * 60 + [QUIET] * 60)
    assert events == [Began(38), Ended(38, 122)]


def test_silence_and_steady_noise_are_no_speech() -> None:
    assert listen([QUIET] * 500) == []
    assert listen([-40.0] * 500) == []


def test_a_click_is_no_speech() -> None:
    assert listen([QUIET] * 50 + [SPEECH] * 3 + [QUIET] * 60) == []


def test_a_short_pause_does_not_end_an_utterance() -> None:
    events = listen([QUIET] * 20 + [SPEECH] * 30 + [QUIET] * 20 + [SPEECH] * 30 + [QUIET] * 50)
    assert [type(event) for event in events] == [Began, Ended]


def test_two_utterances_do_not_overlap() -> None:
    one = [SPEECH] * 30 + [QUIET] * 40
    ends = [e for e in listen([QUIET] * 20 + one + one) if isinstance(e, Ended)]
    assert len(ends) == 2
    assert ends[0].last <= ends[1].first


def test_noise_that_begins_during_the_call_is_background_after_some_seconds() -> None:
    ear = Ear()
    for level in [QUIET] * 50 + [-45.0] * 1500:
        ear.heard(level)
    assert ear.began is None


def test_an_utterance_without_end_is_cut() -> None:
    ends = [e for e in listen([QUIET] * 20 + [-20.0, -21.0] * 400, longest=300) if isinstance(e, Ended)]
    assert ends
    assert all(end.last - end.first <= 300 for end in ends)


def test_what_is_open_ends_with_the_sound() -> None:
    assert listen([QUIET] * 20 + [SPEECH] * 10)[-1] == Ended(8, 30)


@given(st.lists(st.floats(-120, 0), max_size=400))
def test_whatever_is_heard_utterances_lie_in_order_inside_the_sound(levels: list[float]) -> None:
    place = 0
    for event in listen(levels, patience=5, longest=50):
        if isinstance(event, Ended):
            assert place <= event.first < event.last <= len(levels)
            place = event.last


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("您好，欢迎致电。请按一，谢谢您。", ["您好，欢迎致电。", "请按一，谢谢您。"]),
        ("It costs 3.5 yuan. Is that all right? Yes.", ["It costs 3.5 yuan.", "Is that all right? Yes."]),
        ("好。", ["好。"]),
        ("。。。", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@given(st.text(max_size=200))
def test_cutting_loses_no_letter(text: str) -> None:
    kept = "".join("".join(sentences(text)).split())
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
