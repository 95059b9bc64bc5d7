"""Legs of different media processes that are to hear each other come together in one."""

import pytest

from huawu.telephony import ports
from huawu.telephony.core.sip import sdp
from tests.telephony.engine.lines import OwnHouse
from tests.telephony.sip.playbook import ANSWER, reply, request

pytestmark = pytest.mark.core


def two_calls() -> tuple[OwnHouse, str, str]:
    """Two calls that came in, in two processes; the first is up."""
    house = OwnHouse(media=2)
    first, second = house.arrive("4001"), house.arrive("4002")
    house.told()
    assert [house.engine.legs[leg].media for leg in (first, second)] == [0, 1]
    house.engine.answer(first)
    acknowledge(house, "call-1")
    return house, first, second


def acknowledge(house: OwnHouse, call: str) -> None:
    ok = house.stage.sent()[-1]
    house.stage.hear(request("ACK", call_id=call, branch=f"z9hG4bK-{call}", to=ok.first("to")))
    house.told()


def test_the_second_moves_to_the_first_once_its_phone_knows_that_it_was_answered() -> None:
    house, first, second = two_calls()
    was = house.engine.legs[second].port
    house.engine.answer(second)
    house.engine.bridge("B", [first, second])
    assert [m.method or m.status for m in house.stage.sent()] == [200]
    assert house.engine.legs[second].media == 1
    ok = house.stage.endpoint.save(second)["dialog"]
    house.stage.hear(request("ACK", call_id="call-2", branch="z9hG4bK-x", to=ok["local"]))
    house.told()
    moved = house.engine.legs[second]
    assert moved.media == 0
    invite = house.stage.one()
    offered = sdp.parse(invite.body.decode())
    assert offered is not None
    assert offered.remote == ("192.0.2.1", moved.port)
    assert f"o=- {was} 2 IN IP4 192.0.2.1" in invite.body.decode()
    assert house.media[1].last("close") == {"leg": second}
    assert house.media[0].last("open")["remote"] == ["192.0.2.10", 40000]
    assert house.media[0].last("bridge") == {"bridge": "B", "legs": [first, second], "hears": None}
    house.stage.hear(reply(invite, 200, body=ANSWER))
    assert house.told() == []
    assert house.stage.one().method == "ACK"


def test_what_is_recorded_stays_and_the_other_moves_at_once() -> None:
    house, first, second = two_calls()
    house.engine.answer(second)
    acknowledge(house, "call-2")
    secret = {"path": "/nowhere", "key": b"k" * 32, "header": {}}
    house.engine.record("R", outside=[second], inside=[], secret=secret)
    house.engine.bridge("B", [first, second])
    assert house.engine.legs[first].media == 1
    assert house.stage.one().method == "INVITE"
    assert house.media[1].last("bridge")["legs"] == [first, second]


def test_a_leg_that_ends_before_it_could_move_is_forgotten() -> None:
    house, first, second = two_calls()
    house.engine.answer(second)
    house.engine.bridge("B", [first, second])
    house.engine.hang_up(second)
    assert house.engine.moving == {}


def test_legs_of_one_process_stay_where_they_are() -> None:
    house, first, _ = two_calls()
    house.engine.dial("a", extension="8002", caller="1", caller_name="", ring_seconds=20, near=first)
    house.pick_up("a")
    house.told()
    house.stage.sent()
    house.engine.bridge("B", [first, "a"])
    assert house.stage.sent() == []


def test_an_outside_call_carries_on_the_hops_of_the_one_it_is_for() -> None:
    house, first, _ = two_calls()
    house.engine.legs[first].hops = 9
    house.engine.dial("a", number="0108", caller="1", caller_name="", ring_seconds=20, near=first)
    assert house.stage.one().first("max-forwards") == "8"
    house.engine.legs[first].hops = 1
    house.engine.dial("b", number="0108", caller="1", caller_name="", ring_seconds=20, near=first)
    assert house.told() == [ports.Ended("b", "unreachable", ours=False)]
