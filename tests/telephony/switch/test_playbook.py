"""Calls from the first ring to the wrap-up, in virtual time."""

import pytest

from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.desk import Centre

pytestmark = pytest.mark.core


def in_queue(centre: Centre, leg: str = "c1") -> None:
    centre.call(leg)
    centre.said(leg)
    centre.press(leg, "1")


def test_a_caller_hears_the_greeting_and_the_menu_and_is_put_into_the_queue_by_a_key() -> None:
    centre = Centre()
    call = centre.call("c1")
    assert centre.hears("c1") == ["zh-CN/greeting.hotel"]
    centre.said("c1")
    assert centre.hears("c1") == ["zh-CN/menu.hotel"]
    centre.press("c1", "1")
    assert centre.hears("c1") == ["please_wait"]
    centre.said("c1")
    assert centre.hears("c1") == ["music"]
    assert call.stage == "queue"
    centre.pass_time(20)
    assert centre.hears("c1") == ["position"]


def test_a_key_pressed_during_the_greeting_is_kept_for_the_menu() -> None:
    centre = Centre()
    call = centre.call("c1")
    centre.press("c1", "1")
    assert centre.hears("c1") == ["zh-CN/greeting.hotel"]
    centre.said("c1")
    assert call.stage == "queue"


def test_a_wrong_key_is_told_and_silence_leads_to_a_person() -> None:
    centre = Centre()
    call = centre.call("c1")
    centre.said("c1")
    centre.press("c1", "7")
    assert "zh-CN/menu.invalid" in centre.hears("c1")
    centre.said("c1")
    centre.pass_time(6)
    centre.said("c1") if centre.phones.legs["c1"].token else None
    centre.pass_time(6)
    assert call.stage == "queue"


def test_a_free_agent_rings_at_once_and_both_hear_each_other_when_the_agent_answers() -> None:
    centre = Centre()
    centre.ready("ann")
    in_queue(centre)
    assert centre.ringing() == {"8001"}
    leg = centre.pick_up("8001")
    assert centre.phones.legs["c1"].bridge == centre.phones.legs[leg].bridge is not None
    assert centre.hears("c1") == []
    assert centre.state("ann") == "talking"
    assert list(centre.phones.recordings.values()) == [(["c1"], [leg])]


def test_the_longest_idle_agent_is_rung_and_the_other_when_the_first_does_not_answer() -> None:
    centre = Centre(ring_seconds=15)
    centre.ready("ann")
    centre.pass_time(10)
    centre.ready("bob")
    in_queue(centre)
    assert centre.ringing() == {"8001"}
    centre.pass_time(15)
    assert centre.ringing() == {"8002"}
    assert ("ringing", "ann", "no_answer") in centre.segments()


def test_after_the_talk_the_agent_wraps_up_and_is_free_again() -> None:
    centre = Centre(wrap_up_seconds=30)
    centre.ready("ann")
    in_queue(centre)
    leg = centre.pick_up("8001")
    centre.pass_time(60)
    centre.put_down(leg)
    assert centre.phones.legs == {}
    assert centre.state("ann") == "wrap_up"
    centre.wrapped_up("ann")
    assert centre.state("ann") == "ready"
    assert centre.segments() == [
        ("menu", None, "next"),
        ("queue", None, "answered"),
        ("ringing", "ann", "answered"),
        ("talk", "ann", "hung_up"),
        ("wrap_up", "ann", "done"),
    ]


def test_a_caller_who_gives_up_while_it_rings_stops_the_ringing_and_counts_as_abandoned() -> None:
    centre = Centre()
    centre.ready("ann")
    in_queue(centre)
    centre.put_down("c1")
    assert centre.ringing() == set()
    assert centre.state("ann") == "ready"
    assert ("queue", None, "abandoned") in centre.segments()
    assert centre.switch.calls == {}


def test_hold_gives_the_caller_music_and_counts_the_time_apart() -> None:
    centre = Centre()
    centre.ready("ann")
    in_queue(centre)
    leg = centre.pick_up("8001")
    centre.phones.hold(leg, on=True)
    centre.turn()
    assert centre.hears("c1") == ["music"]
    assert centre.phones.legs["c1"].bridge is None
    centre.pass_time(5)
    centre.phones.hold(leg, on=False)
    centre.turn()
    assert centre.hears("c1") == []
    assert centre.phones.legs["c1"].bridge is not None
    assert ("hold", "ann", "resumed") in centre.segments()


def test_a_number_straight_to_the_queue_is_answered_only_when_an_agent_answers() -> None:
    centre = Centre()
    centre.ready("ann")
    call = centre.call("c1", "4002")
    assert not centre.phones.legs["c1"].up
    centre.pick_up("8001")
    assert centre.phones.legs["c1"].up
    assert call.stage == "talk"


def test_an_unknown_number_is_refused() -> None:
    centre = Centre()
    centre.phones.arrive("c1", "999")
    centre.turn()
    assert centre.phones.refused == {"c1": "unknown_number"}
    assert centre.switch.counters["unknown_number"] == 1


def test_a_full_queue_says_so_and_ends_the_call() -> None:
    centre = Centre(max_waiting=1)
    in_queue(centre, "c1")
    in_queue(centre, "c2")
    assert centre.hears("c2") == ["sorry.full"]
    centre.said("c2")
    assert "c2" not in centre.phones.legs
    assert ("queue", None, "overflowed") in centre.segments()


def test_an_agent_whose_phone_is_gone_does_not_cost_the_caller_the_call() -> None:
    centre = Centre()
    centre.phones.phones.discard("8001")
    centre.ready("ann", "bob")
    in_queue(centre)
    assert centre.ringing() == {"8002"}
    assert centre.state("ann") == "paused"


def test_a_call_written_down_and_read_again_is_the_same() -> None:
    centre = Centre()
    centre.ready("ann")
    in_queue(centre)
    call = next(iter(centre.switch.calls.values()))
    assert restored(call.saved()) == call
