"""Delay systems: who finds no server waits. Erlang C, finite lines (M/M/n/K), priorities."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from huawu.measures.erlang.loss import erlang_b


def erlang_c(n: int, a: float) -> float:
    """The probability to wait in M/M/n; 1 when there are too few servers for the load."""
    if a >= n:
        return 1.0
    blocking = erlang_b(n, a)
    return blocking / (1 - a / n * (1 - blocking))


@dataclass(frozen=True, slots=True)
class Delay:
    """How M/M/n does. Times in the unit of `aht`; infinite when unstable."""

    p_wait: float
    mean_wait: float  # over all, those who do not wait included
    service_level: float  # share that waits no longer than the threshold
    occupancy: float
    mean_queue: float


def delay(n: int, a: float, *, aht: float, threshold: float) -> Delay:
    """All of Erlang C for a mean handling time `aht`."""
    if a <= 0:
        return Delay(0.0 if n > 0 else 1.0, 0.0, 1.0, 0.0, 0.0)
    if a >= n:
        return Delay(1.0, math.inf, 0.0, 1.0, math.inf)
    wait = erlang_c(n, a)
    level = 1 - wait * math.exp(-(n - a) * threshold / aht)
    return Delay(wait, wait * aht / (n - a), level, a / n, wait * a / (n - a))


@dataclass(frozen=True, slots=True)
class FiniteDelay:
    """How M/M/n/K does: `lines` trunks in all, those who talk included."""

    blocking: float
    p_wait_admitted: float  # of those let in
    mean_wait: float  # of those let in, all of them; in units of the mean service time
    occupancy: float


def finite_lines(n: int, lines: int, a: float) -> FiniteDelay:
    """M/M/n/K in closed form, by weights relative to the fullest state of the servers."""
    if a <= 0:
        return FiniteDelay(0.0, 0.0, 0.0, 0.0)
    busy = [1.0]  # weights of n, n-1, ... 0 in service, relative to n
    for i in range(n, 0, -1):
        busy.append(busy[-1] * i / a)
    ratio = a / n
    queued = [ratio**i for i in range(1, lines - n + 1)]
    total = sum(busy) + sum(queued)
    blocked = (queued[-1] if queued else 1.0) / total
    waits = (1.0 + sum(queued[:-1])) / total if queued else 0.0
    in_queue = sum(i * weight for i, weight in enumerate(queued, start=1)) / total
    admitted = 1 - blocked
    return FiniteDelay(blocked, waits / admitted, in_queue / (a * admitted), a * admitted / n)


def priority_waits(n: int, loads: Sequence[tuple[float, float]], priorities: Sequence[int]) -> list[float]:
    """Mean waits of classes served by priority without interruption. `loads`: (arrival rate, service rate)
    of each class; a smaller priority goes first, equal ones share. One server: Cobham 1954 with a service
    rate per class; several: Kella and Yechiali 1985 with one service rate for all."""
    a = sum(rate / service for rate, service in loads)
    if n == 1:
        residual = sum(rate / service**2 for rate, service in loads)
    else:
        residual = erlang_c(n, a) / (n * loads[0][1])
    waits = []
    for mine in priorities:
        above = _load(n, loads, priorities, below=mine)
        up_to = _load(n, loads, priorities, below=mine + 1)
        waits.append(residual / ((1 - above) * (1 - up_to)) if up_to < 1 else math.inf)
    return waits


def _load(n: int, loads: Sequence[tuple[float, float]], priorities: Sequence[int], *, below: int) -> float:
    pairs = zip(loads, priorities, strict=True)
    return sum(rate / (n * service) for (rate, service), priority in pairs if priority < below)
