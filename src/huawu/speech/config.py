"""What a plan of speech and a prompt of the centre must be to be published.

Kind `speech`, see `core.plans`: the plan named `default` is the site's; queues and menus may name another
one. Kind `prompt`; flows say it as `own/KEY`:

    {"name": {"zh": "春节", "en": "New Year"},
     "sounds": {"zh-CN": {"sound": SHA-256 of the file (`sounds.OwnSounds`), "seconds": 6.2, "text": "…",
                          "made": "recorded"}, "en-US": {...}}}      made: uploaded, recorded or spoken
"""

import re

from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid
from huawu.speech.core import plans
from huawu.speech.sounds import SOUND

KIND = "speech"
DEFAULT = "default"
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")


PROMPT = "prompt"
MADE = ("uploaded", "recorded", "spoken")
_LONGEST_TEXT = 2000


def register() -> None:
    """Make plans of speech, and the centre's own prompts, configurable."""
    checker(KIND, check_speech)
    checker(PROMPT, check_prompt)


def check_prompt(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name, with a key that flows could not name, or with a sound that is none. It may
    still lack a language: a flow that says it then cannot be published."""
    require_name(body)
    if not _KEY.fullmatch(key):
        raise Invalid("prompt.bad_key")
    if unknown := sorted(set(body) - {"name", "sounds"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    sounds = body.get("sounds", {})
    if not isinstance(sounds, dict) or set(sounds) - set(plans.LANGUAGES):
        raise Invalid("config.bad_field", field="sounds")
    if not all(_is_sound(each) for each in sounds.values()):
        raise Invalid("config.bad_field", field="sounds")


def _is_sound(held: object) -> bool:
    if not isinstance(held, dict) or set(held) - {"sound", "seconds", "text", "made"}:
        return False
    sound, text, seconds = held.get("sound"), held.get("text", ""), held.get("seconds", 0)
    named = isinstance(sound, str) and SOUND.fullmatch(sound) is not None
    worded = isinstance(text, str) and len(text) <= _LONGEST_TEXT
    lasts = isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 <= seconds < 3600
    return named and worded and lasts and held.get("made", MADE[0]) in MADE


def transcripts_at_once(body: Body) -> int:
    """How many calls may be written down at once by a published plan; 0 without one that hears."""
    return plans.plan_from(body).transcripts if body.get("hear") else 0


def check_speech(key: str, body: Body, whole: Whole) -> None:
    """Refused when an engine is not known, has no address, or would be sent sound over the network unasked;
    and when a term of the lexicon is none."""
    if "name" in body:
        require_name(body)
    plans.check_plan(body)
