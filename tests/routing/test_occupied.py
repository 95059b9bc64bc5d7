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
