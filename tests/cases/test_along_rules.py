"""A duplicate goes along with its original, unless something keeps it."""

import pytest

from huawu.cases.core.along import FOLLOW_UP, INCIDENT, TASKS, Way, way_of

pytestmark = pytest.mark.core

FREE = {"waiting": False, "tasks": 0, "asks": False, "asked": False, "runs": False}
TO_THE_END = ("start", "confirm", "record", "close")


@pytest.mark.parametrize(
    ("original", "state", "more", "way"),
    [
        ("working", "received", {}, Way(())),
        ("confirmed", "received", {}, Way(("start", "confirm"))),
        ("followed_up", "confirmed", {}, Way(("record",))),
        ("confirmed", "recorded", {}, Way(())),
        ("closed", "received", {}, Way(TO_THE_END)),
        ("closed", "assigned", {"waiting": True}, Way(("go_on", *TO_THE_END))),
        ("closed", "closed", {"tasks": 1}, Way(())),
        ("closed", "working", {"tasks": 2}, Way(("confirm", "record"), TASKS)),
        ("closed", "confirmed", {"asks": True}, Way(("record",), FOLLOW_UP)),
        ("closed", "confirmed", {"asks": True, "asked": True}, Way(("record", "follow_up", "close"))),
        ("closed", "followed_up", {"asks": True}, Way(("close",))),
        ("closed", "confirmed", {"runs": True, "tasks": 1}, Way(("record",), INCIDENT)),
        ("confirmed", "received", {"runs": True}, Way(("start", "confirm"))),
    ],
)
def test_the_way_of_a_duplicate(original: str, state: str, more: dict[str, int], way: Way) -> None:
    told = FREE | more
    found = way_of(
        original,
        state,
        waiting=bool(told["waiting"]),
        tasks=told["tasks"],
        asks=bool(told["asks"]),
        asked=bool(told["asked"]),
        runs=bool(told["runs"]),
    )
    assert found == way
