"""Telephones of the house call each other, and outside numbers when they may."""

import pytest

from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.house import OUTSIDE, House

pytestmark = pytest.mark.core


def test_one_extension_calls_another_and_both_hear_each_other() -> None:
    house = House()
    call = house.dial("7001", "7002")
    assert call is not None
    assert (call.stage, house.hears("x"), house.ringing()) == ("ringing", ["ring_back"], {"7002"})
    house.pick_up("7002")
    assert call.stage == "talk"
    assert house.together("x", "7002")
    assert house.phones.legs["x"].up
    house.hangs_up("7002")
    assert house.phones.legs == {}
    assert house.started() == [("internal", "7001", "7002")]
    assert house.ended() == [("agent", "hung_up")]
    assert [role for role, _, _ in house.segments()] == ["ringing", "talk"]


def test_the_caller_is_who_proved_it_whatever_the_phone_says() -> None:
    house = House()
    call = house.dial("7001", "7002")
    assert call is not None
    assert call.caller == "7001"


def test_a_caller_who_gives_up_stops_the_ringing() -> None:
    house = House()
    house.dial("7001", "7002")
    house.hangs_up("x", "cancelled")
    assert house.phones.legs == {}
    assert house.ended() == [("customer", "cancelled")]


@pytest.mark.parametrize("cause", ["busy", "declined", "no_answer"])
def test_a_phone_that_does_not_answer_is_told_to_the_caller_as_it_is(cause: str) -> None:
    house = House()
    house.dial("7001", "7002")
    house.hangs_up("7002", cause)
    assert house.refusal() == cause
    assert not house.switch.calls


def test_a_phone_that_is_not_there_is_unreachable() -> None:
    house = House()
    house.phones.phones.discard("7002")
    house.dial("7001", "7002")
    assert house.refusal() == "unreachable"


def test_it_rings_for_so_long_as_the_extension_says() -> None:
    house = House(x7002={"ring_seconds": 12})
    house.dial("7001", "7002")
    house.pass_time(11)
    assert house.ringing() == {"7002"}
    house.pass_time(2)
    assert house.refusal() == "no_answer"


@pytest.mark.parametrize("number", ["99", "7777"])
def test_a_number_that_is_nobodys_is_refused_as_unknown(number: str) -> None:
    house = House()
    assert house.dial("7002", number) is None
    assert house.refusal() == "unknown_number", "though there is a trunk, by which 7002 may not call"


def test_only_extensions_that_may_call_outside() -> None:
    house = House()
    assert house.dial("7002", OUTSIDE) is None
    assert house.refusal() == "forbidden"
    call = house.dial("7001", OUTSIDE, "y")
    assert call is not None
    house.picks_up(OUTSIDE)
    assert house.together("y", OUTSIDE)
    assert house.started() == [("out", "7001", OUTSIDE)]


def test_every_phone_may_call_for_help() -> None:
    house = House(x7002={"hot_line": "7001"})
    assert house.dial("7002", "119") is not None
    assert house.rings("119")


def test_an_unknown_outside_number_is_told_to_the_caller() -> None:
    house = House()
    house.dial("7001", OUTSIDE)
    house.hangs_up(OUTSIDE, "unknown_number")
    assert house.refusal() == "unknown_number"


def test_an_extension_that_calls_itself_is_busy() -> None:
    house = House()
    house.dial("7001", "7001")
    assert house.refusal() == "busy"


def test_a_second_caller_finds_it_busy_unless_calls_may_wait() -> None:
    house = House(x7003={"call_waiting": True, "lines": 2})
    for number, leg in (("7002", "a"), ("7003", "b")):
        house.dial("7001", number, leg)
        house.pick_up(number)
    house.dial("7004", "7002")
    assert house.refusal() == "busy"
    house.dial("7004", "7003", "y")
    assert house.ringing() == {"7003"}
    house.phones.arrive("z", "4008")
    house.turn()
    assert house.refusal("z") == "busy"


def test_the_first_call_goes_on_while_a_second_is_taken() -> None:
    house = House(x7002={"call_waiting": True})
    house.dial("7001", "7002", "a")
    first = house.pick_up("7002")
    house.dial("7003", "7002", "b")
    house.phones.hold(first, on=True)
    house.turn()
    second = house.pick_up("7002")
    assert house.hears("a") == ["music"]
    assert house.together("b", second)
    house.put_down(second)
    house.phones.hold(first, on=False)
    house.turn()
    assert house.together("a", first)


def test_the_caller_too_can_put_the_call_on_hold() -> None:
    house = House()
    house.dial("7001", "7002")
    there = house.pick_up("7002")
    house.phones.hold("x", on=True)
    house.turn()
    assert house.hears(there) == ["music"]
    house.phones.hold("x", on=False)
    house.turn()
    assert house.together("x", "7002")


def test_a_phone_that_is_a_hot_line_rings_there_whatever_is_dialled() -> None:
    house = House(x7002={"hot_line": "7001"})
    for leg, number in (("x", "4002"), ("y", "")):
        house.dial("7002", number, leg)
        assert house.ringing() == {"7001"}
        house.hangs_up(leg)


def test_an_outside_caller_reaches_an_extension_by_its_own_number() -> None:
    house = House()
    house.phones.arrive("c", "4008")
    house.turn()
    house.pick_up("7001")
    assert house.together("c", "7001")
    assert house.started()[0][0] == "in"


def test_agents_who_call_each_other_are_offered_nothing_and_write_nothing_up() -> None:
    house = House()
    house.ready("ann", "bob")
    house.dial("8001", "8002")
    house.pick_up("8002")
    assert (house.state("ann"), house.state("bob")) == ("talking", "talking")
    house.call("c", "4002")
    assert house.ringing() == set()
    house.hangs_up("x")
    assert house.ringing() <= {"8001", "8002"}
    house.hangs_up("c")
    assert (house.state("ann"), house.state("bob")) == ("ready", "ready")


def test_an_agent_may_put_the_own_call_down_from_the_page() -> None:
    house = House()
    house.ready("ann")
    house.dial("8001", "7002")
    house.pick_up("7002")
    assert house.switch.asked("ann", "hang_up", house.now)
    house.turn()
    assert house.phones.legs == {}
    assert house.state("ann") == "ready"


def test_another_process_goes_on_with_a_call_between_extensions() -> None:
    house = House()
    call = house.dial("7001", "602")
    assert call is not None
    assert restored(call.saved()) == call


def test_an_intercom_asks_the_telephone_to_answer_by_itself() -> None:
    house = House()
    house.dial("7001", "*80*7002#")
    assert house.phones.legs[house.leg("7002")].auto_answer
    house.pick_up("7002")
    assert house.together("x", "7002")
    house.wish("7004", dnd=True)
    house.dial("7003", "*80*7004", "y")
    assert house.refusal("y") == "busy"


@pytest.mark.parametrize("to", ["7003", "600", "601", "602", "4008", "4009"])
def test_a_call_that_is_sent_on_is_no_intercom_any_more(to: str) -> None:
    house = House(x7001={"call_waiting": True})
    house.wish("7002", always=to)
    house.dial("8001", "*80*7002")
    assert house.ringing()
    assert not any(leg.auto_answer for leg in house.phones.ringing())


@pytest.mark.parametrize("why", ["busy", "no_answer", "unreachable"])
def test_a_call_that_is_sent_on_when_its_telephone_was_not_reached_is_no_intercom_any_more(why: str) -> None:
    house = House()
    house.wish("7002", busy="600", no_answer="600", offline="600")
    house.dial("7001", "*80*7002")
    house.hangs_up("7002", why)
    assert house.ringing() >= {"7003", "7004"}
    assert not any(leg.auto_answer for leg in house.phones.ringing())


def test_only_a_telephone_is_asked_to_answer_by_itself_not_a_group_and_nobody_outside() -> None:
    house = House()
    for leg, number in (("a", "600"), ("b", "4002"), ("c", OUTSIDE[:8])):
        house.dial("7001", f"*80*{number}", leg)
        assert house.refusal(leg) == "unknown_number"
    assert house.phones.ringing() == []


def test_a_hot_line_rings_its_number_whatever_is_dialled_intercom_and_all() -> None:
    house = House(x7004={"hot_line": "7002"})
    house.dial("7004", "*80*7003")
    assert house.ringing() == {"7002"}
    assert not house.phones.legs[house.leg("7002")].auto_answer


def test_to_whom_an_intercom_is_passed_on_answers_in_person() -> None:
    house = House()
    house.dial("7001", "*80*7002")
    house.pick_up("7002")
    house.phones.transfer(house.leg("7002"), "7003")
    house.turn()
    assert house.rings("7003")
    assert not house.phones.legs[house.leg("7003")].auto_answer
