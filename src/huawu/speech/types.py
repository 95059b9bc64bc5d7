"""Nouns of speech: voices, what an engine can do, transcripts, and what a listening session tells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine. `language`: zh-CN, en-US; `gender`: female, male or unknown; `rate` in Hz."""

    id: str
    language: str
    gender: str
    rate: int


@dataclass(frozen=True, slots=True)
class Caps:
    """What a recogniser can do.

    `languages` empty: it does not say. `is_local`: no sound leaves this machine.
    """

    languages: tuple[str, ...]
    rate: int
    streaming: bool
    partials: bool
    word_times: bool
    punctuation: bool
    hotwords: bool
    max_seconds: float
    is_local: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word and when it was said, in seconds from the beginning of the sound."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TranscriptSegment:
    """One stretch of speech. `channel`: 0 or 1 of a stereo recording; `confidence` 0 to 1 where known."""

    start: float
    end: float
    text: str
    language: str = ""
    channel: int = 0
    words: tuple[Word, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said. `engine` and `engine_version` say who heard it so."""

    segments: tuple[TranscriptSegment, ...]
    engine: str
    engine_version: str

    @property
    def text(self) -> str:
        """Everything said, one segment a line."""
        return "\n".join(segment.text for segment in self.segments)


# ---- what a listening session tells ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody speaks since this second. What they say follows, or `NoWords`, or `Failed`."""

    at: float


@dataclass(frozen=True, slots=True)
class Partial:
    """The words so far; the first `stable` characters will not change any more."""

    text: str
    stable: int
    start: float


@dataclass(frozen=True, slots=True)
class Final:
    """An utterance is complete."""

    segment: TranscriptSegment


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The speaker fell silent at this second."""

    at: float


@dataclass(frozen=True, slots=True)
class NoWords:
    """The utterance that began at this second was none: a cough, a noise."""

    at: float


@dataclass(frozen=True, slots=True)
class Failed:
    """The engine could not hear this utterance; the session goes on. `key` as in a refusal."""

    key: str
    retryable: bool


SpeechEvent = Began | Partial | Final | NoWords | Endpoint | Failed


# ---- fixed prompts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prompt:
    """An entry of the catalogue.

    `key` is the hash of what it was rendered from, `sha256` that of its sound.
    """

    id: str
    language: str  # "" for music and tones
    text: str
    spoken: str
    voice: str
    engine: str
    engine_version: str
    speed: float
    key: str
    sha256: str
    seconds: float

    @property
    def path(self) -> str:
        """What it is called when played: the file below the folder of prompts, without its ending."""
        return f"{self.language}/{self.id}" if self.language else self.id
