"""Means over runs with their confidence."""

import math
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean, stdev
from typing import Any

from huawu.platform.clock import SECOND
from huawu.routing.service.simulation.scenario import Scenario
from huawu.routing.service.simulation.tally import Line, Tally

Z95 = 1.959964
_SMALL = {1: 12.7062, 2: 4.3027}
"""Student's quantile where the expansion below is poor."""


def summary(scenario: Scenario, tallies: list[Tally]) -> dict[str, Any]:
    """The figures of all runs."""
    hours = (scenario.seconds - scenario.warm_up) / SECOND
    names = sorted({name for tally in tallies for name in tally.lines})
    groups = sorted(set(scenario.group_of.values()))
    return {
        "runs": len(tallies),
        "calls": sum(tally.calls for tally in tallies),
        "queues": {name: _figures([t.lines.get(name, Line()) for t in tallies], hours) for name in names},
        "all": _figures([_together(tally.lines.values()) for tally in tallies], hours),
        "agents": {name: {"occupancy": interval(_occupied(scenario, tallies, name))} for name in groups},
        "checks": _checks(tallies),
    }


def differences(scenarios: Sequence[Scenario], sides: Sequence[list[Tally]]) -> dict[str, Any]:
    """Of two scenarios run in step: the second one's figures less the first one's."""
    hours = [(each.seconds - each.warm_up) / SECOND for each in scenarios]
    names = sorted({name for tally in sides[0] for name in tally.lines})
    shared = sorted(set(scenarios[0].group_of.values()) & set(scenarios[1].group_of.values()))

    def compared(pick: Callable[[Tally], Line]) -> dict[str, Any]:
        rows = [
            [{name: figure(pick(tally), seconds) for name, figure in FIGURES.items()} for tally in side]
            for side, seconds in zip(sides, hours, strict=True)
        ]
        return {
            name: interval(less(b[name], a[name]) for a, b in zip(*rows, strict=True)) for name in FIGURES
        }

    busy = {
        name: [_occupied(each, side, name) for each, side in zip(scenarios, sides, strict=True)]
        for name in shared
    }
    tallies = [tally for side in sides for tally in side]
    return {
        "runs": len(sides[0]),
        "calls": sum(tally.calls for tally in tallies),
        "queues": {name: compared(lambda t, name=name: t.lines.get(name, Line())) for name in names},  # type: ignore[misc]
        "all": compared(lambda t: _together(t.lines.values())),
        "agents": {
            name: {"occupancy": interval(less(b, a) for a, b in zip(*rows, strict=True))}
            for name, rows in busy.items()
        },
        "checks": _checks(tallies),
    }


def less(one: float | None, other: float | None) -> float | None:
    """The one less the other; None where either gave nothing."""
    return None if one is None or other is None else one - other


def _checks(tallies: list[Tally]) -> dict[str, Any]:
    return {
        "nobody_lost": all(tally.calls == tally.over + tally.stranded for tally in tallies),
        "never_served": sum(tally.stranded for tally in tallies),
    }


def _together(lines: Iterable[Line]) -> Line:
    found = Line()
    for line in lines:
        for name in Line.__slots__:
            setattr(found, name, getattr(found, name) + getattr(line, name))
    return found


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


FIGURES: dict[str, Callable[[Line, float], float | None]] = {
    "offered": lambda line, seconds: line.offered,
    "answered": lambda line, seconds: line.answered,
    "p_wait": lambda line, seconds: _share(line.waited, line.offered),
    "service_level": lambda line, seconds: _share(line.in_time, line.offered),
    "p_abandon": lambda line, seconds: _share(line.abandoned, line.offered),
    "p_overflow": lambda line, seconds: _share(line.overflowed, line.offered),
    "p_blocked": lambda line, seconds: _share(line.turned_away, line.offered),
    "mean_wait_admitted_seconds": lambda line, seconds: _share(
        line.wait / SECOND, line.offered - line.turned_away
    ),
    "mean_wait_seconds": lambda line, seconds: _share(line.wait / SECOND, line.offered),
    "mean_wait_answered_seconds": lambda line, seconds: _share(line.wait_answered / SECOND, line.answered),
    "mean_queue": lambda line, seconds: line.queueing / SECOND / seconds,
    "attempts_per_hour": lambda line, seconds: line.offered / seconds * 3600,
    "again": lambda line, seconds: _share(line.offered - line.fresh, line.offered),
}


def _figures(lines: list[Line], seconds: float) -> dict[str, Any]:
    return {name: interval([figure(line, seconds) for line in lines]) for name, figure in FIGURES.items()}


def _occupied(scenario: Scenario, tallies: list[Tally], group: str) -> list[float | None]:
    """Of each run, how much of their shifts these agents worked."""
    staffed = sum(
        max(0, min(end, scenario.seconds) - max(begin, scenario.warm_up))
        for agent, shifts in scenario.shifts.items()
        if scenario.group_of[agent] == group
        for begin, end in shifts
    )
    return [_share(tally.working.get(group, 0), staffed) for tally in tallies]


def interval(values: Iterable[float | None]) -> dict[str, float | None]:
    """Mean and 95 % confidence interval (Student) of what runs gave; None where a run gave nothing."""
    known = [value for value in values if value is not None]
    if not known:
        return {"mean": None, "low": None, "high": None}
    mean = fmean(known)
    if len(known) == 1:
        return {"mean": round(mean, 6), "low": None, "high": None}
    half = student(len(known) - 1) * stdev(known) / math.sqrt(len(known))
    return {"mean": round(mean, 6), "low": round(mean - half, 6), "high": round(mean + half, 6)}


def student(freedom: int) -> float:
    """The two-sided 95 % quantile of Student's law (Cornish and Fisher's expansion, good to 0.1 % from 3)."""
    if freedom in _SMALL:
        return _SMALL[freedom]
    z = Z95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
