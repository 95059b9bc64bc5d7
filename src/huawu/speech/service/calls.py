"""Listening to a call: what a caller answers to a question; the transcript of both sides while they talk."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from huawu.platform.tasks import spawn
from huawu.speech.core.sound import RATE, from_ulaw, to_s16le
from huawu.speech.core.understanding import understand
from huawu.speech.ports import SttSession
from huawu.speech.service.house import Engines
from huawu.speech.types import (
    Began,
    Failed,
    Final,
    NoWords,
    Partial,
    SpeechEvent,
    Transcript,
    TranscriptSegment,
)

UNKNOWN_CONFIDENCE = 0.8
"""What words count for of an engine that does not tell how sure it is."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a caller said. While `is_final` is false they still speak: a reason to stop a prompt, no answer.

    `text` is what was expected, written plainly (808, 2026-11-25, 15:30, the phrase of a menu); `words` is
    what was recognised; both "" for a noise without words. `failed`: a key of why nothing could be heard.
    """

    text: str
    confidence: float
    language: str
    is_final: bool = True
    words: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is asked for: a `kind` of `core.understanding.KINDS`; `phrases` that may be said; `today`."""

    today: date
    kind: str = "text"
    phrases: Sequence[str] = ()


class CallEar:
    """Listens to one caller. `push` 8 kHz mu-law as it comes from the line; read `heard` in a task."""

    def __init__(
        self, engines: Engines, *, language: str, expected: Expected, partials: bool = False
    ) -> None:
        """`language` empty: the engine finds out. Raises NotInstalled where nothing can hear."""
        self._engines, self._language, self._expected = engines, language, expected
        self._session = engines.stt.stream(
            rate=RATE, language=language or None, hotwords=_hotwords(engines, expected), partials=partials
        )

    def push(self, ulaw: bytes) -> None:
        """What was heard since the last push. Never waits."""
        self._session.push(to_s16le(from_ulaw(ulaw)))

    def finish(self) -> None:
        """Nothing more will come: what is still unheard is heard, then `heard` ends."""
        self._session.finish()

    def expect(self, expected: Expected) -> None:
        """Another question is asked now."""
        self._expected = expected

    async def heard(self) -> AsyncIterator[Heard]:
        """What was said, as it becomes known."""
        async for event in self._session.events():
            if isinstance(event, Final):
                yield self._meant(event.segment)
            elif isinstance(event, Partial):
                yield Heard("", 0.0, self._language, is_final=False, words=event.text)
            elif isinstance(event, Began):
                yield Heard("", 0.0, self._language, is_final=False)
            elif isinstance(event, NoWords):
                yield Heard("", 0.0, self._language)
            elif isinstance(event, Failed):
                yield Heard("", 0.0, self._language, failed=event.key)

    def _meant(self, segment: TranscriptSegment) -> Heard:
        words = self._engines.lexicon.corrected(segment.text)
        sure = UNKNOWN_CONFIDENCE if segment.confidence is None else segment.confidence
        options: Mapping[str, Sequence[str]] = {phrase: [phrase] for phrase in self._expected.phrases}
        meant = understand(
            words, expects=self._expected.kind, today=self._expected.today, options=options, confidence=sure
        )
        return Heard(meant.text, meant.confidence, segment.language or self._language, words=words)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of a live transcript. `channel` 0: the outside party, 1: the agent; times in seconds since
    the transcript began. One that is not `is_final` is replaced by the next of its channel. `failed`: a key;
    what was said then is lost."""

    channel: int
    text: str
    start: float
    end: float
    is_final: bool = True
    confidence: float | None = None
    failed: str = ""


class CallTranscript:
    """Writes down both sides of a call while they talk. Made inside a running event loop."""

    def __init__(self, engines: Engines, *, language: str, partials: bool = False, channels: int = 2) -> None:
        """Raises NotInstalled where nothing can hear."""
        self._lexicon = engines.lexicon
        words, spoken = engines.hotwords, language or None
        self._sessions = [
            engines.stt.stream(rate=RATE, language=spoken, hotwords=words, partials=partials)
            for _ in range(channels)
        ]
        self._spoken: asyncio.Queue[Spoken | None] = asyncio.Queue()
        self._open = channels
        for channel, session in enumerate(self._sessions):
            spawn(self._follow(channel, session), name="call transcript")

    def push(self, channel: int, ulaw: bytes) -> None:
        """8 kHz mu-law of one side since the last push. Never waits."""
        self._sessions[channel].push(to_s16le(from_ulaw(ulaw)))

    def finish(self) -> None:
        """The call has ended: what is still unheard is heard, then `spoken` ends."""
        for session in self._sessions:
            session.finish()

    async def spoken(self) -> AsyncIterator[Spoken]:
        """What was said, as it becomes known."""
        while (each := await self._spoken.get()) is not None:
            yield each

    async def _follow(self, channel: int, session: SttSession) -> None:
        try:
            async for event in session.events():
                if told := self._told(channel, event):
                    self._spoken.put_nowait(told)
        finally:
            self._open -= 1
            if not self._open:
                self._spoken.put_nowait(None)

    def _told(self, channel: int, event: SpeechEvent) -> Spoken | None:
        if isinstance(event, Final):
            said = event.segment
            text = self._lexicon.corrected(said.text)
            return Spoken(channel, text, said.start, said.end, confidence=said.confidence)
        if isinstance(event, Partial):
            return Spoken(channel, event.text, event.start, event.start, is_final=False)
        if isinstance(event, Failed):
            return Spoken(channel, "", 0.0, 0.0, failed=event.key)
        return None


async def transcribe(engines: Engines, sides: Sequence[bytes], *, language: str) -> Transcript:
    """A recorded call, 8 kHz mu-law of each side: its segments in the order in which they began.

    Raises NotInstalled, EngineFailed.
    """
    words, spoken = engines.hotwords, language or None
    heard = [
        await engines.stt.transcribe(
            to_s16le(from_ulaw(side)), RATE, language=spoken, hotwords=words, channel=channel
        )
        for channel, side in enumerate(sides)
    ]
    segments = sorted((each for one in heard for each in one.segments), key=lambda s: (s.start, s.channel))
    corrected = tuple(_corrected(engines, segment) for segment in segments)
    who = heard[0] if heard else Transcript((), engines.stt.id, engines.stt.version)
    return Transcript(corrected, who.engine, who.engine_version)


def _corrected(engines: Engines, segment: TranscriptSegment) -> TranscriptSegment:
    return TranscriptSegment(
        segment.start,
        segment.end,
        engines.lexicon.corrected(segment.text),
        segment.language,
        segment.channel,
        segment.words,
        segment.confidence,
    )


def _hotwords(engines: Engines, expected: Expected) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*expected.phrases, *engines.hotwords)))
