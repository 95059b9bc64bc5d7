"""Working time: how much of a span lies within opening hours, and when so much of it will have passed.

A day's opening periods are spans between two moments, [from, to). The moment of a local time that a change of
the clocks leaves out is that of the change; of one that it repeats, the first one. All sums are of whole
microseconds and exact.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from huawu.platform.clock import Micros, as_datetime, as_micros
from huawu.platform.hours import Hours, Periods

Span = tuple[Micros, Micros]
FARTHEST_DAYS = 3 * 366
"""A deadline that lies farther off than this is none."""
_DAY_MINUTES = 24 * 60


def round_the_clock(zone: str) -> Hours:
    """Always open."""
    return Hours(zone, (((0, _DAY_MINUTES),),) * 7)


class WorkingTime:
    """The opening hours of one calendar as spans of moments; each day is looked up once."""

    def __init__(self, hours: Hours) -> None:
        self._hours, self._zone = hours, ZoneInfo(hours.zone)
        self._days: dict[date, tuple[Span, ...]] = {}

    def between(self, begins: Micros, ends: Micros) -> Micros:
        """Working time between two moments; 0 when the second is not after the first."""
        if ends <= begins:
            return 0
        day, last, found = self._local_day(begins), self._local_day(ends), 0
        while day <= last:
            found += sum(max(0, min(to, ends) - max(at, begins)) for at, to in self.spans(day))
            day += timedelta(days=1)
        return found

    def after(self, begins: Micros, amount: Micros) -> Micros | None:
        """The first moment at which `amount` of working time has passed since `begins`: within opening hours,
        their end included. Nothing (or less) has passed at once. None: not within three years."""
        if amount <= 0:
            return begins
        day, left = self._local_day(begins), amount
        for _ in range(FARTHEST_DAYS):
            for at, to in self.spans(day):
                here = max(0, to - max(at, begins))
                if here >= left:
                    return max(at, begins) + left
                left -= here
            day += timedelta(days=1)
        return None

    def open_at(self, now: Micros) -> bool:
        """Whether time counts at this moment."""
        return any(at <= now < to for at, to in self.spans(self._local_day(now)))

    def spans(self, day: date) -> tuple[Span, ...]:
        """The opening periods of a local day, in order, without empty ones."""
        found = self._days.get(day)
        if found is None:
            pairs = ((self._moment(day, at), self._moment(day, to)) for at, to in self._periods(day))
            found = self._days[day] = tuple((at, to) for at, to in pairs if at < to)
        return found

    def _periods(self, day: date) -> Periods:
        return self._hours.days.get(day.isoformat(), self._hours.week[day.weekday()])

    def _local_day(self, at: Micros) -> date:
        return as_datetime(at).astimezone(self._zone).date()

    def _moment(self, day: date, minute: int) -> Micros:
        """The moment of a local time; 24:00 is the midnight that follows."""
        if minute == _DAY_MINUTES:
            day, minute = day + timedelta(days=1), 0
        local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=self._zone)
        seen = local.astimezone(UTC).astimezone(self._zone)
        if seen.replace(tzinfo=None) != local.replace(tzinfo=None):
            local = self._change(local)
        return as_micros(local)

    def _change(self, left_out: datetime) -> datetime:
        """The moment at which the clocks leave this local time out: the first whose local time is later."""
        low = left_out.astimezone(UTC) - timedelta(hours=3)
        high = left_out.astimezone(UTC) + timedelta(hours=3)
        wanted = left_out.replace(tzinfo=None)
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            if middle.astimezone(self._zone).replace(tzinfo=None) > wanted:
                high = middle
            else:
                low = middle
        return high.replace(microsecond=0)
