"""Blind transfers, whatever becomes of the target and of who transfers."""

from dataclasses import replace

import pytest

from huawu.interactions.events import InteractionEnded, PassedOn
from huawu.telephony.core.switch.types import To
from tests.telephony.switch.exchange import NUMBER, Exchange

pytestmark = pytest.mark.core


def test_while_the_target_rings_the_customer_hears_music_and_then_both_hear_each_other() -> None:
    centre = Exchange()
    call = centre.talk()
    centre.ready("bob")
    centre.do("ann", "transfer", "bob", reason="billing")
    assert (call.stage, centre.hears("c")) == ("transfer", ["music"])
    assert centre.state("bob") == "talking"
    centre.picks_up("bob")
    assert centre.together("c", "bob")
    assert (call.stage, call.agent, centre.state("ann")) == ("talk", "bob", "wrap_up")
    assert call.handed is not None
    assert (call.handed.by, call.handed.reason) == ("ann", "billing")
    assert centre.segments()[-2:] == [("transfer", "ann", "transferred"), ("ringing", "bob", "answered")]
    centre.hangs_up("c")
    assert centre.state("bob") == "wrap_up"
    assert centre.phones.legs == {}


@pytest.mark.parametrize("cause", ["busy", "no_answer", "declined", "unreachable", "failed"])
def test_a_target_that_does_not_take_the_call_gives_it_back_with_the_reason(cause: str) -> None:
    centre = Exchange()
    call = centre.talk()
    centre.do("ann", "transfer", "bob")
    centre.hangs_up("bob", cause)
    assert centre.together("c", "ann")
    assert (call.stage, centre.end, centre.state("ann")) == ("talk", cause, "talking")
    told = [fact for _, fact in centre.facts if isinstance(fact, PassedOn)]
    assert [(fact.by, fact.to, fact.end) for fact in told] == [("ann", "bob", cause)]
    assert ("ringing", "bob", cause) in centre.segments()


def test_a_phone_that_is_not_there_gives_the_customer_back_at_once() -> None:
    centre = Exchange()
    centre.talk()
    centre.phones.phones.discard("8002")
    centre.do("ann", "transfer", "bob")
    assert centre.end == "unreachable"
    assert centre.together("c", "ann")


def test_a_target_that_rings_for_too_long_is_given_up() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "transfer", "bob")
    centre.pass_time(31)
    assert not centre.rings("bob")
    assert centre.end == "no_answer"
    assert centre.together("c", "ann")


def test_an_agent_may_hang_up_while_the_target_rings() -> None:
    centre = Exchange()
    centre.ready("bob")
    call = centre.talk()
    centre.do("ann", "transfer", "bob")
    centre.hangs_up("ann")
    assert (centre.state("ann"), call.stage, centre.hears("c")) == ("wrap_up", "transfer", ["music"])
    centre.picks_up("bob")
    assert centre.together("c", "bob")


def test_who_hung_up_is_rung_back_when_nobody_takes_the_call() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "transfer", "bob")
    centre.hangs_up("ann")
    centre.hangs_up("bob", "busy")
    assert centre.rings("ann")
    centre.picks_up("ann")
    assert centre.together("c", "ann")
    assert centre.state("ann") == "talking"


def test_a_customer_whom_neither_takes_goes_back_to_the_queue_at_the_place_of_the_time_waited() -> None:
    centre = Exchange()
    call = centre.call("c", "4002")
    centre.pass_time(50)
    centre.ready("ann")
    centre.pick_up("8001")
    centre.do("ann", "transfer", "bob")
    centre.hangs_up("ann")
    centre.hangs_up("bob", "busy")
    centre.away("ann")
    centre.hangs_up("ann", "declined")
    assert (call.stage, call.parties) == ("queue", {})
    later = centre.call("d", "4002")
    assert centre.engine.position(call.id) == 1
    assert centre.engine.position(later.id) == 2
    assert centre.hears("c")


def test_a_transfer_to_a_queue_keeps_the_time_waited_and_ends_the_agents_part() -> None:
    centre = Exchange()
    call = centre.call("c", "4002")
    centre.pass_time(50)
    centre.ready("ann")
    centre.pick_up("8001")
    other = centre.call("d", "4003")
    centre.pass_time(20)
    centre.do("ann", "transfer", ("queue", "back"))
    assert (call.stage, call.queue, centre.state("ann")) == ("queue", "back", "wrap_up")
    assert centre.engine.position(call.id) == 1
    assert centre.engine.position(other.id) == 2
    assert set(centre.phones.legs) == {"c", "d"}
    assert centre.phones.recordings == {}


@pytest.mark.parametrize("to", [("extension", "7001"), ("number", NUMBER)])
def test_who_is_no_agent_may_have_the_customer_too(to: tuple[str, str]) -> None:
    centre = Exchange()
    call = centre.talk()
    centre.do("ann", "transfer", to)
    centre.picks_up(to[1])
    assert centre.together("c", to[1])
    assert (call.stage, call.agent_leg, centre.state("ann")) == ("talk", None, "wrap_up")
    centre.hangs_up(to[1])
    assert centre.switch.calls == {}
    assert centre.phones.legs == {}


def test_a_caller_who_hangs_up_in_mid_transfer_ends_it_everywhere() -> None:
    centre = Exchange()
    centre.ready("bob")
    centre.talk()
    centre.do("ann", "transfer", "bob")
    centre.hangs_up("c")
    assert centre.phones.legs == {}
    assert (centre.state("ann"), centre.state("bob")) == ("wrap_up", "ready")
    assert ("ringing", "bob", "withdrawn") in centre.segments()
    assert sum(isinstance(fact, InteractionEnded) for _, fact in centre.facts) == 1


def test_a_transfer_can_be_taken_back() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "transfer", "bob")
    centre.do("ann", "cancel")
    assert not centre.rings("bob")
    assert centre.together("c", "ann")
    assert centre.end == "cancelled"


def test_one_key_sends_an_urgent_call_to_the_place_for_it() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "urgent")
    assert centre.rings("7001")
    assert centre.phones.legs[centre.leg("7001")].purpose == "transfer"


@pytest.mark.parametrize("to", [To("agent", "ann"), To("extension", "8001")])
def test_who_is_the_place_for_urgent_calls_has_nobody_to_send_them_to(to: To) -> None:
    centre = Exchange()
    centre.switch.plan = replace(centre.switch.plan, urgent=to)
    centre.talk()
    assert centre.refused("ann", "urgent") == "call.not_now"
    assert centre.together("c", "ann")


@pytest.mark.parametrize(
    ("to", "key"),
    [
        (("agent", "ann"), "call.to_yourself"),
        (("extension", "8001"), "call.to_yourself"),
        (("agent", "nobody"), "call.unknown_agent"),
        (("queue", "none"), "call.unknown_queue"),
        (("extension", "9999"), "call.unknown_extension"),
        (("number", "not a number"), "call.bad_number"),
        (("number", "13800000000"), "call.to_the_caller"),
        (("agent", "bob"), "call.target_busy"),
        (("magic", "x"), "call.bad_number"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused_and_the_talk_goes_on(to: tuple[str, str], key: str) -> None:
    centre = Exchange()
    centre.talk("bob", "d")
    centre.talk()
    assert centre.refused("ann", "transfer", to) == key
    assert centre.together("c", "ann")


def test_nobody_transfers_the_call_of_another_nor_one_that_is_being_transferred() -> None:
    centre = Exchange()
    centre.talk()
    assert centre.refused("bob", "transfer", "cat") == "call.not_yours"
    centre.do("ann", "transfer", "bob")
    assert centre.refused("ann", "transfer", "cat") == "call.not_now"


def test_both_hang_up_at_once() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "transfer", "bob")
    centre.phones.put_down("c")
    centre.phones.put_down(centre.leg("ann"))
    centre.phones.put_down(centre.leg("bob"), "declined")
    centre.turn()
    assert centre.switch.calls == {}
    assert centre.phones.legs == {}


def test_a_transfer_while_the_customer_is_on_hold() -> None:
    centre = Exchange()
    centre.talk()
    assert centre.switch.asked("ann", "hold", centre.now)
    centre.do("ann", "transfer", "bob")
    centre.picks_up("bob")
    assert centre.together("c", "bob")
    assert centre.hears("c") == []


@pytest.mark.parametrize("mode", ["listen", "take_over"])
def test_a_leader_is_not_told_of_somebody_else_who_was_called_in_and_is_gone(mode: str) -> None:
    centre = Exchange()
    call = centre.talk()
    centre.do("ann", "add", "bob")
    centre.hangs_up("bob", "declined")
    centre.guide(mode)
    assert call.handed is None


def test_a_leader_sees_by_whom_the_call_came_to_the_agent() -> None:
    centre = Exchange()
    call = centre.talk()
    centre.do("ann", "transfer", "bob")
    centre.picks_up("bob")
    centre.guide("listen")
    assert call.handed is not None
    assert (call.handed.by, call.handed.verb) == ("ann", "transfer")
