"""Ids: 13 characters of Crockford base32, ordered by time, unique within a process and very likely beyond it.

A 64-bit number: 42 bits of milliseconds, 22 bits that start at random each millisecond and count up.
"""

import secrets

from huawu.platform.clock import Clock, system_clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM_BITS = 22
Id = str


class IdSource:
    """Makes ids; one per process is enough. Ids made later by the same source sort later."""

    __slots__ = ("_clock", "_last")

    def __init__(self, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._last = 0

    def __call__(self) -> Id:
        fresh = (self._clock() // 1000) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS - 1)
        self._last = fresh if fresh > self._last else self._last + 1
        return encode(self._last)


def encode(number: int) -> Id:
    """Thirteen base32 characters of a 64-bit number."""
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(60, -1, -5))


new_id = IdSource()
