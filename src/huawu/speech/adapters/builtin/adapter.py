"""The built-in voice as a `Tts`."""

from collections.abc import AsyncIterator
from pathlib import Path

from huawu.speech.adapters.builtin import weights
from huawu.speech.adapters.builtin.process import LOADING_SECONDS, Worker
from huawu.speech.adapters.saying import in_sentences
from huawu.speech.core.sound import Samples, from_s16le
from huawu.speech.types import Voice

RATE = 24000
_LANGUAGES = {"z": "zh-CN", "a": "en-US", "b": "en-GB"}
_GENDERS = {"f": "female", "m": "male"}
_SECONDS_A_SIGN = 1.0


class BuiltinTts:
    """Kokoro on this machine. `voices`: the folder of voice files."""

    id = weights.ENGINE
    version = weights.VERSION

    def __init__(self, voices: Path) -> None:
        self._folder = voices
        self._worker = Worker(weights.NEEDED, "voice", str(voices))

    def voices(self) -> list[Voice]:
        """The voices whose files are there; their hashes are checked when they are loaded."""
        return [
            Voice(name, _LANGUAGES[name[0]], _GENDERS[name[1]], RATE)
            for name in weights.VOICES
            if (self._folder / f"{name}.bin").is_file()
        ]

    def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        async def say(part: str) -> Samples:
            asked = {"text": part, "voice": voice, "speed": speed}
            limit = LOADING_SECONDS + len(part) * _SECONDS_A_SIGN
            return from_s16le(await self._worker.ask("say", asked, timeout=limit))

        return in_sentences(text, say, own_rate=RATE, rate=rate, speed=speed)

    async def close(self) -> None:
        """End the worker."""
        await self._worker.close()
