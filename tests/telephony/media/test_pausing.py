"""Pauses of a recording: silence and a mark in the file, to the packet, whoever dies meanwhile."""

import asyncio
from pathlib import Path

import pytest

from huawu.platform.clock import SECOND, system_clock
from huawu.telephony import recordings
from tests.telephony.media.house import House, until
from tests.telephony.media.test_process import HIGH, LOW, level
from tests.telephony.media.test_recorder import NAME, Studio
from tests.telephony.media.test_recorder import level as loudness

pytestmark = pytest.mark.system


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    made = Studio(tmp_path)
    made.leg("a")
    made.leg("b")
    made.record(outside=["a"], inside=["b"])
    return made


def left_of(studio: Studio) -> list[int]:
    view = studio.view()
    seconds = [view.planes(second)[0] for second in range(-(-view.samples // 8000))]
    return [int(sample) for second in seconds for sample in second]


def test_what_is_said_in_a_pause_is_nowhere_and_the_file_says_when(studio: Studio) -> None:
    studio.seconds(1.5, a=0x11)
    studio.recorder.pause("r1", studio.clock)
    studio.seconds(2.3, a=0x22)
    studio.recorder.resume("r1", studio.clock)
    studio.seconds(1.2, a=0x33)
    studio.recorder.stop("r1", studio.clock)
    left = left_of(studio)
    assert set(left[:12_000]) == {loudness(0x11)}
    assert set(left[12_000:30_560]) == {0}  # the first 20 ms say that it goes on
    assert set(left[30_560:]) == {loudness(0x33)}
    assert len(left) == 40_000
    assert studio.view().pauses == [(1.5, 3.8)]
    assert recordings.pauses(NAME, inside=studio.folder) == [(1.5, 3.8)]


@pytest.mark.parametrize("paused_at", [0.02, 0.5, 0.98, 1.0, 1.1, 1.18, 1.2, 1.22])
def test_a_pause_may_begin_at_any_moment_of_a_second(studio: Studio, paused_at: float) -> None:
    studio.seconds(paused_at, a=0x11)
    studio.recorder.pause("r1", studio.clock)
    studio.seconds(0.3, a=0x22)
    studio.recorder.resume("r1", studio.clock)
    studio.seconds(3, a=0x33)
    studio.recorder.stop("r1", studio.clock)
    left = left_of(studio)
    start, end = round(paused_at * 8000), round((paused_at + 0.3) * 8000)
    assert set(left[:start]) == {loudness(0x11)}
    assert set(left[start : end + 160]) == {0}
    assert set(left[end + 160 :]) == {loudness(0x33)}
    assert len(left) == end + 24_000


def test_several_pauses_and_commands_said_twice(studio: Studio) -> None:
    for _ in range(3):
        studio.seconds(0.5, a=0x11)
        for _ in range(2):
            studio.recorder.pause("r1", studio.clock)
        studio.seconds(0.5, a=0x22)
        for _ in range(2):
            studio.recorder.resume("r1", studio.clock)
    studio.recorder.pause("nobody", studio.clock)
    studio.recorder.stop("r1", studio.clock)
    assert studio.view().pauses == [(0.5, 1.0), (1.5, 2.0), (2.5, 3.0)]
    assert set(left_of(studio)) == {loudness(0x11), 0}


def test_a_leg_that_joins_during_a_pause_is_heard_only_after_it(studio: Studio) -> None:
    studio.seconds(0.5, a=0x11)
    studio.recorder.pause("r1", studio.clock)
    studio.leg("c")
    studio.recorder.adjust("r1", outside=["a", "c"], inside=["b"])
    studio.seconds(0.5, c=0x22)
    studio.recorder.resume("r1", studio.clock)
    studio.seconds(0.5, c=0x33)
    studio.recorder.stop("r1", studio.clock)
    left = left_of(studio)
    assert set(left[4000:8000]) == {0}
    assert set(left[8160:]) == {loudness(0x33)}


@pytest.mark.parametrize("written", [0.0, 0.1, 3.0])
def test_the_file_itself_knows_whether_it_is_paused_when_everybody_has_died(
    studio: Studio, written: float
) -> None:
    studio.seconds(0.5, a=0x11)
    studio.recorder.pause("r1", studio.clock)
    studio.seconds(written, a=0x22)
    everybody_dies(studio)
    studio.seconds(1.0, a=0x22)
    studio.recorder.resume("r1", studio.clock)
    studio.seconds(written, a=0x33)
    everybody_dies(studio)
    studio.seconds(1.5, a=0x44)
    studio.recorder.stop("r1", studio.clock)
    assert len(studio.view().pauses) == 1
    assert loudness(0x22) not in left_of(studio)
    assert loudness(0x44) in left_of(studio)


def everybody_dies(studio: Studio) -> None:
    """And is there again, not knowing what was; the call goes on."""
    studio.recorder = studio.fresh()
    for leg in studio.legs.values():
        leg.incoming.planes = ()
    studio.record(outside=["a"], inside=["b"])


def test_a_pause_goes_on_over_the_death_of_the_process_and_is_one(studio: Studio) -> None:
    studio.seconds(0.5, a=0x11)
    studio.recorder.pause("r1", studio.clock)
    studio.seconds(2.0, a=0x22)
    studio.recorder = studio.fresh()  # killed: what was not written is lost
    studio.clock += 3 * 8000
    for leg in studio.legs.values():
        leg.incoming.planes = ()
    studio.record(outside=["a"], inside=["b"])
    studio.recorder.pause("r1", studio.clock)
    studio.seconds(1.0, a=0x22)
    studio.recorder.resume("r1", studio.clock)
    studio.seconds(1.0, a=0x33)
    studio.recorder.stop("r1", studio.clock)
    assert studio.view().pauses == [(0.5, 6.5)]
    assert set(left_of(studio)) == {loudness(0x11), loudness(0x33), 0}


async def test_the_media_process_pauses_and_says_which_recordings_are(house: House, tmp_path: Path) -> None:
    one, two = house.phone("a"), house.phone("b")
    keys, started = recordings.FileKeyPort(tmp_path / "keys"), system_clock()
    path = recordings.path_for("rec1", started)
    house.do("bridge", bridge="x", legs=["a", "b"], hears=None)
    secret = recordings.secret_for("rec1", path=path, keys=keys, started_at=started, site="main")
    house.do("record", recording="rec1", outside=["a"], inside=["b"], **secret)
    one.talk(HIGH)
    await until(lambda: len(two.heard) > 10)
    house.do("pause_record", recording="rec1")
    one.hush()
    two.heard.clear()
    one.talk(LOW)
    await until(lambda: len(two.heard) > 20)
    assert LOW in two.payloads()  # the call goes on
    assert (await house.client.ask("inventory"))["paused"] == ["rec1"]
    await until(lambda: system_clock() - started > 1.5 * SECOND)
    house.do("stop_record", recording="rec1")
    async with asyncio.timeout(5):
        await until(lambda: house.told("recorded"))
    view = recordings.open_wav(path, keys, inside=house.settings.recordings_dir)
    left = {int(sample) for second in (0, 1) for sample in view.planes(second)[0]}
    assert level(HIGH) in left
    assert level(LOW) not in left
    [(begun, ended)] = view.pauses
    assert 0 < begun < ended == view.duration
