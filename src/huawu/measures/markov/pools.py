"""Several pools or classes with a routing rule: inverted V, N and V systems, exponential throughout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huawu.measures.markov.chain import State, mean, queue_bound, stationary

Pool = tuple[int, float]
"""Agents, and how many contacts one of them serves in a unit of time."""


@dataclass(frozen=True, slots=True)
class Pools:
    p_wait: float
    mean_wait: float
    occupancy: tuple[float, ...]  # by pool


FASTEST, SLOWEST, ANY = "fastest", "slowest", "any"


def inverted_v(arrivals: float, pools: Sequence[Pool], *, first: str, abandon: float = 0.0) -> Pools:
    """One queue, pools of different speed. `first`: which idle agent is asked: the fastest, the slowest, or
    any one with equal chance (which for exponential services is also the law of the longest idle one)."""
    drain = sum(n * mu for n, mu in pools)
    most = queue_bound(arrivals, drain, abandon=abandon)
    order = sorted(range(len(pools)), key=lambda i: -pools[i][1] if first == FASTEST else pools[i][1])
    full = tuple(n for n, _ in pools)

    def moves(state: State) -> Iterable[tuple[State, float]]:
        busy, queue = state[:-1], state[-1]
        if busy == full and queue < most:
            yield (*busy, queue + 1), arrivals
        idle = [full[i] - busy[i] for i in range(len(pools))]
        for i, part in _picks(idle, order, first):
            yield (*_plus(busy, i, 1), 0), arrivals * part
        for i, (_, mu) in enumerate(pools):
            left = (*busy, queue - 1) if queue else (*_plus(busy, i, -1), 0)
            yield left, busy[i] * mu
        if queue:
            yield (*busy, queue - 1), queue * abandon

    law = stationary((0,) * (len(pools) + 1), moves)
    return Pools(
        p_wait=mean(law, lambda state: state[:-1] == full),
        mean_wait=mean(law, lambda state: state[-1]) / arrivals,
        occupancy=tuple(_busy(law, i) / full[i] for i in range(len(pools))),
    )


def _busy(law: dict[State, float], i: int) -> float:
    return mean(law, lambda state: state[i])


def _plus(busy: State, i: int, change: int) -> State:
    return (*busy[:i], busy[i] + change, *busy[i + 1 :])


def _picks(idle: Sequence[int], order: Sequence[int], first: str) -> Iterable[tuple[int, float]]:
    total = sum(idle)
    if first == ANY:
        return [(i, free / total) for i, free in enumerate(idle) if free]
    return [(i, 1.0) for i in order if idle[i]][:1]


@dataclass(frozen=True, slots=True)
class Classes:
    p_wait: float  # over all
    p_abandon: tuple[float, ...]  # by class
    mean_queue: tuple[float, ...]
    occupancy: tuple[float, ...]  # by pool


def n_design(
    arrivals: tuple[float, float], *, service: float, abandon: float, pools: tuple[int, int]
) -> Classes:
    """The first pool serves class 1 only; the second both, class 2 before class 1. Class 1 goes to the first
    pool, to the second when that is full. State: busy in each pool, waiting of each class."""
    one, two = arrivals
    most = [
        queue_bound(one, service, abandon=abandon),
        queue_bound(two, service, abandon=abandon),
    ]

    def moves(state: State) -> Iterable[tuple[State, float]]:
        b1, b2, q1, q2 = state
        if b1 < pools[0]:
            yield (b1 + 1, b2, q1, q2), one
        elif b2 < pools[1]:
            yield (b1, b2 + 1, q1, q2), one
        elif q1 < most[0]:
            yield (b1, b2, q1 + 1, q2), one
        if b2 < pools[1]:
            yield (b1, b2 + 1, q1, q2), two
        elif q2 < most[1]:
            yield (b1, b2, q1, q2 + 1), two
        yield ((b1, b2, q1 - 1, q2) if q1 else (b1 - 1, b2, q1, q2)), b1 * service
        if q2:
            after = (b1, b2, q1, q2 - 1)
        else:
            after = (b1, b2, q1 - 1, q2) if q1 else (b1, b2 - 1, q1, q2)
        yield after, b2 * service
        yield (b1, b2, q1 - 1, q2), q1 * abandon
        yield (b1, b2, q1, q2 - 1), q2 * abandon

    law = stationary((0, 0, 0, 0), moves)
    queues = (mean(law, lambda s: s[2]), mean(law, lambda s: s[3]))
    waits_one = mean(law, lambda s: s[0] == pools[0] and s[1] == pools[1])
    waits_two = mean(law, lambda s: s[1] == pools[1])
    return Classes(
        p_wait=(one * waits_one + two * waits_two) / (one + two),
        p_abandon=(abandon * queues[0] / one, abandon * queues[1] / two),
        mean_queue=queues,
        occupancy=(mean(law, lambda s: s[0] / pools[0]), mean(law, lambda s: s[1] / pools[1])),
    )


def queue_ratio(
    n: int, arrivals: tuple[float, float], *, service: float, abandon: float, share: float
) -> Classes:
    """Two classes, one pool, the next contact taken from the class whose queue exceeds its share of the whole
    queue by more (fixed queue ratio, Gurvich and Whitt). `share`: of class 1. State: busy, waiting of each
    class."""
    one, two = arrivals
    most = queue_bound(one + two, n * service, abandon=abandon)

    def moves(state: State) -> Iterable[tuple[State, float]]:
        busy, q1, q2 = state
        if busy < n:
            yield (busy + 1, 0, 0), one + two
        elif q1 + q2 < most:
            yield (busy, q1 + 1, q2), one
            yield (busy, q1, q2 + 1), two
        if not q1 and not q2:
            yield (busy - 1, 0, 0), busy * service
        elif q1 >= share * (q1 + q2) or not q2:
            yield (busy, q1 - 1, q2), busy * service
        else:
            yield (busy, q1, q2 - 1), busy * service
        yield (busy, q1 - 1, q2), q1 * abandon
        yield (busy, q1, q2 - 1), q2 * abandon

    law = stationary((0, 0, 0), moves)
    queues = (mean(law, lambda s: s[1]), mean(law, lambda s: s[2]))
    return Classes(
        p_wait=mean(law, lambda s: s[0] == n),
        p_abandon=(abandon * queues[0] / one, abandon * queues[1] / two),
        mean_queue=queues,
        occupancy=(mean(law, lambda s: s[0] / n),),
    )
