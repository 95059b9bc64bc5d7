"""How contacts are written up: as the queue says, unless the agent has a way of their own."""

import pytest

from huawu.platform.refusals import Invalid
from huawu.routing import service as routing
from huawu.routing.core.plan import WRAP_UPS
from huawu.routing.core.planning import plan_from
from huawu.routing.types import AgentReady, Finished, Occupied, Queue, Seat, Tick, WrapUpAsked, WrapUpDone
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core


def in_a_talk(queue: str, own: str, *, seconds: int = 30) -> Centre:
    """Ann talks to c1."""
    desk = Queue("desk", wrap_up=queue, wrap_up_seconds=seconds)
    centre = Centre(desk, seats=[Seat("ann", ("desk",), wrap_up=own)])
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    return centre


def after_a_talk(queue: str, own: str, *, asks: bool = False, seconds: int = 30) -> Centre:
    """A talk of ann's is over at 60."""
    centre = in_a_talk(queue, own, seconds=seconds)
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


@pytest.mark.parametrize(
    ("mode", "seconds"), [("optional", 30), ("forced", 30), ("none", 30), ("on_request", 0)]
)
def test_there_is_nothing_to_ask_for_where_wrap_up_comes_or_stays_away_anyhow(
    mode: str, seconds: int
) -> None:
    centre = in_a_talk(mode, "", seconds=seconds)
    centre.tell(WrapUpAsked("ann"))
    assert centre.engine.wrap_up_asked("ann", "c1") is None


def test_whether_it_was_asked_for_is_known_while_the_talk_goes_on_also_elsewhere() -> None:
    centre = in_a_talk("optional", "on_request")
    assert centre.engine.wrap_up_asked("ann", "c1") is False
    centre.tell(WrapUpAsked("ann"))
    centre.engine = routing.restore_engine(centre.plan, lambda: "o", centre.engine.save())
    assert centre.engine.wrap_up_asked("ann", "c1") is True
    centre.at(60).tell(Finished("ann", "c1"))
    assert centre.engine.wrap_up_asked("ann", "c1") is None


def test_asking_for_it_writes_up_no_call_past_the_queues() -> None:
    centre = Centre(Queue("desk", wrap_up="on_request"), seats=[Seat("ann", ("desk",))])
    centre.ready("ann")
    centre.tell(Occupied("ann", "consulted", None))
    centre.tell(WrapUpAsked("ann"))
    assert centre.tell(Finished("ann", "consulted")) == ["ann is ready"]


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
