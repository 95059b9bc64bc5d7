"""Several engines as one: who is asked, who is left in peace, and what is counted."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from huawu.platform.refusals import Refusal
from huawu.speech.adapters.chain import ChainStt, ChainTts, Link
from huawu.speech.adapters.null import NOTHING, NullStt
from huawu.speech.adapters.pretend import PretendStt, PretendTts
from huawu.speech.core.breaker import SECOND
from huawu.speech.core.sound import to_s16le
from huawu.speech.errors import CannotSay, EngineFailed, NotInstalled
from huawu.speech.ports import Stt, Tts
from huawu.speech.sounds import KeptSounds
from huawu.speech.types import Final, Transcript

pytestmark = pytest.mark.core

SOUND = to_s16le(0.2 * np.sin(2 * np.pi * 440 * np.arange(8000) / 8000))
VOICES = {"zh-CN": "pretend_zh", "en-US": "pretend_en"}


class Failing(NullStt):
    """Refuses with what it is given, or waits for ever."""

    id = "failing"
    caps = NOTHING

    def __init__(self, refusal: Refusal | None) -> None:
        self.refusal, self.asked = refusal, 0
        self.answers = asyncio.Event()

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        self.asked += 1
        if self.refusal is not None:
            raise self.refusal
        await self.answers.wait()
        return Transcript((), self.id, self.version)


class Silent(PretendTts):
    """A voice that is not there."""

    id = "silent"

    async def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        raise EngineFailed("speech.engine_away", retryable=True)
        yield b""


class Time:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


def away() -> EngineFailed:
    return EngineFailed("speech.engine_away", retryable=True)


def hearing(*engines: Stt, clock: Time | None = None, at_once: int = 2, seconds: float = 5.0) -> ChainStt:
    return ChainStt([Link(each, seconds, at_once) for each in engines], clock=clock or Time())


async def test_the_next_engine_hears_what_the_first_could_not() -> None:
    chain = hearing(Failing(away()), PretendStt(["你好"]))
    assert (await chain.transcribe(SOUND, 8000)).text == "你好"
    first, second = chain.chain.figures()
    assert (first["asked"], first["failed"], first["answered"]) == (1, 1, 0)
    assert (second["asked"], second["failed"], second["answered"]) == (1, 0, 1)


async def test_an_engine_that_does_not_answer_in_time_is_left_for_the_next() -> None:
    chain = hearing(Failing(None), PretendStt(["你好"]), seconds=-0.99)
    assert (await chain.transcribe(SOUND, 8000)).text == "你好"
    assert chain.chain.figures()[0]["timed_out"] == 1


async def test_an_engine_that_keeps_failing_is_left_in_peace_and_tried_again_later() -> None:
    clock, broken = Time(), Failing(away())
    chain = hearing(broken, PretendStt(["你好"]), clock=clock)
    for _ in range(5):
        await chain.transcribe(SOUND, 8000)
    assert broken.asked == 3
    assert chain.chain.figures()[0]["state"] == "open"
    assert chain.chain.figures()[0]["resting"] == 2
    clock.now += 16 * SECOND
    broken.refusal = None
    broken.answers.set()
    assert (await chain.transcribe(SOUND, 8000)).engine == "failing"
    assert chain.chain.figures()[0]["state"] == "closed"


async def test_a_busy_engine_is_passed_over_while_another_is_free() -> None:
    slow = Failing(None)
    chain = hearing(slow, PretendStt(["你好"]), at_once=1)
    first = asyncio.ensure_future(chain.transcribe(SOUND, 8000))
    while not slow.asked:
        await asyncio.sleep(0)
    assert (await chain.transcribe(SOUND, 8000)).text == "你好"
    slow.answers.set()
    assert (await first).engine == "failing"
    assert chain.chain.figures()[0]["busy"] == 1


async def test_who_finds_all_busy_waits() -> None:
    slow = Failing(None)
    chain = hearing(slow, at_once=1)
    both = asyncio.gather(chain.transcribe(SOUND, 8000), chain.transcribe(SOUND, 8000))
    while not slow.asked:
        await asyncio.sleep(0)
    slow.answers.set()
    assert [each.engine for each in await both] == ["failing", "failing"]


async def test_what_the_last_engine_says_is_what_is_refused() -> None:
    chain = hearing(
        Failing(away()), Failing(EngineFailed("speech.engine_failed", status=500, retryable=True))
    )
    with pytest.raises(EngineFailed) as refused:
        await chain.transcribe(SOUND, 8000)
    assert refused.value.key == "speech.engine_failed"


async def test_a_sound_that_is_too_long_for_one_does_not_count_against_it() -> None:
    long = Failing(EngineFailed("speech.too_long", seconds=700, retryable=False))
    chain = hearing(long, PretendStt(["你好"]))
    for _ in range(5):
        assert (await chain.transcribe(SOUND, 8000)).text == "你好"
    assert long.asked == 5


async def test_without_engines_everything_is_refused_politely() -> None:
    with pytest.raises(NotInstalled):
        await hearing().transcribe(SOUND, 8000)
    with pytest.raises(NotInstalled):
        hearing().stream(rate=8000)
    with pytest.raises(NotInstalled):
        await anext(ChainTts([]).synth("你好", voice="", language="zh-CN"))


async def test_each_utterance_of_a_session_finds_an_engine_that_hears() -> None:
    session = hearing(Failing(away()), PretendStt(["一", "二"])).stream(rate=8000)
    pause = bytes(16000 * 2)
    session.push(pause + SOUND + pause + SOUND + pause)
    session.finish()
    finals = [event.segment.text async for event in session.events() if isinstance(event, Final)]
    assert finals == ["一", "二"]


def speaking(*engines: Tts) -> ChainTts:
    return ChainTts([Link(each, 5.0, voices=VOICES) for each in engines], clock=Time())


async def test_the_next_voice_says_what_the_first_could_not() -> None:
    chain = speaking(Silent(), PretendTts())
    heard = b"".join([chunk async for chunk in chain.synth("您好，欢迎致电。", voice="", language="zh-CN")])
    own = PretendTts().synth("您好，欢迎致电。", voice="pretend_zh", language="zh-CN")
    assert heard == b"".join([chunk async for chunk in own])


async def test_a_text_that_cannot_be_said_is_nobodys_fault() -> None:
    chain = speaking(PretendTts(), PretendTts())
    for _ in range(4):
        with pytest.raises(CannotSay):
            await anext(chain.synth("", voice="", language="zh-CN"))
    assert [each["asked"] for each in chain.chain.figures()] == [4, 0]
    assert [each["failed"] for each in chain.chain.figures()] == [0, 0]


async def test_an_engine_without_a_voice_for_the_language_is_passed_over_and_stays_well() -> None:
    chain = ChainTts(
        [Link(PretendTts(), 5.0, voices={"zh-CN": "pretend_zh"}), Link(PretendTts(), 5.0, voices=VOICES)]
    )
    for _ in range(4):
        await anext(chain.synth("Welcome to us.", voice="", language="en-US"))
    assert [each["answered"] for each in chain.chain.figures()] == [0, 4]
    assert chain.chain.figures()[0]["state"] == "closed"


async def test_a_text_is_rendered_once_and_kept(tmp_path: Path) -> None:
    chain, kept = speaking(Silent(), PretendTts()), KeptSounds(tmp_path)
    first = await chain.keep(kept, "您好，欢迎致电。", language="zh-CN")
    again = await chain.keep(kept, "您好，欢迎致电。", language="zh-CN")
    assert first == again
    assert (first.engine, first.voice) == ("pretend", "pretend_zh")
    assert Path(first.file).read_bytes()
