"""A number with hours: open, closed, closed with a flow of its own."""

from typing import Any

import pytest

from huawu.app.live.site import site_of
from tests.telephony.switch.desk import GRAPH, Centre

pytestmark = pytest.mark.core

THURSDAY_AT_MIDNIGHT = {"4": [["00:00", "00:30"]]}
"""The pretend centre begins at 00:16:40 UTC on a Thursday (1970-01-01)."""


def centre(week: dict[str, Any], **number: Any) -> Centre:
    made = Centre()
    queue = {"name": {"zh": "前台"}}
    made.switch.plan = site_of(
        {
            "zone": "UTC",
            "hours": {"office": {"week": week}},
            "queues": {"front": queue},
            "flows": {"hotel": {"graph": GRAPH}, "night": {"graph": GRAPH | {"start": "bye"}}},
            "numbers": {"4001": {"flow": "hotel", "hours": "office", **number}},
        }
    ).switch
    return made


def test_in_its_hours_a_number_leads_to_its_flow() -> None:
    open_now = centre(THURSDAY_AT_MIDNIGHT)
    open_now.call("c1")

    assert open_now.hears("c1") == ["zh-CN/greeting.hotel"]


def test_out_of_its_hours_the_caller_is_told_so_and_the_call_ends() -> None:
    closed = centre({"4": [["00:00", "00:16"]]})
    closed.call("c1")

    assert closed.hears("c1") == ["zh-CN/closed.hours"]
    closed.said("c1")
    assert closed.switch.calls == {}


def test_out_of_its_hours_a_number_leads_to_the_flow_that_it_names() -> None:
    closed = centre({}, closed="night", language="en-US")
    closed.call("c1")

    assert closed.hears("c1") == ["en-US/goodbye"]


def test_the_operator_of_a_number_and_the_calendar_of_the_operator_are_read() -> None:
    week = {"hours": {"office": {"week": THURSDAY_AT_MIDNIGHT}}, "operator_hours": "office"}
    plan = site_of({"zone": "UTC", **week, "numbers": {"4001": {"flow": "x", "operator": "8001"}}}).switch
    assert plan.numbers["4001"].operator == "8001"
    assert plan.operator_hours is not None


def test_a_line_closes_for_who_calls_later_not_for_who_is_talking() -> None:
    line = centre(THURSDAY_AT_MIDNIGHT)
    line.call("c1")
    line.pass_time(3600)
    line.call("c2")

    assert line.hears("c1") != ["zh-CN/closed.hours"]
    assert line.hears("c2") == ["zh-CN/closed.hours"]
