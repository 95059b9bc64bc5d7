"""What a waiting caller is told about the place in the line."""

import pytest

from huawu.app.live.voice import QueueVoice
from huawu.speech import service as speech
from huawu.telephony.core.switch.types import Call

pytestmark = pytest.mark.core


def words(position: int | None, *, offer: str | None = None, cut_off_from: str | None = None) -> str:
    call = Call("i", "leg", "4001", "", "", None, 0, offer=offer, cut_off_from=cut_off_from)
    return "".join(speech.text_of(prompt) for prompt in QueueVoice(lambda contact: position).waiting(call))


def test_the_head_of_the_line_is_told_so() -> None:
    assert speech.text_of("queue.you_are_next") in words(1)


def test_the_third_in_line_hears_that_two_are_before() -> None:
    assert "两" in words(3) or "二" in words(3)


def test_nobody_is_told_a_place_while_an_agent_rings_already() -> None:
    assert words(1, offer="o1") == speech.text_of("queue.please_wait")


def test_who_was_cut_off_from_an_agent_is_told_so_and_the_place() -> None:
    said = words(1, cut_off_from="ann")
    assert said == speech.text_of("queue.cut_off") + speech.text_of("queue.you_are_next")


def test_every_prompt_that_is_said_exists() -> None:
    voice = QueueVoice(lambda contact: 2)
    for language in ("zh-CN", "en-US"):
        call = Call("i", "leg", "4001", "", "", None, 0, language)
        said = [*voice.waiting(call), *voice.again(call), *voice.overflow(call, "full")]
        said += voice.overflow(call, "closed")
        call.cut_off_from = "ann"
        said += voice.waiting(call)
        assert set(said) <= speech.known_prompts()
