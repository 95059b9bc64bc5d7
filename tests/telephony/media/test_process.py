"""The real media process: sockets on loopback, a client over its Unix socket."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from huawu.platform.clock import SECOND, system_clock
from huawu.telephony import recordings

pytestmark = pytest.mark.system

HIGH, LOW, THIRD = b"\x01" * 160, b"\x81" * 160, b"\x33" * 160


async def until(true: Any, *, seconds: float = 8.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)


async def test_two_bridged_parties_hear_each_other(house: Any) -> None:
    one, two = house.phone("a"), house.phone("b")
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    one.talk(HIGH)
    two.talk(LOW)
    await until(lambda: HIGH in two.payloads() and LOW in one.payloads())
    assert THIRD not in one.payloads()


async def test_a_recording_holds_what_was_said_on_each_side(house: Any, tmp_path: Path) -> None:
    one, two = house.phone("a"), house.phone("b")
    keys = recordings.FileKeyPort(tmp_path / "keys")
    started = system_clock()
    path = recordings.path_for("rec1", started)
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    secret = recordings.secret_for("rec1", path=path, keys=keys, started_at=started, site="main")
    house.do("record", recording="rec1", outside=["a"], inside=["b"], **secret)
    one.talk(HIGH)
    two.talk(LOW)
    await until(lambda: system_clock() - started > 1.6 * SECOND)
    house.do("stop_record", recording="rec1")
    await until(lambda: house.told("recorded"))
    view = recordings.open_wav(path, keys, inside=house.settings.recordings_dir)
    told = house.told("recorded")[0]
    assert told["seconds"] == view.duration > 1.4
    assert told["size"] == (house.settings.recordings_dir / path).stat().st_size
    left, right = view.planes(0)
    assert (left[6000:8000] < -20000).all()
    assert (right[6000:8000] > 20000).all()


async def test_prompts_are_played_in_turn_and_their_end_is_told(house: Any) -> None:
    one = house.phone("a")
    house.do("play", leg="a", token="t1", prompts=["one", "two", "silence:40"], loop=False)
    await until(lambda: house.told("played"))
    assert house.told("played") == [{"leg": "a", "token": "t1"}]
    said = [packet.payload for packet in one.heard]
    assert said[:5] == [b"\x11" * 160] * 5
    assert said[5:8] == [b"\x22" * 160] * 2 + [b"\x22" * 80 + b"\xff" * 80]
    assert said[8:10] == [b"\xff" * 160] * 2
    assert len(said) == 10


async def test_a_key_is_told_once(house: Any) -> None:
    one = house.phone("a")
    await house.settled()
    one.press("5")
    one.press("5", lost_ends=3)
    one.press("#")
    await until(lambda: len(house.told("digit")) >= 3)
    assert [told["digit"] for told in house.told("digit")] == ["5", "5", "#"]
