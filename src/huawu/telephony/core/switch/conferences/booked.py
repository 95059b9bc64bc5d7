"""Conferences that are booked: a room with a number of its own, for a while, behind a PIN.

A room is a number of the house (`Lines.rooms`); one conference at a time is held in it. Times are
microseconds UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.plain import plain_row
from huawu.telephony.core.switch.types import To

EARLY = 10 * 60 * SECOND
"""So long before it begins callers are let in already."""
WINDOW = 15 * 60 * SECOND
MOST_OF_CALLER = 5
MOST_OF_ROOM = 30
"""So many wrong PINs within `WINDOW` are heard from one number, and at one room; then none is."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One conference. `invited` are called when it begins; `called`: they have been."""

    id: Id
    room: str
    title: str
    pin: str
    starts_at: Micros
    ends_at: Micros
    invited: tuple[To, ...] = ()
    called: bool = False

    def saved(self) -> list[Any]:
        """Plain values in the order of the fields."""
        row = plain_row(self)
        row[_INVITED] = [list(to) for to in self.invited]
        return row


_FIELDS = tuple(f.name for f in fields(Booking))
_INVITED = _FIELDS.index("invited")


def restored(values: list[Any]) -> Booking:
    """The booking of `Booking.saved`."""
    booking = Booking(**dict(zip(_FIELDS, values, strict=False)))
    return replace(booking, invited=tuple(To(*to) for to in booking.invited))


@dataclass(slots=True)
class Rooms:
    """What is booked, and who guesses. `changed`: bookings to write down; `guessers`: of whom the wrong PINs
    are."""

    bookings: dict[Id, Booking] = field(default_factory=dict)
    changed: set[Id] = field(default_factory=set)
    wrong: dict[str, list[Micros]] = field(default_factory=dict)
    guessers: set[str] = field(default_factory=set)

    def open_at(self, room: str, now: Micros) -> Booking | None:
        """The conference that callers of this room are let into now."""
        there = (b for b in self.bookings.values() if b.room == room)
        return next((b for b in there if b.starts_at - EARLY <= now < b.ends_at), None)

    def guesses_too_much(self, room: str, caller: str, now: Micros) -> bool:
        """Whether no PIN is heard any more from this caller, or at this room."""
        self.forget_old(now)
        return _recent(self.wrong, f"caller {caller}", now) >= MOST_OF_CALLER or (
            _recent(self.wrong, f"room {room}", now) >= MOST_OF_ROOM
        )

    def guessed(self, room: str, caller: str, now: Micros) -> None:
        """Somebody has said a wrong PIN."""
        for key in (f"caller {caller}", f"room {room}"):
            self.wrong[key] = [*(at for at in self.wrong.get(key, ()) if at > now - WINDOW), now]
            self.guessers.add(key)

    def forget_old(self, now: Micros) -> None:
        """Nobody is known any longer for wrong PINs that count no more."""
        for key in [k for k, times in self.wrong.items() if times[-1] <= now - WINDOW]:
            del self.wrong[key]
            self.guessers.add(key)

    def take_changed(self) -> Iterator[tuple[str, Any]]:
        """What is to be written down, by its key: plain values, None where there is nothing any more."""
        for key in self.changed:
            booking = self.bookings.get(key)
            yield f"room/{key}", booking.saved() if booking else None
        for key in self.guessers:
            yield f"guessed/{key}", self.wrong.get(key)
        self.changed.clear()
        self.guessers.clear()


def _recent(wrong: dict[str, list[Micros]], key: str, now: Micros) -> int:
    return sum(1 for at in wrong.get(key, ()) if at > now - WINDOW)
