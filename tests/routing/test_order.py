"""Who goes first: order, skills and strategies, told and answered line by line."""

from collections.abc import Sequence
from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.routing.types import (
    AgentAway,
    AgentChanged,
    AgentState,
    Arrived,
    Contact,
    Finished,
    Plan,
    Queue,
    Seat,
    Tick,
)
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core


def test_priority_goes_before_age_and_age_before_the_rest() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=0), agents="ann")
    centre.at(1).calls("old")
    centre.at(2).calls("new")
    centre.at(3).calls("important", priority=1)
    found = []
    centre.ready("ann")
    for _ in range(3):
        contact = centre.rings["ann"].contact
        found.append(contact)
        centre.takes("ann")
        centre.tell(Finished("ann", contact))
    assert found == ["important", "old", "new"]


def test_an_inherited_start_takes_the_old_place() -> None:
    centre = Centre()
    centre.at(10).calls("c1")
    centre.at(20).tell(Arrived(Contact("back", "desk", 5 * SECOND)))
    assert (centre.engine.position("back"), centre.engine.position("c1")) == (1, 2)
    assert centre.engine.waiting("desk") == 2


def test_an_agent_of_two_queues_takes_the_oldest_of_both() -> None:
    centre = Centre(Queue("desk"), Queue("help"), agents="ann")
    centre.at(1).calls("h1", "help")
    centre.at(2).calls("d1", "desk")
    assert centre.ready("ann")[1] == "ring ann for h1"


def test_skills_are_needed_and_the_levels_count() -> None:
    seats = [Seat("ann", ("desk",), {"english": 2}), Seat("bo", ("desk",), {"english": 4})]
    centre = Centre(seats=seats)
    centre.ready("ann", "bo")
    assert centre.calls("c1", needs=(("english", 3),)) == ["ring bo for c1", "bo is ringing"]
    assert centre.calls("c2", needs=(("english", 5),)) == []


def test_the_preferred_agent_goes_first_but_nobody_waits_for_them() -> None:
    centre = Centre()
    centre.ready("ann", "bo")
    assert centre.calls("c1", preferred="bo")[0] == "ring bo for c1"
    assert centre.calls("c2", preferred="bo")[0] == "ring ann for c2"


def asked(strategy: str, seats: Sequence[Seat] | None = None, **contact: Any) -> list[str]:
    """Who is asked for four calls in turn, each taken and ended ten seconds later; ann is ready first."""
    centre = Centre(Queue("desk", strategy=strategy, wrap_up_seconds=0), seats=seats, agents="cy ann bo")
    for second, agent in enumerate(("ann", "bo", "cy")):
        centre.at(second).ready(agent)
    order = []
    for number in range(4):
        (ring, _) = centre.at(10 + 10 * number).calls(f"c{number}", **contact)
        agent = ring.split()[1]
        order.append(agent)
        centre.takes(agent)
        centre.at(15 + 10 * number).tell(Finished(agent, f"c{number}"))
    return order


def test_the_longest_idle_is_asked_first() -> None:
    assert asked("longest_idle") == ["ann", "bo", "cy", "ann"]


def test_round_robin_goes_round() -> None:
    assert asked("round_robin") == ["ann", "bo", "cy", "ann"]


def test_linear_keeps_to_the_order_of_the_plan() -> None:
    assert asked("linear") == ["cy", "cy", "cy", "cy"]


def test_who_has_answered_least_is_asked_first() -> None:
    assert asked("fewest_contacts") == ["ann", "bo", "cy", "ann"]


def test_the_best_skilled_is_asked_first() -> None:
    seats = [Seat(name, ("desk",), {"english": level}) for name, level in (("ann", 3), ("bo", 5), ("cy", 1))]
    assert asked("best_skill", seats, needs=(("english", 1),)) == ["bo"] * 4


def test_an_offer_says_why() -> None:
    centre = Centre()
    centre.ready("ann", "bo")
    centre.at(8).calls("c1")
    assert centre.rings["ann"].reason == {
        "strategy": "longest_idle",
        "by": "contact",
        "idle_seconds": 8.0,
        "waited_seconds": 0.0,
        "position": 1,
        "candidates": 2,
        "why_not": [],
    }
    centre.refuses("ann")
    centre.refuses("bo")
    centre.at(9).calls("c2")
    centre.at(12).tell(Tick())
    assert centre.rings["ann"].reason["by"] == "contact"
    assert centre.rings["bo"].reason["waited_seconds"] == 4.0


def test_another_plan_moves_who_can_be_moved_and_tells_the_rest() -> None:
    centre = Centre(Queue("desk"), Queue("help"), agents="ann bo")
    centre.ready("ann", "bo")
    centre.at(1).calls("c1", "help")
    centre.at(2).calls("c2", "desk")
    centre.takes("bo")
    centre.calls("c3", "desk")
    plan = Plan(2, {"desk": Queue("desk")}, {"cy": Seat("cy", ("desk",)), "ann": Seat("ann", ("desk",))})
    found = centre.at(3).follow(centre.engine.load(plan, centre.now))
    assert found == [
        "stop ringing ann for c1: contact_left",
        "ann is ready",
        "send c1 on: closed",
        "ring ann for c3",
        "ann is ringing",
    ]
    assert centre.state("bo") == "talking"
    assert centre.at(9).tell(Finished("bo", "c2")) == ["bo is wrap_up"]
    assert centre.at(39).tell(Tick())[-1] == "bo is signed_out (no_seat)"
    assert centre.engine.agent("bo") is None


def test_how_long_it_will_take_is_said_once_the_queue_has_moved() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=0), agents="ann")
    centre.ready("ann")
    for number in range(6):
        centre.calls(f"c{number}")
    assert centre.engine.estimate("c5", centre.now) is None
    for number in range(3):
        centre.at(10 * number).takes("ann")
        centre.at(10 * number + 10).tell(Finished("ann", f"c{number}"))
    assert centre.engine.estimate("c5", centre.now) == 20
    assert centre.engine.estimate("c0", centre.now) is None


def test_what_is_told_twice_is_heard_once() -> None:
    centre = Centre()
    centre.ready("ann")
    assert centre.ready("ann") == []
    centre.calls("c1")
    assert centre.calls("c1") == []
    centre.takes("ann")
    assert centre.takes("ann") == []
    assert centre.engine.ignored == {"AgentReady": 1, "Arrived": 1, "Accepted": 1}


def test_the_state_an_agent_is_in_says_since_when() -> None:
    centre = Centre()
    centre.at(7).ready("ann")
    view = centre.engine.agent("ann")
    assert view is not None
    assert (view.state, view.since, view.until) == (AgentState.READY, 7 * SECOND, None)
    assert centre.engine.agent("stranger") is None
    changed = centre.engine.tell(AgentAway("ann", AgentState.PAUSED, "tea"), 9 * SECOND)
    assert changed == [AgentChanged("ann", AgentState.PAUSED, "tea", None, None)]


def test_who_is_ready_again_after_their_phone_was_gone_is_rung_at_once() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.refuses("ann", "unreachable")
    assert centre.at(1).ready("ann") == ["ann is ready", "ring ann for c1", "ann is ringing"]
