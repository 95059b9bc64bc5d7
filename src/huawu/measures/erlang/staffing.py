"""How many agents a target needs, and rules of thumb for large centres."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from huawu.measures.erlang.delay import delay
from huawu.measures.erlang.patience import Patience, erlang_a

_NORMAL = NormalDist()


def erlangs(calls: float, *, interval: float, aht: float) -> float:
    """The load of `calls` in an interval; both times in one unit."""
    return calls * aht / interval


@dataclass(frozen=True, slots=True)
class Staff:
    agents: int
    service_level: float


def agents_for(a: float, *, aht: float, target: float, threshold: float) -> Staff:
    """The fewest agents whose Erlang C service level reaches the target (below 1)."""
    n = math.floor(a) + 1
    while (level := delay(n, a, aht=aht, threshold=threshold).service_level) < target:
        n += 1
    return Staff(n, level)


def agents_with_patience(
    arrivals: float, *, service: float, abandon: float, target: float, threshold: float
) -> tuple[int, Patience]:
    """The fewest agents whose Erlang A service level (of all offered) reaches the target (below 1)."""

    def at(n: int) -> Patience:
        return erlang_a(n, arrivals, service=service, abandon=abandon, threshold=threshold)

    high = 1
    while at(high).sl_offered < target:
        high *= 2
    low = high // 2  # reaches it not, or is nobody
    while high - low > 1:
        middle = (low + high) // 2
        if at(middle).sl_offered < target:
            low = middle
        else:
            high = middle
    return high, at(high)


def gross_agents(net: float, *, shrinkage: float) -> int:
    """Agents on the roster for `net` agents at work: net / (1 - shrinkage), rounded up."""
    return math.ceil(net / (1 - shrinkage) - 1e-9)


def halfin_whitt(beta: float) -> float:
    """The probability to wait in a large M/M/n with n = a + beta sqrt(a) (Halfin and Whitt 1981)."""
    return 1 / (1 + beta * _NORMAL.cdf(beta) / _NORMAL.pdf(beta))


def square_root_agents(a: float, *, p_wait: float) -> int:
    """Agents for a probability to wait by the square-root rule n = a + beta sqrt(a)."""
    low, high = 1e-9, 10.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if halfin_whitt(middle) > p_wait else (low, middle)
    return math.ceil(a + high * math.sqrt(a))


@dataclass(frozen=True, slots=True)
class Pooled:
    together: int
    unstable_below: int
    apart: int


def cross_trained(
    skills: Sequence[tuple[float, float]], *, interval: float, target: float, threshold: float
) -> Pooled:
    """Agents when everyone has every skill, and when nobody has two. `skills`: (calls, mean handling
    time)."""
    loads = [(erlangs(calls, interval=interval, aht=aht), aht) for calls, aht in skills]
    a = sum(load for load, _ in loads)
    calls = sum(calls for calls, _ in skills)
    aht = a * interval / calls
    together = agents_for(a, aht=aht, target=target, threshold=threshold).agents
    apart = sum(agents_for(load, aht=aht, target=target, threshold=threshold).agents for load, aht in loads)
    return Pooled(together, math.floor(a) + 1, apart)
