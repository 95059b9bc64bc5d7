"""What an entry is found by: keys, each with the part of the name at which it begins.

A *code* is slot * 64 + part: the entry's place in the index, and the part of the Chinese name (0 to 31) or
the word of the English one (32 to 63) where the key begins. What is typed in mixed ways (wangxm, 王xm) is
found by codes whose parts follow each other.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from huawu.customers.types import dialled, normalised
from huawu.switchboard.core.folding import by_ear, folded, on_keypad, tokens
from huawu.switchboard.core.readings import readings, ways
from huawu.switchboard.types import Entry

PARTS = 64
"""Codes of one entry."""
ENGLISH = 32
"""The part at which English words begin."""
_SHORTEST_WORD = 4
_NO_DIGIT = re.compile(r"[^0-9]")

TEXT, SPELT, INITIALS, EAR, NUMBER, ENDING, KEYS = (
    "text",
    "spelt",
    "initials",
    "ear",
    "number",
    "ending",
    "keys",
)
FAMILIES = {TEXT: 36, SPELT: 32, INITIALS: 16, EAR: 28, NUMBER: 16, ENDING: 16, KEYS: 24}
"""Every kind of key with how many bytes of one are kept: what goes on longer is compared so far."""


@dataclass(frozen=True, slots=True)
class Read:
    """A name as it is searched. `ways`: each reading of the Chinese name, by parts; `words`: the English."""

    parts: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]

    @property
    def order(self) -> str:
        """Names sorted by this are in the order of a telephone book."""
        return " ".join(self.ways[0] if self.parts else self.words)


def read(zh: str, en: str, *, pinyin: str = "") -> Read:
    """How a name is searched."""
    parts = tuple(tokens(zh)[:ENGLISH])
    spoken = readings(zh, read=pinyin)[:ENGLISH] if parts else []
    return Read(parts, tuple(ways(spoken)) if parts else (), tuple(folded(en).split()[:ENGLISH]))


def name_keys(name: Read) -> Iterator[tuple[str, str, int]]:
    """Kind, key and part of everything that a name is found by."""
    for start in range(len(name.parts)):
        yield TEXT, "".join(name.parts[start:]), start
    for way in name.ways:
        yield from _letters(way, 0)
    yield from _letters(name.words, ENGLISH)


def _letters(parts: tuple[str, ...], first: int) -> Iterator[tuple[str, str, int]]:
    for start in range(len(parts)):
        spelt, initials = "".join(parts[start:]), initials_of(parts[start:])
        yield SPELT, spelt, first + start
        yield EAR, by_ear(spelt), first + start
        yield INITIALS, initials, first + start
        for dialled_by in (spelt, initials) if start == 0 or first == ENGLISH else ():
            if keys := on_keypad(dialled_by):
                yield KEYS, keys, first + start


def initials_of(parts: tuple[str, ...]) -> str:
    """The first letter of each part; numbers whole."""
    return "".join(part if part.isdecimal() else part[0] for part in parts)


def number_keys(entry: Entry) -> Iterator[tuple[str, str, int]]:
    """Beginnings and endings of an entry's numbers."""
    for number in (entry.extension, *entry.numbers):
        for form in forms(number):
            yield NUMBER, form, 0
        digits = digits_of(number)
        if digits:
            yield ENDING, digits[::-1], 0


def forms(number: str) -> frozenset[str]:
    """The ways in which the digits of a number are begun when it is typed: 021..., 8621..."""
    form = normalised(number)
    return frozenset(filter(None, (digits_of(number), digits_of(form), digits_of(dialled(form)))))


def digits_of(number: str) -> str:
    """Only the digits."""
    return _NO_DIGIT.sub("", unicodedata.normalize("NFKC", number))


def near_texts(name: Read) -> Iterator[str]:
    """What typing errors are forgiven in: the whole name as it is spelt, without the family name, and each
    English word."""
    for way in name.ways[:2]:
        for start in (0, 1):
            spelt = "".join(way[start:])
            if start == 0 or len(spelt) >= _SHORTEST_WORD:
                yield spelt
    if name.words:
        yield "".join(name.words)
        yield from (word for word in name.words[1:] if len(word) >= _SHORTEST_WORD)
