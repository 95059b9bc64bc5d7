"""Nouns of the switchboard that cross the door."""

from dataclasses import dataclass
from typing import Literal

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.switchboard.core.slips import CallBack, Standing, State
from huawu.switchboard.core.slips import Wish as Wish
from huawu.switchboard.core.tickets import Told as Told

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


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message is for: an entry of the directory, with its names as they were then, or just a name
    (`kind` "name", `entry` ""). `agent`: whose entry it is."""

    kind: str
    zh: str
    en: str = ""
    entry: Id = ""
    agent: Id | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What is written on a slip. `number`: E.164, an extension, or "". `from_call`: it is the one that
    called. `called_at`: when the caller called; None: now."""

    to: Recipient
    caller: str
    company: str
    number: str
    from_call: bool
    about: str
    urgent: bool
    wish: Wish
    called_at: Micros | None
    interaction: Id | None = None
    customer: Id | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A message for somebody who is away. `revision` counts its changes from 1. `taken_by`: a user;
    `taker`: the agent they are. `unread_why`: why it was not read back, "" when it was or is still to
    be."""

    id: Id
    revision: int
    written: Written
    state: State
    call_back: CallBack
    taken_at: Micros
    taken_by: Id
    taker: Id | None
    unread_why: str
    delivered_how: str
    delivered_to: str
    call_note: str
    void_why: str

    @property
    def standing(self) -> Standing:
        return Standing(self.state, self.call_back)


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """One change of a slip: who did what when. `fields`: which of its words were changed."""

    revision: int
    step: str
    by: Id
    at: Micros
    fields: tuple[str, ...]
    note: str
