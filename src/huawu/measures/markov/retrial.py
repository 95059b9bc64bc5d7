"""Callers who give up and call again: M/M/n+M with an orbit of those who will retry."""

from collections.abc import Iterable
from dataclasses import dataclass

from huawu.measures.markov.chain import State, mean, queue_bound, stationary


@dataclass(frozen=True, slots=True)
class Retrial:
    attempts: float  # fresh and repeated ones in a unit of time
    mean_orbit: float
    mean_queue: float
    p_wait: float  # of attempts
    p_abandon: float  # of attempts
    p_lost: float  # of fresh contacts: never served
    occupancy: float


@dataclass(frozen=True, slots=True)
class Callers:
    """Rates: fresh arrivals, service, abandonment, and calling again by one in the orbit. `again`: the
    chance that who abandoned (or found no line) goes into the orbit."""

    fresh: float
    service: float
    abandon: float
    again: float
    retry: float


def with_retrials(n: int, callers: Callers, *, lines: int | None = None) -> Retrial:
    """State: contacts in the system, callers in the orbit. `lines`: who finds them all taken is turned
    away."""
    c = callers
    worst = c.fresh / (1 - c.again) if c.again < 1 else 2 * c.fresh
    most = n + queue_bound(worst, n * c.service, abandon=c.abandon, rest=1e-9) if lines is None else lines
    most_orbit = queue_bound(worst * c.again, 0.0, abandon=c.retry, rest=1e-9)

    def moves(state: State) -> Iterable[tuple[State, float]]:
        inside, orbit = state
        if inside < most:
            yield (inside + 1, orbit), c.fresh
            if orbit:
                yield (inside + 1, orbit - 1), orbit * c.retry
        elif lines is not None:
            if orbit < most_orbit:
                yield (inside, orbit + 1), c.fresh * c.again
            if orbit:
                yield (inside, orbit - 1), orbit * c.retry * (1 - c.again)
        if inside:
            yield (inside - 1, orbit), min(inside, n) * c.service
        waiting = max(0, inside - n)
        if waiting:
            yield (inside - 1, orbit), waiting * c.abandon * (1 - c.again)
            yield (inside - 1, min(orbit + 1, most_orbit)), waiting * c.abandon * c.again

    law = stationary((0, 0), moves)
    attempts = mean(law, lambda s: c.fresh + s[1] * c.retry)
    waits = mean(law, lambda s: (c.fresh + s[1] * c.retry) * (n <= s[0] < (lines or most + 1)))
    busy = mean(law, lambda s: min(s[0], n))
    queue = mean(law, lambda s: max(0, s[0] - n))
    return Retrial(
        attempts=attempts,
        mean_orbit=mean(law, lambda s: s[1]),
        mean_queue=queue,
        p_wait=waits / attempts,
        p_abandon=c.abandon * queue / attempts,
        p_lost=1 - busy * c.service / c.fresh,
        occupancy=busy / n,
    )
