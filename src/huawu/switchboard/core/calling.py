"""Dial by name: whom a caller means who types letters of a name on the keypad.

A *book* is a sorted list of plain values, so that it can be kept and sent. Hidden entries, outside numbers
and what has no extension are not in it.
"""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice, takewhile

from huawu.platform.values import value
from huawu.switchboard.core.keys import KEYS, name_keys, read
from huawu.switchboard.types import Entry

Book = list[tuple[str, str]]
"""Keys and extension."""

FEWEST = 2
"""Fewer keys say nothing."""


@value
class Meant:
    """Whom the keys may mean. `sure`: extensions of those whose initials or whole name they are; `others`: of
    those whose name only begins so. Each in their order, nobody twice."""

    sure: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The sure ones first."""
        return self.sure + self.others


def may_be_told(entry: Entry) -> bool:
    """Whether callers may be put through to it by its name."""
    return bool(entry.extension) and not entry.hidden and entry.kind != "outside"


def book(entries: Iterable[Entry]) -> Book:
    """The keys of everyone whom callers may reach by name."""
    return sorted({row for entry in entries if may_be_told(entry) for row in _rows(entry)})


def _rows(entry: Entry) -> Iterable[tuple[str, str]]:
    name = read(entry.zh, entry.en, pinyin=entry.pinyin)
    return ((keys, entry.extension) for kind, keys, _ in name_keys(name) if kind == KEYS)


def meant(book: Book, keys: str, *, most: int = 9) -> Meant:
    """Whom a caller means by these keys; nobody for fewer than two, or what is no digit."""
    if len(keys) < FEWEST or not (keys.isascii() and keys.isdecimal()):
        return Meant()
    start = bisect_left(book, (keys, ""))
    rows = list(takewhile(lambda row: row[0].startswith(keys), islice(book, start, None)))
    sure = dict.fromkeys(extension for whole, extension in rows if whole == keys)
    others = dict.fromkeys(extension for whole, extension in rows if extension not in sure)
    some = tuple(sure)[:most]
    return Meant(some, tuple(others)[: most - len(some)])
