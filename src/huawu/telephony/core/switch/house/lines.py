"""Extensions of the house as the switch needs to know them: what is configured, and what their owners wish.

What an owner wishes (do not disturb, forwards) changes by a code on the phone at any minute; it is kept by
the live process and is no part of the published configuration.
"""

from dataclasses import dataclass, field, fields
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.hours import Hours
from huawu.platform.plain import plain_row

ALWAYS, BUSY, NO_ANSWER, OFFLINE = "always", "busy", "no_answer", "offline"
FORWARDS = (ALWAYS, BUSY, NO_ANSWER, OFFLINE)
HOPS = 5
"""So often a call is sent on at most."""
ALL, IN_TURN, BY_TIME = "all", "in_turn", "by_time"


@dataclass(frozen=True, slots=True)
class Extension:
    """One line of the house. `outside`: it may call outside numbers, which see `shown`. `lines`: so many
    calls at once. `call_waiting`: it rings although it talks. `hot_line`: whatever is dialled on it rings
    there. `pickup_group`: those of one group may pick up each other's calls. `voicemail`: calls that it does
    not take go to its mailbox, unless its owner sends them elsewhere. `duty`: it may say by code who takes
    calls from outside."""

    number: str
    outside: bool = False
    call_waiting: bool = False
    lines: int = 2
    ring_seconds: int = 25
    pickup_group: str = ""
    hot_line: str = ""
    shown: str = ""
    voicemail: bool = False
    duty: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """An extension in a ring group: it rings `after` so many seconds, and only while `hours` are open."""

    extension: str
    after: int = 0
    hours: Hours | None = None

    def at_work(self, now: Micros) -> bool:
        return self.hours is None or self.hours.open_at(now)


@dataclass(frozen=True, slots=True)
class RingGroup:
    """Extensions behind one number. `order`: all at once, in turn, or by time (each after its own while).
    `seconds`: how long all ring, or each in turn. `otherwise`: the number tried when nobody answers."""

    number: str
    members: tuple[Member, ...]
    order: str = ALL
    seconds: int = 25
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class ParkPlace:
    """A number at which a call can wait to be fetched; after `return_seconds` it rings who parked it."""

    number: str
    return_seconds: int = 120


@dataclass(frozen=True, slots=True)
class Lines:
    """What the published configuration says of the house's own numbers, each by its number."""

    extensions: dict[str, Extension] = field(default_factory=dict)
    groups: dict[str, RingGroup] = field(default_factory=dict)
    places: dict[str, ParkPlace] = field(default_factory=dict)
    rooms: frozenset[str] = frozenset()  # in which conferences are held


@dataclass(slots=True)
class Wishes:
    """What the owner of an extension wishes now: numbers to forward to ("" none)."""

    dnd: bool = False
    always: str = ""
    busy: str = ""
    no_answer: str = ""
    offline: str = ""

    def forward(self, why: str) -> str:
        """Where a call goes on; `why` is one of `FORWARDS`. "" nowhere, and for other causes."""
        return str(getattr(self, why)) if why in FORWARDS else ""

    def saved(self) -> list[Any] | None:
        """Plain values in the order of the fields; None when nothing is wished."""
        return plain_row(self) if self != Wishes() else None


WISHES = tuple(f.name for f in fields(Wishes))
