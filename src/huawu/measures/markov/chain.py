"""The stationary law of a finite Markov chain in continuous time, given by a start and the moves of each
state.

A state is a tuple of counts; its *level* is their sum, and no move may change it by more than one: a
contact comes, goes, or changes its place. So the balance equations are block tridiagonal and are solved
exactly, level by level from the highest (linear level reduction), without subtractions that lose digits.
"""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

State = tuple[int, ...]
Moves = Callable[[State], Iterable[tuple[State, float]]]
Floats = NDArray[np.float64]

MAX_STATES = 100_000


class Unsolvable(ValueError):
    """The chain has too many states, has no end, or jumps over levels."""


def stationary(start: State, moves: Moves) -> dict[State, float]:
    """The share of time in each state that can be reached. All of them must lead back."""
    leaving = _explore(start, moves)
    levels: dict[int, dict[State, int]] = {}
    for state in leaving:
        places = levels.setdefault(sum(state), {})
        places[state] = len(places)
    order = sorted(levels)
    same, up, down = _blocks(leaving, levels, order)
    climbs: list[Floats] = []
    corner = same[-1]
    for k in range(len(order) - 1, 0, -1):
        climb: Floats = -np.linalg.solve(corner.T, up[k - 1].T).T.astype(np.float64)
        climbs.append(climb)
        corner = same[k - 1] + climb @ down[k - 1]
    shares = [_null(corner)]
    for climb in reversed(climbs):
        shares.append(shares[-1] @ climb)
    whole = sum(float(share.sum()) for share in shares)
    return {
        state: float(share[place]) / whole
        for level, share in zip(order, shares, strict=True)
        for state, place in levels[level].items()
    }


def _explore(start: State, moves: Moves) -> dict[State, list[tuple[State, float]]]:
    leaving: dict[State, list[tuple[State, float]]] = {}
    ahead = [start]
    seen = {start}
    for state in ahead:
        leaving[state] = [(target, rate) for target, rate in moves(state) if rate > 0]
        for target, _ in leaving[state]:
            if target not in seen:
                seen.add(target)
                ahead.append(target)
        if len(ahead) > MAX_STATES:
            raise Unsolvable("too many states")
    return leaving


def _blocks(
    leaving: dict[State, list[tuple[State, float]]], levels: dict[int, dict[State, int]], order: list[int]
) -> tuple[list[Floats], list[Floats], list[Floats]]:
    """The rates within each level, to the next and back from it."""
    index = {level: k for k, level in enumerate(order)}
    sizes = [len(levels[level]) for level in order]
    same = [np.zeros((size, size)) for size in sizes]
    up = [np.zeros((sizes[k], sizes[k + 1])) for k in range(len(sizes) - 1)]
    down = [np.zeros((sizes[k + 1], sizes[k])) for k in range(len(sizes) - 1)]
    for state, ways in leaving.items():
        level = sum(state)
        k, row = index[level], levels[level][state]
        for target, rate in ways:
            step = sum(target) - level
            if abs(step) > 1:
                raise Unsolvable("a move over more than one level")
            block = same[k] if step == 0 else up[k] if step == 1 else down[k - 1]
            block[row, levels[level + step][target]] += rate
            same[k][row, row] -= rate
    return same, up, down


def _null(corner: Floats) -> Floats:
    """The law of the lowest level alone."""
    if len(corner) == 1:
        return np.ones(1)
    equations = corner.T.copy()
    equations[-1, :] = 1.0
    right = np.zeros(len(corner))
    right[-1] = 1.0
    return np.asarray(np.linalg.solve(equations, right), dtype=np.float64)


def mean(law: dict[State, float], value: Callable[[State], float]) -> float:
    """The mean of a value over the law."""
    return sum(share * value(state) for state, share in law.items())


def queue_bound(arrivals: float, drain: float, *, abandon: float = 0.0, rest: float = 1e-13) -> int:
    """A length that a queue hardly ever exceeds while all are busy: where the product of arrivals / (drain
    + i abandon) falls under `rest`."""
    weight, i = 1.0, 0
    while weight > rest:
        i += 1
        weight *= arrivals / (drain + i * abandon)
        if i > MAX_STATES:
            raise Unsolvable("the queue has no end")
    return i
