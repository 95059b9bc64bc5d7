"""Who is asked about is let go of the queues that they serve at this moment, lent or not."""

from typing import Any

import pytest

from huawu.app.abilities.alone import as_on, without
from huawu.routing.types import Plan, Queue, Seat

pytestmark = pytest.mark.core

PLAN = Plan(
    1,
    {"desk": Queue("desk"), "help": Queue("help")},
    {"ann": Seat("ann", ("desk",)), "bob": Seat("bob", ("help",))},
)


def board(**queues: list[str]) -> dict[str, Any]:
    return {"agents": {agent: {"queues": served} for agent, served in queues.items()}}


def test_who_is_lent_serves_where_they_are_lent_to() -> None:
    plan = as_on(board(bob=["help", "desk"], stranger=["desk"]), PLAN)
    assert {agent: seat.queues for agent, seat in plan.seats.items()} == {
        "ann": ("desk",),
        "bob": ("help", "desk"),
    }


def test_who_is_taken_out_of_a_queue_serves_their_others() -> None:
    plan = without(as_on(board(bob=["help", "desk"]), PLAN), ["bob", "nobody"], "desk")
    assert plan.seats["bob"].queues == ("help",)


def test_who_is_let_go_serves_nothing() -> None:
    assert without(PLAN, ["bob"], None).seats.keys() == {"ann"}
