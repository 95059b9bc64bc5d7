"""The clock of a promise: what is used up, when it is due, who is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.cases.core import promise
from huawu.cases.core.business import WorkingTime
from huawu.cases.core.promise import Escalation
from huawu.platform.clock import Micros
from tests.cases.test_business import CALENDARS, HOUR, SHANGHAI, amounts, at, calendars, moments

pytestmark = pytest.mark.core

LADDER = (Escalation(50, "owner"), Escalation(100, "leader"), Escalation(150, "manager"))
MONDAY_NINE = at("2026-09-21T09:00")


def test_waiting_for_the_customer_puts_the_deadline_off_by_the_working_time_waited() -> None:
    time = WorkingTime(SHANGHAI)
    clock = promise.started(4 * HOUR, MONDAY_NINE)
    assert promise.due_at(clock, time) == at("2026-09-21T14:30")

    waiting = promise.stopped(clock, time, at("2026-09-21T11:00"))
    assert promise.due_at(waiting, time) is None
    assert promise.used(waiting, time, at("2026-09-25T11:00")) == 2 * HOUR

    again = promise.going_on(waiting, at("2026-09-22T17:00"))
    assert promise.due_at(again, time) == at("2026-09-23T10:00")


@given(
    calendars,
    moments,
    amounts,
    st.lists(st.tuples(st.integers(0, 30 * HOUR), st.integers(0, 30 * HOUR)), max_size=6),
)
def test_pausing_and_going_on_never_loses_or_gains_working_time(
    calendar: object, begins: Micros, limit: Micros, spells: list[tuple[Micros, Micros]]
) -> None:
    time = WorkingTime(calendar)  # type: ignore[arg-type]
    clock, now, worked = promise.started(limit, begins), begins, 0
    for runs, waits in spells:
        worked += time.between(now, now + runs)
        clock = promise.stopped(clock, time, now + runs)
        clock = promise.going_on(clock, now + runs + waits)
        now += runs + waits
    assert promise.used(clock, time, now) == worked
    due = promise.due_at(clock, time)
    assert due is not None
    assert worked + time.between(now, due) == max(limit, worked)


@given(calendars, moments, amounts, st.integers(0, 3))
def test_whoever_is_to_be_told_is_told_at_the_moment_of_the_look_and_not_before(
    calendar: object, begins: Micros, limit: Micros, done: int
) -> None:
    time, clock = WorkingTime(calendar), promise.started(limit, begins)  # type: ignore[arg-type]
    look = promise.next_look(clock, time, LADDER, done)
    if look is None:
        assert done == len(LADDER)
        return
    assert promise.reached(clock, time, LADDER, done, look) > done
    if look > begins:
        assert promise.reached(clock, time, LADDER, done, look - 1) == done


def test_nobody_is_told_while_the_customer_is_waited_for() -> None:
    time = WorkingTime(CALENDARS[0])
    clock = promise.stopped(promise.started(HOUR, MONDAY_NINE), time, at("2026-09-21T09:20"))
    assert promise.next_look(clock, time, LADDER, 0) is None
    assert promise.reached(clock, time, LADDER, 0, at("2027-01-01")) == 0


@pytest.mark.parametrize(
    ("before", "after", "passed", "told"),
    [
        ((), LADDER, 2, 0),
        (LADDER[:1], LADDER, 2, 1),
        (LADDER[:2], LADDER, 2, 2),
        (LADDER[:2], LADDER, 0, 0),
        (LADDER[:1], (Escalation(50, "leader"), Escalation(90, "manager")), 1, 0),
        (LADDER, LADDER[:1], 1, 1),
    ],
)
def test_of_a_new_promise_only_those_count_as_told_who_were_and_whose_time_has_come(
    before: tuple[Escalation, ...], after: tuple[Escalation, ...], passed: int, told: int
) -> None:
    assert promise.carried(before, after, passed) == told


def test_what_is_used_up_to_the_last_moment_is_not_overdue() -> None:
    time, clock = WorkingTime(SHANGHAI), promise.started(HOUR, MONDAY_NINE)
    assert not promise.overdue(clock, time, at("2026-09-21T10:00"))
    assert promise.overdue(clock, time, at("2026-09-21T10:00") + 1)


def test_a_clock_that_runs_is_not_started_anew() -> None:
    clock = promise.started(HOUR, MONDAY_NINE)
    assert promise.going_on(clock, at("2026-09-21T09:30")) == clock


def test_what_was_due_when_the_clock_was_stopped_is_told_when_it_goes_on() -> None:
    time = WorkingTime(SHANGHAI)
    half = at("2026-09-21T09:30")
    waiting = promise.stopped(promise.started(HOUR, MONDAY_NINE), time, half)
    assert promise.reached(waiting, time, LADDER, 0, half) == 0
    again = promise.going_on(waiting, half)
    assert promise.reached(again, time, LADDER, 0, half) == 1
