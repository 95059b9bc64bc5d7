"""Nouns of the switchboard that cross the door."""

from dataclasses import dataclass
from typing import Literal

from huawu.platform.ids import Id

Kind = Literal["person", "room", "department", "outside"]
KINDS: tuple[Kind, ...] = ("person", "room", "department", "outside")

Source = Literal["own", "agent", "extension", "ring_group"]
"""Where an entry comes from: kept by the administrator, or known to the house anyway."""

Way = Literal[
    "number",
    "name",
    "pinyin",
    "initials",
    "mixed",
    "number_part",
    "department",
    "fuzzy",
    "keys",
    "sound",
    "near",
]
"""By what an entry was found; the first ones are the surest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something that can be reached.

    `zh` or `en` is there. `pinyin`: how `zh` is read where that is unusual, syllables apart; else "".
    `extension`: inside the house; `numbers`: outside, digits with or without "+", the one to call first in
    front. `hidden`: the numbers are only for who may see hidden ones, and callers never hear of the entry.
    `agent`: whose it is.
    """

    id: Id
    kind: Kind
    zh: str = ""
    en: str = ""
    pinyin: str = ""
    department: str = ""
    department_en: str = ""
    extension: str = ""
    numbers: tuple[str, ...] = ()
    note: str = ""
    hidden: bool = False
    source: Source = "own"
    agent: Id | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits what was typed, and how."""

    entry: Entry
    by: Way
