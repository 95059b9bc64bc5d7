"""Timers: a heap with lazy deletion, one deadline for each owner.

An owner (transaction, leg, binding) has at most one deadline at a time. Setting a new one leaves the old
entry in the heap; it is thrown away when it comes up, because it no longer equals the owner's `due`, or all
at once when the heap is mostly made of such entries.
"""

from heapq import heapify, heappop, heappush
from typing import Protocol

from huawu.platform.clock import Micros

NEVER: Micros = 0
"""The `due` of an owner that waits for nothing."""

_TOLERATED = 1000
"""So many stale entries are not worth tidying up."""


class Timed(Protocol):
    """Something that can be woken."""

    due: Micros

    def wake(self, now: Micros) -> None:
        """Its deadline has come; `due` is NEVER again."""


class Timers:
    """All deadlines of an endpoint."""

    __slots__ = ("_count", "_heap", "_stale")

    def __init__(self) -> None:
        self._heap: list[tuple[Micros, int, Timed]] = []
        self._count = 0
        self._stale = 0  # entries that wait for nothing, about

    def set(self, owner: Timed, at: Micros) -> None:
        """Wake `owner` at `at`, and not at the time set before."""
        if owner.due:
            self._stale += 1
        owner.due = at
        self._count += 1
        heappush(self._heap, (at, self._count, owner))
        if self._stale > _TOLERATED and 2 * self._stale > len(self._heap):
            self._tidy()

    def clear(self, owner: Timed) -> None:
        """Wake `owner` no more."""
        if owner.due:
            self._stale += 1
            owner.due = NEVER

    def _tidy(self) -> None:
        """Throw stale entries away, so that they do not keep what is over in memory."""
        self._heap = [entry for entry in self._heap if entry[2].due == entry[0]]
        heapify(self._heap)
        self._stale = 0

    def next(self) -> Micros | None:
        """The earliest deadline that still stands."""
        heap = self._heap
        while heap:
            at, _, owner = heap[0]
            if owner.due == at:
                return at
            heappop(heap)
            self._stale -= 1
        return None

    def run(self, now: Micros) -> None:
        """Wake every owner whose deadline is not after `now`, in order of their deadlines."""
        while self._heap and self._heap[0][0] <= now:
            at, _, owner = heappop(self._heap)
            if owner.due == at:
                owner.due = NEVER
                owner.wake(now)
            else:
                self._stale -= 1
