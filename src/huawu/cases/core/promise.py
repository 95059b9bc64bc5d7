"""The promise of a case (SLA): how much working time there is for something, how much of it is used up, and
when whoever must know is told. A clock stands still while the customer is waited for.

Nothing here ticks: between two steps of a case a clock is told by what was used and since when it runs, so
that one moment, `next_look`, is all that must be watched, however many cases there are.
"""

from dataclasses import dataclass, replace

from huawu.cases.core.business import WorkingTime
from huawu.platform.clock import Micros

WHOLE = 100
"""Per cent of the time promised."""


@dataclass(frozen=True, slots=True)
class Clock:
    """`limit`: working time promised. `used`: of it until `since`. `since` None: it stands still."""

    limit: Micros
    used: Micros
    since: Micros | None


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who is told when so many per cent of the time are used up. `to`: owner, leader, manager."""

    percent: int
    to: str


def started(limit: Micros, at: Micros) -> Clock:
    """A clock that begins to run."""
    return Clock(limit, 0, at)


def used(clock: Clock, time: WorkingTime, now: Micros) -> Micros:
    """Working time used up to this moment."""
    return clock.used + (0 if clock.since is None else time.between(clock.since, now))


def stopped(clock: Clock, time: WorkingTime, at: Micros) -> Clock:
    """It stands still from this moment on. One that stands still already is left as it is."""
    return clock if clock.since is None else Clock(clock.limit, used(clock, time, at), None)


def going_on(clock: Clock, at: Micros) -> Clock:
    """It runs again. One that runs is left as it is."""
    return replace(clock, since=at) if clock.since is None else clock


def due_at(clock: Clock, time: WorkingTime, percent: int = WHOLE) -> Micros | None:
    """When so much of the time will be used up if nothing stops it; the past, when it is already. None: it
    stands still, or the calendar has no such hours."""
    if clock.since is None:
        return None
    return time.after(clock.since, clock.limit * percent // WHOLE - clock.used)


def overdue(clock: Clock, time: WorkingTime, now: Micros) -> bool:
    """Whether more than was promised is used up."""
    return used(clock, time, now) > clock.limit


def next_look(clock: Clock, time: WorkingTime, ladder: tuple[Escalation, ...], done: int) -> Micros | None:
    """When the next one is told, after the first `done` were. None: nobody is left, or the clock stands
    still."""
    return due_at(clock, time, ladder[done].percent) if done < len(ladder) else None


def reached(clock: Clock, time: WorkingTime, ladder: tuple[Escalation, ...], done: int, now: Micros) -> int:
    """How many of the ladder are told by now, at least `done`."""
    spent = used(clock, time, now)
    while done < len(ladder) and clock.since is not None and spent >= _share(clock, ladder[done]):
        done += 1
    return done


def carried(before: tuple[Escalation, ...], after: tuple[Escalation, ...], passed: int) -> int:
    """How many of the ladder `after` have had their say when another promise takes the place of one of whose
    ladder `before` were told: of the `passed` first ones of it, those who were told already."""
    told = 0
    for known, new in zip(before, after[:passed], strict=False):
        if known.to != new.to:
            break
        told += 1
    return told


def _share(clock: Clock, of: Escalation) -> Micros:
    return clock.limit * of.percent // WHOLE
