"""Engines that need nothing: none at all, the pretend twins, the built-in voice before it is installed."""

from pathlib import Path

import numpy as np
import pytest

from huawu.speech.adapters.builtin import BuiltinTts
from huawu.speech.adapters.null import NullStt, NullTts
from huawu.speech.adapters.pretend import PretendStt, PretendTts
from huawu.speech.core.sound import to_s16le
from huawu.speech.errors import NotInstalled
from huawu.speech.ports import Tts

pytestmark = pytest.mark.room

SENTENCE = "您好，欢迎致电。"


def voiced(seconds: float) -> bytes:
    return to_s16le(0.2 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * 8000)) / 8000))


async def say(tts: Tts, text: str, *, voice: str = "pretend_zh") -> bytes:
    return b"".join([chunk async for chunk in tts.synth(text, voice=voice, language="zh-CN")])


async def test_without_an_engine_everything_is_refused_politely() -> None:
    assert NullTts().voices() == []
    with pytest.raises(NotInstalled) as refused:
        await say(NullTts(), SENTENCE, voice="any")
    assert refused.value.key == "speech.not_installed"
    with pytest.raises(NotInstalled):
        await NullStt().transcribe(voiced(1), 8000)
    with pytest.raises(NotInstalled):
        NullStt().stream(rate=8000)


async def test_the_pretend_voice_says_the_same_words_the_same_way() -> None:
    assert await say(PretendTts(), "你好吗") == await say(PretendTts(), "你好吗")
    assert await say(PretendTts(), "你好吗") != await say(PretendTts(), "他好吗")
    with pytest.raises(NotInstalled):
        await say(PretendTts(), SENTENCE, voice="nobody")


async def test_the_pretend_ear_hears_its_texts_in_turn() -> None:
    ear = PretendStt(["一", "二"])
    heard = [(await ear.transcribe(voiced(1), 8000)).text for _ in range(3)]
    assert heard == ["一", "二", "二"]


async def test_the_built_in_voice_refuses_when_it_is_not_there(tmp_path: Path) -> None:
    engine = BuiltinTts(tmp_path)
    assert engine.voices() == []
    with pytest.raises(NotInstalled):
        await say(engine, SENTENCE, voice="zf_xiaobei")
    await engine.close()
