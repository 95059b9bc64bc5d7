"""Opening hours: several periods a day, exceptions, the site's zone, daylight saving."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from huawu.platform.clock import Micros, as_micros
from huawu.platform.hours import hours_from
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core

OFFICE: dict[str, Any] = {
    "name": {"zh": "服务时间"},
    "week": {str(day): [["13:30", "18:00"], ["09:00", "12:00"]] for day in range(1, 6)}
    | {"6": [["10:00", "24:00"]]},
    "days": {"2026-10-01": [], "2026-10-11": [["09:00", "10:00"]]},
}


def at(local: str, zone: str = "Asia/Shanghai") -> Micros:
    return as_micros(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("local", "is_open"),
    [
        ("2026-09-21T08:59:59", False),
        ("2026-09-21T09:00:00", True),
        ("2026-09-21T11:59:59", True),
        ("2026-09-21T12:00:00", False),
        ("2026-09-21T13:30:00", True),
        ("2026-09-21T18:00:00", False),
        ("2026-09-26T23:59:59", True),
        ("2026-09-27T10:30:00", False),
        ("2026-10-01T10:30:00", False),
        ("2026-10-11T09:30:00", True),
        ("2026-10-11T13:30:00", False),
    ],
)
def test_a_line_is_open_in_its_periods_and_a_named_day_goes_before_the_week(
    local: str, is_open: bool
) -> None:
    assert hours_from(OFFICE, "Asia/Shanghai").open_at(at(local)) is is_open


@pytest.mark.parametrize("day", ["2026-03-30", "2026-10-26"])
def test_nine_is_nine_on_both_sides_of_daylight_saving(day: str) -> None:
    hours = hours_from(OFFICE, "Europe/Berlin")

    assert not hours.open_at(at(f"{day}T08:59:00", "Europe/Berlin"))
    assert hours.open_at(at(f"{day}T09:00:00", "Europe/Berlin"))


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"week": {"0": []}}, "hours.bad_week"),
        ({"week": []}, "hours.bad_week"),
        ({"week": {"1": "09:00-18:00"}}, "hours.bad_periods"),
        ({"week": {"1": [["9:00", "18:00"]]}}, "hours.bad_time"),
        ({"week": {"1": [["09:00", "24:30"]]}}, "hours.bad_time"),
        ({"week": {"1": [["09:00"]]}}, "hours.bad_time"),
        ({"week": {"1": [["18:00", "18:00"]]}}, "hours.ends_before_it_begins"),
        ({"week": {"1": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "hours.overlap"),
        ({"days": {"2026-02-30": []}}, "hours.bad_date"),
        ({"days": []}, "hours.bad_days"),
    ],
)
def test_hours_that_make_no_sense_are_refused(body: dict[str, Any], key: str) -> None:
    with pytest.raises(Invalid) as refused:
        hours_from(body, "UTC")
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("local", "opens"),
    [
        ("2026-09-21T10:00:00", "2026-09-21T13:30:00"),
        ("2026-09-21T12:30:00", "2026-09-21T13:30:00"),
        ("2026-09-25T17:00:00", "2026-09-26T10:00:00"),
        ("2026-09-30T17:00:00", "2026-10-02T09:00:00"),
    ],
)
def test_the_next_opening_comes_after_the_closing_before_it(local: str, opens: str) -> None:
    assert hours_from(OFFICE, "Asia/Shanghai").next_opening(at(local)) == at(opens)


def test_what_never_closes_has_no_next_opening() -> None:
    always = {"week": {str(day): [["00:00", "24:00"]] for day in range(1, 8)}}
    assert hours_from(always, "UTC").next_opening(at("2026-09-21T10:00:00")) is None
