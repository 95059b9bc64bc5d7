"""Opening hours: several periods a day, other ones on single days (holidays, days worked instead).

    {"name": {"zh", "en"},
     "week": {"1": [["09:00", "12:00"], ["13:30", "18:00"]], ..., "7": []},    Monday is 1 (ISO 8601)
     "days": {"2026-10-01": [], "2026-10-10": [["09:00", "18:00"]]}}

Times are local to the site's zone; a period ends before its second time, and "24:00" is midnight. A day of
the week that is not named is closed. What goes on past midnight is written as two periods.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huawu.platform.clock import Micros, as_datetime, as_micros
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

Periods = tuple[tuple[int, int], ...]
"""From and to in minutes since local midnight, in order."""

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_MOST_PERIODS = 12
_MOST_DAYS = 400
_MIDNIGHT = 24 * 60
_FARTHEST_DAYS = 370


@dataclass(frozen=True, slots=True)
class Hours:
    """When a line is open. `week` starts with Monday; `days` are the exceptions by ISO date."""

    zone: str
    week: tuple[Periods, ...]
    days: dict[str, Periods] = field(default_factory=dict)

    def open_at(self, now: Micros) -> bool:
        """Whether it is open at this moment."""
        local = as_datetime(now).astimezone(ZoneInfo(self.zone))
        minute = local.hour * 60 + local.minute
        today = self.days.get(local.date().isoformat(), self.week[local.weekday()])
        return any(start <= minute < end for start, end in today)

    def next_change(self, now: Micros) -> Micros | None:
        """When it opens or closes next; None when it stays as it is for longer than a year."""
        is_open, zone = self.open_at(now), ZoneInfo(self.zone)
        day = as_datetime(now).astimezone(zone).date()
        for later in range(_FARTHEST_DAYS):
            for at in self._edges(day + timedelta(days=later), zone):
                if at > now and self.open_at(at) is not is_open:
                    return at
        return None

    def next_opening(self, now: Micros) -> Micros | None:
        """When it opens next, after it was closed; None when it does not within about a year."""
        change = self.next_change(now)
        return change if change is None or self.open_at(change) else self.next_change(change)

    def _edges(self, day: date, zone: ZoneInfo) -> list[Micros]:
        """Midnight and both ends of every period of a day."""
        periods = self.days.get(day.isoformat(), self.week[day.weekday()])
        minutes = sorted({0, *(minute for period in periods for minute in period)} - {_MIDNIGHT})
        return [
            as_micros(datetime(day.year, day.month, day.day, m // 60, m % 60, tzinfo=zone)) for m in minutes
        ]


def hours_from(body: dict[str, Any], zone: str) -> Hours:
    """Read a body. Raises Invalid."""
    week, days = body.get("week", {}), body.get("days", {})
    if not isinstance(week, dict) or set(week) - set("1234567"):
        raise Invalid("hours.bad_week")
    if not isinstance(days, dict) or len(days) > _MOST_DAYS:
        raise Invalid("hours.bad_days", most=_MOST_DAYS)
    return Hours(
        zone,
        tuple(_periods(week.get(str(day), []), f"week.{day}") for day in range(1, 8)),
        {_date(day): _periods(periods, day) for day, periods in days.items()},
    )


def check_hours(key: str, body: dict[str, Any], whole: Any) -> None:  # noqa: ANN401 - a configuration
    """Refused without a name, with a field unknown, or with times that make no sense."""
    require_name(body)
    if unknown := sorted(set(body) - {"name", "week", "days"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    hours_from(body, "UTC")


_WEEK = (
    ("周一", "Monday"),
    ("周二", "Tuesday"),
    ("周三", "Wednesday"),
    ("周四", "Thursday"),
    ("周五", "Friday"),
    ("周六", "Saturday"),
    ("周日", "Sunday"),
)


def day_words(where: str) -> dict[str, str]:
    """A day as people say it: `week.1` or `1` is Monday; a date is itself."""
    number = where.removeprefix("week.")
    zh, en = _WEEK[int(number) - 1] if number in set("1234567") else (where, where)
    return {"zh": zh, "en": en}


def _date(day: str) -> str:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise Invalid("hours.bad_date", day=day[:20]) from None


def _periods(value: Any, where: str) -> Periods:  # noqa: ANN401 - what somebody wrote
    if not isinstance(value, list) or len(value) > _MOST_PERIODS:
        raise Invalid("hours.bad_periods", where=where, where_name=day_words(where), most=_MOST_PERIODS)
    found = sorted(_period(each, where) for each in value)
    for (_, end), (start, _) in zip(found, found[1:], strict=False):
        if start < end:
            raise Invalid("hours.overlap", where=where, where_name=day_words(where))
    return tuple(found)


def _period(value: Any, where: str) -> tuple[int, int]:  # noqa: ANN401 - what somebody wrote
    if not isinstance(value, list) or len(value) != 2:
        raise Invalid("hours.bad_time", where=where, where_name=day_words(where))
    start, end = (_minute(each, where) for each in value)
    if start >= end:
        raise Invalid("hours.ends_before_it_begins", where=where, where_name=day_words(where))
    return start, end


def _minute(value: Any, where: str) -> int:  # noqa: ANN401 - what somebody wrote
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Invalid("hours.bad_time", where=where, where_name=day_words(where))
    return int(found[1]) * 60 + int(found[2]) if found[1] else _MIDNIGHT
