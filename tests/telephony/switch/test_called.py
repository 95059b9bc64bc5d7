"""An agent calls a telephone of the house that is nobody's from the page, and is in charge of that call: a
room is rung back, and put through to the number that was wanted."""

from dataclasses import replace

import pytest

from huawu.interactions.events import InteractionEnded
from huawu.platform.recorded import Said
from huawu.platform.refusals import Refusal
from huawu.routing.types import Offer
from huawu.telephony.core.recording_rules import Rules
from huawu.telephony.core.switch.house import lamps
from huawu.telephony.core.switch.types import Call, restored
from huawu.telephony.core.switch.verbs import allowed
from tests.telephony.switch.exchange import NUMBER
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core

ROOM = "7001"
WHOLE = {"hold", "transfer", "consult", "add", "serial", "park"}
"""What an agent in charge may do with whom they serve."""


def calling(number: str = ROOM, **extensions: dict[str, object]) -> tuple[House, Call]:
    """Ann has called it from the page, and hears it ring."""
    house = House(**extensions)
    house.switch.plan = replace(house.switch.plan, shown="02155550000")
    house.ready("ann", "bob")
    call = house.calls_out("ann", ("extension", number))
    house.picks_up("ann")
    return house, call


def talking() -> tuple[House, Call]:
    """Ann talks with the room that she has called."""
    house, call = calling()
    house.picks_up(ROOM)
    assert house.together("ann", ROOM)
    return house, call


def may(house: House, agent: str = "ann") -> set[str]:
    call = house.switch.call_of(agent)
    assert call is not None
    return set(allowed(house.switch, call, house.switch.party_of(call, agent)))


def is_over(house: House) -> bool:
    """Nothing is left, and whoever had a part in it is free."""
    assert (house.phones.legs, house.switch.calls) == ({}, {})
    return (house.state("ann"), house.state("bob")) == ("ready", "ready")


def test_who_was_called_stands_in_the_customers_place_from_the_answer_on() -> None:
    house, call = calling()
    own, room = house.leg("ann"), house.leg(ROOM)
    assert (call.leg, call.agent_leg, call.stage) == (own, None, "ringing")
    assert house.hears(own) == ["tones/ring_back"]
    assert not may(house) & WHOLE
    house.picks_up(ROOM)
    assert house.together("ann", ROOM)
    assert (call.leg, call.agent_leg, call.agent, call.stage) == (room, own, "ann", "talk")
    assert (call.caller, call.caller_name) == (ROOM, "")
    assert (may(house) >= WHOLE, house.hears(own), house.hears(room)) == (True, [], [])
    house.hangs_up(ROOM)
    assert (house.ended(), is_over(house)) == ([("customer", "hung_up")], True)
    assert house.segments() == [("ringing", None, "answered"), ("talk", "ann", "hung_up")]
    assert [fact.agent for _, fact in house.facts if isinstance(fact, InteractionEnded)] == ["ann"]


def test_a_room_that_is_rung_back_is_put_through_to_a_number_outside() -> None:
    house, call = talking()
    house.do("ann", "transfer", ("number", NUMBER))
    assert (house.hears(house.leg(ROOM)), call.stage) == (["music"], "transfer")
    assert house.phones.legs[house.leg(NUMBER)].caller == "02155550000"
    house.picks_up(NUMBER)
    assert house.together(ROOM, NUMBER)
    assert (house.state("ann"), house.switch.call_of("ann")) == ("ready", None)
    house.hangs_up(NUMBER)
    assert is_over(house)
    assert [(role, agent) for role, agent, _ in house.segments()] == [
        ("ringing", None),
        ("talk", "ann"),
        ("transfer", "ann"),
        ("ringing", None),
        ("talk", None),
    ]


def test_who_was_wanted_is_asked_first_and_the_room_hears_music_meanwhile() -> None:
    house, call = talking()
    house.do("ann", "consult", ("number", NUMBER))
    house.picks_up(NUMBER)
    assert (house.together("ann", NUMBER), house.hears(house.leg(ROOM))) == (True, ["music"])
    house.do("ann", "complete")
    assert (house.together(ROOM, NUMBER), call.agent_leg, house.state("ann")) == (True, None, "ready")
    house.hangs_up(ROOM)
    assert is_over(house)


def test_who_is_not_reached_gives_the_room_back_also_to_an_agent_who_hung_up_meanwhile() -> None:
    house, _ = talking()
    house.do("ann", "transfer", ("number", NUMBER))
    house.hangs_up(NUMBER, "busy")
    assert (house.together("ann", ROOM), house.end) == (True, "busy")
    house.do("ann", "transfer", ("number", NUMBER))
    house.hangs_up("ann")
    house.hangs_up(NUMBER, "busy")
    house.picks_up("ann")
    assert (house.together("ann", ROOM), may(house) >= WHOLE) == (True, True)
    house.hangs_up("ann")
    assert is_over(house)


def test_a_colleague_has_the_room_as_any_customer_who_is_transferred() -> None:
    house, call = talking()
    house.do("ann", "transfer", "bob")
    assert house.phones.legs[house.leg("bob")].caller == ROOM
    house.picks_up("bob")
    assert (house.together("bob", ROOM), call.agent, may(house, "bob") >= WHOLE) == (True, "bob", True)
    assert house.state("ann") == "ready"
    house.hangs_up(ROOM)
    assert is_over(house)


def test_the_room_goes_to_a_queue_and_is_served_there() -> None:
    house, call = talking()
    house.do("ann", "transfer", ("queue", "back"))
    assert (call.stage, house.switch.call_of("ann"), house.state("ann")) == ("queue", None, "ready")
    house.hangs_up(ROOM)
    assert is_over(house)


def test_it_is_held_from_the_page_or_by_either_telephone() -> None:
    house, call = talking()
    own, room = house.leg("ann"), house.leg(ROOM)
    assert house.switch.asked("ann", "hold", house.now)
    house.turn()
    assert (call.stage, house.hears(room)) == ("hold", ["music"])
    assert house.switch.asked("ann", "resume", house.now)
    house.turn()
    assert house.together("ann", ROOM)
    for holds, waits in ((own, room), (room, own)):
        house.phones.hold(holds, on=True)
        house.turn()
        assert house.hears(waits) == ["music"]
        house.phones.hold(holds, on=False)
        house.turn()
        assert house.together("ann", ROOM)
    house.hangs_up("ann")
    assert ("hold", "ann", "resumed") in house.segments()
    assert is_over(house)


def test_a_third_one_is_added_and_the_others_talk_on_when_the_room_leaves() -> None:
    house, _ = talking()
    house.do("ann", "add", ("extension", "7002"))
    house.picks_up("7002")
    assert house.together("ann", ROOM, "7002")
    house.do("ann", "mute", party=house.leg(ROOM))
    assert house.audible()[house.leg("7002")] == {house.leg("ann")}
    house.hangs_up(ROOM)
    assert house.together("ann", "7002")
    house.hangs_up("7002")
    assert is_over(house)


def test_it_is_parked_from_the_page_and_comes_back_to_who_parked_it() -> None:
    house, call = talking()
    house.do("ann", "park")
    assert (call.parked, house.hears(house.leg(ROOM)), house.state("ann")) == ("701", ["music"], "ready")
    house.pass_time(61)
    house.picks_up("ann")
    assert house.together("ann", ROOM)
    house.hangs_up("ann")
    assert is_over(house)


def test_a_leader_listens_and_takes_it_over() -> None:
    house, call = talking()
    house.ready("lea")
    house.guide("listen")
    house.picks_up("lea")
    assert house.audible()[house.leg("lea")] == {house.leg("ann"), house.leg(ROOM)}
    house.guide("take_over")
    assert (house.together("lea", ROOM), call.agent, house.state("ann")) == (True, "lea", "ready")
    house.hangs_up(ROOM)
    assert is_over(house)


# ---- who is reached ----------------------------------------------------------------------------------------


def test_whoever_answers_a_group_a_forward_or_a_pickup_stands_there_unless_it_is_an_agent() -> None:
    hall: dict[str, object] = {"pickup_group": "hall"}
    house, call = calling("600")
    house.picks_up("7003")
    assert (call.caller, may(house) >= WHOLE) == ("7003", True)

    house, call = calling(ROOM)
    house.wish(ROOM, no_answer="7002")
    house.pass_time(26)
    house.picks_up("7002")
    assert (call.caller, may(house) >= WHOLE) == ("7002", True)

    for picks_up, serves in (("7004", True), ("8002", False)):
        house, call = calling("7002", x7002=hall, x7004=hall, x8002=hall)
        house.dial(picks_up, "**7002", "p")
        assert house.together("ann", "p")
        assert (call.agent_leg is not None, may(house) >= WHOLE) == (serves, serves)


def test_between_two_agents_nobody_is_in_charge() -> None:
    house = House()
    house.ready("ann", "bob")
    call = house.calls_out("ann", "bob")
    house.picks_up("ann")
    house.picks_up("bob")
    assert (call.agent_leg, call.agent, may(house) & WHOLE) == (None, None, set())


def test_an_agents_telephone_is_no_customer_when_it_takes_a_second_call_either() -> None:
    house = House(x8002={"call_waiting": True})
    house.talk("bob")
    house.ready("ann")
    call = house.calls_out("ann", ("extension", "8002"))
    house.picks_up("ann")
    house.pick_up("8002")
    assert (call.stage, call.agent_leg) == ("talk", None)


def test_a_telephone_that_dials_is_in_charge_of_nothing() -> None:
    house = House()
    house.ready("ann")
    call = house.dial("8001", ROOM)
    house.pick_up(ROOM)
    assert call is not None
    assert (call.leg, call.agent_leg) == ("x", None)


def test_who_is_outside_by_a_forward_is_talked_to_as_before() -> None:
    house, call = calling()
    house.hangs_up(ROOM)
    house, call = calling()
    house.wish(ROOM, no_answer=NUMBER)
    house.pass_time(26)
    house.picks_up(NUMBER)
    assert (house.together("ann", NUMBER), call.agent_leg) == (True, None)


# ---- what surrounds it -------------------------------------------------------------------------------------


def test_both_are_busy_and_only_one_number_of_ours_is_shown_outside() -> None:
    house, _ = talking()
    lamps.tell(house.switch, house.switch.changed)
    assert {number: house.phones.lamps.get(number) for number in ("8001", ROOM)} == dict.fromkeys(
        ("8001", ROOM), "busy"
    )
    house.dial("7002", ROOM, "y")
    assert house.refusal("y") == "busy"
    assert house.refused("ann", "transfer", ("extension", ROOM)) == "call.to_the_caller"
    house.do("ann", "consult", ("number", NUMBER))
    assert house.phones.legs[house.leg(NUMBER)].caller == "02155550000"


@pytest.mark.parametrize(("said", "is_recorded"), [(None, False), (True, True)])
def test_it_is_recorded_as_calls_within_the_house_are(said: bool | None, is_recorded: bool) -> None:
    house = House()
    house.switch.plan = replace(house.switch.plan, recording=Rules(extensions=Said(recorded=said)))
    house.ready("ann")
    call = house.calls_out("ann", ("extension", ROOM))
    house.picks_up("ann")
    house.picks_up(ROOM)
    assert (call.recording is not None) is is_recorded
    if is_recorded:
        outside, inside = house.phones.recordings[call.recording or ""]
        assert (outside, inside) == ([house.leg(ROOM)], [house.leg("ann")])


def test_a_page_that_is_lost_while_it_rings_or_in_the_talk_is_called_anew_and_is_in_charge() -> None:
    for rings in (True, False):
        house, call = calling() if rings else talking()
        house.phones.lose_path(house.leg("ann"))
        house.turn()
        if rings:
            house.picks_up(ROOM)
        assert house.hears(house.leg(ROOM)) == ["music"]
        house.phones.come_back("8001")
        house.turn()
        house.picks_up("ann")
        assert (house.together("ann", ROOM), call.agent_leg) == (True, house.leg("ann"))
        house.do("ann", "consult", "bob")
        house.picks_up("bob")
        assert house.together("ann", "bob")


def test_a_page_that_does_not_come_back_ends_it() -> None:
    house, _ = talking()
    house.phones.lose_path(house.leg("ann"))
    house.turn()
    house.pass_time(61)
    assert (house.ended(), house.phones.legs) == ([("system", "no_path")], {})


def test_another_process_goes_on_with_it() -> None:
    house, call = talking()
    assert restored(call.saved()) == call
    house.switch.calls.clear()
    saved = call.saved()
    house.switch.restore(saved)
    house.do("ann", "transfer", ("number", NUMBER))
    house.picks_up(NUMBER)
    assert house.together(ROOM, NUMBER)


# ---- a telephone passes it on by itself --------------------------------------------------------------------


def test_the_telephone_that_was_called_passes_it_on_and_the_agent_is_in_charge_of_whoever_takes_it() -> None:
    house, call = talking()
    house.phones.transfer(house.leg(ROOM), "7002")
    house.turn()
    assert (house.rings("7002"), call.caller) == (True, "8001")
    assert house.hears(house.leg("ann")) == ["tones/ring_back"]
    house.picks_up("7002")
    assert (house.together("ann", "7002"), call.caller, may(house) >= WHOLE) == (True, "7002", True)
    house.hangs_up("ann")
    assert is_over(house)


def test_it_has_the_agent_back_when_nobody_takes_it() -> None:
    house, call = talking()
    for cause in ("busy", "no_answer"):
        house.phones.transfer(house.leg(ROOM), "7002")
        house.turn()
        house.hangs_up("7002", cause)
        assert (house.together("ann", ROOM), call.agent_leg) == (True, house.leg("ann"))
        assert may(house) >= WHOLE
    house.phones.transfer(house.leg(ROOM), "99")
    house.turn()
    assert (house.together("ann", ROOM), call.caller, may(house) >= WHOLE) == (True, ROOM, True)


def test_it_parks_the_agent_who_is_in_charge_of_whoever_fetches_them() -> None:
    house, _ = talking()
    house.phones.transfer(house.leg(ROOM), "701")
    house.turn()
    assert house.hears(house.leg("ann")) == ["music"]
    house.dial("7002", "701", "f")
    assert (house.together("ann", "f"), may(house) >= WHOLE) == (True, True)
    house.hangs_up("f")
    assert is_over(house)


def test_it_leaves_the_agent_to_another_one_whom_it_has_called() -> None:
    house, call = calling(ROOM, x7001={"call_waiting": True})
    house.picks_up(ROOM)
    house.dial(ROOM, "7002", "second")
    house.picks_up("7002")
    house.away("bob")
    house.call("c", "4002")
    house.phones.transfer("second", replaces=call.leg)
    house.decided.clear()
    house.turn()
    assert house.together("ann", "7002")
    assert not [each for turn in house.decided for each in turn if isinstance(each, Offer)]
    assert "transfer" not in may(house)  # it is a call that another telephone has made


def test_nobody_takes_it_from_an_agent_who_consults() -> None:
    house, call = talking()
    house.do("ann", "consult", "bob")
    house.phones.transfer(house.leg(ROOM), "7002")
    house.turn()
    assert (house.rings("7002"), call.agent) == (False, "ann")
    with pytest.raises(Refusal):
        house.do("bob", "hold")


def test_the_agents_own_telephone_puts_the_room_through() -> None:
    house, _ = talking()
    house.phones.transfer(house.leg("ann"), NUMBER)
    house.turn()
    house.picks_up(NUMBER)
    assert (house.together(ROOM, NUMBER), house.state("ann")) == (True, "ready")
