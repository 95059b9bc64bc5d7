"""A case goes from received to closed and back by steps that not everybody may make."""

from dataclasses import replace

import pytest

from huawu.cases.core.assigning import Worker, assignee
from huawu.cases.core.life import STATES, STEPS, Standing, Who, after, missing, next_steps, why_not

pytestmark = pytest.mark.core

LIN = Who("lin", "front", works=True, assigns=False)
ZHAO = Who("zhao", "front", works=True, assigns=False)
LEADER = Who("chen", "front", works=True, assigns=True)
MANAGER = Who(None, "", works=False, assigns=True)
READER = Who(None, "", works=False, assigns=False)
OPEN = Standing("received", None, "front", waiting=False)


def test_the_straight_way_leads_from_received_to_closed() -> None:
    case = OPEN
    for name in ("diagnose", "take", "start", "confirm", "record", "follow_up", "close"):
        step = STEPS[name]
        assert why_not(step, case, LIN) is None or name == "close", name
        case = replace(case, state=step.to or case.state, owner="lin" if name == "take" else case.owner)
    assert case.state == "closed"


def test_every_state_can_be_reached_and_left() -> None:
    reached = {step.to for step in STEPS.values()} | {"received"}
    assert reached - {None} == set(STATES)
    for state in STATES:
        assert any(state in step.of and step.to not in (None, state) for step in STEPS.values()), state


@pytest.mark.parametrize(
    ("step", "case", "who", "why"),
    [
        ("start", replace(OPEN, owner="zhao"), LIN, "case.not_owner"),
        ("start", OPEN, LIN, "case.nobodys"),
        ("start", replace(OPEN, owner="zhao"), LEADER, None),
        ("take", replace(OPEN, owner="zhao"), LIN, "case.taken"),
        ("take", replace(OPEN, owner="lin"), LIN, "case.yours"),
        ("take", OPEN, LIN, None),
        ("take", OPEN, MANAGER, "case.not_worker"),
        ("take", replace(OPEN, state="recorded"), LIN, None),
        ("take", replace(OPEN, state="recorded", owner="zhao"), LIN, "case.taken"),
        ("take", replace(OPEN, state="closed"), LIN, "case.step_not_now"),
        ("assign", replace(OPEN, state="followed_up"), LEADER, None),
        ("assign", OPEN, LIN, "case.not_assigner"),
        ("assign", OPEN, MANAGER, None),
        ("diagnose", OPEN, READER, "case.not_worker"),
        ("confirm", OPEN, LEADER, "case.step_not_now"),
        ("confirm", Standing("working", "lin", "", waiting=True), LIN, "case.step_waiting"),
        ("confirm", Standing("working", "lin", "", waiting=False), LIN, None),
        ("go_on", Standing("working", "lin", "", waiting=False), LIN, "case.step_not_waiting"),
        ("go_on", Standing("working", "lin", "", waiting=True), LIN, None),
        ("close", Standing("recorded", "lin", "", waiting=False), LIN, "case.needs_approval"),
        ("close", Standing("recorded", "lin", "", False, frozenset({"approval"})), LIN, None),
        ("close", Standing("recorded", "lin", "", waiting=False), LEADER, None),
        ("reopen", Standing("closed", "lin", "", waiting=False), ZHAO, "case.not_owner"),
        ("reopen", Standing("closed", "lin", "", waiting=False), LIN, None),
    ],
)
def test_a_step_is_refused_with_its_reason(step: str, case: Standing, who: Who, why: str | None) -> None:
    assert why_not(STEPS[step], case, who) == why


def test_a_solved_case_stays_solved_when_it_changes_hands() -> None:
    for name in ("take", "assign"):
        assert after(STEPS[name], "recorded") == "recorded"
        assert after(STEPS[name], "received") == "assigned"
    assert after(STEPS["work_again"], "recorded") == "working"


def test_a_closed_case_can_be_reopened_and_nothing_else() -> None:
    closed = Standing("closed", "lin", "front", waiting=False)
    assert [step.name for step, _ in next_steps(closed, LEADER)] == ["reopen"]


def test_what_a_step_needs_may_be_known_already_or_said_with_it() -> None:
    working = Standing("working", "lin", "front", waiting=False)
    assert missing(STEPS["confirm"], working, frozenset()) == ["solution"]
    assert missing(STEPS["confirm"], working, frozenset({"solution"})) == []
    known = replace(working, known=frozenset({"solution"}))
    assert missing(STEPS["confirm"], known, frozenset()) == []


TEAM = (Worker("lin", "1001", 4, 30), Worker("zhao", "1002", 2, 40), Worker("wu", "1003", 2, 30))


@pytest.mark.parametrize(
    ("way", "experts", "who"),
    [
        ("team", (), None),
        ("load", (), "zhao"),
        ("rota", (), "lin"),
        ("expert", ("1009", "1003", "1001"), "wu"),
        ("expert", ("1009",), None),
    ],
)
def test_a_case_goes_to_the_list_to_whoever_has_least_whose_turn_it_is_or_to_the_first_expert(
    way: str, experts: tuple[str, ...], who: str | None
) -> None:
    assert assignee(way, TEAM, experts) == who


def test_a_team_of_nobody_gets_it_in_its_list() -> None:
    assert (assignee("load", ()), assignee("rota", ())) == (None, None)


def test_whoever_never_had_a_case_is_the_next_in_turn() -> None:
    assert assignee("rota", (*TEAM, Worker("new", "1009", 0))) == "new"
