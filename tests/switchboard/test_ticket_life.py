"""The life of a call ticket: as data that is checked, walked step by step, and charged by the ledger."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.platform.clock import SECOND
from huawu.switchboard.core import tickets
from huawu.switchboard.core.ticket_life import ENQUIRY, STANDARD, STANDARDS, faults_of
from huawu.switchboard.core.tickets import Standing, Talk, Told, billing_seconds

pytestmark = pytest.mark.core

BEGUN = Standing("calling", "+862162345678")
TOLD = Told("+8613800138000", "王小明", 7 * SECOND, "无人接听")


def walked(at: Standing, *steps: str, told: Told = TOLD) -> Standing:
    for name in steps:
        step = tickets.step_of(STANDARD, name)
        assert step is not None
        assert tickets.why_not(step, at) is None, name
        at = tickets.after(STANDARD, step, at, told, 100 * SECOND)
    return at


def against(at: Standing, name: str) -> str | None:
    step = tickets.step_of(STANDARD, name)
    assert step is not None
    return tickets.why_not(step, at)


def test_the_standard_life_is_in_order() -> None:
    assert all(faults_of(life) == [] for life in STANDARDS.values())


def test_a_call_is_put_through_and_closed() -> None:
    at = walked(BEGUN, "put_through", "close")
    assert (at.state, at.put_through_at, at.ended_at) == ("closed", 100 * SECOND, 100 * SECOND)
    assert tickets.possible(STANDARD, at) == []


def test_reroute_changes_the_number_and_change_of_called_the_person_as_well() -> None:
    fetched = walked(BEGUN, "summon")
    assert (fetched.state, fetched.person) == ("summoning", "王小明")
    rerouted = walked(fetched, "reroute", told=Told("8001"))
    assert (rerouted.called_number, rerouted.person) == ("8001", "王小明")
    changed = walked(fetched, "change_called", told=Told("8002", called="工程部"))
    assert (changed.called_number, changed.called, changed.person) == ("8002", "工程部", "")
    assert walked(changed, "change_called", told=Told("8003")).called == ""


def test_another_party_of_a_call_from_person_to_person_is_somebody() -> None:
    step = tickets.step_of(STANDARD, "change_called")
    assert step is not None
    personal = Standing("calling", "8001", person="王小明", person_to_person=True)
    assert tickets.missing(step, personal, Told("8002")) == "person"
    assert tickets.missing(step, personal, Told("8002", person="李静")) is None
    assert tickets.asks(step) == ["number", "called", "person"]


@pytest.mark.parametrize("fetching", ["summon", "page"])
def test_somebody_is_fetched_or_paged_and_the_caller_rung_back(fetching: str) -> None:
    sought = walked(BEGUN, fetching)
    assert sought.person == "王小明"
    found = walked(sought, "found")
    assert walked(found, "ring_back").state == "calling"
    talking = walked(found, "put_through")
    assert (talking.state, talking.put_through_at) == ("talking", 100 * SECOND)
    assert walked(sought, "not_found").put_through_at is None
    assert walked(sought, "appoint").state == "booked"


def test_an_enquiry_is_answered_with_an_interpreter() -> None:
    at = Standing("asked", "")
    for name, told in (
        ("look_up", Told(question="When does the last train leave?")),
        ("look_up", Told()),
        ("interpreter", Told(interpreter="林小满")),
        ("appoint", Told(due_at=7 * SECOND)),
        ("answer", Told(answer="The last train leaves at 23:10.")),
    ):
        step = tickets.step_of(ENQUIRY, name)
        assert step is not None
        assert tickets.missing(step, at, Told()) in (step["needs"] or [None])
        at = tickets.after(ENQUIRY, step, at, told, 100 * SECOND)
    assert at.question == "When does the last train leave?", "looking again asks nothing else"
    assert (at.state, at.interpreter, at.ended_at) == ("answered", "林小满", 100 * SECOND)
    assert at.answer.startswith("The last train")


def test_nobody_is_put_through_while_it_is_open_who_pays() -> None:
    wanted = Standing("calling", "8001", reverse="wanted")
    assert against(wanted, "put_through") == "ticket.who_pays"
    assert walked(wanted, "ask_reverse", "accept_reverse", "put_through").reverse == "accepted"
    refused = walked(wanted, "ask_reverse", "refuse_reverse")
    assert against(refused, "put_through") == "ticket.who_pays"
    assert walked(refused, "caller_pays", "put_through").reverse == "no"
    assert against(BEGUN, "ask_reverse") == "ticket.not_reverse"


def test_a_booked_call_is_rung_at_its_time_and_may_be_put_off() -> None:
    put_off = walked(BEGUN, "appoint")
    assert (put_off.state, put_off.due_at) == ("booked", 7 * SECOND)
    assert walked(put_off, "ring").state == "calling"


def test_a_step_says_what_it_was_not_told() -> None:
    step = tickets.step_of(STANDARD, "withdraw")
    assert step is not None
    assert tickets.missing(step, BEGUN, Told()) == "reason"
    assert tickets.missing(step, BEGUN, TOLD) is None


@given(st.lists(st.sampled_from([step["id"] for step in STANDARD["steps"]]), max_size=40), st.booleans())
def test_whatever_is_done_a_ticket_that_is_not_over_can_be_ended(names: list[str], reverse: bool) -> None:
    at = Standing("calling", "8001", reverse="wanted" if reverse else "no")
    for name in names:
        if against(at, name) is None:
            at = walked(at, name)
    over = tickets.is_end(STANDARD, at.state)
    assert over == (at.ended_at is not None)
    assert over != bool({"cancel", "close"} & set(tickets.possible(STANDARD, at)))
    if at.put_through_at is not None:
        assert at.reverse in ("no", "accepted")


def _changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    life = copy.deepcopy(STANDARD)
    change(life)
    return life


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda life: life.update(states="x"), "config.bad_field"),
        (lambda life: life["states"][0].pop("name"), "config.bad_field"),
        (lambda life: life["steps"][0].update({"from": "booked"}), "config.bad_field"),
        (lambda life: life["states"].append(life["states"][0]), "ticket.twice"),
        (lambda life: life.update(begins=["calling"]), "config.bad_field"),
        (lambda life: life.pop("booked"), "config.bad_field"),
        (lambda life: life["steps"][0].update(to={}), "config.bad_field"),
        (lambda life: life["states"][0].update(end="ended"), "config.bad_field"),
        (lambda life: life["states"][0]["name"].update(zh=1), "config.bad_field"),
        (lambda life: life["steps"][0].update(id="接通"), "ticket.bad_id"),
        (lambda life: life["steps"][0].update(id="ring\n"), "ticket.bad_id"),
        (lambda life: life["states"][0].update(id="x" * 41), "ticket.bad_id"),
        (lambda life: life["steps"][0].update(id="link"), "ticket.own_step"),
        (lambda life: life["steps"][0].update(id="open"), "ticket.own_step"),
        (lambda life: life.update(begins="nowhere"), "ticket.bad_beginning"),
        (lambda life: life.update(begins="closed"), "ticket.bad_beginning"),
        (lambda life: life["steps"][0].update(to="nowhere"), "ticket.unknown_state"),
        (lambda life: life["steps"][0].update({"from": ["closed"]}), "ticket.after_the_end"),
        (lambda life: life["steps"][0].update(does=["explode"]), "ticket.unknown_effect"),
        (
            lambda life: life["states"].append({"id": "lost", "name": {"zh": "x"}, "end": False}),
            "ticket.never_reached",
        ),
        (
            lambda life: life.update(steps=[s for s in life["steps"] if s["id"] != "close"]),
            "ticket.never_ends",
        ),
    ],
)
def test_a_life_in_which_tickets_would_be_lost_is_refused(
    change: Callable[[dict[str, Any]], object], key: str
) -> None:
    assert key in [fault for fault, _ in faults_of(_changed(change))]


def seconds(*spans: tuple[float, float]) -> list[Talk]:
    return [Talk(round(began * SECOND), round(ended * SECOND)) for began, ended in spans]


def test_a_call_is_charged_from_when_it_was_put_through_each_begun_second() -> None:
    talks = seconds((0, 20), (20, 80.2))
    assert billing_seconds(20 * SECOND, 100 * SECOND, talks) == 61
    assert billing_seconds(None, 100 * SECOND, talks) == 0
    assert billing_seconds(20 * SECOND, None, talks) == 0


def test_parties_who_talk_at_the_same_time_are_charged_once_and_a_gap_is_not() -> None:
    assert billing_seconds(0, 100 * SECOND, seconds((0, 10), (5, 12), (20, 30))) == 22
    assert billing_seconds(0, 25 * SECOND, seconds((0, 10), (20, 30))) == 15


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=8), st.integers(0, 500))
def test_a_call_is_never_charged_for_longer_than_it_lasted(spans: list[tuple[int, int]], began: int) -> None:
    charged = billing_seconds(began * SECOND, 600 * SECOND, seconds(*spans))
    assert 0 <= charged <= max([0, *(end - began for _, end in spans)])
