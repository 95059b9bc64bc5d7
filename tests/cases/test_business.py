"""Working time is summed exactly, and deadlines lie within it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.cases.core.business import WorkingTime, round_the_clock
from huawu.platform.clock import SECOND, Micros, as_micros
from huawu.platform.hours import Hours

pytestmark = pytest.mark.core

MINUTE, HOUR = 60 * SECOND, 3600 * SECOND
OFFICE = ((540, 720), (810, 1080))
WEEK = (OFFICE,) * 5 + ((), ())
SHANGHAI = Hours("Asia/Shanghai", WEEK, {"2026-10-01": (), "2026-10-10": ((540, 1080),)})
NEW_YORK = Hours("America/New_York", (((90, 150), (600, 1440)),) * 7)
CALENDARS = (SHANGHAI, NEW_YORK, round_the_clock("Europe/Berlin"))


def at(text: str, zone: str = "Asia/Shanghai") -> Micros:
    return as_micros(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


moments = st.integers(at("2026-01-01"), at("2027-12-31"))
amounts = st.integers(1, 90 * HOUR)
calendars = st.sampled_from(CALENDARS)


@pytest.mark.parametrize(
    ("begins", "hours", "due"),
    [
        ("2026-09-21T09:00", 3, "2026-09-21T12:00"),
        ("2026-09-21T09:00", 4, "2026-09-21T14:30"),
        ("2026-09-21T17:00", 2, "2026-09-22T10:00"),
        ("2026-09-25T17:00", 2, "2026-09-28T10:00"),
        ("2026-09-26T10:00", 1, "2026-09-28T10:00"),
        ("2026-09-30T17:30", 1, "2026-10-02T09:30"),
        ("2026-10-09T17:30", 1, "2026-10-10T09:30"),
    ],
)
def test_nights_weekends_and_holidays_do_not_count(begins: str, hours: int, due: str) -> None:
    assert WorkingTime(SHANGHAI).after(at(begins), hours * HOUR) == at(due)


def test_a_deadline_at_the_end_of_the_day_is_that_evening() -> None:
    assert WorkingTime(SHANGHAI).after(at("2026-09-21T17:00"), HOUR) == at("2026-09-21T18:00")


@given(calendars, moments, amounts)
def test_a_deadline_comes_after_exactly_so_much_working_time(
    calendar: Hours, begins: Micros, amount: Micros
) -> None:
    time = WorkingTime(calendar)
    due = time.after(begins, amount)
    assert due is not None
    assert time.between(begins, due) == amount
    assert time.between(begins, due - 1) == amount - 1


@given(calendars, moments, amounts)
def test_a_deadline_never_lies_in_closed_hours(calendar: Hours, begins: Micros, amount: Micros) -> None:
    time = WorkingTime(calendar)
    due = time.after(begins, amount)
    assert due is not None
    assert time.open_at(due - 1)


@given(calendars, moments, st.lists(st.integers(0, 40 * HOUR), max_size=6))
def test_a_span_cut_in_pieces_holds_as_much_as_the_whole(
    calendar: Hours, begins: Micros, pieces: list[Micros]
) -> None:
    time, at_now, total = WorkingTime(calendar), begins, 0
    for piece in pieces:
        total += time.between(at_now, at_now + piece)
        at_now += piece
    assert total == time.between(begins, at_now)


@given(calendars, st.integers(29_500_000, 30_480_000), st.integers(1, 3000))
def test_what_is_summed_is_what_counting_minutes_gives(calendar: Hours, begins: int, minutes: int) -> None:
    start = begins * MINUTE
    opened = sum(calendar.open_at(start + each * MINUTE) for each in range(minutes))
    found = WorkingTime(calendar).between(start, start + minutes * MINUTE)
    assert abs(found - opened * MINUTE) <= (60 * MINUTE if calendar is NEW_YORK else 0)


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-08", 14.5), ("2026-11-01", 16), ("2026-03-09", 15)],
)
def test_a_night_in_which_the_clocks_change_keeps_its_periods(day: str, hours: float) -> None:
    """Half past one to half past two: half of it is left out in spring, an hour of it is repeated in
    autumn."""
    begins = at(day, "America/New_York")
    ends = at((datetime.fromisoformat(day) + timedelta(days=1)).isoformat(), "America/New_York")
    assert WorkingTime(NEW_YORK).between(begins, ends) == hours * HOUR


def test_a_calendar_that_never_opens_has_no_deadlines() -> None:
    assert WorkingTime(Hours("UTC", ((),) * 7)).after(at("2026-09-21T09:00"), 1) is None
