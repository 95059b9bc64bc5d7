"""Agents call somebody from the page: the own telephone first, then whom they call."""

import pytest

from huawu.interactions.events import Dialled, InteractionStarted
from huawu.platform.clock import SECOND
from huawu.platform.refusals import Refusal
from huawu.routing.types import AgentState
from huawu.telephony.core.switch import outgoing
from huawu.telephony.core.switch.conferences import rooms
from huawu.telephony.core.switch.conferences.booked import Booking
from huawu.telephony.core.switch.house.lines import Lines, RingGroup
from huawu.telephony.core.switch.house.lines import Member as GroupMember
from huawu.telephony.core.switch.types import Call
from tests.telephony.switch.exchange import NUMBER, Exchange

pytestmark = pytest.mark.core


def refused(centre: Exchange, to: str | tuple[str, str], agent: str = "ann") -> str:
    """The key with which a call is refused; nothing may have begun."""
    with pytest.raises(Refusal) as found:
        centre.calls_out(agent, to)
    assert not centre.phones.ringing()
    return found.value.key


def signals(centre: Exchange) -> list[str]:
    return [fact.signal for _, fact in centre.facts if isinstance(fact, Dialled)]


def talking(centre: Exchange) -> Call:
    """Ann talks with somebody outside whom she called."""
    centre.ready("ann")
    call = centre.calls_out()
    centre.picks_up("ann")
    centre.picks_up(NUMBER)
    return call


def test_the_own_telephone_comes_first_then_the_number_rings_and_both_talk() -> None:
    centre = Exchange(shown="02155550000")
    centre.ready("ann")
    call = centre.calls_out()
    assert (centre.rings("ann"), centre.state("ann"), call.stage) == (True, "talking", "dialling")
    assert not [each for each in centre.phones.legs.values() if each.number]
    assert next(iter(centre.phones.ringing())).purpose == "dial"
    centre.picks_up("ann")
    assert centre.rings(NUMBER)
    assert (centre.hears(centre.leg("ann")), call.stage) == (["tones/ring_back"], "dialling")
    centre.picks_up(NUMBER)
    assert centre.together("ann", NUMBER)
    assert (call.stage, call.agent, call.recording is not None) == ("talk", "ann", True)
    assert centre.hears(centre.leg("ann")) == []
    assert centre.segments() == [("dialling", "ann", "answered")]
    assert signals(centre) == ["answered"]
    started = next(fact for _, fact in centre.facts if isinstance(fact, InteractionStarted))
    assert (started.direction, started.caller, started.number) == ("out", NUMBER, "02155550000")


def test_after_the_talk_the_agent_writes_it_up_until_that_is_done() -> None:
    centre = Exchange()
    call = talking(centre)
    centre.hangs_up(NUMBER)
    assert (centre.state("ann"), centre.phones.legs) == ("wrap_up", {})
    assert centre.switch.wrapping["ann"].interaction == call.id
    assert centre.segments()[-1] == ("talk", "ann", "hung_up")
    centre.pass_time(3600)
    assert centre.state("ann") == "wrap_up"
    centre.wrapped_up("ann")
    assert centre.state("ann") == "ready"


def test_whatever_can_be_done_with_a_call_can_be_done_with_this_one() -> None:
    centre = Exchange()
    talking(centre)
    centre.do("ann", "consult", "bob")
    centre.picks_up("bob")
    assert centre.together("ann", "bob")
    centre.do("ann", "complete")
    assert centre.together(NUMBER, "bob")
    assert centre.state("ann") == "wrap_up"


@pytest.mark.parametrize(
    ("cause", "signal"),
    [
        ("busy", "busy"),
        ("no_answer", "no_answer"),
        ("declined", "declined"),
        ("unknown_number", "unknown_number"),
        ("congested", "failed"),
        ("unreachable", "failed"),
    ],
)
def test_who_is_not_reached_is_told_and_written_up_by_what_the_line_said(cause: str, signal: str) -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    centre.picks_up("ann")
    centre.hangs_up(NUMBER, cause)
    assert (signals(centre), centre.ended()) == ([signal], [("system", cause)])
    assert centre.segments() == [("dialling", "ann", signal)]
    assert (centre.state("ann"), centre.phones.legs) == ("wrap_up", {})


def test_who_rings_for_too_long_is_given_up() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    centre.picks_up("ann")
    centre.pass_time(outgoing.RING_SECONDS + 1)
    assert (signals(centre), centre.phones.legs) == (["no_answer"], {})


def test_an_agent_may_give_up_before_anybody_answers() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    centre.picks_up("ann")
    assert centre.switch.asked("ann", "hang_up", centre.now)
    centre.turn()
    assert (signals(centre), centre.ended()) == (["cancelled"], [("agent", "cancelled")])
    assert centre.phones.legs == {}


def test_putting_the_own_telephone_down_gives_up_too() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    centre.picks_up("ann")
    centre.hangs_up("ann")
    assert (signals(centre), centre.phones.legs) == (["cancelled"], {})


@pytest.mark.parametrize("cause", ["declined", "unreachable", "busy"])
def test_without_the_own_telephone_nobody_is_called_and_nothing_is_written_up(cause: str) -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    centre.hangs_up("ann", cause)
    assert (centre.ended(), signals(centre)) == ([("system", "own_phone")], ["failed"])
    assert (centre.state("ann"), centre.phones.legs) == ("ready", {})


def test_an_own_telephone_that_nobody_takes_up_is_given_up() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    centre.pass_time(outgoing.OWN_SECONDS + 1)
    assert (centre.ended(), centre.state("ann")) == ([("system", "own_phone")], "ready")


def test_sound_that_comes_before_the_answer_is_heard_instead_of_our_tone() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    centre.picks_up("ann")
    centre.phones.sound(centre.leg(NUMBER))
    centre.turn()
    assert centre.audible()[centre.leg("ann")] == {centre.leg(NUMBER)}
    assert centre.hears(centre.leg("ann")) == []
    centre.picks_up(NUMBER)
    assert centre.together("ann", NUMBER)


def test_a_paused_agent_is_paused_again_after_a_call_that_was_written_up() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.away("ann", AgentState.PAUSED)
    centre.calls_out()
    centre.picks_up("ann")
    centre.picks_up(NUMBER)
    centre.hangs_up(NUMBER)
    centre.wrapped_up("ann")
    assert centre.state("ann") == "paused"


def test_nobody_is_offered_a_call_while_dialling() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    centre.call("c", "4002")
    assert not [each for each in centre.phones.ringing() if each.purpose == "offer"]


def test_a_colleague_hears_it_ring_answers_and_nobody_writes_it_up() -> None:
    centre = Exchange()
    centre.ready("ann", "bob")
    call = centre.calls_out("ann", "bob")
    assert not centre.rings("bob")
    centre.picks_up("ann")
    assert (centre.rings("bob"), call.stage) == (True, "ringing")
    assert centre.hears(centre.leg("ann")) == ["tones/ring_back"]
    centre.picks_up("bob")
    assert centre.together("ann", "bob")
    assert centre.hears(centre.leg("ann")) == []
    centre.hangs_up("bob")
    assert (centre.state("ann"), centre.state("bob"), centre.phones.legs) == ("ready", "ready", {})


def test_a_busy_colleague_is_told_as_the_reason() -> None:
    centre = Exchange()
    centre.talk("bob")
    centre.ready("ann")
    centre.calls_out("ann", "bob")
    centre.picks_up("ann")
    assert centre.ended() == [("system", "busy")]
    assert centre.state("ann") == "ready"


def test_a_ring_group_is_called_like_an_extension() -> None:
    lines = Lines(groups={"6000": RingGroup("6000", (GroupMember("7001"), GroupMember("8002")))})
    centre = Exchange(lines=lines)
    centre.ready("ann")
    centre.calls_out("ann", ("number", "6000"))
    centre.picks_up("ann")
    assert (centre.rings("7001"), centre.rings("bob")) == (True, True)
    centre.picks_up("7001")
    assert centre.together("ann", "7001")
    assert not centre.rings("bob")


def test_a_queue_is_waited_in_like_by_any_caller_and_the_agent_is_offered_nothing_meanwhile() -> None:
    centre = Exchange()
    centre.ready("ann")
    call = centre.calls_out("ann", ("queue", "front"))
    centre.picks_up("ann")
    assert (call.stage, centre.state("ann")) == ("queue", "talking")
    assert centre.switch.call_of("ann") is call
    centre.ready("bob")
    centre.picks_up("bob")
    assert centre.together("ann", "bob")
    centre.hangs_up("bob")
    assert (centre.state("ann"), centre.state("bob"), centre.phones.legs) == ("ready", "wrap_up", {})


def test_keys_of_the_page_are_for_what_talks_to_who_waits_alone() -> None:
    lines = Lines(rooms=frozenset({"680"}))
    centre = Exchange(lines=lines)
    centre.ready("ann", "bob")
    booking = Booking("b1", "680", "Weekly", "24", centre.now, centre.now + 3600 * SECOND)
    centre.switch.now = centre.now
    rooms.book(centre.switch, booking)
    for agent in ("ann", "bob"):
        centre.calls_out(agent, ("number", "680"))
        centre.picks_up(agent)
        assert centre.switch.asked(agent, "keys", centre.now, keys="2")
        assert centre.switch.asked(agent, "keys", centre.now, keys="4#")
        centre.turn()
    assert centre.together("ann", "bob")
    assert centre.phones.sent == []
    assert centre.switch.asked("ann", "keys", centre.now, keys="5")
    assert centre.phones.sent == [(centre.leg("bob"), "5")]


def test_keys_mean_nothing_before_anybody_is_there() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    assert not centre.switch.asked("ann", "keys", centre.now, keys="1")
    centre.picks_up("ann")
    assert not centre.switch.asked("ann", "keys", centre.now, keys="1")


def test_an_agent_may_leave_a_queue() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out("ann", ("queue", "front"))
    centre.picks_up("ann")
    assert centre.switch.asked("ann", "hang_up", centre.now)
    centre.turn()
    assert (centre.state("ann"), centre.phones.legs, centre.switch.calls) == ("ready", {}, {})


def test_what_leads_nowhere_is_refused_with_the_reason() -> None:
    centre = Exchange(blocked=("00", "+1900", "1259"))
    centre.ready("ann")
    assert refused(centre, "ann") == "call.your_own_number"
    assert refused(centre, "zoe") == "call.unknown_agent"
    assert refused(centre, ("queue", "none")) == "call.unknown_queue"
    assert refused(centre, ("extension", "7999")) == "call.unknown_extension"
    assert refused(centre, ("number", "12a")) == "call.bad_number"
    assert refused(centre, ("number", "0044201234567")) == "call.blocked_number"
    assert refused(centre, ("number", "+19005551234")) == "call.blocked_number"
    assert refused(centre, ("number", "12590001")) == "call.blocked_number"
    centre.switch.plan = type(centre.switch.plan)(desks=centre.switch.plan.desks)
    assert refused(centre, ("number", NUMBER)) == "call.no_trunk"


def test_help_may_be_called_although_it_is_blocked() -> None:
    centre = Exchange(blocked=("1",))
    centre.ready("ann")
    centre.calls_out("ann", ("number", "119"))
    assert centre.rings("ann")


def test_one_call_at_a_time() -> None:
    centre = Exchange()
    talking(centre)
    with pytest.raises(Refusal, match=r"agent\.in_call"):
        centre.calls_out()


def test_nothing_else_can_be_done_before_somebody_answers() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out()
    assert centre.refused("ann", "transfer", "bob") == "call.not_now"
    assert not centre.switch.asked("ann", "hold", centre.now)


def test_a_browser_that_was_lost_while_it_rang_is_called_anew_when_somebody_answers() -> None:
    centre = Exchange()
    centre.ready("ann")
    call = centre.calls_out()
    centre.picks_up("ann")
    centre.phones.lose_path(centre.leg("ann"))
    centre.turn()
    centre.picks_up(NUMBER)
    assert centre.hears(centre.leg(NUMBER)) == ["music"]
    assert call.next_leg is not None
    centre.phones.pick_up(call.next_leg)
    centre.turn()
    assert centre.together("ann", NUMBER)


def test_a_call_that_was_dialled_when_the_process_died_is_over() -> None:
    centre = Exchange()
    centre.ready("ann")
    call = centre.calls_out()
    centre.picks_up("ann")
    saved = centre.switch.save(call.id)
    assert saved is not None
    again = centre.switch.restore(saved)
    assert (again.dialling, again.dialler) == ("there", "ann")
    outgoing.given_up(centre.switch, again)
    centre.turn()
    assert (signals(centre), centre.phones.legs) == (["failed"], {})


def test_a_customer_who_was_handed_on_is_not_the_dialling_agents_any_more() -> None:
    centre = Exchange()
    call = talking(centre)
    centre.do("ann", "transfer", ("queue", "back"))
    assert (call.stage, centre.switch.call_of("ann")) == ("queue", None)
    assert centre.state("ann") == "wrap_up"
    assert not centre.switch.asked("ann", "hang_up", centre.now)
    assert call.id in centre.switch.calls


def test_an_agent_who_is_put_through_to_a_number_of_the_centre_stays_busy_until_the_end() -> None:
    centre = Exchange()
    centre.ready("ann")
    call = centre.calls_out("ann", ("number", "4003"))
    centre.picks_up("ann")
    assert (call.stage, centre.state("ann"), centre.switch.call_of("ann")) == ("queue", "talking", call)
    centre.hangs_up("ann")
    assert (centre.state("ann"), centre.switch.calls, centre.phones.legs) == ("ready", {}, {})


def test_the_talk_of_who_is_put_through_to_a_number_of_the_centre_is_written_down() -> None:
    centre = Exchange()
    centre.ready("ann")
    centre.calls_out("ann", "bob")
    centre.picks_up("ann")
    centre.picks_up("bob")
    centre.phones.transfer(centre.leg("ann"), "4003")
    centre.turn()
    assert ("talk", "bob", "transferred") in centre.segments()


def test_no_outside_number_that_is_blocked_is_reached_by_way_of_another_call() -> None:
    centre = Exchange(blocked=("+1900",))
    centre.talk()
    assert centre.refused("ann", "transfer", ("number", "0019005551234")) == "call.blocked_number"
    assert centre.refused("ann", "consult", ("number", "+19005551234")) == "call.blocked_number"
    assert centre.refused("ann", "add", ("number", "+19005551234")) == "call.blocked_number"
