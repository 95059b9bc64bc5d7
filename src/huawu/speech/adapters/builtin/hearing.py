"""A recogniser that runs in a worker process of this machine, as an `Stt`.

A sound is cut into utterances by the ear first: the model never gets silence, ring-back or music, for which
it would invent words, nor more than it can take at once.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from huawu.speech.adapters.builtin.process import LOADING_SECONDS, Worker
from huawu.speech.adapters.listening import ByUtterance, Utterance, seconds_within, utterances
from huawu.speech.core.sound import Samples
from huawu.speech.types import Caps, Transcript, TranscriptSegment

_TIMES = 4.0
"""How many times as long as it lasts a sound may take at most."""
LONGEST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What a model made of an utterance. `language`: zh-CN or en-US; `confidence` 0 to 1, None: not known."""

    text: str
    language: str
    confidence: float | None


class Model(Protocol):
    """A loaded recogniser. `rate`: Hz of the samples it takes."""

    rate: int

    def hear(self, samples: Samples, language: str) -> Heard:
        """One utterance. `language` empty: it finds out. Blocks."""
        ...


class LocalStt(ByUtterance):
    """A recogniser in a worker process."""

    def __init__(self, worker: Worker, *, id: str, version: str, caps: Caps) -> None:
        self._worker = worker
        self.id, self.version, self.caps = id, version, caps

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        seconds_within(self.caps, pcm, rate)
        found = []
        for each in await asyncio.to_thread(utterances, pcm, rate):
            segment = await self._one(each, rate, language or "", channel)
            if segment.text:
                found.append(segment)
        return Transcript(tuple(found), self.id, self.version)

    async def close(self) -> None:
        """End the worker."""
        await self._worker.close()

    async def _one(self, said: Utterance, rate: int, language: str, channel: int) -> TranscriptSegment:
        seconds = len(said.pcm) / 2 / rate
        asked = {"pcm": bytes(said.pcm), "rate": rate, "language": language}
        heard = await self._worker.ask("hear", asked, timeout=LOADING_SECONDS + seconds * _TIMES)
        confidence = heard["confidence"]
        return TranscriptSegment(
            start=said.start,
            end=said.start + seconds,
            text=heard["text"].strip(),
            language=heard["language"],
            channel=channel,
            confidence=None if confidence is None else float(confidence),
        )
