"""The secret numbers of mailboxes: what may be one, and who guesses too often.

Five wrong ones in a row lock a mailbox for telephones, for a quarter of an hour, then for twice as long each
time, a day at most. A right one, or a new one said on the page, ends it.
"""

from dataclasses import dataclass
from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.plain import plain_row

LEAST, MOST = 4, 10
WRONG_AT_MOST = 5
FIRST_LOCK: Micros = 900 * SECOND
LONGEST_LOCK: Micros = 86_400 * SECOND


@dataclass(frozen=True, slots=True)
class Pin:
    """`hashed`: argon2id. `wrong`: how many in a row were; `locked_until`: no try is heard before."""

    hashed: str
    wrong: int = 0
    locked_until: Micros = 0

    def saved(self) -> list[Any]:
        return plain_row(self)

    def is_locked(self, now: Micros) -> bool:
        return now < self.locked_until


def is_bad(pin: str, *, mailbox: str) -> bool:
    """Whether a number is too short or long, the extension itself, one figure again and again, or a row
    of them."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        return True
    steps = {int(after) - int(before) for before, after in zip(pin, pin[1:], strict=False)}
    return pin == mailbox or (len(steps) == 1 and steps <= {-1, 0, 1})


def right(pin: Pin) -> Pin:
    """It was right."""
    return Pin(pin.hashed)


def wrong(pin: Pin, now: Micros) -> Pin:
    """It was wrong."""
    count = pin.wrong + 1
    if count % WRONG_AT_MOST:
        return Pin(pin.hashed, count, pin.locked_until)
    lock = min(FIRST_LOCK << (count // WRONG_AT_MOST - 1), LONGEST_LOCK)
    return Pin(pin.hashed, count, now + lock)
