"""A queue sends callers on to another one by its rules; without one they hear why, and are over."""

import pytest

from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import Goal, Overflowing, Plan, Queue, Seat
from tests.telephony.switch.desk import Centre

pytestmark = pytest.mark.core


def centre_with(*queues: Queue) -> Centre:
    """Ann serves `front`, bob `back`."""
    centre = Centre()
    seats = {"ann": Seat("ann", ("front",)), "bob": Seat("bob", ("back",))}
    ids = (f"offer{number}" for number in range(1, 100))
    plan = Plan(1, {queue.id: queue for queue in queues}, seats)
    centre.engine = routing.open_engine(plan, lambda: next(ids))
    return centre


def to(queue: str, when: str, above: int = 0) -> tuple[Overflowing, ...]:
    return (Overflowing(when, Goal("queue", queue), above),)


def test_who_has_waited_too_long_waits_in_the_other_queue_at_the_same_place() -> None:
    centre = centre_with(Queue("front", overflows=to("back", "wait", 30)), Queue("back"))
    call = centre.call("c", "4002")
    centre.pass_time(31)
    assert (call.stage, call.queue) == ("queue", "back")
    segments = [fact for _, fact in centre.facts if getattr(fact, "role", "") == "queue"]
    assert [(each.queue, each.end, each.ended_at - each.started_at) for each in segments] == [
        ("front", "overflowed", 30 * SECOND)
    ]
    centre.ready("bob")
    centre.pick_up("8002")
    assert (call.stage, call.agent, call.waited) == ("talk", "bob", 31 * SECOND)


def test_where_nobody_is_there_a_caller_rings_in_the_other_queue_at_once() -> None:
    centre = centre_with(Queue("front", overflows=to("back", "no_agents")), Queue("back"))
    centre.ready("bob")
    call = centre.call("c", "4002")
    assert (call.stage, call.queue, call.agent) == ("ringing", "back", "bob")


def test_full_queues_that_name_each_other_do_not_send_a_caller_round_for_ever() -> None:
    centre = centre_with(
        Queue("front", overflows=to("back", "length")), Queue("back", overflows=to("front", "length"))
    )
    centre.phones.arrive("c", "4002")
    centre.turn()
    assert not centre.switch.calls
    tried = [fact.queue for _, fact in centre.facts if getattr(fact, "role", "") == "queue"]
    assert tried == ["front", "back"] * 3


def test_a_caller_who_is_sent_nowhere_hears_why() -> None:
    centre = centre_with(Queue("front", max_wait_seconds=30), Queue("back"))
    call = centre.call("c")
    centre.said("c")
    centre.press("c", "1")
    centre.pass_time(31)
    assert centre.hears("c") == ["sorry.waited_too_long"]
    assert call.stage == "leaving"
