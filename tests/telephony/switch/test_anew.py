"""Pages that are in a call without being in charge of it are lost and come back, in virtual time."""

from dataclasses import replace

import pytest

from huawu.platform.clock import SECOND
from huawu.telephony.core.switch import anew
from huawu.telephony.core.switch.conferences import rooms
from huawu.telephony.core.switch.conferences.booked import Booking
from huawu.telephony.core.switch.types import Call, FlowPlan, Target, restored
from tests.telephony.switch.desk import GRAPH
from tests.telephony.switch.exchange import NUMBER, Exchange

pytestmark = pytest.mark.core


def calling(to: tuple[str, str], *, agent: str = "ann") -> tuple[Exchange, Call, str]:
    """An agent calls somebody from the page, and the page has answered; its leg."""
    centre = Exchange()
    centre.ready("ann", "bob")
    return centre, *dials(centre, to, agent=agent)


def dials(centre: Exchange, to: tuple[str, str], *, agent: str = "ann") -> tuple[Call, str]:
    call = centre.calls_out(agent, to)
    leg = centre.leg(agent)
    centre.picks_up(agent)
    return call, leg


def colleagues() -> tuple[Exchange, Call, str]:
    """Ann has called Bob, and they talk; Ann's leg."""
    centre, call, leg = calling(("agent", "bob"))
    centre.picks_up("bob")
    assert centre.together("ann", "bob")
    return centre, call, leg


def lose(centre: Exchange, leg: str) -> None:
    centre.phones.lose_path(leg)
    centre.turn()


def comes_back(centre: Exchange, extension: str = "8001", *held: str) -> str:
    """The page is there again and answers what calls it anew; the new leg, "" when nothing does."""
    centre.phones.come_back(extension, *held)
    centre.turn()
    new = next((leg.id for leg in centre.phones.ringing() if leg.purpose == "resume"), "")
    if new:
        centre.phones.pick_up(new)
        centre.turn()
    return new


# ---- who called --------------------------------------------------------------------------------------------


def test_who_is_called_by_a_page_that_is_lost_hears_music_until_it_is_heard_again() -> None:
    centre, _, leg = colleagues()
    lose(centre, leg)
    assert centre.hears(centre.leg("bob")) == ["music"]
    centre.pass_time(50)
    centre.phones.find_path(leg)
    centre.turn()
    assert centre.together("ann", "bob")
    centre.pass_time(300)
    assert centre.together("ann", "bob")


def test_a_calling_page_that_was_loaded_again_is_called_anew_and_stands_where_it_stood() -> None:
    centre, call, leg = colleagues()
    lose(centre, leg)
    new = comes_back(centre)
    assert (centre.together("ann", "bob"), call.leg, leg in centre.phones.legs) == (True, new, False)
    centre.put_down(new)
    assert centre.ended() == [("customer", "hung_up")]
    assert (centre.state("ann"), centre.state("bob"), centre.phones.legs) == ("ready", "ready", {})


def test_a_calling_page_that_still_holds_its_leg_is_left_alone() -> None:
    centre, _, leg = colleagues()
    assert comes_back(centre, "8001", leg, centre.leg("bob")) == ""
    assert centre.together("ann", "bob")


def test_the_edge_died_so_both_pages_of_a_call_are_called_anew() -> None:
    centre, _, leg = colleagues()
    for lost in (leg, centre.leg("bob")):
        centre.phones.lose_edge(lost)
    centre.turn()
    assert [each.purpose for each in centre.phones.ringing()] == ["resume", "resume"]
    for each in centre.phones.ringing():
        centre.phones.pick_up(each.id)
    centre.turn()
    assert (centre.together("ann", "bob"), len(centre.phones.legs)) == (True, 2)


def test_a_calling_page_that_does_not_come_back_is_given_up_with_the_reason() -> None:
    centre, _, leg = colleagues()
    lose(centre, leg)
    centre.pass_time(59)
    assert centre.ended() == []
    centre.pass_time(2)
    assert centre.ended() == [("system", "no_path")]
    assert (centre.state("ann"), centre.state("bob"), centre.phones.legs) == ("ready", "ready", {})


def test_a_called_colleague_that_does_not_come_back_is_given_up_too() -> None:
    centre, _, _ = colleagues()
    lose(centre, centre.leg("bob"))
    assert centre.hears(centre.leg("ann")) == ["music"]
    centre.pass_time(61)
    assert ("talk", "bob", "no_path") in centre.segments()
    assert (len(centre.ended()), centre.phones.legs) == (1, {})


def test_the_page_may_ask_to_be_called_anew_by_itself() -> None:
    centre, call, leg = colleagues()
    assert centre.switch.asked("ann", "rejoin", centre.now)
    assert centre.switch.asked("bob", "rejoin", centre.now)
    for each in centre.phones.ringing():
        centre.phones.pick_up(each.id)
    centre.turn()
    assert (centre.together("ann", "bob"), call.leg != leg, call.anew) == (True, True, {})


def test_a_page_that_is_called_anew_while_the_call_ends_rings_no_more() -> None:
    centre, _, leg = colleagues()
    lose(centre, leg)
    centre.phones.come_back("8001")
    centre.turn()
    assert centre.rings("ann")
    centre.put_down(centre.leg("bob"))
    assert centre.phones.legs == {}


def test_a_page_that_does_not_answer_is_called_again_when_it_registers_again() -> None:
    centre, _, leg = colleagues()
    lose(centre, leg)
    centre.phones.come_back("8001")
    centre.turn()
    centre.put_down(centre.leg("ann"), "unreachable")
    assert comes_back(centre)
    assert centre.together("ann", "bob")


def test_a_desk_telephone_at_the_same_extension_keeps_its_call() -> None:
    centre = Exchange()
    centre.ready("bob")
    centre.phones.arrive("desk", "4002", extension="8001")
    centre.turn()
    centre.picks_up("bob")
    assert comes_back(centre) == ""
    assert centre.together("desk", "bob")


# ---- who called and waits ----------------------------------------------------------------------------------


def test_a_page_that_is_loaded_again_while_the_number_rings_hears_it_ring_on() -> None:
    centre, call, leg = calling(("number", NUMBER))
    lose(centre, leg)
    new = comes_back(centre)
    assert (centre.hears(new), leg in centre.phones.legs) == (["tones/ring_back"], False)
    assert call.stage == "dialling"
    centre.picks_up(NUMBER)
    assert centre.together("ann", NUMBER)
    assert call.lost_since is None


def test_a_number_that_is_not_answered_is_given_up_in_time_although_the_page_was_away() -> None:
    centre, _, leg = calling(("number", NUMBER))
    lose(centre, leg)
    comes_back(centre)
    centre.pass_time(61)
    assert (centre.ended(), centre.phones.legs) == ([("system", "no_answer")], {})


def test_a_page_that_comes_back_to_a_queue_hears_music_there_and_then_the_colleague() -> None:
    centre, call, leg = calling(("queue", "back"))
    lose(centre, leg)
    assert restored(call.saved()).away_until == call.away_until is not None
    new = comes_back(centre)
    assert (centre.hears(new), call.stage) == (["music"], "queue")
    assert call.away_until is None
    centre.pass_time(61)
    assert centre.switch.call_of("ann") is call


def test_a_page_that_does_not_come_back_to_a_queue_has_left_it() -> None:
    centre, _, leg = calling(("queue", "back"))
    lose(centre, leg)
    centre.pass_time(61)
    assert (centre.ended(), centre.state("ann")) == ([("system", "no_path")], "ready")
    assert (centre.segments()[-1], centre.phones.legs) == (("queue", None, "abandoned"), {})


def test_who_answers_a_page_of_a_queue_that_is_away_hears_music_until_it_is_back() -> None:
    centre, _, leg = calling(("queue", "front"))
    lose(centre, leg)
    centre.picks_up("bob")
    assert centre.hears(centre.leg("bob")) == ["music"]
    comes_back(centre)
    assert centre.together("ann", "bob")
    centre.pass_time(120)
    assert centre.together("ann", "bob")


def test_a_page_in_a_menu_hears_the_question_again() -> None:
    centre = Exchange()
    plan = centre.switch.plan
    flows = {"hotel": FlowPlan("hotel", 1, GRAPH)}
    numbers = {**plan.numbers, "4001": Target(flow="hotel")}
    centre.switch.plan = replace(plan, flows=flows, numbers=numbers)
    centre.ready("ann")
    _, leg = dials(centre, ("number", "4001"))
    centre.said(leg)
    lose(centre, leg)
    new = comes_back(centre)
    assert centre.hears(new) == ["zh-CN/menu.hotel"]
    centre.press(new, "9")
    assert centre.hears(new) == ["zh-CN/goodbye"]


def booked() -> Exchange:
    """A conference is on in room 680."""
    centre = Exchange()
    plan = centre.switch.plan
    centre.switch.plan = replace(plan, lines=replace(plan.lines, rooms=frozenset({"680"})))
    centre.switch.now = centre.now
    booking = Booking("b1", "680", "Weekly", "24", centre.now, centre.now + 3600 * SECOND)
    rooms.book(centre.switch, booking)
    centre.pass_time(0)
    centre.ready("ann", "bob")
    return centre


def enters(centre: Exchange, agent: str) -> str:
    _, leg = dials(centre, ("number", "680"), agent=agent)
    says_pin(centre, leg)
    return leg


def says_pin(centre: Exchange, leg: str) -> None:
    for key in "24#":
        centre.press(leg, key)


def test_a_page_at_the_door_of_a_conference_is_asked_again_and_one_in_it_stands_where_it_stood() -> None:
    centre = booked()
    bob = enters(centre, "bob")
    _, leg = dials(centre, ("number", "680"))
    lose(centre, leg)
    new = comes_back(centre)
    assert centre.hears(new) == ["zh-CN/voicemail.pin"]
    says_pin(centre, new)
    assert centre.together("ann", "bob")
    lose(centre, bob)
    assert centre.hears(centre.leg("ann")) == ["music"]
    comes_back(centre, "8002")
    assert centre.together("ann", "bob")


def test_who_is_let_in_while_the_page_is_called_anew_is_in_the_conference_by_the_new_leg() -> None:
    centre = booked()
    enters(centre, "bob")
    _, leg = dials(centre, ("number", "680"))
    assert centre.switch.asked("ann", "rejoin", centre.now)
    says_pin(centre, leg)
    assert centre.together("bob", leg)
    centre.picks_up("ann")
    assert (centre.together("ann", "bob"), leg in centre.phones.legs) == (True, False)


def test_a_page_at_the_door_of_a_conference_is_never_without_sound_and_given_up_when_it_stays_away() -> None:
    centre = booked()
    _, leg = dials(centre, ("number", "680"))
    centre.said(leg)
    assert centre.hears(leg) == ["silence:1000"]
    centre.press(leg, "2")
    assert centre.hears(leg) == ["silence:1000"]
    centre.phones.lose_edge(leg)
    centre.turn()
    assert centre.rings("ann")
    centre.pass_time(61)
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


def test_a_page_that_does_not_come_back_to_a_conference_has_left_it() -> None:
    centre = booked()
    leg, _ = enters(centre, "ann"), enters(centre, "bob")
    lose(centre, leg)
    centre.pass_time(61)
    assert ("talk", "ann", "no_path") in centre.segments()
    assert (centre.state("ann"), centre.state("bob")) == ("ready", "talking")


# ---- who was called in -------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["consult", "add"])
def test_a_page_that_was_called_in_is_called_anew(verb: str) -> None:
    centre = Exchange()
    centre.talk("ann")
    centre.do("ann", verb, "bob")
    centre.picks_up("bob")
    lose(centre, centre.leg("bob"))
    assert (centre.hears(centre.leg("ann")) == ["music"]) is (verb == "consult")
    comes_back(centre, "8002")
    there = ("ann", "bob") if verb == "consult" else ("c", "ann", "bob")
    assert centre.together(*there)
    centre.pass_time(61)
    assert centre.together(*there)


def test_a_consulted_page_that_does_not_come_back_gives_the_customer_back() -> None:
    centre = Exchange()
    centre.talk("ann")
    centre.do("ann", "consult", "bob")
    centre.picks_up("bob")
    lose(centre, centre.leg("bob"))
    centre.pass_time(61)
    assert ("consult", "bob", "no_path") in centre.segments()
    assert centre.together("c", "ann")


def test_a_page_that_is_put_in_charge_while_it_is_away_is_called_anew_all_the_same() -> None:
    centre = Exchange()
    call = centre.talk("ann")
    centre.do("ann", "consult", "bob")
    centre.picks_up("bob")
    lose(centre, centre.leg("bob"))
    centre.phones.come_back("8002")
    centre.turn()
    centre.do("ann", "complete")
    assert (call.agent, call.lost_since is not None, call.anew) == ("bob", True, {})
    assert call.next_leg is not None
    centre.phones.pick_up(call.next_leg)
    centre.turn()
    assert centre.together("c", "bob")


def test_who_hands_over_while_away_is_waited_for_like_any_other_party() -> None:
    centre = Exchange()
    call = centre.talk("ann")
    centre.do("ann", "add", "bob")
    centre.picks_up("bob")
    lose(centre, centre.leg("ann"))
    centre.do("ann", "hand_over", party=centre.leg("bob"))
    assert (call.agent, call.lost_since) == ("bob", None)
    assert centre.together("c", "bob")
    comes_back(centre)
    assert centre.together("c", "ann", "bob")


@pytest.mark.parametrize("mode", ["listen", "whisper"])
def test_a_leader_who_listens_is_called_anew_and_gone_after_a_minute(mode: str) -> None:
    centre = Exchange()
    centre.talk("ann")
    centre.guide(mode)
    centre.picks_up("lea")
    lose(centre, centre.leg("lea"))
    assert centre.together("c", "ann")
    comes_back(centre, "8009")
    assert centre.audible()[centre.leg("lea")] == {"c", centre.leg("ann")}
    lose(centre, centre.leg("lea"))
    centre.pass_time(61)
    assert (mode, "lea", "no_path") in centre.segments()
    assert centre.together("c", "ann")


# ---- the next process --------------------------------------------------------------------------------------


def test_the_next_process_waits_for_the_same_pages() -> None:
    centre, call, leg = colleagues()
    lose(centre, leg)
    centre.phones.come_back("8001")
    centre.turn()
    again = restored(call.saved())
    assert again == call
    assert again.anew == {leg: centre.leg("ann")}
    assert anew.is_waited_for(again, leg)
    assert not anew.is_waited_for(again, centre.leg("bob"))
