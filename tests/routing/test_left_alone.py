"""What a change of people would leave alone is known before it happens."""

from dataclasses import replace

import pytest

from huawu.routing.core.alone import LeftAlone, left_alone
from huawu.routing.types import Plan, Queue, Seat, Skill, Step

pytestmark = pytest.mark.core

DESK = Queue("desk")
HELP = Queue("help", steps=(Step(Skill("network"), 30), Step(Skill("network", 3))))
PLAN = Plan(
    1,
    {"desk": DESK, "help": HELP},
    {
        "ann": Seat("ann", ("desk",)),
        "bob": Seat("bob", ("desk", "help"), {"network": 5}),
        "cat": Seat("cat", ("help",), {"network": 1}),
    },
)


def without(*agents: str) -> Plan:
    return replace(PLAN, seats={agent: seat for agent, seat in PLAN.seats.items() if agent not in agents})


def alone(after: Plan, *there: str, before: Plan = PLAN) -> list[LeftAlone]:
    return list(left_alone(before, after, there=there))


def test_who_is_the_last_of_a_queue_leaves_it_alone() -> None:
    assert alone(without("ann", "bob")) == [LeftAlone("desk", "nobody"), LeftAlone("help", "nobody_fits", 2)]


def test_who_is_the_last_signed_in_leaves_it_alone_for_now() -> None:
    assert alone(without("ann"), "ann") == [LeftAlone("desk", "nobody_now")]
    assert alone(without("ann"), "ann", "bob") == []
    assert alone(without("ann"), "cat") == [], "nobody was signed in at the desk before, either"


def test_who_alone_fits_a_step_leaves_that_step_alone() -> None:
    assert alone(without("bob")) == [LeftAlone("help", "nobody_fits", 2)]
    assert alone(without("cat")) == []


def test_what_was_so_before_is_nothing_to_warn_of() -> None:
    empty = replace(PLAN, queues={"new": Queue("new"), **PLAN.queues})
    assert alone(empty, before=empty) == []
    assert alone(without("bob"), before=without("bob")) == []


def test_a_level_that_sinks_counts_as_well() -> None:
    weaker = replace(PLAN.seats["bob"], skills={"network": 2})
    after = replace(PLAN, seats={**PLAN.seats, "bob": weaker})
    assert alone(after) == [LeftAlone("help", "nobody_fits", 2)]


def test_rules_that_come_back_are_nobodys_who_has_left() -> None:
    """Going back brings a queue and a step that were not there; what stood there in vain is left out."""
    narrow = Queue("help", steps=(Step(Skill("network", 5), 30),))
    back = replace(PLAN, queues={**PLAN.queues, "old": Queue("old"), "help": narrow})
    weaker = {**PLAN.seats, "bob": replace(PLAN.seats["bob"], skills={"network": 4})}
    found = alone(replace(back, seats=weaker), before=replace(PLAN, seats=weaker))
    assert found == [LeftAlone("help", "nobody_fits", 1), LeftAlone("old", "nobody")]
    assert alone(back, "ann", "bob", before=back) == []


def test_a_queue_that_comes_back_to_agents_who_are_not_signed_in_is_alone_for_now() -> None:
    without_help = replace(PLAN, queues={"desk": DESK})
    assert alone(PLAN, "ann", before=without_help) == [LeftAlone("help", "nobody_now")]
    assert alone(PLAN, "bob", before=without_help) == []
