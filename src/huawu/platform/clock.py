"""Time: integer microseconds since 1970 UTC, from a monotonic clock anchored once; it never runs back."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Micros = int
"""Microseconds since 1970-01-01 UTC."""

Clock = Callable[[], Micros]

SECOND = 1_000_000
MILLI = 1_000
DAY = 86_400 * SECOND


def anchored_clock() -> Clock:
    """A clock that reads the wall once and then counts monotonic time."""
    anchor = time.time_ns() - time.monotonic_ns()

    def now() -> Micros:
        return (time.monotonic_ns() + anchor) // 1000

    return now


system_clock: Clock = anchored_clock()


def as_datetime(at: Micros) -> datetime:
    """The aware UTC datetime of `at`."""
    return datetime.fromtimestamp(at / SECOND, tz=UTC)


def to_milli(span: Micros) -> float:
    """Seconds to three decimals: what `round(span / SECOND, 3)` says, in a fifth of its time."""
    whole, rest = divmod(span, MILLI)
    if rest == MILLI // 2:
        return round(span / SECOND, 3)
    return (whole + (rest > MILLI // 2)) / 1000


def as_micros(moment: datetime) -> Micros:
    """Microseconds of an aware datetime."""
    return round(moment.timestamp() * SECOND)
