"""Keys that are found by how they begin: sorted, so that all with one beginning stand together.

Most keys lie in sorted arrays, new ones in a short sorted list beside, which now and then becomes part of the
arrays. Nothing is taken out: whoever asks drops codes of entries that are gone.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
NONE: Codes = np.empty(0, np.int32)
_MOST_NEW = 10_000


class Beginnings:
    """The keys of one kind, each with a code. `width`: bytes of a key that are kept."""

    def __init__(self, width: int, rows: Iterable[tuple[str, int]] = ()) -> None:
        self._width = width
        self._new: list[tuple[bytes, int]] = []
        self._keys = np.empty(0, f"S{width}")
        self._codes = NONE
        self._take_in({(self._cut(key), code) for key, code in rows})

    def add(self, key: str, code: int) -> None:
        """One more."""
        insort(self._new, (self._cut(key), code))
        if len(self._new) > _MOST_NEW:
            self._take_in(set(self._new))
            self._new = []

    def beginning(self, text: str) -> Codes:
        """Codes of all keys that begin with this text or are it; some may come twice."""
        wanted = self._cut(text)
        first = int(np.searchsorted(self._keys, self._as_key(wanted))[0])
        if len(wanted) < self._width:
            last = int(np.searchsorted(self._keys, self._as_key(wanted + b"\xff"))[0])
        else:
            last = int(np.searchsorted(self._keys, self._as_key(wanted), side="right")[0])
        new = self._new_from(wanted)
        added = [code for key, code in takewhile(lambda each: each[0].startswith(wanted), new)]
        return self._together(self._codes[first:last], added)

    def whole(self, text: str) -> Codes:
        """Codes of all keys that are this text."""
        wanted = self._cut(text)
        first = int(np.searchsorted(self._keys, self._as_key(wanted))[0])
        last = int(np.searchsorted(self._keys, self._as_key(wanted), side="right")[0])
        new = self._new_from(wanted)
        added = [code for key, code in takewhile(lambda each: each[0] == wanted, new)]
        return self._together(self._codes[first:last], added)

    def _new_from(self, wanted: bytes) -> Iterable[tuple[bytes, int]]:
        start = bisect_left(self._new, (wanted, -1))
        return (self._new[place] for place in range(start, len(self._new)))

    def _together(self, found: Codes, added: list[int]) -> Codes:
        return np.concatenate((found, np.array(added, np.int32))) if added else found

    def _take_in(self, rows: set[tuple[bytes, int]]) -> None:
        ordered = sorted(rows)
        keys = np.array([key for key, _ in ordered], f"S{self._width}")
        codes = np.array([code for _, code in ordered], np.int32)
        places = np.searchsorted(self._keys, keys)
        self._keys = np.insert(self._keys, places, keys)
        self._codes = np.insert(self._codes, places, codes)

    def _as_key(self, wanted: bytes) -> NDArray[np.bytes_]:
        return np.array([wanted], self._keys.dtype)

    def _cut(self, text: str) -> bytes:
        return text.encode()[: self._width]
