"""No engine: everything is refused politely with `speech.not_installed`, and the caller goes on with keys."""

from collections.abc import AsyncIterator, Sequence

from huawu.speech.errors import NotInstalled
from huawu.speech.ports import SttSession
from huawu.speech.types import Caps, Transcript, Voice

NOTHING = Caps(
    languages=(),
    rate=8000,
    streaming=False,
    partials=False,
    word_times=False,
    punctuation=False,
    hotwords=False,
    max_seconds=0.0,
    is_local=True,
)


class NullTts:
    """Text to speech that is not there."""

    id = "null"
    version = "1"

    def voices(self) -> list[Voice]:
        return []

    async def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        raise NotInstalled("speech.not_installed", what="tts")
        yield b""  # makes this a generator, refused at the first chunk like the others

    async def close(self) -> None:
        """Nothing is held."""


class NullStt:
    """Recognition that is not there."""

    id = "null"
    version = "1"
    caps = NOTHING

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        raise NotInstalled("speech.not_installed", what="stt")

    def stream(
        self,
        *,
        rate: int,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        partials: bool = False,
    ) -> SttSession:
        raise NotInstalled("speech.not_installed", what="stt")

    async def close(self) -> None:
        """Nothing is held."""
