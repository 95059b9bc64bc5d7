"""Busy lamps follow what extensions do."""

import pytest

from huawu.telephony.core.switch.house import lamps
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core


class Lit(House):
    """Lamps are told after each turn, as the live process does."""

    def turn(self) -> None:
        super().turn()
        lamps.tell(self.switch, self.switch.changed)
        self.switch.changed.clear()

    def lamp(self, *numbers: str) -> list[str]:
        return [self.phones.lamps.get(number, "never told") for number in numbers]


def test_a_call_lights_both_and_its_end_puts_them_out() -> None:
    house = Lit()
    house.dial("7001", "7002")
    assert house.lamp("7001", "7002") == ["busy", "ringing"]
    house.pick_up("7002")
    assert house.lamp("7001", "7002") == ["busy", "busy"]
    house.hangs_up("x")
    assert house.lamp("7001", "7002", "7003") == ["idle", "idle", "never told"]


def test_members_of_a_group_ring_until_one_answers() -> None:
    house = Lit()
    house.dial("7001", "600")
    assert house.lamp("7002", "7003", "7004") == ["ringing"] * 3
    house.pick_up("7003")
    assert house.lamp("7002", "7003", "7004") == ["idle", "busy", "idle"]


def test_agents_are_lit_by_calls_of_their_queue() -> None:
    house = Lit()
    house.ready("ann")
    house.call("c", "4002")
    assert house.lamp("8001") == ["ringing"]
    house.pick_up("8001")
    assert house.lamp("8001") == ["busy"]
    house.hangs_up("c")
    assert house.lamp("8001") == ["idle"]


def test_who_has_two_calls_stays_busy_until_both_are_over() -> None:
    house = Lit(x7002={"call_waiting": True})
    house.dial("7001", "7002", "a")
    house.pick_up("7002")
    house.dial("7003", "7002", "b")
    house.hangs_up("b")
    assert house.lamp("7002") == ["busy"]
    house.hangs_up("a")
    assert house.lamp("7002") == ["idle"]


def test_a_place_is_lit_while_a_call_waits_there() -> None:
    house = Lit()
    house.dial("7001", "7002")
    house.phones.transfer(house.pick_up("7002"), "701")
    house.turn()
    assert house.lamp("701", "7002") == ["busy", "idle"]
    house.dial("7003", "701", "y")
    assert house.lamp("701") == ["idle"]


def test_a_telephone_that_calls_the_centre_is_busy_until_it_is_over() -> None:
    house = Lit()
    house.dial("7001", "4002")
    assert house.lamp("7001") == ["busy"], "while it waits"
    house.dial("7002", "7001", "y")
    assert house.refusal("y") == "busy"
    house.ready("ann")
    assert house.lamp("7001", "8001") == ["busy", "ringing"]
    house.pick_up("8001")
    assert house.lamp("7001", "8001") == ["busy", "busy"]
    house.do("ann", "transfer", ("extension", "7003"))
    house.picks_up("7003")
    assert house.lamp("7001", "8001", "7003") == ["busy", "idle", "busy"]
    house.hangs_up("x")
    assert house.lamp("7001", "7003") == ["idle", "idle"]
