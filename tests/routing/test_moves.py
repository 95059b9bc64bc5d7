"""Agents are lent to a queue, or taken out of one, until a time."""

from dataclasses import replace
from itertools import count

import msgpack
import pytest

from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import (
    Abandoned,
    AgentAway,
    AgentMoved,
    AgentMovedBack,
    AgentState,
    Finished,
    Help,
    Plan,
    Queue,
    Seat,
    Tick,
    Told,
)
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core


def centre(**more: object) -> Centre:
    """Ann serves the desk, bo the back; both are ready."""
    desk = replace(Queue("desk", wrap_up_seconds=0), **more)  # type: ignore[arg-type]
    found = Centre(
        desk, Queue("back", wrap_up_seconds=0), seats=[Seat("ann", ("desk",)), Seat("bo", ("back",))]
    )
    found.ready("ann", "bo")
    return found


def lend(seconds: int, level: int | None = 1, agent: str = "bo") -> AgentMoved:
    return AgentMoved(agent, "desk", level, seconds * SECOND, "leader")


def test_who_is_lent_takes_at_once_what_waits_there_and_keeps_their_own_queue() -> None:
    desk = centre()
    desk.calls("c1")
    desk.calls("c2")
    assert desk.at(5).tell(lend(60)) == ["ring bo for c2", "bo is ringing"]
    desk.takes("bo")
    desk.tell(Finished("bo", "c2"))
    assert desk.calls("c3", "back") == ["ring bo for c3", "bo is ringing"]


def test_it_ends_by_itself_and_what_was_begun_goes_on() -> None:
    desk = centre()
    desk.tell(lend(60))
    assert desk.engine.next_deadline() == 60 * SECOND
    desk.tell(AgentAway("ann", AgentState.PAUSED))
    desk.at(59).calls("c1")
    assert desk.at(60).tell(Tick()) == [], "the telephone rings on"
    assert desk.takes("bo") == ["join c1 and bo", "bo is talking"]
    desk.tell(Finished("bo", "c1"))
    assert desk.calls("c2") == [], "nobody is left for the desk"
    assert desk.engine.moves() == []
    assert desk.calls("c3", "back") == ["ring bo for c3", "bo is ringing"]


def test_who_is_taken_out_gets_nothing_of_that_queue_until_then() -> None:
    desk = centre()
    desk.tell(lend(60, None, "ann"))
    assert desk.calls("c1") == []
    assert desk.at(60).tell(Tick()) == ["ring ann for c1", "ann is ringing"]


def test_it_is_taken_back_before_its_time() -> None:
    desk = centre()
    desk.tell(lend(60))
    desk.tell(lend(60, None, "ann"))
    assert desk.tell(AgentMovedBack("ann", "desk")) == []
    desk.tell(AgentMovedBack("bo", "desk"))
    assert desk.calls("c1") == ["ring ann for c1", "ann is ringing"]
    assert desk.calls("c2") == []
    assert desk.engine.next_deadline() == 20 * SECOND, "of the ring: nothing else is due"
    desk.tell(AgentMovedBack("bo", "desk"))
    assert desk.engine.ignored == {"AgentMovedBack": 1}


def test_the_latest_of_a_queue_holds() -> None:
    desk = centre()
    desk.tell(lend(60))
    desk.tell(lend(90))
    assert desk.engine.moves() == [
        {"agent": "bo", "queue": "desk", "level": 1, "until": 90 * SECOND, "by": "leader"}
    ]
    desk.at(60).tell(Tick())
    desk.calls("c1")
    assert desk.calls("c2") == ["ring bo for c2", "bo is ringing"]


def test_the_level_lent_at_is_asked_after_those_before_it() -> None:
    desk = centre(reserve_after_seconds=10)
    desk.tell(lend(600, 2))
    desk.tell(AgentAway("ann", AgentState.PAUSED))
    assert desk.calls("c1") == [], "reserves join after ten seconds"
    assert desk.at(10).tell(Tick()) == ["ring bo for c1", "bo is ringing"]


def test_who_waits_is_asked_for_reserves_that_came_meanwhile_and_not_for_those_who_left() -> None:
    desk = centre(reserve_after_seconds=10)
    desk.tell(AgentAway("ann", AgentState.PAUSED))
    desk.calls("c1")
    assert desk.at(5).tell(lend(600, 3)) == [], "of level 3: after twenty seconds"
    assert desk.at(19).tell(Tick()) == []
    assert desk.at(20).tell(Tick()) == ["ring bo for c1", "bo is ringing"]


def test_a_team_that_helps_does_not_bring_back_who_was_taken_out() -> None:
    rule = Help("floor", "waiting", 0, 0, least_seconds=5)
    line = Queue("desk", help=(rule,))
    desk = Centre(line, Queue("back"), seats=[Seat("ann", ("desk",)), Seat("bo", ("back",), team="floor")])
    desk.ready("bo")
    desk.tell(lend(60, None))
    desk.at(1).calls("c1")
    assert desk.at(10).tell(Tick()) == [], "the team comes, without bo"
    assert desk.at(60).tell(Tick()) == ["ring bo for c1", "bo is ringing"]


def test_when_help_ends_who_is_lent_stays() -> None:
    rule = Help("floor", "waiting", 0, 0, least_seconds=5)
    line = Queue("desk", help=(rule,))
    desk = Centre(line, Queue("back"), seats=[Seat("ann", ("desk",)), Seat("bo", ("back",), team="floor")])
    desk.ready("bo")
    desk.tell(AgentAway("bo", AgentState.PAUSED))
    desk.at(1).calls("c1")
    desk.at(6).tell(Tick())
    desk.tell(lend(600))
    desk.at(20).tell(Abandoned("c1", "hung_up"))
    desk.at(30).tell(Tick())
    desk.ready("bo")
    assert desk.calls("c2") == ["ring bo for c2", "bo is ringing"]


def test_another_plan_and_a_restart_change_nothing_of_it() -> None:
    desk = centre()
    desk.tell(lend(60))
    desk.follow(desk.engine.load(replace(desk.plan, version=2), desk.now))
    saved = msgpack.unpackb(msgpack.packb(desk.engine.save()))
    names = count(10)
    desk.engine = routing.restore_engine(replace(desk.plan, version=2), lambda: f"o{next(names)}", saved)
    assert desk.engine.next_deadline() == 60 * SECOND
    desk.calls("c1")
    assert desk.calls("c2") == ["ring bo for c2", "bo is ringing"]
    desk.takes("ann")
    desk.takes("bo")
    desk.at(60).tell(Finished("bo", "c2"))
    assert desk.calls("c3") == []


def test_a_queue_that_is_taken_away_takes_its_moves_with_it() -> None:
    desk = centre()
    desk.tell(lend(60))
    plan = replace(desk.plan, queues={"back": desk.plan.queues["back"]})
    desk.follow(desk.engine.load(replace(plan, seats={"bo": desk.plan.seats["bo"]}), desk.now))
    assert desk.engine.moves() == []
    assert desk.calls("c1", "back") == ["ring bo for c1", "bo is ringing"]


@pytest.mark.parametrize("end", [Tick(), AgentMovedBack("bo", "desk")])
@pytest.mark.parametrize("queues", [("back",), ("back", "desk")])
def test_who_talks_on_without_seat_when_the_move_ends_breaks_nothing(
    end: Told, queues: tuple[str, ...]
) -> None:
    desk = centre()
    desk.tell(lend(60))
    desk.calls("c1", "back")
    desk.takes("bo")
    ann = replace(desk.plan.seats["ann"], queues=queues)
    plan = Plan(2, {name: desk.plan.queues[name] for name in queues}, {"ann": ann})
    desk.follow(desk.engine.load(plan, desk.now))
    names = count(10)
    desk.engine = routing.restore_engine(plan, lambda: f"o{next(names)}", desk.engine.save())
    desk.at(60).tell(end)
    assert desk.engine.moves() == []
    assert desk.calls("c2", "back") == ["ring ann for c2", "ann is ringing"]


def test_what_is_over_or_of_nobody_means_nothing() -> None:
    desk = centre()
    desk.at(100)
    for wrong in (lend(100), lend(200, agent="cy"), replace(lend(200), queue="nowhere")):
        desk.tell(wrong)
    desk.tell(lend(200))
    desk.tell(lend(200))
    assert desk.engine.ignored == {"AgentMoved": 4}


def test_it_is_in_the_journal_as_it_was_told() -> None:
    for told in (lend(60), lend(60, None), AgentMovedBack("bo", "desk")):
        assert routing.told_from_dict(routing.told_as_dict(told)) == told
