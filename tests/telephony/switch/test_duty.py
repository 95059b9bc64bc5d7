"""Calls from outside ring at the operator while the operator is on duty, and go to the attendant else; who is
on duty is said by page, by code, by calendar."""

from typing import Any

import pytest

from huawu.platform.hours import hours_from
from huawu.platform.refusals import Refusal
from huawu.routing import service as routing
from huawu.routing.types import Plan, Queue
from huawu.telephony.core.switch.house import duty
from huawu.telephony.core.switch.house.lines import Extension, Lines, Member, RingGroup
from huawu.telephony.core.switch.types import FlowPlan, Target
from huawu.telephony.events import DutySwitched
from tests.telephony.switch.exchange import Exchange

pytestmark = pytest.mark.core

ATTENDANT = {"start": "hello", "nodes": {"hello": {"do": "hang_up", "say": ["attendant"]}}}
OPEN = {"week": {str(day): [["00:00", "24:00"]] for day in range(1, 8)}}


class House(Exchange):
    """4000 has the operator at 8001, 4100 at the ring group 600, 4200 in the queue `front`; 4300 has none.
    4500 leads to the queue that is also its operator's.
    8009 may say by code who is on duty. The calendar is closed on Thursday until 00:30; it is 00:16."""

    def __init__(self, **week: Any) -> None:
        hours = hours_from({"week": week or {"4": [["00:30", "24:00"]]}}, "UTC")
        super().__init__(
            flows={"own": FlowPlan("own", 1, ATTENDANT)},
            lines=Lines(
                {"8009": Extension("8009", duty=True), "8001": Extension("8001", ring_seconds=20)},
                {"600": RingGroup("600", (Member("8002"), Member("8003")))},
            ),
            operator_hours=hours,
        )
        self.switch.plan.numbers.update(
            {
                "4000": Target(flow="own", operator="8001"),
                "4100": Target(flow="own", operator="600"),
                "4200": Target(flow="own", operator_queue="front"),
                "4300": Target(flow="own"),
                "4400": Target(queue="front", operator="8888"),
                "4500": Target(queue="front", operator_queue="front"),
            }
        )
        self.switch.now = self.now

    def says(self, mode: str) -> None:
        self.switch.now = self.now
        duty.set_mode(self.switch, mode, how=duty.PAGE, by="u1")
        self.turn()

    def dials(self, number: str, leg: str = "h", extension: str = "8009") -> None:
        self.phones.arrive(leg, number, caller=extension, extension=extension)
        self.turn()


def test_on_duty_the_operator_is_rung_and_talks() -> None:
    house = House()
    house.says(duty.OPERATOR)
    house.call("c", "4000")
    assert house.rings("8001")
    assert not house.phones.legs["c"].up
    house.picks_up("8001")
    assert house.together("c", "8001")
    house.hangs_up("8001")
    assert house.phones.legs == {}
    assert [cause for _, cause in house.ended()] == ["hung_up"]


def test_a_switch_changes_the_next_call_and_not_the_one_that_rings() -> None:
    house = House()
    house.call("c1", "4000")
    assert house.hears("c1") == ["zh-CN/attendant"]
    house.says(duty.OPERATOR)
    house.call("c2", "4000")
    assert house.rings("8001")
    house.says(duty.ATTENDANT)
    assert house.rings("8001")
    house.call("c3", "4000")
    assert house.hears("c3") == ["zh-CN/attendant"]


@pytest.mark.parametrize("how", ["no_answer", "busy", "declined", "offline"])
def test_whom_the_operator_does_not_take_the_attendant_answers(how: str) -> None:
    house = House()
    house.says(duty.OPERATOR)
    if how == "offline":
        house.phones.phones.discard("8001")
    house.call("c", "4000")
    if how == "no_answer":
        house.pass_time(20)
    elif how != "offline":
        house.put_down(house.leg("8001"), how)
    assert house.hears("c") == ["zh-CN/attendant"]
    assert house.phones.legs["c"].up
    house.said("c")
    assert house.phones.legs == {}


def test_a_ring_group_and_a_queue_can_be_the_operator() -> None:
    house = House()
    house.says(duty.OPERATOR)
    house.call("c1", "4100")
    assert house.rings("8002")
    assert house.rings("8003")
    house.ready("ann")
    house.call("c2", "4200")
    assert house.rings("8001")


def test_whom_the_queue_of_the_operator_lets_wait_no_longer_the_attendant_answers() -> None:
    house = House()
    house.engine = routing.open_engine(
        Plan(1, {"front": Queue("front", max_wait_seconds=30)}, {}), house.switch.ids
    )
    house.says(duty.OPERATOR)
    house.call("c", "4200")
    house.pass_time(29)
    assert house.hears("c") != ["zh-CN/attendant"]
    house.pass_time(2)
    assert house.hears("c") == ["zh-CN/attendant"]
    house.says(duty.ATTENDANT)
    house.call("d", "4500")
    house.pass_time(31)
    assert house.ended()[-1] == ("system", "waited_too_long")


def test_an_operator_whom_nobody_knows_costs_no_call() -> None:
    house = House()
    house.says(duty.OPERATOR)
    house.ready("ann")
    house.call("c", "4400")
    assert house.rings("8001")


def test_telephones_of_the_house_and_numbers_without_an_operator_go_their_own_way() -> None:
    house = House()
    house.says(duty.OPERATOR)
    house.call("c", "4300")
    house.dials("4000")
    assert house.hears("c") == house.hears("h") == ["zh-CN/attendant"]


def test_the_calendar_switches_by_itself_and_says_when() -> None:
    house = House()
    assert (duty.on_duty(house.switch), duty.next_change(house.switch)) == (duty.ATTENDANT, 1_800_000_000)
    house.call("c1", "4000")
    assert house.hears("c1") == ["zh-CN/attendant"]
    house.pass_time(14 * 60)
    house.call("c2", "4000")
    assert house.rings("8001")


def test_by_code_from_a_telephone_that_may_with_two_beeps_and_on_record() -> None:
    house = House()
    house.dials("*60#")
    assert house.hears("h") == ["silence:300", "tones/beep", "silence:200", "tones/beep", "silence:300"]
    assert duty.on_duty(house.switch) == duty.OPERATOR
    assert (house.switch.duty.how, house.switch.duty.by) == (duty.PHONE, "8009")
    house.dials("#60", "h2")
    assert duty.on_duty(house.switch) == duty.ATTENDANT
    house.dials("*61", "h3")
    assert house.switch.duty.mode == duty.CALENDAR
    told = [fact for _, fact in house.facts if isinstance(fact, DutySwitched)]
    assert [(each.mode, each.how, each.by) for each in told] == [
        (mode, "phone", "8009") for mode in (duty.OPERATOR, duty.ATTENDANT, duty.CALENDAR)
    ]


def test_a_telephone_that_may_not_hears_the_busy_tone_and_nothing_changes() -> None:
    house = House()
    house.dials("*60#", extension="8002")
    assert house.hears("h") == ["tones/busy"]
    assert house.switch.duty.mode == duty.CALENDAR


@pytest.mark.parametrize(
    ("mode", "key"),
    [("night", "duty.unknown_mode"), (duty.CALENDAR, "duty.no_calendar"), (duty.OPERATOR, "duty.not_set_up")],
)
def test_what_makes_no_sense_is_refused(mode: str, key: str) -> None:
    house = Exchange()
    if mode == duty.CALENDAR:
        house.switch.plan.numbers["4000"] = Target(queue="front", operator="8001")
    with pytest.raises(Refusal, match=key):
        duty.set_mode(house.switch, mode, how=duty.PAGE, by="u1")
    assert house.switch.duty == duty.Duty()
