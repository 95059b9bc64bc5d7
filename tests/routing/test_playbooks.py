"""Stories of a small centre, told and answered line by line."""

import itertools
from collections.abc import Sequence
from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentAway,
    AgentBusy,
    AgentChanged,
    AgentFree,
    AgentReady,
    AgentState,
    Answered,
    Arrived,
    Connect,
    Contact,
    Declined,
    Finished,
    Offer,
    Overflow,
    Plan,
    Queue,
    Seat,
    Tick,
    Told,
    Withdraw,
    WrapUpDone,
)

pytestmark = pytest.mark.core


def line(answer: Answered) -> str:
    """One answer as a short sentence."""
    if isinstance(answer, Offer):
        return f"ring {answer.agent} for {answer.contact}"
    if isinstance(answer, Withdraw):
        return f"stop ringing {answer.agent} for {answer.contact}: {answer.cause}"
    if isinstance(answer, Connect):
        return f"join {answer.contact} and {answer.agent}"
    if isinstance(answer, Overflow):
        return f"send {answer.contact} on: {answer.cause}"
    reason = f" ({answer.reason})" if answer.reason else ""
    return f"{answer.agent} is {answer.state.value}{reason}"


class Centre:
    """An engine with a clock in seconds; offers are named by the agent they ring."""

    def __init__(self, *queues: Queue, seats: Sequence[Seat] | None = None, agents: str = "ann bo") -> None:
        self.queues = queues or (Queue("desk"),)
        served = tuple(queue.id for queue in self.queues)
        seats = seats or [Seat(name, served) for name in agents.split()]
        self.plan = Plan(1, {queue.id: queue for queue in self.queues}, {seat.agent: seat for seat in seats})
        numbers = itertools.count(1)
        self.engine = routing.open_engine(self.plan, lambda: f"o{next(numbers)}")
        self.seconds = 0.0
        self.rings: dict[str, Offer] = {}

    @property
    def now(self) -> int:
        return round(self.seconds * SECOND)

    def at(self, seconds: float) -> "Centre":
        self.seconds = seconds
        return self

    def tell(self, told: Told) -> list[str]:
        return self.follow(self.engine.tell(told, self.now))

    def follow(self, answers: list[Answered]) -> list[str]:
        self.rings |= {answer.agent: answer for answer in answers if isinstance(answer, Offer)}
        return [line(answer) for answer in answers]

    def calls(self, contact: str, queue: str = "desk", **more: Any) -> list[str]:
        return self.tell(Arrived(Contact(contact, queue, self.now, **more)))

    def ready(self, *agents: str) -> list[str]:
        return [said for agent in agents for said in self.tell(AgentReady(agent))]

    def takes(self, agent: str) -> list[str]:
        return self.tell(Accepted(self.rings[agent].id))

    def refuses(self, agent: str, cause: str = "declined") -> list[str]:
        return self.tell(Declined(self.rings[agent].id, cause))

    def state(self, agent: str) -> str:
        view = self.engine.agent(agent)
        assert view is not None
        return f"{view.state.value} {view.reason}".strip()


def test_a_call_finds_a_free_agent_is_talked_to_and_wrapped_up() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=30))
    assert centre.ready("ann") == ["ann is ready"]
    assert centre.at(5).calls("c1") == ["ring ann for c1", "ann is ringing"]
    assert centre.at(9).takes("ann") == ["join c1 and ann", "ann is talking"]
    assert centre.at(60).tell(Finished("ann", "c1")) == ["ann is wrap_up"]
    assert centre.engine.next_deadline() == 90 * SECOND
    assert centre.at(70).tell(WrapUpDone("ann")) == ["ann is ready"]


def test_wrap_up_ends_by_itself_and_the_next_call_rings_at_once() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=30))
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    centre.at(10).tell(Finished("ann", "c1"))
    assert centre.at(20).calls("c2") == []
    assert centre.at(39).tell(Tick()) == []
    assert centre.at(40).tell(Tick()) == ["ann is ready", "ring ann for c2", "ann is ringing"]


def test_without_wrap_up_the_next_call_rings_in_the_same_answer() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=0))
    centre.ready("ann")
    centre.calls("c1")
    centre.calls("c2")
    centre.takes("ann")
    found = centre.at(9).tell(Finished("ann", "c1"))
    assert found == ["ann is ready", "ring ann for c2", "ann is ringing"]


def test_a_caller_who_hangs_up_while_it_rings_frees_the_agent() -> None:
    centre = Centre()
    centre.ready("ann")
    centre.calls("c1")
    found = centre.at(3).tell(Abandoned("c1", "hung_up"))
    assert found == ["stop ringing ann for c1: contact_left", "ann is ready"]
    assert centre.tell(Accepted(centre.rings["ann"].id)) == []
    assert centre.engine.ignored == {"Accepted": 1}


def test_no_answer_goes_to_the_next_agent_and_twice_pauses() -> None:
    centre = Centre(Queue("desk", ring_seconds=20, rona_limit=2))
    centre.ready("ann", "bo")
    centre.at(1).calls("c1")
    found = centre.at(21).tell(Tick())
    assert found == ["stop ringing ann for c1: timeout", "ring bo for c1", "bo is ringing", "ann is ready"]
    assert centre.at(22).takes("bo") == ["join c1 and bo", "bo is talking"]
    assert centre.at(23).calls("c2") == ["ring ann for c2", "ann is ringing"]
    assert centre.at(43).tell(Tick()) == ["stop ringing ann for c2: timeout", "ann is paused (rona)"]
    assert centre.engine.position("c2") == 1


def test_an_answer_forgives_the_misses_before_it() -> None:
    centre = Centre(Queue("desk", ring_seconds=20, rona_limit=2, wrap_up_seconds=0), agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.at(20).tell(Tick())
    centre.at(21).takes("ann")
    centre.at(30).tell(Finished("ann", "c1"))
    centre.at(31).calls("c2")
    centre.at(51).tell(Tick())
    assert centre.state("ann") == "ringing"


def test_a_lone_agent_who_declines_is_asked_again_after_a_breath() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    assert centre.at(2).refuses("ann") == ["ann is ready"]
    assert centre.engine.next_deadline() == 5 * SECOND
    assert centre.at(5).tell(Tick()) == ["ring ann for c1", "ann is ringing"]


def test_who_declined_takes_another_call_before_the_declined_one() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.at(1).calls("c2")
    assert centre.at(2).refuses("ann") == ["ann is ready", "ring ann for c2", "ann is ringing"]


def test_a_phone_that_is_gone_pauses_its_agent_at_once() -> None:
    centre = Centre()
    centre.ready("ann", "bo")
    centre.at(1).calls("c1")
    found = centre.refuses("ann", "unreachable")
    assert found == ["ring bo for c1", "bo is ringing", "ann is paused (phone_unreachable)"]


def test_a_phone_that_is_busy_counts_as_not_answered() -> None:
    centre = Centre(Queue("desk", rona_limit=1))
    centre.ready("ann", "bo")
    centre.calls("c1")
    assert centre.refuses("ann", "busy")[-1] == "ann is paused (phone_busy)"


def test_after_our_own_restart_nobody_is_to_blame() -> None:
    centre = Centre(Queue("desk", rona_limit=1), agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    assert centre.refuses("ann", "restarted") == ["ann is ready", "ring ann for c1", "ann is ringing"]


def test_who_goes_away_while_it_rings_gives_the_call_to_another() -> None:
    centre = Centre()
    centre.ready("ann", "bo")
    centre.at(1).calls("c1")
    found = centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    assert found == [
        "stop ringing ann for c1: agent_away",
        "ann is paused (lunch)",
        "ring bo for c1",
        "bo is ringing",
    ]


def test_who_goes_away_during_a_talk_is_away_after_it_and_its_wrap_up() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    assert centre.tell(AgentAway("ann", AgentState.SIGNED_OUT)) == []
    centre.calls("c2")
    assert centre.at(9).tell(Finished("ann", "c1")) == ["ann is wrap_up"]
    assert centre.at(39).tell(Tick()) == ["ann is signed_out"]


def test_who_asks_to_be_ready_again_during_the_talk_stays() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=0), agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    centre.ready("ann")
    assert centre.tell(Finished("ann", "c1")) == ["ann is ready"]


def test_a_call_of_ones_own_keeps_queue_calls_away() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    assert centre.tell(AgentBusy("ann")) == ["ann is talking (own_call)"]
    assert centre.calls("c1") == []
    assert centre.ready("ann") == ["ann is ready", "ring ann for c1", "ann is ringing"]


def test_a_call_of_ones_own_in_a_pause_ends_in_the_pause() -> None:
    centre = Centre(agents="ann")
    centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    centre.tell(AgentBusy("ann"))
    assert centre.tell(AgentFree("ann")) == ["ann is paused (lunch)"]


def test_a_full_queue_sends_callers_on_unless_somebody_is_free() -> None:
    centre = Centre(Queue("desk", max_waiting=1))
    assert centre.calls("c1") == []
    assert centre.calls("c2") == ["send c2 on: full"]
    centre.ready("ann", "bo")
    assert centre.calls("c3") == ["ring bo for c3", "bo is ringing"]


def test_who_has_waited_too_long_is_sent_on_but_not_while_it_rings() -> None:
    centre = Centre(Queue("desk", max_wait_seconds=30, ring_seconds=20))
    centre.calls("c1")
    centre.at(1).calls("c2")
    centre.at(25).ready("ann")
    assert centre.at(31).tell(Tick()) == ["send c2 on: waited_too_long"]
    assert centre.at(45).tell(Tick()) == [
        "stop ringing ann for c1: timeout",
        "send c1 on: waited_too_long",
        "ann is ready",
    ]


def test_a_queue_without_anybody_may_refuse() -> None:
    centre = Centre(Queue("desk", refuse_when_empty=True))
    assert centre.calls("c1") == ["send c1 on: no_agents"]
    centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    assert centre.calls("c2") == []


def test_a_queue_that_does_not_exist_lets_nobody_wait_for_nothing() -> None:
    assert Centre().calls("c1", "nowhere") == ["send c1 on: closed"]


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
