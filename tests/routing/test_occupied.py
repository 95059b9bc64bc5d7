"""Agents whom call control calls past the queues: transfers, consultations, conferences."""

import pytest

from huawu.routing.types import (
    AgentAway,
    AgentState,
    Finished,
    Occupied,
    Queue,
    Released,
)
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core


def test_a_consulted_agent_is_offered_nothing_and_is_free_afterwards_without_wrap_up() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    assert centre.tell(Occupied("ann", "c9", "desk")) == ["ann is talking"]
    assert centre.calls("c1") == []
    assert centre.tell(Released("ann", "c9")) == ["ann is ready", "ring ann for c1", "ann is ringing"]


def test_what_rings_at_an_agent_who_is_called_otherwise_goes_to_others() -> None:
    centre = Centre(agents="ann bo")
    centre.ready("ann", "bo")
    centre.calls("c1")
    found = centre.tell(Occupied("ann", "c9", None))
    assert found == [
        "stop ringing ann for c1: agent_away",
        "ann is talking",
        "ring bo for c1",
        "bo is ringing",
    ]


def test_a_consultation_in_a_pause_ends_in_the_pause() -> None:
    centre = Centre(agents="ann")
    centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    centre.tell(Occupied("ann", "c9", None))
    assert centre.tell(Released("ann", "c9")) == ["ann is paused (lunch)"]


def test_who_takes_a_transfer_over_writes_it_up_as_the_one_before_does() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=30))
    centre.ready("ann", "bo")
    centre.calls("c1")
    centre.takes("ann")
    centre.tell(Occupied("bo", "c1", "desk"))
    assert centre.tell(Finished("ann", "c1")) == ["ann is wrap_up"]
    assert centre.tell(Finished("bo", "c1")) == ["bo is wrap_up"]


def test_who_is_signed_out_or_talks_already_is_not_occupied() -> None:
    centre = Centre(agents="ann bo")
    assert centre.tell(Occupied("ann", "c9", None)) == []
    centre.ready("bo")
    centre.tell(Occupied("bo", "c9", None))
    assert centre.tell(Occupied("bo", "c8", None)) == []
    assert centre.tell(Released("bo", "c8")) == []


def test_who_goes_over_from_one_call_to_another_is_offered_nothing_in_between() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=30), agents="ann bo")
    centre.ready("ann", "bo")
    centre.tell(Occupied("ann", "own", None))
    centre.tell(Occupied("bo", "c9", None))
    assert centre.calls("c1") == []
    assert centre.tell(Occupied("ann", "c8", "desk", instead_of="own")) == ["ann is talking"]
    assert centre.tell(Released("ann", "own")) == []
    assert centre.tell(Finished("ann", "c8")) == ["ann is wrap_up"]
    assert centre.tell(Released("bo", "c9")) == ["bo is ready", "ring bo for c1", "bo is ringing"]


def test_who_goes_over_from_a_call_that_is_no_more_is_in_the_other_all_the_same() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    assert centre.tell(Occupied("ann", "c9", None, instead_of="never")) == ["ann is talking"]
    assert centre.tell(Released("ann", "c9")) == ["ann is ready"]


def test_who_signed_out_in_a_call_is_out_of_it_when_they_would_go_over() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    centre.tell(Occupied("ann", "own", None))
    centre.tell(AgentAway("ann", AgentState.SIGNED_OUT))
    assert centre.tell(Occupied("ann", "c9", None, instead_of="own")) == ["ann is signed_out"]
    assert centre.tell(Released("ann", "c9")) == []
