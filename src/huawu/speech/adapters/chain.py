"""Several engines as one: the first is asked, the next when it fails, is slow, rests or is busy.

Each link has a limit of time, a limit of requests at once and a breaker (`core.breaker`); what it did is
counted (`figures`). A refusal that is the request's own fault (nothing to say, an overlong text) ends it and
counts against nobody. `ChainStt` and `ChainTts` fill the ports like any engine.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Generic, TypeVar

from huawu.platform.clock import MILLI, SECOND, Clock, system_clock
from huawu.platform.refusals import Invalid, Refusal
from huawu.speech.adapters.listening import Listening
from huawu.speech.adapters.null import NOTHING
from huawu.speech.core.breaker import Breaker
from huawu.speech.errors import EngineFailed, NotInstalled
from huawu.speech.ports import Stt, SttSession, Tts
from huawu.speech.sounds import KeptSounds
from huawu.speech.types import Caps, Transcript, Voice

Engine = TypeVar("Engine", Stt, Tts)
T = TypeVar("T")
_OF_THE_REQUEST = ("speech.too_long", "speech.voice_unknown")
"""Refusals that say nothing of how well an engine is."""
_SECONDS_A_SIGN = 0.5


@dataclass(slots=True)
class Figures:
    """What an engine was asked and did. `resting`, `busy`: how often it was passed over; `took_ms` of all
    that it answered."""

    engine: str
    state: str = "closed"
    asked: int = 0
    answered: int = 0
    failed: int = 0
    timed_out: int = 0
    resting: int = 0
    busy: int = 0
    took_ms: float = 0.0


@dataclass(slots=True)
class Link(Generic[Engine]):
    """An engine in a chain. `seconds`: how long it may take besides the length of what is heard or said;
    `voices`: of an engine that speaks, its voice by language; `speed`: how fast it speaks."""

    engine: Engine
    seconds: float
    at_once: int = 2
    voices: dict[str, str] = field(default_factory=dict)
    speed: float = 1.0
    breaker: Breaker = field(default_factory=Breaker)
    figures: Figures = field(init=False)
    free: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.figures = Figures(self.engine.id)
        self.free = asyncio.Semaphore(self.at_once)


class Chain(Generic[Engine]):
    """Links in the order in which they are asked."""

    def __init__(self, links: Sequence[Link[Engine]], *, what: str, clock: Clock = system_clock) -> None:
        """`what`: stt or tts, said when there is no engine."""
        self.links: list[Link[Engine]] = list(links)
        self._what, self._clock = what, clock

    async def ask(self, do: Callable[[Link[Engine]], Awaitable[T]], *, lasts: float) -> T:
        """What the first link that can answers. `lasts`: seconds of the sound.

        Raises what the last one did.
        """
        refused: Refusal = NotInstalled("speech.not_installed", what=self._what)
        busy: list[Link[Engine]] = []
        for link in self.links:
            if link.free.locked():
                link.figures.busy += 1
                busy.append(link)
                continue
            found, refusal = await self._try(link, do, lasts)
            if refusal is None:
                return _there(found)
            refused = refusal
        for link in busy:
            found, refusal = await self._try(link, do, lasts)
            if refusal is None:
                return _there(found)
            refused = refusal
        raise refused

    def now(self) -> int:
        """What time it is, in microseconds."""
        return self._clock()

    def figures(self) -> list[dict[str, str | int | float]]:
        """What each engine did since it was made."""
        for link in self.links:
            link.figures.state = link.breaker.state(self._clock())
        return [asdict(link.figures) for link in self.links]

    async def _try(
        self, link: Link[Engine], do: Callable[[Link[Engine]], Awaitable[T]], lasts: float
    ) -> tuple[list[T], Refusal | None]:
        """One link: what it answered, or why it did not. Raises Invalid, which no other would take either."""
        limit = link.seconds + lasts
        try:
            await asyncio.wait_for(link.free.acquire(), limit)
        except TimeoutError:
            return [], EngineFailed("speech.engine_busy", retryable=True)
        try:
            return await self._within(link, do, limit)
        finally:
            link.free.release()

    async def _within(
        self, link: Link[Engine], do: Callable[[Link[Engine]], Awaitable[T]], limit: float
    ) -> tuple[list[T], Refusal | None]:
        began = self._clock()
        if not link.breaker.admits(began, lasts=int(limit * SECOND)):
            link.figures.resting += 1
            return [], EngineFailed("speech.engine_away", retryable=True)
        link.figures.asked += 1
        try:
            found = await asyncio.wait_for(do(link), limit)
        except TimeoutError:
            link.figures.timed_out += 1
            link.breaker.failed(self._clock())
            return [], EngineFailed("speech.engine_away", retryable=True)
        except Refusal as refusal:
            self._refused(link, refusal)
            return [], refusal
        except BaseException:
            link.breaker.spared()
            raise
        link.breaker.succeeded()
        link.figures.answered += 1
        link.figures.took_ms += (self._clock() - began) / MILLI
        return [found], None

    def _refused(self, link: Link[Engine], refusal: Refusal) -> None:
        """Count it. Raises it again where the request is at fault."""
        if isinstance(refusal, Invalid) or refusal.key in _OF_THE_REQUEST:
            link.breaker.spared()
        else:
            link.figures.failed += 1
            link.breaker.failed(self._clock())
        if isinstance(refusal, Invalid):
            raise refusal


def _there(found: list[T]) -> T:
    return found[0]


class ChainStt:
    """Recognition by the first engine that can: an utterance that one could not hear goes to the next one."""

    id = "chain"

    def __init__(self, links: Sequence[Link[Stt]], *, clock: Clock = system_clock) -> None:
        self.chain = Chain(links, what="stt", clock=clock)
        self.version = "+".join(f"{link.engine.id}:{link.engine.version}" for link in links)
        self.caps: Caps = links[0].engine.caps if links else NOTHING

    @property
    def rests(self) -> bool:
        """Whether there is no engine, or all have failed again and again and are left alone for now."""
        chain = self.chain
        return all(link.breaker.state(chain.now()) == "open" for link in chain.links)

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        async def hear(link: Link[Stt]) -> Transcript:
            return await link.engine.transcribe(
                pcm, rate, language=language, hotwords=hotwords, channel=channel
            )

        return await self.chain.ask(hear, lasts=len(pcm) / 2 / rate)

    def stream(
        self,
        *,
        rate: int,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        partials: bool = False,
    ) -> SttSession:
        if not self.chain.links:
            raise NotInstalled("speech.not_installed", what="stt")
        return Listening(self, rate=rate, language=language, hotwords=hotwords, partials=partials)

    async def close(self) -> None:
        for link in self.chain.links:
            await link.engine.close()


class ChainTts:
    """Speech by the first engine that can, each with its own voice for a language."""

    id = "chain"

    def __init__(self, links: Sequence[Link[Tts]], *, clock: Clock = system_clock) -> None:
        self.chain = Chain(links, what="tts", clock=clock)
        self.version = "+".join(f"{link.engine.id}:{link.engine.version}" for link in links)

    def voices(self) -> list[Voice]:
        return [voice for link in self.chain.links for voice in link.engine.voices()]

    async def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        """`voice` "": that of each engine for the language. An engine that has begun to speak is not left for
        another in the middle of a text."""

        async def begin(link: Link[Tts]) -> tuple[bytes, AsyncIterator[bytes]]:
            chosen = _voice(link, language) if not voice else voice
            chunks = link.engine.synth(
                text, voice=chosen, language=language, speed=speed * link.speed, rate=rate
            )
            return await anext(chunks, b""), chunks

        first, rest = await self.chain.ask(begin, lasts=len(text) * _SECONDS_A_SIGN)
        yield first
        async for chunk in rest:
            yield chunk

    async def keep(self, kept: KeptSounds, text: str, *, language: str) -> "Sounded":
        """The file that holds the sound of a text, rendered now if it is not kept yet."""

        async def render(link: Link[Tts]) -> Sounded:
            voice = _voice(link, language)
            file = await kept.say(link.engine, text, voice=voice, language=language, speed=link.speed)
            return Sounded(str(file), link.engine.id, voice)

        return await self.chain.ask(render, lasts=len(text) * _SECONDS_A_SIGN)

    async def close(self) -> None:
        for link in self.chain.links:
            await link.engine.close()


@dataclass(frozen=True, slots=True)
class Sounded:
    """A text as sound: the file (8 kHz mu-law), and who says it."""

    file: str
    engine: str
    voice: str


def _voice(link: Link[Tts], language: str) -> str:
    """Raises NotInstalled when the engine has none for this language."""
    if language not in link.voices:
        raise NotInstalled("speech.voice_unknown", voice=language)
    return link.voices[language]
