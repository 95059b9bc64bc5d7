"""Prompts of the demonstration's own, which staff choose from: spoken by the voice of the shipped ones."""

from huawu.platform.config.checks import Body
from huawu.speech import service as speech

_OWN = {"outage": ({"zh": "网络中断公告", "en": "The network is down"}, "info.outage")}
"""By key: the name, and the shipped prompt whose sound it has."""


def keep_prompts(shelf: speech.OwnSounds) -> dict[tuple[str, str], Body]:
    """Puts their sounds on the shelf; their bodies by kind and key."""
    return {
        ("prompt", key): {
            "name": name,
            "sounds": {
                language: {
                    "sound": shelf.put(speech.load(shipped, language)),
                    "seconds": speech.seconds_of(shipped, language),
                    "text": speech.text_of(shipped, language),
                    "made": "spoken",
                }
                for language in speech.LANGUAGES
            },
        }
        for key, (name, shipped) in _OWN.items()
    }
