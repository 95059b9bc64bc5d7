"""Makes any recogniser of whole sounds one that listens: an ear finds the utterances, each is recognised by
itself.

Utterances are recognised one after another in the order they were spoken, while the party goes on speaking.
With `partials` an utterance under way is recognised again and again, and what two attempts in a row agree on
is told as stable; never more than one attempt is under way, so a slow engine tells fewer of them.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn
from huawu.speech.adapters.vad import Vad, vad_for
from huawu.speech.core.endpointing import Began as Beginning
from huawu.speech.core.endpointing import Ear, Ended
from huawu.speech.core.sound import frame_levels, from_s16le
from huawu.speech.errors import EngineFailed
from huawu.speech.ports import SttSession
from huawu.speech.types import Began, Caps, Endpoint, Failed, Final, NoWords, Partial, SpeechEvent, Transcript

_SILENT = -50.0
PARTIAL_SECONDS = 0.8
"""How much more must have been said before an utterance under way is recognised again."""
MOST_WAITING = 8
"""Utterances that may wait for a slow engine; what is said then is lost, and told as lost."""


def heard_anything(pcm: bytes, rate: int) -> bool:
    """Whether at least 60 ms of this sound are louder than silence. Recognisers invent words for silence."""
    return int((frame_levels(from_s16le(pcm), rate) > _SILENT).sum()) >= 6


class Recogniser(Protocol):
    """What a session needs of an engine."""

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        """As `ports.Stt.transcribe`."""
        ...


@dataclass(slots=True)
class Utterance:
    """What one party says between two silences. `start`: seconds since the session began; `ended`: nothing
    more will come."""

    start: float
    pcm: bytearray = field(default_factory=bytearray)
    ended: bool = False


class Listening:
    """A session over `transcribe`. Made inside a running event loop."""

    def __init__(
        self,
        stt: Recogniser,
        *,
        rate: int,
        language: str | None,
        hotwords: Sequence[str],
        partials: bool = False,
        vad: Vad | None = None,
    ) -> None:
        self._stt, self._rate, self._language, self._hotwords = stt, rate, language, tuple(hotwords)
        self._partials = partials
        self._vad = vad or vad_for(rate)
        self._ear = Ear.of(self._vad.frame_seconds)
        self._frame_bytes = round(rate * self._vad.frame_seconds) * 2
        self._rest = b""
        self._kept = bytearray()  # frames from `_kept_from` on
        self._kept_from = 0
        self._now: Utterance | None = None
        self._more = asyncio.Event()
        self._utterances: asyncio.Queue[Utterance | None] = asyncio.Queue()
        self._events: asyncio.Queue[SpeechEvent | None] = asyncio.Queue()
        self._recognising = spawn(self._recognise(), name="speech listening")

    def push(self, pcm: bytes) -> None:
        sound = self._rest + pcm
        whole = len(sound) // self._frame_bytes * self._frame_bytes
        self._rest = sound[whole:]
        for start in range(0, whole, self._frame_bytes):
            self._frame(sound[start : start + self._frame_bytes])

    def finish(self) -> None:
        ended = self._ear.finished()
        if ended:
            self._ended(ended)
        self._utterances.put_nowait(None)
        self._more.set()

    async def events(self) -> AsyncIterator[SpeechEvent]:
        while (event := await self._events.get()) is not None:
            yield event

    def _frame(self, frame: bytes) -> None:
        self._kept += frame
        if self._now is not None:
            self._now.pcm += frame
        decided = self._ear.told(self._vad.is_speech(frame))
        if isinstance(decided, Beginning):
            self._events.put_nowait(Began(decided.frame * self._vad.frame_seconds))
            self._now = Utterance(decided.frame * self._vad.frame_seconds, self._from(decided.frame))
            self._wait_for_its_turn(self._now)
        elif isinstance(decided, Ended):
            self._ended(decided)
        self._more.set()
        self._forget()

    def _wait_for_its_turn(self, utterance: Utterance) -> None:
        if self._utterances.qsize() < MOST_WAITING:
            self._utterances.put_nowait(utterance)
        else:
            self._events.put_nowait(Failed("speech.engine_busy", retryable=True))

    def _from(self, frame: int) -> bytearray:
        return self._kept[max(0, frame - self._kept_from) * self._frame_bytes :]

    def _ended(self, found: Ended) -> None:
        self._events.put_nowait(Endpoint(found.last * self._vad.frame_seconds))
        if self._now is not None:
            del self._now.pcm[(found.last - found.first) * self._frame_bytes :]
            self._now.ended = True
        self._now = None

    def _forget(self) -> None:
        """Keep what an utterance that could begin now may need: a little more than its lead."""
        needed = self._ear.frame - self._ear.begin - self._ear.lead - 1
        if needed > self._kept_from:
            del self._kept[: (needed - self._kept_from) * self._frame_bytes]
            self._kept_from = needed

    async def _recognise(self) -> None:
        try:
            while (utterance := await self._utterances.get()) is not None:
                await self._follow(utterance)
                await self._finally(utterance)
        finally:
            self._events.put_nowait(None)

    async def _follow(self, utterance: Utterance) -> None:
        """Until it has ended; with partials, tell what is understood so far."""
        step, tried, before = round(PARTIAL_SECONDS * self._rate) * 2, 0, ""
        while not utterance.ended:
            if self._partials and len(utterance.pcm) - tried >= step:
                tried = len(utterance.pcm)
                text = await self._so_far(bytes(utterance.pcm))
                if text and not utterance.ended:
                    self._events.put_nowait(Partial(text, _agreed(before, text), utterance.start))
                before = text
                continue
            self._more.clear()
            await self._more.wait()

    async def _so_far(self, pcm: bytes) -> str:
        """Empty when it could not be heard: the whole utterance is tried in any case."""
        try:
            return (await self._heard(pcm)).text
        except Refusal:
            return ""

    async def _heard(self, pcm: bytes) -> Transcript:
        return await self._stt.transcribe(pcm, self._rate, language=self._language, hotwords=self._hotwords)

    async def _finally(self, utterance: Utterance) -> None:
        try:
            transcript = await self._heard(bytes(utterance.pcm))
        except Refusal as refusal:
            self._events.put_nowait(Failed(refusal.key, bool(refusal.params.get("retryable"))))
            return
        offset = utterance.start
        if not transcript.segments:
            self._events.put_nowait(NoWords(offset))
        for segment in transcript.segments:
            words = tuple(replace(w, start=w.start + offset, end=w.end + offset) for w in segment.words)
            moved = replace(segment, start=segment.start + offset, end=segment.end + offset, words=words)
            self._events.put_nowait(Final(moved))


def utterances(pcm: bytes, rate: int, vad: Vad | None = None) -> list[Utterance]:
    """The utterances in a whole sound, in order. Silence has none. Blocks."""
    vad = vad or vad_for(rate)
    ear, step = Ear.of(vad.frame_seconds), round(rate * vad.frame_seconds) * 2
    decided = [ear.told(vad.is_speech(pcm[at : at + step])) for at in range(0, len(pcm) - step + 1, step)]
    ends = [each for each in (*decided, ear.finished()) if isinstance(each, Ended)]
    return [
        Utterance(
            each.first * vad.frame_seconds, bytearray(pcm[each.first * step : each.last * step]), ended=True
        )
        for each in ends
    ]


def _agreed(before: str, now: str) -> int:
    """How many characters two attempts have in common from the beginning."""
    for at, (one, other) in enumerate(zip(before, now, strict=False)):
        if one != other:
            return at
    return min(len(before), len(now))


class ByUtterance:
    """A recogniser that takes whole utterances; it listens by way of `Listening`."""

    def stream(
        self: Recogniser,
        *,
        rate: int,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        partials: bool = False,
    ) -> SttSession:
        """As `ports.Stt.stream`."""
        return Listening(self, rate=rate, language=language, hotwords=hotwords, partials=partials)


def seconds_within(caps: Caps, pcm: bytes, rate: int) -> float:
    """How long the sound lasts. Raises EngineFailed when that is longer than the engine takes."""
    seconds = len(pcm) / 2 / rate
    if seconds > caps.max_seconds:
        raise EngineFailed("speech.too_long", seconds=round(seconds), retryable=False)
    return seconds
