"""The two ports of speech. `adapters` holds what fills them; the contract test in tests/speech holds all to
it.

Sound is signed 16-bit little-endian PCM, mono. Every failure is a refusal of `errors`, so that a caller can
go on with keys and people: recognition is an offer, never the only way.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from huawu.speech.types import Caps, SpeechEvent, Transcript, Voice

LONGEST_TEXT = 2000
"""Characters that one `synth` takes."""


class Tts(Protocol):
    """Text to sound. `id` and `version` are part of the key under which sound is kept."""

    id: str
    version: str

    def voices(self) -> list[Voice]:
        """The voices there are; empty when the engine does not say or is not there."""
        ...

    def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        """The sound of `text` at `rate` Hz, in chunks as they become ready.

        Raises NotInstalled, NotGenuine, EngineFailed, and CannotSay for an empty or overlong text.
        """
        ...

    async def close(self) -> None:
        """Let go of processes and connections; a later `synth` may start them again."""
        ...


class SttSession(Protocol):
    """One stretch of listening to one party."""

    def push(self, pcm: bytes) -> None:
        """What was heard since the last push. Never waits."""
        ...

    def finish(self) -> None:
        """Nothing more will come; what is still unheard is heard, then `events` ends."""
        ...

    def events(self) -> AsyncIterator[SpeechEvent]:
        """What was understood, as it becomes known. To be read once."""
        ...


class Stt(Protocol):
    """Sound to text."""

    id: str
    version: str
    caps: Caps

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        """A whole sound at once.

        Silence gives a transcript without segments. Raises NotInstalled, EngineFailed.
        """
        ...

    def stream(
        self,
        *,
        rate: int,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        partials: bool = False,
    ) -> SttSession:
        """Begin to listen. `partials`: tell what is understood while the party still speaks, where the engine
        can; that costs several times the work. Raises NotInstalled."""
        ...

    async def close(self) -> None:
        """Let go of processes and connections."""
        ...
