"""Calls are parked and fetched, picked up at another telephone, and passed on by telephones."""

import pytest

from huawu.interactions.events import PassedOn
from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core


def talking(house: House) -> str:
    """7001 talks with 7002; the leg of 7002."""
    house.dial("7001", "7002")
    return house.pick_up("7002")


def verbs(house: House) -> list[tuple[str, str]]:
    return [(fact.verb, fact.to) for _, fact in house.facts if isinstance(fact, PassedOn)]


def refer(house: House, leg: str, target: str) -> None:
    house.phones.transfer(leg, target)
    house.turn()


# ---- parking -----------------------------------------------------------------------------------------------


def test_a_parked_caller_hears_music_until_somebody_dials_the_place() -> None:
    house = House()
    there = talking(house)
    refer(house, there, "701")
    assert there not in house.phones.legs
    assert (house.hears("x"), house.phones.progress) == (["music"], [(there, "done")])
    house.dial("7003", "701", "y")
    assert house.together("x", "y")
    assert house.phones.legs["y"].up
    assert verbs(house)[-2:] == [("park", "701"), ("unpark", "7003")]
    assert ("hold", None, "resumed") in house.segments()
    house.hangs_up("y")
    assert house.phones.legs == {}


def test_the_caller_too_can_park_who_was_called() -> None:
    house = House()
    there = talking(house)
    refer(house, "x", "*68")
    assert house.hears(there) == ["music"]
    house.dial("7001", "701", "y")
    assert house.together(there, "y")


def test_any_place_is_the_first_free_one_and_a_taken_one_is_none() -> None:
    house = House()
    refer(house, talking(house), "*68")
    house.dial("7003", "7004", "y")
    other = house.pick_up("7004")
    refer(house, other, "701")
    assert house.together("y", other)
    refer(house, other, "*68")
    house.dial("7002", "702", "z")
    assert house.together("y", "z")


def test_an_empty_place_refuses_who_dials_it() -> None:
    house = House()
    assert house.dial("7001", "701") is None
    assert house.refusal() == "unreachable"


def test_who_parked_a_call_is_rung_after_a_while_and_again() -> None:
    house = House()
    refer(house, talking(house), "701")
    house.pass_time(59)
    assert house.ringing() == set()
    for _ in range(2):
        house.pass_time(2)
        assert house.ringing() == {"7002"}
        assert house.hears("x") == ["music"]
        house.pass_time(83)
    house.pass_time(2)
    there = house.pick_up("7002")
    assert house.together("x", there)


def test_a_call_can_be_fetched_while_who_parked_it_is_rung() -> None:
    house = House()
    refer(house, talking(house), "701")
    house.pass_time(61)
    house.dial("7003", "701", "y")
    assert house.ringing() == set()
    assert house.together("x", "y")


def test_a_parked_caller_may_give_up() -> None:
    house = House()
    refer(house, talking(house), "701")
    house.hangs_up("x")
    assert ("hold", None, "abandoned") in house.segments()
    assert house.ended() == [("customer", "hung_up")]
    assert house.dial("7001", "701", "y") is None


def test_an_agent_parks_a_customer_and_a_colleague_is_in_charge_then() -> None:
    house = House()
    call = house.talk()
    house.do("ann", "transfer", ("extension", "701"))
    assert (call.stage, house.hears("c"), house.state("ann")) == ("hold", ["music"], "wrap_up")
    house.ready("bob")
    house.dial("8002", "701", "y")
    assert house.together("c", "y")
    assert (call.agent, house.state("bob")) == ("bob", "talking")
    house.hangs_up("c")
    assert house.state("bob") == "wrap_up"


def test_nobody_is_asked_at_a_place() -> None:
    house = House()
    house.talk()
    assert house.refused("ann", "consult", ("extension", "701")) == "call.bad_number"
    assert house.refused("ann", "add", ("extension", "701")) == "call.bad_number"


def test_another_process_knows_who_is_parked() -> None:
    house = House()
    call = house.talk()
    house.do("ann", "transfer", ("extension", "701"))
    assert restored(call.saved()) == call


# ---- picking up --------------------------------------------------------------------------------------------


def test_one_of_the_group_picks_up_what_rings_at_another() -> None:
    house = House(x7002={"pickup_group": "hall"}, x7003={"pickup_group": "hall"})
    house.dial("7001", "7002")
    house.dial("7003", "*8", "y")
    assert house.together("x", "y")
    assert house.ringing() == set()
    house.hangs_up("x")
    assert house.phones.legs == {}


def test_a_certain_telephone_is_picked_up() -> None:
    hall = {"pickup_group": "hall"}
    house = House(x7002=hall, x7003=hall, x7004=hall)
    house.dial("7001", "7002", "a")
    house.dial("8001", "7003", "b")
    house.dial("7004", "**7003", "y")
    assert house.together("b", "y")
    assert house.ringing() == {"7002"}


@pytest.mark.parametrize("code", ["*8", "**7002"])
def test_nobody_picks_up_for_another_group(code: str) -> None:
    house = House(x7002={"pickup_group": "hall"}, x7003={"pickup_group": "bar"})
    house.dial("7001", "7002")
    for number in ("7003", "7004"):
        house.dial(number, code, "y")
        assert house.refusal("y") == "unreachable"
    assert house.ringing() == {"7002"}


def test_one_of_a_ring_group_is_picked_up_and_all_stop_ringing() -> None:
    house = House(x7002={"pickup_group": "hall"}, x8001={"pickup_group": "hall"})
    house.dial("7001", "600")
    house.dial("8001", "**7002", "y")
    assert house.ringing() == set()
    assert house.together("x", "y")


# ---- passing on --------------------------------------------------------------------------------------------


def test_a_telephone_passes_its_caller_on() -> None:
    house = House()
    there = talking(house)
    refer(house, there, "7003")
    assert house.hears("x") == ["music"]
    new = house.pick_up("7003")
    assert house.together("x", new)
    assert there not in house.phones.legs
    assert house.phones.progress == [(there, "ringing"), (there, "done")]


def test_a_caller_passes_on_whom_they_called_and_may_hang_up_at_once() -> None:
    house = House()
    there = talking(house)
    refer(house, "x", "7003")
    house.hangs_up("x")
    new = house.pick_up("7003")
    assert house.together(there, new)
    house.hangs_up(new)
    assert house.phones.legs == {}


@pytest.mark.parametrize("target", ["7003", "99", "7001", "7002"])
def test_who_is_not_reached_gives_the_call_back(target: str) -> None:
    house = House()
    there = talking(house)
    refer(house, there, target)
    if target == "7003":
        house.hangs_up("7003", "busy")
    assert house.together("x", there)
    house.hangs_up("x")
    assert house.phones.legs == {}


def test_whoever_passes_on_must_be_allowed_to_call_there() -> None:
    house = House()
    there = talking(house)
    refer(house, there, "13700001111")
    assert house.together("x", there)
    refer(house, "x", "13700001111")
    house.picks_up("13700001111")
    assert house.together(there, "13700001111")


def test_a_call_passed_on_to_a_queue_waits_there_without_who_passed_it_on() -> None:
    house = House()
    there = talking(house)
    refer(house, there, "4002")
    assert there not in house.phones.legs
    house.ready("ann")
    house.pick_up("8001")
    assert house.together("x", "8001")
