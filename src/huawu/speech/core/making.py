"""A prompt of the centre, made of a sound that somebody recorded, uploaded, or had spoken: checked, trimmed,
brought to the level of all prompts."""

from dataclasses import dataclass

import numpy as np

from huawu.platform.refusals import Invalid
from huawu.speech.core.sound import Samples, dbfs, dress, frame_levels, from_ulaw, measure

SHORTEST_SECONDS, LONGEST_SECONDS = 0.3, 120.0
QUIETEST = -45.0
"""dBFS of the speech: what is quieter would be lifted with all its noise."""
_CLIPPED, _MUCH = 0.985, 0.005


@dataclass(frozen=True, slots=True)
class Made:
    """A prompt's sound, 8 kHz mu-law. `level`: of the speech as it came, dBFS; `overdriven`: it was recorded
    too loud and is distorted; `cut`: seconds of silence taken away."""

    sound: bytes
    seconds: float
    level: float
    overdriven: bool
    cut: float


def made(samples: Samples, rate: int) -> Made:
    """Refused when nothing, too little, too much or hardly anything is heard: `prompt.silent`,
    `prompt.too_short`, `prompt.too_long`, `prompt.too_quiet`."""
    came = len(samples) / rate
    if came > LONGEST_SECONDS:
        raise Invalid("prompt.too_long", most=int(LONGEST_SECONDS))
    if came < SHORTEST_SECONDS:
        raise Invalid("prompt.too_short")
    level = _speech_level(samples, rate)
    if level <= -80:
        raise Invalid("prompt.silent")
    if level < QUIETEST:
        raise Invalid("prompt.too_quiet", level=round(level))
    sound = dress(samples, rate)
    seconds = measure(from_ulaw(sound)).seconds
    if seconds < SHORTEST_SECONDS:
        raise Invalid("prompt.too_short")
    overdriven = bool(np.mean(np.abs(samples) > _CLIPPED) > _MUCH)
    return Made(sound, round(seconds, 2), round(level, 1), overdriven, round(max(0.0, came - seconds), 2))


def _speech_level(samples: Samples, rate: int) -> float:
    """The level of what is not silence, dBFS."""
    levels = frame_levels(samples, rate)
    spoken = levels[levels > levels.max() - 30]
    return dbfs(np.sqrt(10 ** (spoken / 10)))
