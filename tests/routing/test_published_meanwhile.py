"""Another plan is published while somebody waits: its steps, levels and hours hold for them too."""

from dataclasses import replace

import msgpack
import pytest

from huawu.platform.clock import SECOND
from huawu.platform.hours import Hours
from huawu.routing import service as routing
from huawu.routing.types import AgentAway, AgentState, Plan, Queue, Seat, Skill, Step, Tick
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core

DESK = ("desk",)
ENGLISH = Step(Skill("english"), 20)
SEATS = [Seat("ann", DESK, {"english": 5}), Seat("bo", DESK)]


def published(centre: Centre, queue: Queue, *seats: Seat) -> Plan:
    """A newer plan with this queue, and with these seats where there are any."""
    sat = {seat.agent: seat for seat in seats} or centre.plan.seats
    return Plan(centre.plan.version + 1, {queue.id: queue}, sat, centre.plan.hours)


def go_on(centre: Centre, plan: Plan, *, restarted: bool) -> list[str]:
    """Load the plan: in this process, or in the next one."""
    centre.plan = plan
    if not restarted:
        return centre.follow(centre.engine.load(plan, centre.now))
    saved = msgpack.unpackb(msgpack.packb(centre.engine.save()))
    centre.engine = routing.restore_engine(plan, lambda: "after", saved)
    due = centre.engine.next_deadline()
    assert due is not None
    assert due <= centre.now, "what the plan changes is due at once"
    return centre.tell(Tick())


def paused_and_waited_for() -> Centre:
    """The only one who speaks English is paused, bo is ready, and c1 waits since second 1 for ann."""
    centre = Centre(Queue("desk", steps=(Step(Skill("english"), 500),)), seats=SEATS)
    centre.ready("ann", "bo")
    centre.tell(AgentAway("ann", AgentState.PAUSED, "tea"))
    assert centre.at(1).calls("c1") == []
    return centre


@pytest.mark.parametrize("restarted", [False, True])
def test_who_waits_goes_through_steps_that_are_published_meanwhile(restarted: bool) -> None:
    centre = Centre(Queue("desk"), seats=SEATS)
    centre.ready("ann", "bo")
    for agent in ("ann", "bo"):
        centre.tell(AgentAway(agent, AgentState.PAUSED, "tea"))
    centre.at(1).calls("c1")
    plan = published(centre, Queue("desk", steps=(ENGLISH,)))
    assert go_on(centre.at(5), plan, restarted=restarted) == []
    assert centre.ready("bo") == ["bo is ready"], "not before the step is over"
    assert centre.engine.next_deadline() == 21 * SECOND
    assert centre.at(21).tell(Tick()) == ["ring bo for c1", "bo is ringing"]


@pytest.mark.parametrize("restarted", [False, True])
def test_a_step_of_the_new_plan_that_is_over_already_is_not_waited_for(restarted: bool) -> None:
    centre = paused_and_waited_for()
    plan = published(centre, Queue("desk", steps=(ENGLISH,)))
    assert go_on(centre.at(60), plan, restarted=restarted) == ["ring bo for c1", "bo is ringing"]


@pytest.mark.parametrize("restarted", [False, True])
def test_a_step_of_the_new_plan_for_which_nobody_is_there_is_skipped(restarted: bool) -> None:
    centre = paused_and_waited_for()
    plan = published(centre, Queue("desk", steps=(Step(Skill("french"), 300),)))
    assert go_on(centre.at(5), plan, restarted=restarted) == ["ring bo for c1", "bo is ringing"]


@pytest.mark.parametrize("restarted", [False, True])
def test_reserves_of_the_new_plan_join_when_their_time_comes(restarted: bool) -> None:
    centre = Centre(Queue("desk", reserve_after_seconds=30), seats=[SEATS[0]])
    centre.ready("ann")
    centre.tell(AgentAway("ann", AgentState.PAUSED, "tea"))
    centre.at(1).calls("c1")
    reserve = Seat("bo", DESK, levels={"desk": 2})
    plan = published(centre, centre.queues[0], SEATS[0], reserve)
    assert go_on(centre.at(5), plan, restarted=restarted) == []
    assert centre.ready("bo") == ["bo is ready"]
    assert centre.engine.next_deadline() == 31 * SECOND
    assert centre.at(31).tell(Tick()) == ["ring bo for c1", "bo is ringing"]


@pytest.mark.parametrize("restarted", [False, True])
def test_a_queue_whose_hours_are_taken_away_while_it_is_closed_is_open(restarted: bool) -> None:
    never = Hours("UTC", ((),) * 7)
    centre = Centre(Queue("desk", hours="never"), seats=SEATS)
    plan = replace(centre.plan, hours={"never": never})
    centre.follow(centre.engine.load(plan, centre.now))
    centre.ready("bo")
    assert centre.at(1).calls("c1") == ["send c1 on: closed"]
    go_on(centre.at(2), published(centre, Queue("desk")), restarted=restarted)
    assert centre.at(3).calls("c2") == ["ring bo for c2", "bo is ringing"]
