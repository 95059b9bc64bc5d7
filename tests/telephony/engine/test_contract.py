"""Our own engine and its twin keep one contract."""

import pytest

from huawu.telephony import ports
from tests.telephony.engine.lines import House, OwnHouse, PretendHouse

pytestmark = pytest.mark.core


@pytest.fixture(params=[OwnHouse, PretendHouse])
def house(request: pytest.FixtureRequest) -> House:
    made: House = request.param()
    return made


def dial(house: House, leg: str, *, extension: str | None = None, number: str | None = None) -> None:
    house.port.dial(leg, extension=extension, number=number, caller="4001", caller_name="", ring_seconds=20)


def test_a_phone_that_is_not_there_cannot_be_reached(house: House) -> None:
    dial(house, "a", extension="8009")
    assert house.told() == [ports.Ended("a", "unreachable", ours=False)]


def test_a_phone_rings_and_answers(house: House) -> None:
    dial(house, "a", extension="8002")
    house.ring("a")
    assert house.told() == [ports.Ringing("a")]
    house.pick_up("a")
    assert house.told() == [ports.Answered("a")]
    house.put_down("a")
    assert house.told() == [ports.Ended("a", "hung_up", ours=False)]


def test_an_outside_number_rings_through_the_trunk(house: House) -> None:
    dial(house, "a", number="01085551234")
    house.ring("a")
    assert house.told() == [ports.Ringing("a")]
    house.busy("a")
    assert house.told() == [ports.Ended("a", "busy", ours=False)]


def test_an_outside_number_may_sound_before_it_answers(house: House) -> None:
    dial(house, "a", number="01085551234")
    house.ring("a")
    house.told()
    house.sound("a")
    assert house.told() == [ports.Ringing("a", sounding=True)]
    house.pick_up("a")
    assert house.told() == [ports.Answered("a")]


def test_a_trunk_that_nobody_knows_leads_nowhere(house: House) -> None:
    house.port.dial("a", number="1", trunk="none", caller="", caller_name="", ring_seconds=20)
    assert house.told() == [ports.Ended("a", "unreachable", ours=False)]


def test_a_caller_arrives_and_is_let_go_without_an_event(house: House) -> None:
    leg = house.arrive("4001")
    (arrived,) = house.told()
    assert isinstance(arrived, ports.Arrived)
    assert (arrived.leg, arrived.number, arrived.replaces) == (leg, "4001", None)
    house.port.answer(leg)
    house.port.hang_up(leg)
    assert house.told() == []


def test_what_is_asked_of_legs_that_are_not_there_changes_nothing(house: House) -> None:
    port = house.port
    port.ring_back("none")
    port.answer("none")
    port.hang_up("none")
    port.refer("none", "4001")
    port.refer_progress("none", "ringing")
    port.bridge("b", ["none"], {"none": ()})
    port.unbridge("b")
    port.pause_recording("none")
    port.resume_recording("none")
    port.lamp("8002", "busy")
    port.mailbox("8002", 1, 0)
    assert house.told() == []
