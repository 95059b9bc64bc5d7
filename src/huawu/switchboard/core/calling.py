"""Dial by name: whom a caller means who types letters of a name on the keypad, or says a name.

Hidden entries, outside numbers and what has no extension are nobody whom callers could mean.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from huawu.platform.values import value
from huawu.switchboard.core.around import bare
from huawu.switchboard.core.finding import find
from huawu.switchboard.core.folding import joined
from huawu.switchboard.core.index import Index
from huawu.switchboard.core.keys import KEYS, PARTS
from huawu.switchboard.core.ranges import Codes
from huawu.switchboard.types import Entry, Way

MOST = 9
"""So many can be offered to a caller, one for each key."""
_NEARLY: frozenset[Way] = frozenset({"fuzzy", "near"})
_HEARD: frozenset[Way] = frozenset({"name", "pinyin", "mixed", "sound"})
"""How sure it must be whose name was said."""
MOST_NEAR = 3
"""So many whose names only sound nearly so are offered; who resembles more people has not been understood."""
FEWEST = 2
"""Fewer keys, letters or characters say nothing."""


@value
class Meant:
    """Whom the keys may mean. `sure`: those whose initials or whole name they are; `others`: those whose name
    only begins so. Each as in a telephone book, no extension twice."""

    sure: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()

    @property
    def all(self) -> tuple[Entry, ...]:
        """The sure ones first."""
        return self.sure + self.others


def may_be_told(entry: Entry) -> bool:
    """Whether callers may be put through to it by its name."""
    return bool(entry.extension) and not entry.hidden and entry.kind != "outside"


def meant(index: Index, keys: str, *, most: int = MOST) -> Meant:
    """Whom a caller means by these keys; nobody for fewer than two, or what is no digit."""
    if len(keys) < FEWEST or not (keys.isascii() and keys.isdecimal()):
        return Meant()
    found = index.keys[KEYS]
    sure = _of(index, found.whole(keys), most)
    named = {entry.extension for entry in sure}
    begun = _of(index, found.beginning(keys), most + len(sure))
    others = [entry for entry in begun if entry.extension not in named]
    return Meant(tuple(sure), tuple(others[: most - len(sure)]))


def _of(index: Index, codes: Codes, most: int) -> list[Entry]:
    """The first of those whom callers may reach among the entries of these codes."""
    slots = np.unique(codes // PARTS)
    told = [slot for slot in slots[index.alive[slots]].tolist() if may_be_told(index.entries[slot])]
    ordered = index.sorted(np.array(told, np.int32), most)
    return _once(index.entries[slot] for slot in ordered)


def _once(entries: Iterable[Entry]) -> list[Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.extension, entry)
    return list(found.values())


def heard(index: Index, said: str, *, most: int = MOST) -> Meant:
    """Whom a caller means by a name that was said, alone or as in 我找王小明先生: those found in the surest
    way. Of nobody whose name sounds so, a few whose names sound nearly so; they are not sure."""
    nearly = Meant()
    for name in dict.fromkeys((said, bare(said))):
        if len(joined(name)) < FEWEST:
            continue
        found = [each for each in find(index, name, limit=5 * most) if may_be_told(each.entry)]
        by = found[0].by if found else ""
        alike = tuple(_once(each.entry for each in found if each.by == by))
        if by in _HEARD:
            return Meant(alike[:most])
        if by in _NEARLY and len(alike) <= MOST_NEAR:
            nearly = Meant((), alike)
    return nearly


def told(meant: Meant) -> Mapping[str, str | int | bool] | None:
    """What a flow is told: `many`; `sure`, whether they are meant beyond doubt; of the only one `extension`,
    `name`, `name_en`; of each of several `extension_1`, `name_1`, `name_en_1` and on. None: nobody."""
    if not meant.all:
        return None
    fields: dict[str, str | int | bool] = {"many": len(meant.all), "sure": bool(meant.sure)}
    for place, entry in enumerate(meant.all, start=1):
        mark = f"_{place}"
        fields |= {
            f"extension{mark}": entry.extension,
            f"name{mark}": entry.zh or entry.en,
            f"name_en{mark}": entry.en or entry.zh,
        }
    only = "_1" if len(meant.all) == 1 else None
    for name in ("extension", "name", "name_en"):
        fields[name] = fields[f"{name}{only}"] if only else ""
    return fields
