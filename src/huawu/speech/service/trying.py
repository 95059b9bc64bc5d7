"""Engines tried by an administrator: a sentence spoken into the browser, heard as on the telephone."""

import asyncio
from dataclasses import dataclass

from huawu.platform.refusals import Invalid
from huawu.speech.core import wav
from huawu.speech.core.sound import RATE, band_pass, from_ulaw, resample, to_s16le, to_ulaw
from huawu.speech.service.house import Engines

LONGEST_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Tried:
    """`words`: what was recognised; `text`: with the lexicon's names put right; `engine`: who heard it;
    `confidence` None: it does not say; `seconds`: how long the sound was."""

    words: str
    text: str
    engine: str
    confidence: float | None
    seconds: float


async def hear_wav(engines: Engines, file: bytes, language: str) -> Tried:
    """What is said in a WAV file, at the quality of a telephone line. Raises Invalid (`prompt.not_wav`,
    `speech.too_long`), NotInstalled, EngineFailed."""
    pcm = await asyncio.to_thread(_on_the_line, file)
    heard = await engines.stt.transcribe(pcm, RATE, language=language, hotwords=engines.hotwords)
    sure = [each.confidence for each in heard.segments if each.confidence is not None]
    return Tried(
        words=heard.text,
        text=engines.lexicon.corrected(heard.text),
        engine=heard.engine,
        confidence=min(sure) if sure else None,
        seconds=len(pcm) / 2 / RATE,
    )


def _on_the_line(file: bytes) -> bytes:
    samples, rate = wav.read(file)
    if len(samples) > LONGEST_SECONDS * rate:
        raise Invalid("speech.too_long", seconds=LONGEST_SECONDS)
    narrow = band_pass(resample(samples, rate, RATE), RATE, 300, 3400)
    return to_s16le(from_ulaw(to_ulaw(narrow)))
