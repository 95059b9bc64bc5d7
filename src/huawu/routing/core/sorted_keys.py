"""Keys in order: add, remove, first, rank, in about the logarithm of their number.

A list of short sorted lists. One list alone would do up to tens of thousands; beyond that its copying in
memory would show.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from itertools import chain
from typing import Generic, TypeVar

LONGEST = 1_024
"""A part with more keys is cut in two."""

K = TypeVar("K", bound="tuple[object, ...]")


class SortedKeys(Generic[K]):
    """Different keys that can be compared."""

    __slots__ = ("_firsts", "_parts", "_single", "count")

    def __init__(self) -> None:
        self._single: list[K] = []  # all keys, while they are few
        self._parts: list[list[K]] | None = None  # else
        self._firsts: list[K] | None = None  # the first key of every part but the first
        self.count = 0

    def _part_of(self, key: K) -> tuple[int, list[K]]:
        assert self._parts is not None
        assert self._firsts is not None
        at = bisect_right(self._firsts, key)
        return at, self._parts[at]

    def add(self, key: K) -> None:
        """Put a new key in its place."""
        self.count += 1
        if self._parts is None:
            insort(self._single, key)
            if self.count > LONGEST:
                self._parts, self._firsts = [self._single], []
                self._split(0)
            return
        at, part = self._part_of(key)
        insort(part, key)
        if len(part) > LONGEST:
            self._split(at)

    def _split(self, at: int) -> None:
        assert self._parts is not None
        assert self._firsts is not None
        part = self._parts[at]
        half = part[LONGEST // 2 :]
        del part[LONGEST // 2 :]
        self._parts.insert(at + 1, half)
        self._firsts.insert(at, half[0])

    def remove(self, key: K) -> None:
        """Take out a key that is there."""
        self.count -= 1
        if self._parts is None:
            del self._single[_place(self._single, key)]
            return
        at, part = self._part_of(key)
        del part[_place(part, key)]
        if not part:
            self._drop(at)

    def _drop(self, at: int) -> None:
        assert self._parts is not None
        assert self._firsts is not None
        del self._parts[at]
        if self._firsts:
            del self._firsts[max(0, at - 1)]
        if len(self._parts) <= 1:
            self._single = self._parts[0] if self._parts else []
            self._parts = self._firsts = None

    def first(self) -> K | None:
        """The least key."""
        part = self._single if self._parts is None else self._parts[0]
        return part[0] if part else None

    def rank(self, key: K) -> int:
        """How many keys are less than this one, which need not be there."""
        if self._parts is None:
            return bisect_left(self._single, key)
        at, part = self._part_of(key)
        return sum(map(len, self._parts[:at])) + bisect_left(part, key)

    def __iter__(self) -> Iterator[K]:
        return iter(self._single) if self._parts is None else chain.from_iterable(self._parts)

    def __bool__(self) -> bool:
        return self.count > 0


def _place(part: list[K], key: K) -> int:
    place = bisect_left(part, key)
    assert part[place] == key
    return place
