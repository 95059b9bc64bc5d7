"""What the desk learns from a call: the reason of a hold, the keys of a menu, the end of a pause."""

import pytest

from huawu.interactions.events import MenuLeft, SegmentClosed
from huawu.platform.clock import SECOND
from huawu.routing.events import AgentStateChanged
from huawu.telephony.core.switch.types import PauseLimit
from tests.telephony.switch.desk import Centre

pytestmark = pytest.mark.core


def in_queue(centre: Centre, leg: str = "c1") -> None:
    centre.call(leg)
    centre.said(leg)
    centre.press(leg, "1")


def test_a_hold_keeps_its_reason_in_the_ledger_and_the_next_one_has_its_own() -> None:
    centre = Centre()
    centre.ready("ann")
    in_queue(centre)
    centre.pick_up("8001")
    for action, reason in (("hold", "look-up"), ("resume", ""), ("hold", ""), ("resume", "")):
        assert centre.switch.asked("ann", action, centre.now, reason=reason)
    centre.turn()
    holds = [fact for _, fact in centre.facts if isinstance(fact, SegmentClosed) and fact.role == "hold"]
    assert [(fact.reason, fact.end) for fact in holds] == [("look-up", "resumed"), ("", "resumed")]


def test_the_keys_pressed_in_the_menu_are_told_once_it_is_left() -> None:
    centre = Centre()
    call = centre.call("c1")
    centre.press("c1", "7")
    centre.said("c1")
    centre.press("c1", "1")
    assert call.keys == "71"
    told = [fact for _, fact in centre.facts if isinstance(fact, MenuLeft)]
    assert [(fact.keys, fact.flow) for fact in told] == [("71", call.flow)]


def test_a_pause_shows_when_it_should_be_over_also_when_it_begins_after_the_call() -> None:
    centre = Centre()
    centre.ready("ann")
    in_queue(centre)
    leg = centre.pick_up("8001")
    centre.switch.pauses["ann"] = PauseLimit("break", 600)
    centre.away("ann")
    centre.put_down(leg)
    centre.pass_time(120)
    told = [f for _, f in centre.facts if isinstance(f, AgentStateChanged) and f.state == "paused"]
    assert [fact.until - fact.since for fact in told if fact.until] == [600 * SECOND]
