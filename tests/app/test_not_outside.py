"""Nobody is sent "outside" to a telephone of this house."""

import pytest

from huawu.app.publishing import not_outside
from huawu.routing.service import Unsound
from huawu.routing.types import Goal, Overflowing, Plan, Queue

pytestmark = pytest.mark.core


def plan(goal: Goal) -> Plan:
    return Plan(1, {"desk": Queue("desk", overflows=(Overflowing("closed", goal),))}, {})


@pytest.mark.parametrize(
    "goal", [Goal("outside", "8001"), Goal("announcement", "x", Goal("outside", "8001"))]
)
def test_an_agents_extension_is_no_number_outside(goal: Goal) -> None:
    found = not_outside(plan(goal), [{"extension": "8001"}])
    assert found == [Unsound("routing.outside_ours", {"queue": "desk", "number": "8001"})]


@pytest.mark.parametrize("goal", [Goal("outside", "6001"), Goal("voicemail", "8001")])
def test_other_goals_are_not_held_against_the_agents(goal: Goal) -> None:
    assert not not_outside(plan(goal), [{"extension": "8001"}])
