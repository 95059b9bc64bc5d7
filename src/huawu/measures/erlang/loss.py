"""Loss systems: who finds no server goes away. Erlang B, its inverses, recalls (extended B) and Engset."""

from collections.abc import Callable

_STEPS = 200


def erlang_b(n: int, a: float) -> float:
    """Blocking of M/G/n/n (Erlang 1917). The law of service times does not matter, only its mean."""
    blocking = 1.0
    for i in range(1, n + 1):
        blocking = a * blocking / (i + a * blocking)
    return blocking


def largest_load(n: int, blocking: float) -> float:
    """The greatest load that `n` trunks carry at this blocking or less."""
    if n <= 0 or blocking <= 0:
        return 0.0
    high = max(1.0, float(n))
    while erlang_b(n, high) < blocking:
        high *= 2
    return bisect(lambda load: erlang_b(n, load) - blocking, 0.0, high)


def fewest_trunks(a: float, blocking: float) -> int:
    """The fewest trunks that block no more than this."""
    n, now = 0, 1.0
    while now > blocking:
        n += 1
        now = a * now / (n + a * now)
    return n


def extended_b(n: int, fresh: float, recall: float) -> tuple[float, float]:
    """Total load and blocking when the share `recall` of those blocked calls again at once (extended Erlang
    B)."""
    most = fresh / (1 - recall) + 1 if recall < 1 else fresh + 2.0 * n + 1
    total = bisect(lambda load: load - fresh - recall * load * erlang_b(n, load), fresh, most)
    return total, erlang_b(n, total)


def engset(n: int, sources: int, alpha: float) -> tuple[float, float]:
    """Time and call congestion with finitely many sources; `alpha`: load that one idle source offers."""
    return _engset(n, sources, alpha), _engset(n, sources - 1, alpha)


def _engset(n: int, sources: int, alpha: float) -> float:
    if n > sources:
        return 0.0
    congestion = 1.0
    for i in range(1, n + 1):
        offered = (sources - i + 1) * alpha * congestion
        congestion = offered / (i + offered)
    return congestion


def bisect(rises: Callable[[float], float], low: float, high: float) -> float:
    """The zero of a rising function between two bounds."""
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if rises(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
