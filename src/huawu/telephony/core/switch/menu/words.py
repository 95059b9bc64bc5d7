"""What a flow says, as prompts: in the language of the call, with the centre's own prompts and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.flows.types import Items, Spoken
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

OWN = "own/"
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
"""As flows name languages, and as prompts do."""
SHORT = {language: short for short, language in LANGUAGES.items()}


def spoken(call: Call, say: tuple[str, ...]) -> list[str]:
    """Shipped prompts in the language of the call. `music`, silences and sounds have none."""
    return [_shipped(call.language, each) for each in say]


def of_flow(switch: Switch, call: Call, say: Items) -> list[str]:
    """All that a flow can say. What there is no sound for is left out."""
    found: list[str] = []
    for each in say:
        if isinstance(each, Spoken):
            found += switch.flows.says(each, call.language) or _voiced(switch, call, each)
        elif each.startswith(OWN):
            found += _own(switch, call.language, each.removeprefix(OWN))
        else:
            found.append(_shipped(call.language, each))
    return found


def unspoken(switch: Switch, call: Call, say: Items) -> tuple[str, ...]:
    """The texts among these that nobody has made sound yet."""
    return tuple(
        each.text
        for each in say
        if isinstance(each, Spoken)
        and each.as_ == "text"
        and each.text.strip()
        and not switch.flows.says(each, call.language)
        and not _voiced(switch, call, each)
    )


def _voiced(switch: Switch, call: Call, spoken: Spoken) -> list[str]:
    """A text as the site's voice has said it for this call."""
    prompt = switch.flows.voiced.get(call.id, {}).get((call.language, spoken.text), "")
    return [prompt] if prompt else []


def _shipped(language: str, prompt: str) -> str:
    whole = prompt == "music" or prompt.startswith(("silence:", "recording:")) or "/" in prompt
    return prompt if whole else f"{language}/{prompt}"


def _own(switch: Switch, language: str, key: str) -> list[str]:
    """A prompt of the centre; in the other language when it has none in this one."""
    sounds = switch.plan.prompts.get(key, {})
    sound = sounds.get(language) or next(iter(sounds.values()), "")
    return [f"{OWN}{sound}"] if sound else []
