"""Keys in order: add, remove, first, rank, in about the logarithm of their number.

A list of short sorted lists. One list alone would do up to tens of thousands; beyond that its copying in
memory would show.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Generic, TypeVar

LONGEST = 1_024
"""A part with more keys is cut in two."""

K = TypeVar("K", bound="tuple[object, ...]")


class SortedKeys(Generic[K]):
    """Different keys that can be compared."""

    __slots__ = ("_firsts", "_parts", "count")

    def __init__(self) -> None:
        self._parts: list[list[K]] = [[]]
        self._firsts: list[K] = []  # the first key of every part but the first
        self.count = 0

    def add(self, key: K) -> None:
        """Put a new key in its place."""
        self.count += 1
        parts = self._parts
        at = bisect_right(self._firsts, key) if self._firsts else 0
        part = parts[at]
        insort(part, key)
        if len(part) > LONGEST:
            half = part[LONGEST // 2 :]
            del part[LONGEST // 2 :]
            parts.insert(at + 1, half)
            self._firsts.insert(at, half[0])

    def remove(self, key: K) -> None:
        """Take out a key that is there."""
        at = bisect_right(self._firsts, key) if self._firsts else 0
        part = self._parts[at]
        place = bisect_left(part, key)
        assert part[place] == key
        del part[place]
        self.count -= 1
        if not part and len(self._parts) > 1:
            del self._parts[at]
            del self._firsts[max(0, at - 1)]

    def first(self) -> K | None:
        """The least key."""
        part = self._parts[0]
        return part[0] if part else None

    def rank(self, key: K) -> int:
        """How many keys are less than this one, which need not be there."""
        at = bisect_right(self._firsts, key) if self._firsts else 0
        before = sum(map(len, self._parts[:at])) if at else 0
        return before + bisect_left(self._parts[at], key)

    def __iter__(self) -> Iterator[K]:
        for part in self._parts:
            yield from part

    def __bool__(self) -> bool:
        return self.count > 0
