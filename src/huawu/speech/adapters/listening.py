"""Makes any recogniser of whole sounds one that listens: an ear finds the utterances, each is recognised by
itself.

Utterances are recognised one after another in the order they were spoken, while the party goes on speaking.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn
from huawu.speech.core.endpointing import FRAME_SECONDS, Ear, Ended
from huawu.speech.core.sound import dbfs, frame_levels, from_s16le
from huawu.speech.ports import Stt
from huawu.speech.types import Endpoint, Failed, Final, SpeechEvent

_SILENT = -50.0


def heard_anything(pcm: bytes, rate: int) -> bool:
    """Whether at least 60 ms of this sound are louder than silence. Recognisers invent words for silence."""
    return int((frame_levels(from_s16le(pcm), rate) > _SILENT).sum()) >= 6


class Listening:
    """A session over `Stt.transcribe`. Made inside a running event loop."""

    def __init__(self, stt: Stt, *, rate: int, language: str | None, hotwords: Sequence[str]) -> None:
        self._stt, self._rate, self._language, self._hotwords = stt, rate, language, tuple(hotwords)
        self._ear = Ear()
        self._frame_bytes = int(rate * FRAME_SECONDS) * 2
        self._rest = b""
        self._kept = bytearray()  # frames from `_kept_from` on
        self._kept_from = 0
        self._utterances: asyncio.Queue[tuple[Ended, bytes] | None] = asyncio.Queue()
        self._events: asyncio.Queue[SpeechEvent | None] = asyncio.Queue()
        self._recognising = spawn(self._recognise(), name="speech listening")

    def push(self, pcm: bytes) -> None:
        sound = self._rest + pcm
        whole = len(sound) // self._frame_bytes * self._frame_bytes
        self._rest = sound[whole:]
        for start in range(0, whole, self._frame_bytes):
            frame = sound[start : start + self._frame_bytes]
            self._kept += frame
            decided = self._ear.heard(dbfs(from_s16le(frame)))
            if isinstance(decided, Ended):
                self._ended(decided)
        self._forget()

    def finish(self) -> None:
        ended = self._ear.finished()
        if ended:
            self._ended(ended)
        self._utterances.put_nowait(None)

    async def events(self) -> AsyncIterator[SpeechEvent]:
        while (event := await self._events.get()) is not None:
            yield event

    def _ended(self, utterance: Ended) -> None:
        self._events.put_nowait(Endpoint(utterance.last * FRAME_SECONDS))
        first, last = (
            (frame - self._kept_from) * self._frame_bytes for frame in (utterance.first, utterance.last)
        )
        self._utterances.put_nowait((utterance, bytes(self._kept[first:last])))

    def _forget(self) -> None:
        """Keep what an utterance that has begun, or could begin now, may need: one second before now."""
        needed = self._ear.began if self._ear.began is not None else self._ear.frame - 50
        if needed > self._kept_from:
            del self._kept[: (needed - self._kept_from) * self._frame_bytes]
            self._kept_from = needed

    async def _recognise(self) -> None:
        try:
            while (given := await self._utterances.get()) is not None:
                await self._one(*given)
        finally:
            self._events.put_nowait(None)

    async def _one(self, utterance: Ended, pcm: bytes) -> None:
        try:
            transcript = await self._stt.transcribe(
                pcm, self._rate, language=self._language, hotwords=self._hotwords
            )
        except Refusal as refusal:
            self._events.put_nowait(Failed(refusal.key, bool(refusal.params.get("retryable"))))
            return
        offset = utterance.first * FRAME_SECONDS
        for segment in transcript.segments:
            words = tuple(replace(w, start=w.start + offset, end=w.end + offset) for w in segment.words)
            moved = replace(segment, start=segment.start + offset, end=segment.end + offset, words=words)
            self._events.put_nowait(Final(moved))
