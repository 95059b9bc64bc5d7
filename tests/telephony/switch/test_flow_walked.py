"""What a caller passed in flows is told once, when the contact is over or goes into another flow."""

import pytest

from huawu.flows.events import FlowWalked
from tests.telephony.switch.flowing import BYE, Flowing, Nodes

pytestmark = pytest.mark.core

MENU: Nodes = {
    "greet": {"do": "play", "say": ["greeting"], "next": "menu"},
    "menu": {"do": "menu", "say": ["menu"], "choices": {"1": "desk", "2": "other"}, "otherwise": "desk"},
    "desk": {"do": "enqueue", "queue": "front", "next": "bye"},
    "other": {"do": "transfer", "to": {"flow": "night"}},
    "bye": BYE,
}
NIGHT: Nodes = {
    "sorry": {"do": "menu", "say": ["night"], "choices": {"1": "end"}, "otherwise": "end"},
    "end": BYE,
}


def walks(centre: Flowing) -> list[tuple[str, list[str], str]]:
    told = [fact for _, fact in centre.facts if isinstance(fact, FlowWalked)]
    return [(fact.flow, fact.path, fact.end) for fact in told]


def test_a_caller_who_hangs_up_in_a_menu_gave_up_there() -> None:
    centre = Flowing(MENU)
    centre.calls()
    centre.said("c")
    assert walks(centre) == []
    centre.put_down("c")
    assert walks(centre) == [("own", ["greet", "menu"], "hung_up")]


def test_a_caller_who_hangs_up_in_the_queue_had_left_the_flow() -> None:
    centre = Flowing(MENU)
    centre.calls()
    centre.said("c")
    centre.press("c", "1")
    centre.put_down("c")
    assert walks(centre) == [("own", ["greet", "menu", "desk"], "left")]


def test_each_flow_that_a_caller_goes_through_is_told_of_its_own() -> None:
    centre = Flowing(MENU, night=NIGHT)
    centre.calls()
    centre.said("c")
    centre.press("c", "2")
    assert walks(centre) == [("own", ["greet", "menu", "other"], "left")]
    centre.put_down("c")
    assert walks(centre)[1:] == [("night", ["sorry"], "hung_up")]


def test_a_flow_that_ends_the_call_was_gone_through() -> None:
    centre = Flowing({"bye": BYE})
    centre.calls()
    centre.heard()
    assert walks(centre) == [("own", ["bye"], "left")]
