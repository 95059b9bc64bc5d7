"""Where an utterance begins and ends, from frames of speech and of none: the ear before every recogniser.

Recognisers invent words when they are given silence, ring-back or noise, so they only get what lies between a
begin and an end found here. Whether a frame is speech says a detector: a model (`adapters.vad`), or without
one `Floor`, by loudness.
"""

from dataclasses import dataclass, field

FRAME_SECONDS = 0.02
PATIENCE_SECONDS, LONGEST_SECONDS, LEAD_SECONDS, BEGIN_SECONDS = 0.7, 28.0, 0.24, 0.08
_OVER_FLOOR = 12.0
_QUIETEST_SPEECH = -45.0
_QUIETEST_FLOOR = -70.0
_RISE = 3.0 * FRAME_SECONDS


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
class Floor:
    """Tells speech by loudness: 12 dB over the background, and -45 dBFS at least.

    The floor follows the background: down at once, up by 3 dB a second, so that a fan switched on during a
    call is not speech for long.
    """

    _level: float = -50.0

    def is_speech(self, level: float) -> bool:
        """The level of the next 20 ms, dBFS."""
        speech = level > max(self._level + _OVER_FLOOR, _QUIETEST_SPEECH)
        self._level = max(_QUIETEST_FLOOR, min(level, self._level + _RISE))
        return speech


@dataclass(slots=True)
class Ear:
    """Told one frame after another whether it is speech.

    In frames: `patience`, the silence that ends an utterance; `longest`, its limit; `begin`, the speech that
    begins one (a click does not); `lead`, what is kept before and after it.
    """

    patience: int = 35
    longest: int = 1400
    begin: int = 4
    lead: int = 12
    frame: int = 0
    began: int | None = None
    _floor: Floor = field(default_factory=Floor, init=False)
    _loud: int = 0
    _quiet: int = 0
    _last: int = 0

    @classmethod
    def of(cls, frame_seconds: float, *, patience_seconds: float = PATIENCE_SECONDS) -> "Ear":
        """An ear for frames of another length."""
        return cls(
            patience=round(patience_seconds / frame_seconds),
            longest=round(LONGEST_SECONDS / frame_seconds),
            begin=max(2, round(BEGIN_SECONDS / frame_seconds)),
            lead=round(LEAD_SECONDS / frame_seconds),
        )

    def heard(self, level: float) -> Began | Ended | None:
        """The level of the next frame, dBFS; what it decides."""
        return self.told(self._floor.is_speech(level))

    def told(self, speech: bool) -> Began | Ended | None:
        """Whether the next frame is speech; what that decides."""
        self.frame += 1
        return self._listening(speech) if self.began is None else self._speaking(speech)

    def finished(self) -> Ended | None:
        """Nothing more comes: the open utterance ends here."""
        return self._end(self.frame) if self.began is not None else None

    def _listening(self, speech: bool) -> Began | None:
        self._loud = self._loud + 1 if speech else 0
        if self._loud < self.begin:
            return None
        self.began = max(self._last, self.frame - self.begin - self.lead)
        self._quiet = 0
        return Began(self.began)

    def _speaking(self, speech: bool) -> Ended | None:
        self._quiet = 0 if speech else self._quiet + 1
        if self._quiet >= self.patience:
            return self._end(self.frame - self._quiet + min(self.lead, self._quiet))
        if self.began is not None and self.frame - self.began >= self.longest:
            return self._end(self.frame)
        return None

    def _end(self, last: int) -> Ended:
        first = self.began if self.began is not None else last
        self.began, self._loud, self._quiet, self._last = None, 0, 0, last
        return Ended(first, last)
