"""The tones of the Chinese network (GB/T 3380: 450 Hz): ring back 1 s on, 4 s off; busy 0.35 s on, 0.35 s
off.

The level is -20 dBFS while the tone sounds. The last on-and-off of a cadence ends in its silence, so that the
sound may be repeated without a seam.
"""

import numpy as np

from huawu.speech.core.sound import RATE, Samples, fade

_LEVEL = 10 ** (-20 / 20) * 2**0.5


def tone(frequency: float, seconds: float) -> Samples:
    """One sine with soft ends."""
    at = np.arange(round(seconds * RATE)) / RATE
    return fade(_LEVEL * np.sin(2 * np.pi * frequency * at), RATE, into=0.005, out=0.005)


def cadence(on: float, off: float, times: int, *, frequency: float = 450) -> Samples:
    """A tone that comes and goes."""
    return np.tile(np.concatenate([tone(frequency, on), np.zeros(round(off * RATE))]), times)


def tones() -> dict[str, Samples]:
    """Every tone the product plays: id, samples at 8 kHz."""
    return {
        "tones/ring_back": cadence(1.0, 4.0, 1),
        "tones/busy": cadence(0.35, 0.35, 4),
        "tones/beep": tone(1000, 0.4),
    }
