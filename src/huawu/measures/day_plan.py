"""Staff for a load that changes over the day, and what callers then meet: M(t)/M/n(t)+M.

Three ways to staff period after period so that at most a share `target` of callers waits, each by Erlang A
(Green, Kolesar and Soares 2001; Feldman, Mandelbaum, Massey and Whitt 2008):

- SIPP: with the mean arrival rate of the period, as if it had always been so;
- lagged SIPP: with the mean rate one service time earlier;
- MOL: with the largest offered load m(t) in the period, seen at `SEEN` moments.

What callers meet is the transient law of the birth-death process, integrated over periods of the wave until
one is as the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from huawu.measures.erlang.patience import erlang_a
from huawu.measures.markov.chain import Floats, queue_bound
from huawu.measures.time_varying import DailyWave, offered_load

SEEN = 10
"""Moments of a period at which the load is looked at."""
_MEAN_OF = 50
_SAME = 1e-4
_MOST_CYCLES = 12


@dataclass(frozen=True, slots=True)
class Day:
    """Callers and how they are served; times in one unit. `period`: of the roster."""

    wave: DailyWave
    service_time: float
    patience: float
    target: float
    period: float = 0.5

    def starts(self) -> list[float]:
        return [k * self.period for k in range(round(self.wave.period / self.period))]


def fewest(day: Day, load: float) -> int:
    """The fewest agents with whom at most the target's share of callers would wait for ever so."""
    n, service = 1, 1 / day.service_time
    while _p_wait(day, n, load * service) > day.target:
        n += 1
    return n


def _p_wait(day: Day, n: int, arrivals: float) -> float:
    found = erlang_a(n, arrivals, service=1 / day.service_time, abandon=1 / day.patience, threshold=0.0)
    return found.p_wait


def sipp(day: Day, *, lag: float = 0.0) -> list[int]:
    """Agents for each period by its own mean rate, or that of `lag` earlier."""
    means = [
        fmean(day.wave.at(start - lag + (i + 0.5) * day.period / _MEAN_OF) for i in range(_MEAN_OF))
        for start in day.starts()
    ]
    return [fewest(day, rate * day.service_time) for rate in means]


def modified_offered_load(day: Day) -> list[int]:
    """Agents for each period by the largest offered load in it."""

    def load(t: float) -> float:
        return offered_load(day.wave, service=day.service_time, t=t)

    peaks = [max(load(start + i * day.period / SEEN) for i in range(SEEN)) for start in day.starts()]
    return [fewest(day, peak) for peak in peaks]


def agent_time(day: Day, agents: Sequence[int]) -> float:
    """Agents times time over the wave."""
    return sum(agents) * day.period


def worst_delay(day: Day, agents: Sequence[int]) -> float:
    """The largest share of time, over the periods, in which a caller would have to wait."""
    highest = day.wave.mean + abs(day.wave.swing)
    most = max(agents) + queue_bound(highest, max(agents) / day.service_time, abandon=1 / day.patience)
    law = np.zeros(most + 1)
    law[0] = 1.0
    before = -1.0
    for _ in range(_MOST_CYCLES):
        law, worst = _one_wave(day, agents, law)
        if abs(worst - before) < _SAME:
            break
        before = worst
    return worst


def _one_wave(day: Day, agents: Sequence[int], law: Floats) -> tuple[Floats, float]:
    inside = np.arange(len(law))
    worst = 0.0
    for start, n in zip(day.starts(), agents, strict=True):
        leave = np.minimum(inside, n) / day.service_time + np.maximum(inside - n, 0) / day.patience
        law, delayed = _one_period(day, law, leave=leave, n=n, start=start)
        worst = max(worst, delayed)
    return law, worst


def _one_period(day: Day, law: Floats, *, leave: Floats, n: int, start: float) -> tuple[Floats, float]:
    """Euler steps so short that no state empties in one."""
    fastest = float(leave.max()) + day.wave.mean + abs(day.wave.swing)
    steps = max(1, round(day.period * fastest * 2))
    step, delayed = day.period / steps, 0.0
    for i in range(steps):
        come = day.wave.at(start + (i + 0.5) * step) * law
        come[-1] = 0.0
        go = leave * law
        change = -come - go
        change[1:] += come[:-1]
        change[:-1] += go[1:]
        law = law + step * change
        delayed += float(law[n:].sum())
    return law, delayed / steps
