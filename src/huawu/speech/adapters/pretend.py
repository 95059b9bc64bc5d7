"""The pretend twin: a voice of tones and a recogniser that has been told what it will hear.

For tests and drills.
"""

import hashlib
from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence

import numpy as np

from huawu.speech.adapters.listening import ByUtterance, heard_anything
from huawu.speech.adapters.saying import in_sentences
from huawu.speech.core.sound import RATE, Samples, fade
from huawu.speech.errors import NotInstalled
from huawu.speech.types import Caps, Transcript, TranscriptSegment, Voice

_VOICES = (
    Voice("pretend_zh", "zh-CN", "female", RATE),
    Voice("pretend_en", "en-US", "male", RATE),
)
_SECONDS_A_SIGN = 0.15


class PretendTts:
    """Says each sign of a text as a short tone whose pitch comes from the sign: same text, same sound."""

    id = "pretend"
    version = "1"

    def voices(self) -> list[Voice]:
        return list(_VOICES)

    def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        async def say(part: str) -> Samples:
            if voice not in {known.id for known in _VOICES}:
                raise NotInstalled("speech.voice_unknown", voice=voice)
            return np.concatenate([_tone(sign, speed) for sign in part])

        return in_sentences(text, say, own_rate=RATE, rate=rate, speed=speed)

    async def close(self) -> None:
        """Nothing is held."""


def _tone(sign: str, speed: float) -> Samples:
    pitch = 300 + hashlib.sha256(sign.encode()).digest()[0] * 4
    at = np.arange(int(_SECONDS_A_SIGN / speed * RATE)) / RATE
    return fade(0.15 * np.sin(2 * np.pi * pitch * at), RATE)


class PretendStt(ByUtterance):
    """Answers the given texts in turn, one for each sound that is not silent; then always the last."""

    id = "pretend"
    version = "1"
    caps = Caps(
        languages=("zh-CN", "en-US"),
        rate=RATE,
        streaming=True,
        partials=False,
        word_times=False,
        punctuation=True,
        hotwords=False,
        max_seconds=600.0,
        is_local=True,
    )

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = deque(texts)

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        if not heard_anything(pcm, rate) or not self._texts:
            return Transcript((), self.id, self.version)
        text = self._texts.popleft() if len(self._texts) > 1 else self._texts[0]
        segment = TranscriptSegment(0.0, len(pcm) / 2 / rate, text, language or "zh-CN", channel)
        return Transcript((segment,), self.id, self.version)

    async def close(self) -> None:
        """Nothing is held."""
