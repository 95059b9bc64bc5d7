"""What is done to several cases is taken back exactly, unless somebody changed it since."""

import pytest

from huawu.cases.core import bulk
from huawu.cases.core.life import STATES, STEPS, after

pytestmark = pytest.mark.core


@pytest.mark.parametrize("waiting", [False, True])
@pytest.mark.parametrize("until", ["confirmed", "recorded", "closed"])
@pytest.mark.parametrize("state", STATES)
def test_the_way_to_the_end_is_one_of_steps_that_a_case_has(state: str, until: str, waiting: bool) -> None:
    steps = bulk.way_to_close(state, waiting=waiting, until=until)
    at, waits = state, waiting
    for name in steps:
        step = STEPS[name]
        assert at in step.of
        assert step.waits in (None, waits)
        at, waits = after(step, at), waits and name != "go_on"
    order: list[str] = [*STATES]
    assert at == (until if order.index(state) < order.index(until) else state)


def test_only_what_it_changed_is_taken_back_and_only_while_it_stands() -> None:
    before = {"state": "working", "owner": "lin", "satisfaction": None}
    kept = bulk.changed(before, before | {"state": "closed"})
    assert kept == {"state": ["working", "closed"]}
    now = {"state": "closed", "owner": "zhao", "satisfaction": 4}
    assert bulk.stands(kept, now)
    assert bulk.taken_back(kept, now) == {"state": "working"}
    assert not bulk.stands(kept, now | {"state": "working"})


def test_a_clock_is_as_it_was_and_whoever_was_told_stays_told() -> None:
    ran = {"first": [1, 0, 5], "solve": [9, 0, 5], "ladder": [[50, "owner"]], "told": 0, "first_told": False}
    stood = ran | {"solve": [9, 3, None]}
    kept = bulk.changed({"promise": ran}, {"promise": stood})
    told = {"promise": stood | {"told": 1}}
    assert bulk.stands(kept, told)
    assert bulk.taken_back(kept, told) == {"promise": ran | {"told": 1}}
    assert not bulk.stands(kept, {"promise": stood | {"solve": [9, 4, None]}})


@pytest.mark.parametrize(
    ("what", "asked", "whole"),
    [
        ("assign", {"team": None, "owner": "a1"}, True),
        ("assign", {}, False),
        ("note", {"text": "  "}, False),
        ("close", {}, True),
    ],
)
def test_what_is_to_be_done_has_to_be_said(what: str, asked: dict[str, str], whole: bool) -> None:
    assert bulk.complete(what, asked) is whole
