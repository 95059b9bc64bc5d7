"""Days that were said without their year, month or week, found from the day on which they were said."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

_MONTHS_AHEAD = 48


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day. `sure`: whether it was said if the morning or the afternoon is meant."""

    at: time
    sure: bool


def in_month(year: int, month: int, number: int) -> date | None:
    """This day; None when there is none such."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def month_end(year: int, month: int) -> date | None:
    """The last day of a month."""
    return in_month(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def on_or_after(today: date, month: int | None, number: int) -> date | None:
    """The next such day from today on, in this month of the year or (None) in any."""
    for ahead in range(_MONTHS_AHEAD + 1):
        months = today.year * 12 + today.month - 1 + ahead
        year, in_year = months // 12, months % 12 + 1
        found = in_month(year, in_year, number) if month in (None, in_year) else None
        if found is not None and found >= today:
            return found
    return None


def weekday(today: date, number: int, weeks: int | None) -> date:
    """Monday (1) to Sunday (7) so many weeks from this one (which begins on Monday); None: the next one,
    which may be today."""
    if weeks is None:
        return today + timedelta((number - today.isoweekday()) % 7)
    return today - timedelta(today.isoweekday() - 1) + timedelta(weeks * 7 + number - 1)
