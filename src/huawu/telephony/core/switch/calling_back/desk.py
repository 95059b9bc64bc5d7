"""The switch's desk for callers who are called back: who is asking for it now, and who waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from huawu.customers.types import normalised
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.plain import plain_row

OFFERED, CONFIRMING, ENTERING = "offered", "confirming", "entering"


@dataclass(slots=True)
class Asking:
    """A caller to whom it was offered. `step`: offered (a key says yes, the wait goes on), confirming (the
    number was read to them), entering (another one). `cause`: why they may not wait any longer; "" they may.
    `since`: of their place."""

    step: str = OFFERED
    number: str = ""
    typed: str = ""
    wrong: int = 0  # numbers entered that cannot be called
    notices: int = 0  # heard since it was offered
    cause: str = ""
    since: Micros = 0


@dataclass(slots=True)
class Back:
    """Somebody who is called back. `id`: the contact in which they asked for it; `call`: the one that the
    next call will be, by which routing knows them. `shown`: the number that they called. `since`: when they
    began to wait. `next_at`: not called before."""

    id: Id
    call: Id
    queue: Id
    number: str
    name: str
    shown: str
    language: str
    since: Micros
    asked_at: Micros
    next_at: Micros
    tries: int = 0
    last_try: str = ""
    consent: str = ""  # what they know of the recording
    deadline: Micros = 0  # until when the agent is kept free who is reserved
    served: bool = False  # they called again, and were served while their telephone rang

    def saved(self) -> list[Any]:
        """Plain values in the order of the fields."""
        return plain_row(self)


def _no_digits(number: str, language: str) -> list[str]:
    return []


@dataclass(slots=True)
class BackDesk:
    """`asking` by call; `waiting` by the contact that asked; `calls`: from the next call to it; `numbers`:
    from the number to it, however the network writes it. `changed`: what was not yet written down.

    `confirm` (call) finds out whether it is on the disk; `digits` reads a number in a language; `prospect`
    (call) says the place and the likely wait in seconds, None where it is not known.
    """

    asking: dict[Id, Asking] = field(default_factory=dict)
    waiting: dict[Id, Back] = field(default_factory=dict)
    calls: dict[Id, Id] = field(default_factory=dict)
    numbers: dict[str, Id] = field(default_factory=dict)
    changed: set[Id] = field(default_factory=set)
    confirm: Callable[[Id], None] = lambda call: None
    digits: Callable[[str, str], list[str]] = _no_digits
    prospect: Callable[[Id], tuple[int | None, int | None]] = lambda call: (None, None)

    def put(self, back: Back) -> None:
        """It is there, or has changed."""
        self.waiting[back.id] = back
        self.calls[back.call] = back.id
        self.numbers[normalised(back.number)] = back.id
        self.changed.add(back.id)

    def take_up(self, back: Back) -> None:
        """It was written down in another life."""
        self.put(back)
        self.changed.discard(back.id)

    def rename(self, back: Back, call: Id) -> None:
        """The next call is another one."""
        self.calls.pop(back.call, None)
        back.call = call
        self.put(back)

    def drop(self, back: Back) -> None:
        """It is over."""
        if self.by_number(back.number) is back:
            del self.numbers[normalised(back.number)]
        self.waiting.pop(back.id, None)
        self.calls.pop(back.call, None)
        self.changed.add(back.id)

    def of(self, call: Id) -> Back | None:
        """Who is called back by this call."""
        return self.waiting.get(self.calls.get(call, ""))

    def by_number(self, number: str) -> Back | None:
        """Who is called back at this number."""
        return self.waiting.get(self.numbers.get(normalised(number), ""))

    def take_changed(self) -> list[tuple[str, list[Any] | None]]:
        """What is to be written down, by key."""
        found = sorted(self.changed)
        self.changed.clear()
        return [(f"back/{key}", back.saved() if (back := self.waiting.get(key)) else None) for key in found]
