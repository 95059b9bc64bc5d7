"""Several extensions behind one number."""

from dataclasses import replace

import pytest

from tests.telephony.switch.house import House

pytestmark = pytest.mark.core


def test_all_ring_and_the_first_who_answers_has_the_call() -> None:
    house = House()
    call = house.dial("7001", "600")
    assert call is not None
    assert house.ringing() == {"7002", "7003", "7004"}
    house.pick_up("7003")
    assert house.ringing() == set()
    assert house.together("x", "7003")
    assert call.stage == "talk"
    house.hangs_up("7003")
    assert house.phones.legs == {}


def test_two_who_answer_at_once_do_not_both_have_it() -> None:
    house = House()
    house.dial("7001", "600")
    first, second = house.leg("7002"), house.leg("7004")
    house.phones.pick_up(first)
    house.phones.pick_up(second)
    house.turn()
    assert house.together("x", first)
    assert second not in house.phones.legs


def test_the_others_ring_on_when_one_declines() -> None:
    house = House()
    house.dial("7001", "600")
    house.hangs_up("7002", "declined")
    assert house.ringing() == {"7003", "7004"}
    house.pass_time(21)
    assert house.refusal() == "no_answer"


def test_who_talks_or_is_not_to_be_disturbed_is_left_out() -> None:
    house = House()
    house.wish("7002", dnd=True)
    house.dial("8001", "7003", "a")
    house.pick_up("7003")
    house.dial("7001", "600")
    assert house.ringing() == {"7004"}


def test_a_group_of_which_nobody_can_ring_is_busy() -> None:
    house = House()
    for number in ("7002", "7003", "7004"):
        house.wish(number, dnd=True)
    house.dial("7001", "600")
    assert house.refusal() == "busy"


def test_one_after_another() -> None:
    house = House()
    house.dial("8001", "601")
    seen = []
    for _ in range(3):
        seen.append(house.ringing())
        house.pass_time(10)
    assert seen == [{"7002"}, {"7003"}, {"7004"}]
    assert house.ringing() == {"7001"}
    house.pick_up("7001")
    assert house.together("x", "7001")


def test_more_ring_as_time_goes_by() -> None:
    house = House()
    house.dial("7001", "602")
    seen = []
    for _ in range(3):
        seen.append(house.ringing())
        house.pass_time(5)
    assert seen == [{"7002"}, {"7002", "7003"}, {"7002", "7003", "7004"}]
    house.pick_up("7004")
    assert house.ringing() == set()
    house.pass_time(60)
    assert house.together("x", "7004")


def test_the_next_one_rings_at_once_when_nobody_does() -> None:
    house = House()
    house.dial("7001", "602")
    house.hangs_up("7002", "declined")
    assert house.ringing() == {"7003"}


def test_a_group_that_leads_to_itself_ends() -> None:
    house = House()
    lines = house.switch.plan.lines
    groups = {
        "600": replace(lines.groups["600"], otherwise="601"),
        "601": replace(lines.groups["601"], otherwise="600"),
    }
    house.switch.plan = replace(house.switch.plan, lines=replace(lines, groups=groups))
    house.phones.phones.clear()
    house.dial("7001", "600")
    assert house.refusal() == "unreachable"


def test_an_outside_caller_reaches_a_group() -> None:
    house = House()
    house.phones.arrive("c", "4009")
    house.turn()
    house.pick_up("7004")
    assert house.together("c", "7004")
