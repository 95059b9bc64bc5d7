"""How contacts are written up: as the queue says, unless the agent has a way of their own."""

import pytest

from huawu.platform.refusals import Invalid
from huawu.routing.core.plan import WRAP_UPS
from huawu.routing.core.planning import plan_from
from huawu.routing.types import AgentReady, Finished, Occupied, Queue, Seat, Tick, WrapUpAsked, WrapUpDone
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core


def after_a_talk(queue: str, own: str, *, asks: bool = False, seconds: int = 30) -> Centre:
    """A talk of ann's is over at 60."""
    desk = Queue("desk", wrap_up=queue, wrap_up_seconds=seconds)
    centre = Centre(desk, seats=[Seat("ann", ("desk",), wrap_up=own)])
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    if asks:
        centre.tell(WrapUpAsked("ann"))
    centre.at(60).tell(Finished("ann", "c1"))
    return centre


@pytest.mark.parametrize("queue", WRAP_UPS)
def test_an_agent_without_wrap_up_is_free_at_once_in_whatever_queue(queue: str) -> None:
    assert after_a_talk(queue, "none").state("ann") == "ready"


@pytest.mark.parametrize("queue", WRAP_UPS)
def test_forced_wrap_up_of_an_agent_ends_only_by_its_time(queue: str) -> None:
    centre = after_a_talk(queue, "forced")
    centre.at(70).tell(WrapUpDone("ann"))
    centre.tell(AgentReady("ann"))
    assert centre.state("ann") == "wrap_up"
    centre.at(90).tell(Tick())
    assert centre.state("ann") == "ready"


def test_optional_wrap_up_of_an_agent_ends_early_where_the_queue_forces_it() -> None:
    assert after_a_talk("forced", "").tell(WrapUpDone("ann")) == []
    assert after_a_talk("forced", "optional").tell(WrapUpDone("ann")) == ["ann is ready"]


def test_an_agent_who_has_it_on_request_has_it_only_when_they_ask_during_the_talk() -> None:
    assert after_a_talk("optional", "on_request").state("ann") == "ready"
    assert after_a_talk("optional", "on_request", asks=True).state("ann") == "wrap_up"


def test_an_agent_who_writes_until_it_is_done_has_no_end_also_where_the_queue_gives_no_time() -> None:
    centre = after_a_talk("optional", "until_done", seconds=0)
    assert centre.engine.next_deadline() is None
    assert centre.tell(WrapUpDone("ann")) == ["ann is ready"]


def test_where_the_queue_gives_no_time_nothing_is_forced() -> None:
    assert after_a_talk("optional", "forced", seconds=0).state("ann") == "ready"


def test_calls_that_the_agent_made_are_written_up_whatever_their_way_in_queues_is() -> None:
    centre = Centre(seats=[Seat("ann", ("desk",), wrap_up="none")])
    centre.ready("ann")
    centre.tell(Occupied("ann", "own", None, write_up=True))
    assert centre.tell(Finished("ann", "own")) == ["ann is wrap_up"]


def test_a_way_that_there_is_not_is_refused() -> None:
    with pytest.raises(Invalid, match="routing.plan_malformed"):
        plan_from({"queues": {"desk": {}}, "seats": {"ann": {"queues": ["desk"], "wrap_up": "never"}}})
