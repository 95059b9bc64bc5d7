"""The real media process: sockets on loopback, a client over its Unix socket."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from huawu.platform.clock import SECOND, system_clock
from huawu.telephony import recordings
from huawu.telephony.core.media import g711
from huawu.telephony.engine.media_client import MediaClient
from tests.telephony.media.house import House, until

pytestmark = pytest.mark.system

HIGH, LOW, THIRD = b"\x01" * 160, b"\x81" * 160, b"\x33" * 160


def level(payload: bytes) -> int:
    return int(g711.decode(payload[:1], "PCMU")[0])


def heard_in(view: recordings.WavView, *, since: int = 0) -> tuple[set[int], set[int]]:
    """The levels, silence aside, on the left and on the right."""
    left: set[int] = set()
    right: set[int] = set()
    for second in range(since, -(-view.samples // 8000)):
        sides = view.planes(second)
        left |= set(sides[0].tolist())
        right |= set(sides[1].tolist())
    return left - {0}, right - {0}


async def test_two_bridged_parties_hear_each_other(house: House) -> None:
    one, two = house.phone("a"), house.phone("b")
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    one.talk(HIGH)
    two.talk(LOW)
    await until(lambda: HIGH in two.payloads() and LOW in one.payloads())
    assert THIRD not in one.payloads()


async def test_a_recording_holds_what_was_said_on_each_side(house: House, tmp_path: Path) -> None:
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
    assert heard_in(view) == ({level(HIGH)}, {level(LOW)})


async def test_prompts_are_played_in_turn_and_their_end_is_told(house: House) -> None:
    one = house.phone("a")
    house.do("play", leg="a", token="t1", prompts=["one", "two", "silence:40"], loop=False)
    await until(lambda: house.told("played"))
    assert house.told("played") == [{"leg": "a", "token": "t1"}]
    said = [packet.payload for packet in one.heard]
    assert said[:5] == [b"\x11" * 160] * 5
    assert said[5:8] == [b"\x22" * 160] * 2 + [b"\x22" * 80 + b"\xff" * 80]
    assert said[8:10] == [b"\xff" * 160] * 2
    assert len(said) == 10


async def test_a_key_is_told_once(house: House) -> None:
    one = house.phone("a")
    await house.settled()
    one.press("5")
    one.press("5", lost_ends=3)
    one.press("#")
    await until(lambda: len(house.told("digit")) >= 3)
    assert [told["digit"] for told in house.told("digit")] == ["5", "5", "#"]


async def test_a_recording_survives_a_kill_up_to_the_last_second_and_goes_on(
    house: House, tmp_path: Path
) -> None:
    one, two = house.phone("a"), house.phone("b")
    keys = recordings.FileKeyPort(tmp_path / "keys")
    started = system_clock()
    path = recordings.path_for("rec1", started)
    secret = recordings.secret_for("rec1", path=path, keys=keys, started_at=started, site="main")
    where = {"recording": "rec1", "outside": ["a"], "inside": ["b"]}
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    house.do("record", **where, **secret)
    one.talk(HIGH)
    two.talk(LOW)
    folder = house.settings.recordings_dir
    await until(lambda: (folder / path).exists() and (folder / path).stat().st_size > 16_000)
    written = recordings.duration(path, inside=folder)
    await house.kill()
    assert recordings.duration(path, inside=folder) >= written
    assert heard_in(recordings.open_wav(path, keys, inside=folder)) == ({level(HIGH)}, {level(LOW)})
    await house.start()
    assert house.inventories[-1]["legs"] == []
    for leg, phone in (("a", one), ("b", two)):
        house.do(
            "open", leg=leg, port=phone.to[1], remote=phone.address, codec="PCMU", dtmf=101, bind="127.0.0.1"
        )
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    house.do("record", **where, **secret)
    went_on = system_clock() - started
    one.heard.clear()
    await until(lambda: system_clock() - started > went_on + 1.2 * SECOND and LOW in one.payloads())
    house.do("stop_record", recording="rec1")
    await until(lambda: house.told("recorded"))
    view = recordings.open_wav(path, keys, inside=folder)
    assert view.duration >= went_on / SECOND + 1
    assert heard_in(view, since=int(went_on / SECOND)) == ({level(HIGH)}, {level(LOW)})


async def test_a_client_that_comes_back_finds_all_as_it_was(house: House) -> None:
    one, two = house.phone("a"), house.phone("b")
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    house.do("play", leg="a", token="m", prompts=["music"], loop=True)
    two.talk(LOW)
    await house.settled()
    again = MediaClient(house.settings.socket("media0"), name="second")
    found: list[dict[str, Any]] = []
    again.on_joined = found.append
    running = asyncio.get_running_loop().create_task(again.run())
    await until(lambda: found)
    assert found == [
        {
            "legs": ["a", "b"],
            "bridges": {"x": ["a", "b"]},
            "recordings": [],
            "paused": [],
            "quiet": [],
            "listened": [],
            "ports": {"a": one.to[1], "b": two.to[1]},
            "playing": {"a": "m"},
        }
    ]
    running.cancel()
    heard = len(one.heard)
    await until(lambda: len(one.heard) > heard + 20)
    house.do("stop", leg="a")
    await until(lambda: LOW in one.payloads())


async def test_the_client_comes_back_by_itself_and_commands_in_between_are_not_kept(house: House) -> None:
    left: list[bool] = []
    house.client.on_left = lambda: left.append(True)
    await house.kill()
    await until(lambda: left)
    assert not house.client.connected
    house.do("open", leg="lost", port=40000, remote=None, codec="PCMU", dtmf=None, bind="127.0.0.1")
    await house.start()
    await house.settled()
    assert house.inventories[-1]["legs"] == []
    assert (await house.client.ask("inventory"))["legs"] == []


async def test_rtp_from_a_stranger_is_counted_and_not_heard(house: House) -> None:
    one, two = house.phone("a"), house.phone("b")
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    one.talk(HIGH)
    await until(lambda: HIGH in two.payloads())
    stranger = house.phone("elsewhere")
    stranger.to = one.to
    for _ in range(10):
        stranger.send(THIRD)
        stranger.send_raw(b"\0" * 50)
    heard = len(two.heard)
    await until(lambda: len(two.heard) > heard + 20)
    assert THIRD not in two.payloads()
    house.do("close", leg="a")
    await until(lambda: house.told("closed"))
    assert house.told("closed")[0]["strangers"] == 20


async def test_nonsense_from_a_client_does_not_stop_the_voices(house: House) -> None:
    one, two = house.phone("a"), house.phone("b")
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    house.do("explode")
    house.do("batch", commands=[["explode", {}], "x"])
    house.client.do("open", leg=5)
    house.client.do("explode")
    house.client.do("bridge", bridge="x", legs="ab")
    house.client.flush()
    one.talk(HIGH)
    await until(lambda: HIGH in two.payloads())
    assert (await house.client.ask("statistics"))["nonsense"] == 5
    assert len(house.inventories) == 1


async def test_when_told_to_end_it_closes_its_recordings(house: House, tmp_path: Path) -> None:
    house.phone("a").talk(HIGH)
    keys = recordings.FileKeyPort(tmp_path / "keys")
    started = system_clock()
    secret = recordings.secret_for("rec1", path="r.hwr", keys=keys, started_at=started, site="main")
    house.do("record", recording="rec1", outside=["a"], inside=[], **secret)
    await until(lambda: system_clock() - started > SECOND // 2)
    assert house.process is not None
    house.process.terminate()
    assert await house.process.wait() == 0
    assert recordings.duration("r.hwr", inside=house.settings.recordings_dir) > 0.3


async def test_who_understands_speech_is_told_what_is_said_and_nothing_else(house: House) -> None:
    told: list[tuple[str, dict[str, Any]]] = []
    speech = MediaClient(house.settings.socket("media0"), name="speech")
    speech.on_event = lambda name, args: told.append((name, args))
    running = asyncio.get_running_loop().create_task(speech.run())
    await until(lambda: speech.connected)
    phone = house.phone("a")
    house.do("listen", leg="a")
    await house.settled()
    phone.talk(b"\x55" * 160)
    await until(lambda: sum(args["ulaw"].count(b"\x55") for _, args in told) > 8000)
    phone.press("5")
    await until(lambda: house.told("digit"))
    assert {name for name, _ in told} == {"sound"}
    assert house.told("sound") == []
    running.cancel()
