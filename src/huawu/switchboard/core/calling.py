"""Dial by name: whom a caller means who types letters of a name on the keypad, or says a name.

A *book* is a sorted list of plain values, so that it can be kept and sent. Hidden entries, outside numbers
and what has no extension are not in it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import islice, takewhile

from huawu.platform.values import value
from huawu.switchboard.core.finding import find
from huawu.switchboard.core.folding import joined
from huawu.switchboard.core.index import Index
from huawu.switchboard.core.keys import KEYS, name_keys, read
from huawu.switchboard.types import Entry, Way

Book = list[tuple[str, str]]
"""Keys and extension."""

MOST = 9
"""So many can be offered to a caller, one for each key."""
_HEARD: frozenset[Way] = frozenset({"name", "pinyin", "mixed", "sound"})
"""How sure it must be whose name was said."""
FEWEST = 2
"""Fewer keys, letters or characters say nothing."""


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


def meant(book: Book, keys: str, *, most: int = MOST) -> Meant:
    """Whom a caller means by these keys; nobody for fewer than two, or what is no digit."""
    if len(keys) < FEWEST or not (keys.isascii() and keys.isdecimal()):
        return Meant()
    start = bisect_left(book, (keys, ""))
    rows = list(takewhile(lambda row: row[0].startswith(keys), islice(book, start, None)))
    sure = dict.fromkeys(extension for whole, extension in rows if whole == keys)
    others = dict.fromkeys(extension for whole, extension in rows if extension not in sure)
    some = tuple(sure)[:most]
    return Meant(some, tuple(others)[: most - len(some)])


def heard(index: Index, said: str, *, most: int = MOST) -> Meant:
    """Whom a caller means by a name that was said: those found in the surest way, if it is sure enough."""
    if len(joined(said)) < FEWEST:
        return Meant()
    found = [each for each in find(index, said, limit=5 * most) if may_be_told(each.entry)]
    if not found or found[0].by not in _HEARD:
        return Meant()
    named = [each.entry.extension for each in found if each.by == found[0].by]
    return Meant(tuple(dict.fromkeys(named))[:most])


def told(index: Index, meant: Meant) -> Mapping[str, str | int] | None:
    """What a flow is told: `many`; of the only one `extension`, `name`, `name_en`; of each of several
    `extension_1`, `name_1`, `name_en_1` and on. None: nobody."""
    if not meant.all:
        return None
    entries = {entry.extension: entry for entry in index.all() if entry.extension in meant.all}
    fields: dict[str, str | int] = {"many": len(meant.all)}
    for place, extension in enumerate(meant.all, start=1):
        entry = entries[extension]
        mark = f"_{place}"
        fields |= {
            f"extension{mark}": extension,
            f"name{mark}": entry.zh or entry.en,
            f"name_en{mark}": entry.en,
        }
    only = "_1" if len(meant.all) == 1 else None
    for name in ("extension", "name", "name_en"):
        fields[name] = fields[f"{name}{only}"] if only else ""
    return fields
