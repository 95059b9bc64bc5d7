"""The wrapper that makes a recogniser of whole sounds listen: utterances, partial and final words, ends."""

import asyncio
from collections.abc import Sequence

import numpy as np
import pytest

from huawu.speech.adapters.listening import Listening
from huawu.speech.adapters.vad import LoudVad
from huawu.speech.core.sound import to_s16le
from huawu.speech.errors import EngineFailed
from huawu.speech.types import (
    Began,
    Endpoint,
    Failed,
    Final,
    Partial,
    SpeechEvent,
    Transcript,
    TranscriptSegment,
)

pytestmark = pytest.mark.core

RATE = 8000
SPOKEN = "请问今天还有房间吗谢谢"


class Reading:
    """Hears four characters of a text a second. `failing`: the attempts that fail, from 1 on."""

    def __init__(self, failing: Sequence[int] = ()) -> None:
        self.lengths: list[float] = []
        self._failing = failing

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        await asyncio.sleep(0)
        seconds = len(pcm) / 2 / rate
        self.lengths.append(seconds)
        if len(self.lengths) in self._failing:
            raise EngineFailed("speech.engine_away", retryable=True)
        segment = TranscriptSegment(0.0, seconds, SPOKEN[: int(seconds * 4)])
        return Transcript((segment,), "reading", "1")


class Always(LoudVad):
    """Holds everything for speech."""

    def is_speech(self, frame: bytes) -> bool:
        return True


def voiced(seconds: float) -> bytes:
    return to_s16le(0.2 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * RATE)) / RATE))


def silent(seconds: float) -> bytes:
    return bytes(int(seconds * RATE) * 2)


async def told(
    stt: Reading, sound: bytes, *, partials: bool, vad: LoudVad | None = None
) -> list[SpeechEvent]:
    """What a session tells when it is pushed in pieces, the engine being given its turn between them."""
    session = Listening(
        stt, rate=RATE, language="zh-CN", hotwords=(), partials=partials, vad=vad or LoudVad()
    )
    for start in range(0, len(sound), 1600):
        session.push(sound[start : start + 1600])
        for _ in range(6):
            await asyncio.sleep(0)
    session.finish()
    return [event async for event in session.events()]


async def test_partial_words_grow_and_what_two_attempts_agree_on_is_stable() -> None:
    events = await told(Reading(), silent(1) + voiced(2.4) + silent(1), partials=True)
    partials = [event for event in events if isinstance(event, Partial)]
    assert len(partials) >= 3
    assert partials[0].stable == 0
    for before, after in zip(partials, partials[1:], strict=False):
        assert after.text.startswith(before.text)
        assert after.stable == len(before.text)
    assert all(event.start == pytest.approx(0.78, abs=0.05) for event in partials)


async def test_an_utterance_ends_with_its_endpoint_and_then_its_words() -> None:
    events = await told(Reading(), silent(1) + voiced(2) + silent(1), partials=True)
    assert [type(event) for event in events if not isinstance(event, Partial)] == [Began, Endpoint, Final]
    assert isinstance(events[-1], Final)
    assert events[-1].segment.text == SPOKEN[:9]
    assert events[-1].segment.start == pytest.approx(0.76, abs=0.05)
    assert events[-1].segment.end == pytest.approx(3.24, abs=0.1)


async def test_without_partials_each_utterance_is_recognised_once() -> None:
    stt = Reading()
    events = await told(stt, silent(1) + voiced(2) + silent(1) + voiced(1) + silent(1), partials=False)
    assert [type(event) for event in events] == [Began, Endpoint, Final] * 2
    assert stt.lengths == pytest.approx([2.48, 1.48], abs=0.05)


async def test_someone_who_never_pauses_is_heard_in_stretches_that_miss_nothing() -> None:
    stt = Reading()
    events = await told(stt, voiced(60), partials=False, vad=Always())
    assert [type(event) for event in events] == [Began, Endpoint, Final] * 3
    assert sum(stt.lengths) == pytest.approx(60, abs=0.3)


async def test_an_attempt_that_fails_is_made_up_for_and_a_lost_utterance_is_told() -> None:
    events = await told(Reading(failing=[1]), silent(1) + voiced(2) + silent(1), partials=True)
    assert isinstance(events[-1], Final)
    stt = Reading(failing=[1])
    events = await told(stt, silent(1) + voiced(1) + silent(1) + voiced(1) + silent(1), partials=False)
    assert [type(event) for event in events] == [Began, Endpoint, Failed, Began, Endpoint, Final]


async def test_what_is_said_up_to_the_end_is_heard() -> None:
    events = await told(Reading(), silent(1) + voiced(1), partials=False)
    assert [type(event) for event in events] == [Began, Endpoint, Final]
