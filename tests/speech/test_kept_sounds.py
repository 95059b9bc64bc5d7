"""Sound that is kept: rendered once, named by a hash, the least used goes first. And models not genuine."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.speech.adapters.builtin import weights
from huawu.speech.adapters.null import NullTts
from huawu.speech.adapters.pretend import PretendTts
from huawu.speech.core.sound import from_ulaw, measure
from huawu.speech.errors import NotGenuine, NotInstalled
from huawu.speech.sounds import KeptSounds

pytestmark = pytest.mark.room


class Counting(PretendTts):
    """Counts how often it speaks."""

    spoken = 0

    def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        self.spoken += 1
        return super().synth(text, voice=voice, language=language, speed=speed, rate=rate)


async def kept(sounds: KeptSounds, tts: PretendTts, text: str, *, speed: float = 1.0) -> Path:
    return await sounds.say(tts, text, voice="pretend_zh", language="zh-CN", speed=speed)


async def test_a_text_is_rendered_once_and_levelled(tmp_path: Path) -> None:
    tts, sounds = Counting(), KeptSounds(tmp_path / "kept")
    first = await kept(sounds, tts, "您的订单已经发货")
    assert await kept(sounds, tts, "您的订单已经发货") == first
    assert tts.spoken == 1
    found = measure(from_ulaw(first.read_bytes()))
    assert found.speech_level == pytest.approx(-20, abs=1)
    assert "订单" not in first.name


async def test_another_speed_or_text_or_version_is_another_sound(tmp_path: Path) -> None:
    tts, sounds = Counting(), KeptSounds(tmp_path)
    files = {await kept(sounds, tts, "一共三件"), await kept(sounds, tts, "一共四件")}
    files.add(await kept(sounds, tts, "一共三件", speed=1.5))
    newer = Counting()
    newer.version = "2"
    files.add(await kept(sounds, newer, "一共三件"))
    assert len(files) == 4


async def test_many_who_ask_at_once_cause_one_rendering(tmp_path: Path) -> None:
    tts, sounds = Counting(), KeptSounds(tmp_path)
    await asyncio.gather(*(kept(sounds, tts, "您的订单已经发货") for _ in range(5)))
    assert tts.spoken == 1


async def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    tts, sounds = Counting(), KeptSounds(tmp_path, limit=25_000)
    files = [await kept(sounds, tts, text) for text in ("第一句话说完了", "第二句话说完了")]
    for age, file in enumerate(reversed(files)):
        os.utime(file, (1000 - age, 1000 - age))
    await kept(sounds, tts, "第二句话说完了")
    newest = await kept(sounds, tts, "第三句话说完了")
    assert sorted(tmp_path.iterdir()) == sorted([files[1], newest])


async def test_a_voice_that_is_not_there_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled):
        await KeptSounds(tmp_path).say(NullTts(), "您好", voice="any", language="zh-CN")
    assert list(tmp_path.iterdir()) == []


def test_a_voice_file_that_was_changed_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "zf_xiaobei.bin").write_bytes(b"\0" * 522_240)
    with pytest.raises(NotGenuine):
        weights.voice(tmp_path, "zf_xiaobei")
    with pytest.raises(NotInstalled):
        weights.voice(tmp_path, "zm_yunxi")
    with pytest.raises(NotInstalled):
        weights.voice(tmp_path, "../zf_xiaobei")


def test_what_has_the_right_hash_is_taken() -> None:
    sound = b"any sound"
    assert weights.checked(sound, hashlib.sha256(sound).hexdigest(), what="sound") == sound
