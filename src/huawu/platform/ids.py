"""Ids: 13 characters of Crockford base32, ordered by time, unique within a process and very likely beyond it.

A 64-bit number: 42 bits of milliseconds, 22 bits that start at random each millisecond and count up.
Tokens: 16 hexadecimal characters of which all 64 bits are random, for what strangers must not guess.
"""

import os
from collections.abc import Callable, Iterator

from huawu.platform.clock import Clock, system_clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]
_RANDOM_BITS = 22
_POOL_BYTES = 4096
Id = str


def _random_words(size: int) -> Iterator[bytes]:
    """Random bytes, `size` at a time; the system is asked for a page at once because each question costs."""
    while True:
        pool = os.urandom(_POOL_BYTES)
        for start in range(0, _POOL_BYTES - size + 1, size):
            yield pool[start : start + size]


class IdSource:
    """Makes ids; one per process is enough. Ids made later by the same source sort later."""

    __slots__ = ("_beginning", "_clock", "_high", "_last", "_millisecond", "_random")

    def __init__(self, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._last = self._millisecond = self._high = 0
        self._beginning = _beginning(0)
        self._random = _random_words(4)

    def __call__(self) -> Id:
        millisecond = self._clock() // 1000
        if millisecond > self._millisecond:
            self._millisecond = millisecond
            random = int.from_bytes(next(self._random)) >> (33 - _RANDOM_BITS)
            self._last = max(self._last + 1, millisecond << _RANDOM_BITS | random)
        else:
            self._last += 1
        last = self._last
        if last >> 20 != self._high:
            self._high = last >> 20
            self._beginning = _beginning(self._high)
        return self._beginning + _PAIRS[last >> 10 & 1023] + _PAIRS[last & 1023]


def encode(number: int) -> Id:
    """Thirteen base32 characters of a 64-bit number."""
    return _beginning(number >> 20) + _PAIRS[number >> 10 & 1023] + _PAIRS[number & 1023]


def _beginning(high: int) -> str:
    """The first nine characters, which the ids of a moment share."""
    pairs = _PAIRS
    return (
        _ALPHABET[high >> 40 & 31]
        + pairs[high >> 30 & 1023]
        + pairs[high >> 20 & 1023]
        + pairs[high >> 10 & 1023]
        + pairs[high & 1023]
    )


def token_source() -> Callable[[], str]:
    """A maker of tokens."""
    random = _random_words(8)
    return lambda: next(random).hex()


new_id = IdSource()
new_token = token_source()
