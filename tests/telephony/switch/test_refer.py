"""Transfers that phones ask for by themselves, and what they are told of it."""

import pytest

from huawu.interactions.events import PassedOn
from tests.telephony.switch.exchange import AGENTS, NUMBER, Exchange
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core


def asks(centre: Exchange, who: str, target: str = "", *, replaces: str | None = None) -> str:
    """The phone of an agent sends REFER; its leg."""
    leg = centre.leg(who) if who in AGENTS else who
    centre.phones.transfer(leg, target, replaces=replaces)
    centre.turn()
    return leg


def test_a_phone_transfers_and_is_told_that_it_rings_and_that_it_is_done() -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", "8002")
    assert centre.phones.progress == [(ann, "ringing")]
    centre.picks_up("bob")
    assert centre.phones.progress[-1] == (ann, "done")
    assert centre.together("c", "bob")


@pytest.mark.parametrize("cause", ["busy", "no_answer", "declined"])
def test_a_phone_is_told_why_the_target_did_not_take_the_call_and_has_the_customer_back(cause: str) -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", "8002")
    centre.hangs_up("bob", cause)
    assert centre.phones.progress[-1] == (ann, cause)
    assert centre.together("c", "ann")


@pytest.mark.parametrize(("to", "told"), [("8001", "busy"), ("0", "unknown_number"), ("x", "unknown_number")])
def test_a_phone_is_told_that_a_target_makes_no_sense(to: str, told: str) -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", to)
    assert centre.phones.progress == [(ann, told)]
    assert centre.together("c", "ann")


def test_a_customer_transfers_nobody() -> None:
    centre = Exchange()
    centre.talk()
    asks(centre, "c", "8002")
    assert centre.phones.progress == [("c", "declined")]
    assert centre.together("c", "ann")


def attending() -> tuple[Exchange, str]:
    """Ann talks with a customer, and from the same phone with Bob, whom she has called by way of a queue;
    her leg to Bob."""
    centre = Exchange()
    centre.talk()
    centre.ready("bob")
    centre.phones.arrive("mine", "4002", extension="8001")
    centre.turn()
    centre.pick_up("8002")
    return centre, "mine"


def test_a_phone_with_two_calls_joins_them() -> None:
    centre, mine = attending()
    ann = asks(centre, "ann", replaces=mine)
    assert centre.phones.progress == [(ann, "done")]
    assert centre.together("c", "bob")
    assert len(centre.switch.calls) == 1
    assert set(centre.phones.legs) == {"c", centre.leg("bob")}
    assert (centre.state("ann"), centre.state("bob")) == ("wrap_up", "talking")
    centre.hangs_up("c")
    assert centre.phones.legs == {}


def test_the_other_call_must_be_there() -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", replaces="nothing")
    assert centre.phones.progress == [(ann, "declined")]
    assert centre.together("c", "ann")


def test_a_phone_that_waits_in_a_queue_leaves_the_place_to_the_customer_it_has_on_hold() -> None:
    centre = Exchange()
    centre.talk()
    ann = centre.leg("ann")
    centre.phones.hold(ann, on=True)
    centre.phones.arrive("mine", "4003", extension="8001")
    centre.turn()
    centre.phones.transfer(ann, replaces="mine")
    centre.turn()
    assert centre.phones.progress == [(ann, "done")]
    assert (set(centre.phones.legs), centre.state("ann")) == ({"c"}, "wrap_up")
    assert centre.the_call.queue == "back"
    assert centre.the_call.waiting


def test_a_telephone_that_waits_in_a_queue_leaves_the_place_to_another_one() -> None:
    house = House()
    house.dial("7001", "7002", "x")
    house.picks_up("7002")
    stays = house.leg("7002")
    house.dial("7001", "4002", "y")
    asks(house, "x", replaces="y")
    assert house.phones.progress == [("x", "done")]
    assert set(house.phones.legs) == {stays}
    house.ready("ann")
    house.pick_up("8001")
    assert house.together(stays, "ann")


def test_a_phone_that_sends_the_customer_to_a_queue_is_told_that_it_is_done() -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", "4003")
    assert centre.phones.progress == [(ann, "done")]
    assert centre.the_call.queue == "back"


# ---- two plain calls of one telephone ----------------------------------------------------------------------


def two_calls(first: str = "7002", second: str = "7003", who: str = "7001") -> House:
    """7001 talks with 7002 on leg `x`, put on hold, and with 7003 on leg `y`."""
    house = House()
    house.dial(who, first, "x")
    house.picks_up(first)
    house.phones.hold("x", on=True)
    house.dial(who, second, "y")
    house.picks_up(second)
    house.phones.hold("y", on=True)
    house.turn()
    return house


@pytest.mark.parametrize(("leg", "replaced"), [("x", "y"), ("y", "x")])
def test_a_telephone_leaves_its_two_calls_to_those_it_called(leg: str, replaced: str) -> None:
    house = two_calls()
    assert house.hears(house.leg("7002")) == house.hears(house.leg("7003")) == ["music"]
    asks(house, leg, replaces=replaced)
    assert house.phones.progress == [(leg, "done")]
    assert house.together("7002", "7003")
    assert house.hears(house.leg("7002")) == house.hears(house.leg("7003")) == []
    assert set(house.phones.legs) == {house.leg("7002"), house.leg("7003")}
    told = [fact for _, fact in house.facts if isinstance(fact, PassedOn) and fact.verb == "transfer"]
    assert [(each.kind, each.end) for each in told] == [("extension", "answered")]
    house.hangs_up("7003")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_a_telephone_that_was_called_joins_who_called_it_with_whom_it_asked() -> None:
    house = House()
    house.call("c", "4008")
    house.picks_up("7001")
    mine = house.leg("7001")
    house.dial("7001", "7002", "y")
    house.picks_up("7002")
    asks(house, "y", replaces=mine)
    assert house.together("c", "7002")
    house.hangs_up("c")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_an_outside_caller_and_an_outside_number_are_joined_by_who_may_call_outside() -> None:
    house = House()
    house.call("c", "4008")
    house.picks_up("7001")
    house.dial("7001", NUMBER, "y")
    house.picks_up(NUMBER)
    asks(house, house.leg("7001"), replaces="y")
    assert house.together("c", NUMBER)


def test_an_agent_leaves_a_customer_to_a_colleague_whichever_of_the_two_calls_it_asks_by() -> None:
    house = House()
    house.talk()
    house.dial("8001", "7002", "y")
    house.picks_up("7002")
    asks(house, "y", replaces=house.leg("ann"))
    assert house.phones.progress == [("y", "done")]
    assert house.together("c", "7002")
    assert set(house.phones.legs) == {"c", house.leg("7002")}
    assert house.state("ann") == "wrap_up"


@pytest.mark.parametrize("replaced", ["x", "z", "nothing"])
def test_only_two_calls_of_the_same_telephone_that_are_up_are_joined(replaced: str) -> None:
    house = two_calls()
    house.dial("7004", "8001", "z")
    house.picks_up("ann")
    asks(house, "x", replaces=replaced)
    assert house.phones.progress == [("x", "declined")]
    assert house.together("z", "ann")
    assert len(house.switch.calls) == 3


def still_ringing() -> House:
    """7001 talks with 7002, and rings at 7003."""
    house = House()
    house.dial("7001", "7002", "x")
    house.picks_up("7002")
    house.dial("7001", "7003", "y")
    return house


def test_where_the_second_call_still_rings_the_first_is_transferred_there() -> None:
    house = still_ringing()
    asks(house, "x", replaces="y")
    assert house.refusal("y") == "cancelled"
    assert (house.phones.progress, house.ringing()) == ([("x", "ringing")], {"7003"})
    house.picks_up("7003")
    assert house.phones.progress[-1] == ("x", "done")
    assert house.together("7002", "7003")
    house.hangs_up("7002")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_whom_nobody_answers_there_a_telephone_has_back() -> None:
    house = still_ringing()
    asks(house, "x", replaces="y")
    house.hangs_up("7003", "busy")
    assert house.phones.progress[-1] == ("x", "busy")
    assert house.together("x", "7002")


def test_an_agent_transfers_a_customer_to_a_colleague_who_still_rings() -> None:
    house = House()
    house.ready("bob")
    house.away("bob")
    house.talk()
    ann = house.leg("ann")
    house.dial("8001", "8002", "y")
    assert house.rings("bob")
    asks(house, ann, replaces="y")
    house.picks_up("bob")
    assert house.together("c", "bob")
    assert (house.the_call.agent, house.state("ann"), house.state("bob")) == ("bob", "wrap_up", "talking")


def test_by_the_call_that_still_rings_nothing_is_joined() -> None:
    house = still_ringing()
    asks(house, "y", replaces="x")
    assert house.phones.progress == [("y", "declined")]
    assert house.together("x", "7002")
    assert house.rings("7003")
