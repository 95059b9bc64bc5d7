"""Shapes of the centre's own prompts."""

from typing import Annotated, Literal

from pydantic import Field

from huawu.app.config_seen import Changed, Mark
from huawu.platform.web.shapes import Asked, Shape, ShortText, Words

Language = Literal["zh-CN", "en-US"]
HowMade = Literal["uploaded", "recorded", "spoken"]
SoundName = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
PromptText = Annotated[str, Field(max_length=2000)]


class OwnSound(Shape):
    """What a prompt says in one language. `there`: whether its file is on this machine; after a configuration
    was brought from elsewhere it may not be."""

    sound: SoundName
    seconds: float
    text: str
    made: HowMade
    there: bool


class UsedIn(Shape):
    """A flow, or a queue, that says the prompt; the other is "". `draft`: only its draft does."""

    flow: str
    queue: str
    name: Words
    draft: bool


class OwnPrompt(Shape):
    """A prompt of the centre; flows say it as `own/KEY`. `sounds`: of the draft if one waits, else what is in
    force. `missing`: languages without a sound. `draft_removes`: it is to be taken away."""

    key: str
    name: Words
    sounds: dict[Language, OwnSound]
    missing: list[Language]
    in_force: bool
    draft: bool
    draft_removes: bool
    used: list[UsedIn]
    changed: Changed


class ShippedPrompt(Shape):
    """A prompt that comes with the product, with its words; music and tones have none."""

    id: str
    texts: dict[Language, str]
    seconds: float
    used: list[UsedIn]


class Prompts(Shape):
    """`nothing`: the base of a new one. `speaks`: text can be made sound here."""

    items: list[OwnPrompt]
    shipped: list[ShippedPrompt]
    nothing: str
    speaks: bool


class SoundMade(Shape):
    """A sound was kept. `level`: of the speech as it came, dBFS; `overdriven`: it was recorded too loud;
    `cut`: seconds of silence taken away."""

    sound: SoundName
    seconds: float
    level: float
    overdriven: bool
    cut: float


class SpokenAsked(Asked):
    """A text to be spoken by the site's voice."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]
    language: Language


class SoundChosen(Asked):
    sound: SoundName
    text: PromptText = ""
    made: HowMade = "uploaded"


class PromptNameAsked(Asked):
    """A name in Chinese and English; the English one may be empty, then the Chinese one is shown."""

    zh: str
    en: str = ""


class PromptAsked(Asked):
    """A draft. `base`: the mark of what it was made from; null: from anything."""

    name: PromptNameAsked
    sounds: dict[Language, SoundChosen]
    base: Mark | None = None
    note: ShortText = ""
