"""Load that changes over the day: the offered load m(t) of M(t)/M/inf (Eick, Massey and Whitt 1993).

With arrivals lam(t) = mean + swing sin(2 pi (t - shift) / period) and mean service time s,
m(t) = s (mean + swing (sin x - w s cos x) / (1 + (w s)^2)), w = 2 pi / period, x = w (t - shift). The peak
of the load comes after that of the arrivals by atan(w s) / w.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DailyWave:
    """Arrivals a unit of time as a sine."""

    mean: float
    swing: float
    period: float = 24.0
    shift: float = 0.0

    def at(self, t: float) -> float:
        return self.mean + self.swing * math.sin(2 * math.pi * (t - self.shift) / self.period)


def offered_load(wave: DailyWave, *, service: float, t: float) -> float:
    """The load in erlangs at `t` that staffing should follow (modified offered load)."""
    w = 2 * math.pi / wave.period
    x = w * (t - wave.shift)
    swing = (math.sin(x) - w * service * math.cos(x)) / (1 + (w * service) ** 2)
    return service * (wave.mean + wave.swing * swing)


def peak_lag(*, service: float, period: float = 24.0) -> float:
    """How long after the peak of arrivals the load is highest."""
    w = 2 * math.pi / period
    return math.atan(w * service) / w
