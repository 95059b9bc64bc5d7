"""What one leg says, told to who listens for words: all of it, silence too, whatever else the leg does."""

import struct

import pytest

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.tap import MOST_KEPT, Tap
from tests.telephony.media.stage import Stage

pytestmark = pytest.mark.core

WORD = bytes(range(1, 161))


def packet(timestamp: int, said: bytes = WORD) -> bytes:
    return struct.pack(">BBHII", 0x80, 0, 1, timestamp & 0xFFFFFFFF, 7) + said


def sound(stage: Stage, leg: str = "a") -> bytes:
    return b"".join(args["ulaw"] for args in stage.names("sound") if args["leg"] == leg)


def test_what_is_lost_is_silence_and_what_comes_too_late_is_let_go() -> None:
    tap = Tap(g711.MU, 0)
    for timestamp in (0xFFFFFFFF - 159, 0, 320, 160, 480):  # 160 comes after 320
        tap.keep(packet(timestamp))
    assert tap.take(800) == WORD * 2 + g711.silence(g711.MU, 160) + WORD * 2


def test_another_source_has_other_time_stamps() -> None:
    tap = Tap(g711.MU, 0)
    tap.keep(packet(100_000))
    tap.new_source(0)
    tap.keep(packet(500))
    assert tap.take(320) == WORD * 2


def test_who_sends_nothing_is_silent_for_as_long_as_that_lasts() -> None:
    tap = Tap(g711.MU, 0)
    said = b"".join(tap.take(clock) for clock in range(800, 80_001, 800))
    assert set(said) == set(g711.silence(g711.MU, 1))
    assert len(said) == pytest.approx(80_000, abs=1600)


def test_what_nobody_takes_up_does_not_grow() -> None:
    tap = Tap(g711.MU, 0)
    for number in range(1000):
        tap.keep(packet(number * 160, bytes([number % 251]) * 160))
    assert len(tap.take(160_000)) == MOST_KEPT


@pytest.mark.parametrize("codec", [g711.MU, g711.A])
def test_a_leg_is_heard_in_mu_law_whatever_it_speaks(stage: Stage, codec: str) -> None:
    stage.party("a", codec=codec)
    stage.do("listen", leg="a")
    stage.turn(20, speaking={"a": WORD})
    table = g711.crossing(codec, g711.MU)
    told = WORD if table is None else WORD.translate(table)
    assert sound(stage).count(told) >= 15
    stage.do("unlisten", leg="a")
    before = len(sound(stage))
    stage.turn(20, speaking={"a": WORD})
    assert len(sound(stage)) == before


def test_a_leg_that_is_bridged_and_recorded_is_heard_by_all_three(stage: Stage) -> None:
    for leg in ("a", "b"):
        stage.party(leg)
    stage.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    header = {"recording": "r", "started_at": stage.now}
    stage.do("record", recording="r", path="r.hwr", key=bytes(32), header=header, outside=["a"], inside=["b"])
    stage.do("listen", leg="a")
    stage.turn(100, speaking={"a": WORD, "b": bytes(160)})
    stage.do("stop_record", recording="r")
    assert sound(stage).count(WORD) >= 90
    assert sum(each.payload == WORD for each in stage.parties["b"].heard) >= 90
    assert stage.names("recorded")[0]["seconds"] == pytest.approx(2, abs=0.1)


def test_a_leg_that_opens_later_is_heard_and_one_that_closed_is_forgotten(stage: Stage) -> None:
    stage.do("listen", leg="a")
    stage.party("a")
    stage.turn(20, speaking={"a": WORD})
    assert WORD in sound(stage)
    stage.do("close", leg="a")
    assert stage.commands.handle("inventory", {})["listened"] == []
