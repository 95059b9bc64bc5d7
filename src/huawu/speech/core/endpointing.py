"""Where an utterance begins and ends, from the loudness of 20 ms frames: the ear before every recogniser.

Recognisers invent words when they are given silence, ring-back or noise, so they only get what lies between a
begin and an end found here. The floor follows the background: down at once, up by 3 dB a second, so that a
fan switched on during a call is not speech for long. Speech is what stands 12 dB over the floor, and -45 dBFS
at least.
"""

from dataclasses import dataclass

FRAME_SECONDS = 0.02
_OVER_FLOOR = 12.0
_QUIETEST_SPEECH = -45.0
_QUIETEST_FLOOR = -70.0
_RISE = 3.0 * FRAME_SECONDS
_BEGIN_FRAMES = 4
_LEAD_FRAMES = 12


@dataclass(frozen=True, slots=True)
class Began:
    """Someone speaks since this frame (counted from the start, a little before the first sound)."""

    frame: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The utterance lies in frames `first` to `last` (without `last`)."""

    first: int
    last: int


@dataclass(slots=True)
class Ear:
    """Told one level after another.

    `patience`: frames of silence that end an utterance; `longest`: its limit.
    """

    patience: int = 35
    longest: int = 1400
    frame: int = 0
    began: int | None = None
    _floor: float = -50.0
    _loud: int = 0
    _quiet: int = 0
    _last: int = 0

    def heard(self, level: float) -> Began | Ended | None:
        """The level of the next frame, dBFS; what it decides."""
        speech = level > max(self._floor + _OVER_FLOOR, _QUIETEST_SPEECH)
        self._follow(level)
        self.frame += 1
        return self._listening(speech) if self.began is None else self._speaking(speech)

    def finished(self) -> Ended | None:
        """Nothing more comes: the open utterance ends here."""
        return self._end(self.frame) if self.began is not None else None

    def _follow(self, level: float) -> None:
        self._floor = max(_QUIETEST_FLOOR, min(level, self._floor + _RISE))

    def _listening(self, speech: bool) -> Began | None:
        self._loud = self._loud + 1 if speech else 0
        if self._loud < _BEGIN_FRAMES:
            return None
        self.began = max(self._last, self.frame - _BEGIN_FRAMES - _LEAD_FRAMES)
        self._quiet = 0
        return Began(self.began)

    def _speaking(self, speech: bool) -> Ended | None:
        self._quiet = 0 if speech else self._quiet + 1
        if self._quiet >= self.patience:
            return self._end(self.frame - self._quiet + min(_LEAD_FRAMES, self._quiet))
        if self.began is not None and self.frame - self.began >= self.longest:
            return self._end(self.frame)
        return None

    def _end(self, last: int) -> Ended:
        first = self.began if self.began is not None else last
        self.began, self._loud, self._quiet, self._last = None, 0, 0, last
        return Ended(first, last)
