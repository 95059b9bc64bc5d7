"""What browsers' legs have besides: their silence is told at once, and they can hear themselves."""

import pytest

from tests.telephony.media.stage import Stage

pytestmark = pytest.mark.room

SECOND = 50


def watched(stage: Stage, leg: str) -> None:
    party = stage.party(leg)
    stage.do(
        "open", leg=leg, port=party.to[1], remote=party.address, codec="PCMU", dtmf=101, bind="127.0.0.1",
        watch=True,
    )  # fmt: skip


def told(stage: Stage) -> list[str]:
    return [name for name, _ in stage.told if name in ("quiet", "heard")]


def test_a_second_of_silence_is_told_and_that_it_is_over(stage: Stage) -> None:
    watched(stage, "a")
    stage.turn(2 * SECOND, speaking={"a": b"\x22" * 160})
    assert told(stage) == []
    stage.turn(SECOND + 15)
    assert told(stage) == ["quiet"]
    assert stage.commands.handle("inventory", {})["quiet"] == ["a"]
    stage.turn(15, speaking={"a": b"\x22" * 160})
    assert told(stage) == ["quiet", "heard"]
    assert stage.commands.handle("inventory", {})["quiet"] == []


def test_other_legs_may_be_silent(stage: Stage) -> None:
    stage.party("a")
    stage.turn(3 * SECOND)
    assert told(stage) == []


def test_nothing_is_missed_before_it_is_known_where_it_comes_from(stage: Stage) -> None:
    party = stage.party("a", remote=None)
    stage.do(
        "open", leg="a", port=party.to[1], remote=None, codec="PCMU", dtmf=101, bind="127.0.0.1", watch=True
    )
    stage.turn(3 * SECOND)
    assert told(stage) == []
    stage.do("adjust", leg="a", remote=party.address)
    stage.turn(SECOND // 2)
    assert told(stage) == []
    stage.turn(SECOND)
    assert told(stage) == ["quiet"]


def test_what_is_said_comes_back_a_second_later(stage: Stage) -> None:
    party = stage.party("a")
    stage.do("echo", leg="a")
    stage.turn(SECOND, speaking={"a": b"\x33" * 160})
    assert {bytes(p.payload) for p in party.heard} == {b"\xff" * 160}
    stage.turn(SECOND, speaking={"a": b"\x44" * 160})
    assert b"\x33" * 160 in {bytes(p.payload) for p in party.heard}
    assert b"\x44" * 160 not in {bytes(p.payload) for p in party.heard}
    stage.turn(SECOND, speaking={"a": b"\x55" * 160})
    assert b"\x44" * 160 in {bytes(p.payload) for p in party.heard}


def test_an_echo_goes_on_in_the_law_that_was_agreed_on_meanwhile(stage: Stage) -> None:
    party = stage.party("a")
    stage.do("echo", leg="a")
    stage.do("adjust", leg="a", codec="PCMA")
    party.law = "PCMA"
    stage.turn(2 * SECOND, speaking={"a": b"\x33" * 160})
    assert party.heard[-1].payload == b"\x33" * 160
    assert party.heard[-1].payload_type == 8
