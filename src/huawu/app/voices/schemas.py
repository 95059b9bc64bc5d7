"""Shapes of speech as an administrator sees it."""

from typing import Annotated, Any, Literal

from pydantic import Base64Bytes, Field

from huawu.platform.web.shapes import Asked, Shape

SpokenLanguage = Literal["zh-CN", "en-US"]
_MOST_SOUND = 1_000_000
SpeechPlan = Annotated[dict[str, Any], Field(max_length=10)]


class SpeechParts(Shape):
    """What of the built-in engines is on this machine: the packages that the voice, the ear and the voice
    detector still lack, the voices, the model folders."""

    voice_lacks: list[str]
    ear_lacks: list[str]
    detector_lacks: list[str]
    voices: list[str]
    missing_voices: list[str]
    models: list[str]


class EngineDoing(Shape):
    """An engine and what it did in this process since its plan is in force. `state`: closed (it is asked),
    open (it rests after failures), half_open (the next request tries it). `resting`, `busy`: how often it was
    passed over; `took_ms`: a request on average."""

    engine: str
    state: str
    asked: int
    answered: int
    failed: int
    timed_out: int
    resting: int
    busy: int
    took_ms: float


class SpeechDoing(Shape):
    hear: list[EngineDoing]
    say: list[EngineDoing]


class SpeechState(Shape):
    """`plans`: those in force, by key; `keys`: the names of access keys that there are."""

    parts: SpeechParts
    plans: dict[str, SpeechDoing]
    keys: list[str]


class SayAsked(Asked):
    """`plan`: one that need not be in force; null: the default one."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    language: SpokenLanguage
    plan: SpeechPlan | None = None


class SaidAloud(Shape):
    """`wav`: a WAV file in Base64; `engine`, `voice`: who said it."""

    wav: str
    engine: str
    voice: str
    seconds: float
    took_ms: int


class HearAsked(Asked):
    """`wav`: a WAV file in Base64, half a minute at most; `plan` as in `SayAsked`."""

    wav: Annotated[Base64Bytes, Field(max_length=_MOST_SOUND)]
    language: SpokenLanguage
    plan: SpeechPlan | None = None


class HeardWords(Shape):
    """`words`: what was recognised; `text`: with the lexicon's names put right. `confidence` null: the engine
    does not say."""

    words: str
    text: str
    engine: str
    confidence: float | None
    seconds: float
    took_ms: int


class TermsAsked(Asked):
    terms: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=2000)]


class TermSounds(Shape):
    """Of each term asked for, the sounds by which it is found: pinyin without tones."""

    sounds: list[str]
