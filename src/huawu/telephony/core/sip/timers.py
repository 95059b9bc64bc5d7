"""Timers: a heap with lazy deletion, one deadline for each owner.

An owner (transaction, leg, binding) has at most one deadline at a time. Setting a new one leaves the old
entry in the heap; it is thrown away when it comes up, because it no longer equals the owner's `due`.
"""

from heapq import heappop, heappush
from typing import Protocol

from huawu.platform.clock import Micros

NEVER: Micros = 0
"""The `due` of an owner that waits for nothing."""


class Timed(Protocol):
    """Something that can be woken."""

    due: Micros

    def wake(self, now: Micros) -> None:
        """Its deadline has come; `due` is NEVER again."""


class Timers:
    """All deadlines of an endpoint."""

    __slots__ = ("_count", "_heap")

    def __init__(self) -> None:
        self._heap: list[tuple[Micros, int, Timed]] = []
        self._count = 0

    def set(self, owner: Timed, at: Micros) -> None:
        """Wake `owner` at `at`, and not at the time set before."""
        owner.due = at
        self._count += 1
        heappush(self._heap, (at, self._count, owner))

    def next(self) -> Micros | None:
        """The earliest deadline that still stands."""
        heap = self._heap
        while heap:
            at, _, owner = heap[0]
            if owner.due == at:
                return at
            heappop(heap)
        return None

    def run(self, now: Micros) -> None:
        """Wake every owner whose deadline is not after `now`, in order of their deadlines."""
        heap = self._heap
        while heap and heap[0][0] <= now:
            at, _, owner = heappop(heap)
            if owner.due == at:
                owner.due = NEVER
                owner.wake(now)
