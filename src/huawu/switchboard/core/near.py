"""Words that are nearly what was typed: one or two letters wrong, missing, too many, or two changed round.

The distance is that of optimal string alignment (Damerau 1964, restricted), from what was typed to any
beginning of a word, so that half a name with an error in it is found too. It is computed for many words at
once, only within two places of the diagonal. Before, words that lack too many of the letters and pairs of
letters are left out by their *marks*: one bit for each letter, and 64 for pairs. In what is short the first
letter may be left out or changed round with the second, but not be another one.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
_WIDTH = 24
_BAND = 2
_FAR = 100
_MOST_CELLS = 600_000
"""Letters typed times words compared: what a search may cost."""
_SHORT = 5


def allowed(letters: str) -> int:
    """How many errors are forgiven in what was typed."""
    return 0 if len(letters) < 4 else 1 if len(letters) < 8 else 2


class Near:
    """Words, each with the slot of its entry; they are only added. What is no Latin letter or digit is left
    out of them."""

    def __init__(self) -> None:
        self._many = 0
        self._words = np.zeros((256, _WIDTH), np.uint8)
        self._lengths = np.zeros(256, np.int8)
        self._letters = np.zeros(256, np.uint32)
        self._pairs = np.zeros(256, np.uint64)
        self._slots = np.zeros(256, np.int32)

    def add(self, word: str, slot: int) -> None:
        """One more word."""
        plain = _plain(word)
        if not plain:
            return
        if self._many == len(self._slots):
            self._grow()
        place = self._many
        self._words[place, : len(plain)] = np.frombuffer(plain, np.uint8)
        self._lengths[place] = len(plain)
        self._letters[place], self._pairs[place] = _letter_marks(plain), _pair_marks(plain)
        self._slots[place] = slot
        self._many += 1

    def find(self, typed: str) -> list[tuple[int, bool, NDArray[np.int32]]]:
        """Errors, whether it is the whole word and not only its beginning, and the slots of such words: the
        fewest errors first."""
        wanted = _plain(typed)
        most = allowed(typed)
        if not most or len(wanted) != len(typed):
            return []
        rows = self._candidates(wanted, most)
        if not len(rows):
            return []
        of_part, of_whole = _distances(wanted, self._words[rows], self._lengths[rows])
        slots = self._slots[rows]
        found = []
        for errors in range(1, most + 1):
            found.append((errors, True, slots[of_whole == errors]))
            found.append((errors, False, slots[(of_part == errors) & (of_whole != errors)]))
        return found

    def _candidates(self, wanted: bytes, most: int) -> Rows:
        """Words that may be near enough; of too many, those that share the most with what was typed."""
        lacking = np.bitwise_count(np.uint32(_letter_marks(wanted)) & ~self._letters[: self._many])
        fits = lacking <= most
        fits &= self._lengths[: self._many] >= len(wanted) - most
        if len(wanted) <= _SHORT:
            first, second = self._words[: self._many, 0], self._words[: self._many, 1]
            fits &= (first == wanted[0]) | (first == wanted[1]) | (second == wanted[0])
        rows: Rows = np.flatnonzero(fits)
        pairs = np.uint64(_pair_marks(wanted))
        apart = np.bitwise_count(pairs & ~self._pairs[rows])
        for limit in range(3 * most, -1, -1):
            chosen: Rows = rows[apart <= limit]
            if len(chosen) * len(wanted) <= _MOST_CELLS:
                return chosen
        return rows[:0]

    def _grow(self) -> None:
        for name in ("_words", "_lengths", "_letters", "_pairs", "_slots"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate((old, np.zeros_like(old))))


def _plain(word: str) -> bytes:
    if not (word.isascii() and word.isalnum()):
        word = "".join(c for c in word if c.isascii() and c.isalnum())
    return word[:_WIDTH].encode()


def _letter_marks(word: bytes) -> int:
    marks = 0
    for letter in word:
        marks |= 1 << (letter % 32)
    return marks


def _pair_marks(word: bytes) -> int:
    marks = 0
    for place in range(len(word) - 1):
        marks |= _pair_mark(word[place], word[place + 1])
    return marks


@cache
def _pair_mark(first: int, second: int) -> int:
    return 1 << ((first * 37 + second * 11) % 64)


def _distances(
    typed: bytes, words: NDArray[np.uint8], lengths: NDArray[np.int8]
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """From `typed` to the nearest beginning of each word, and to the whole word; `_FAR` when out of the band.

    Row `i`, place `k` of the band is the distance from i letters typed to the first i + k - 2 of the word.
    """
    many, places = len(words), range(2 * _BAND + 1)
    columns = np.ascontiguousarray(words.T)
    far = np.full(many, _FAR, np.int8)
    before: list[NDArray[np.int8]] = [far] * len(places)
    row = [np.full(many, k - _BAND, np.int8) if k >= _BAND else far for k in places]
    for i, letter in enumerate(typed, start=1):
        above, row = row, [far] * len(places)
        for k in places:
            j = i + k - _BAND
            if j == 0:
                row[k] = np.full(many, i, np.int8)
            if j < 1 or j > _WIDTH:
                continue
            best = above[k] + (columns[j - 1] != letter)
            if k < 2 * _BAND:
                np.minimum(best, above[k + 1] + 1, out=best)
            if k:
                np.minimum(best, row[k - 1] + 1, out=best)
            if i > 1 and j > 1:
                turned = (columns[j - 2] == letter) & (columns[j - 1] == typed[i - 2])
                np.minimum(best, np.where(turned, before[k] + 1, _FAR).astype(np.int8), out=best)
            row[k] = best
        before = above
    return _ends(row, len(typed), lengths)


def _ends(
    row: list[NDArray[np.int8]], typed: int, lengths: NDArray[np.int8]
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    of_part = np.full(len(lengths), _FAR, np.int8)
    of_whole = of_part.copy()
    for k, distance in enumerate(row):
        end = typed + k - _BAND
        np.minimum(of_part, np.where(lengths >= end, distance, _FAR).astype(np.int8), out=of_part)
        np.minimum(of_whole, np.where(lengths == end, distance, _FAR).astype(np.int8), out=of_whole)
    return of_part, of_whole
