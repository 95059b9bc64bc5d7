"""Everyone who takes part in a call that is up: one `Party` for each leg. Times are microseconds UTC."""

from dataclasses import dataclass, fields
from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.plain import plain_row

CUSTOMER = "customer"
"""Whom we serve."""
AGENT = "agent"
"""The agent in charge: whose call it is, and who is asked to write it up."""
TARGET = "target"
"""A transfer rings there."""
CONSULTED = "consulted"
"""Asked by the agent in charge, apart from the customer."""
JOINED = "joined"
"""In the conversation, without being in charge."""
LISTENER = "listener"
"""Hears the conversation and is heard by nobody."""
WHISPERER = "whisperer"
"""Hears the conversation and is heard by the agent followed."""

MAIN, ASIDE, OUT = "main", "aside", "out"
"""Circles: whoever is in one hears whoever is in it. `out`: hears nobody."""

CALL = "call"
"""The verb of a party that rings because its number was dialled."""

OVERFLOW = "overflow"
"""The verb of somebody outside to whom a queue has sent the caller on, until they answer."""

TRANSFER = "transfer"
"""The verb of a party that rings because an agent transfers the customer there."""

SUPERVISE = "supervise"
"""The verb of a leader who comes into the call."""

DIALS = "dials"
"""The verb of an agent who calls somebody, until they answer."""

ASKED, HANDED = "asked", "handed"
"""The verb of a customer whose exchange is asked to have the call back, and has agreed to."""
HANDING = frozenset((ASKED, HANDED))
LEFT, JOINS = "left", "joins"
"""The verb of a customer who talks with another outside party, and whose exchange is to join the two, and has
agreed to."""
JOINING = frozenset((LEFT, JOINS))

GUIDES = frozenset((LISTENER, WHISPERER))

GRACE = 60 * SECOND
"""So long somebody at a browser may not be heard."""
NO_PATH = "no_path"
"""Why who was not heard for longer has left a call."""


@dataclass(slots=True)
class Party:
    """One leg of a call and what it is there for.

    `interval` is its open row of the ledger ("" none), which began at `since`. `due`: until when it may ring,
    or, once up, until when it must be heard again. `verb`: what it was dialled for. `by`: the leg on whose
    behalf it was dialled; of a guide, the leg followed. `sounds`: rings, and sends sound of its own already.
    """

    leg: Id
    role: str
    agent: Id | None = None
    interval: str = ""
    since: Micros = 0
    circle: str = MAIN
    up: bool = True
    number: str = ""  # extension or outside number; "" of the customer
    outside: bool = False
    muted: bool = False  # by the one in charge
    served: bool = False  # was in charge of the customer for a while
    due: Micros | None = None
    verb: str = ""
    by: Id | None = None
    sounds: bool = False  # is heard before it answers
    holds: bool = False  # its own telephone has the call on hold
    group: str = ""  # it rings as one of this ring group, for whoever had the group called

    @property
    def present(self) -> bool:
        """Up, and to be heard."""
        return self.up and self.due is None

    @property
    def talks(self) -> bool:
        """One of the conversation with the customer, present or not."""
        return self.role in (CUSTOMER, AGENT, JOINED)

    def held(self, *, on: bool) -> None:
        """Its own telephone puts the call on hold, or takes it back."""
        self.holds = on
        self.back()

    def back(self) -> None:
        """To the conversation again, as soon as its own telephone has it no more on hold."""
        self.circle = OUT if self.holds else MAIN

    def saved(self) -> list[Any]:
        """Plain values in the order of the fields, without those at the end that say nothing."""
        return without_defaults(plain_row(self), _DEFAULTS)


_DEFAULTS: list[Any] = [field.default for field in fields(Party)]


def without_defaults(row: list[Any], defaults: list[Any]) -> list[Any]:
    """A row without the values at its end that are what they would be anyhow."""
    last = len(row)
    while last and row[last - 1] == defaults[last - 1]:
        last -= 1
    return row[:last]
