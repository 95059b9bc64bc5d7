"""Recordings being made: real files and sockets, virtual time."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.telephony import recordings
from huawu.telephony.core.media import g711
from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.outgoing import Outgoing
from huawu.telephony.media.leg import Leg
from huawu.telephony.media.prompts import Prompts
from huawu.telephony.media.recorder import Recorder
from huawu.telephony.recordings.saying import said
from huawu.telephony.recordings.space import Space, state_of
from tests.telephony.media.stage import until_idle

pytestmark = pytest.mark.room

STARTED = 1_700_000_000_000_000
NAME = "2023/11/14/r1.hwr"


class Studio:
    """A recorder with legs that are spoken into directly."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "recordings"
        self.folder.mkdir(exist_ok=True)
        self.keys = recordings.FileKeyPort(folder / "keys")
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.clock = 8000
        self.legs: dict[str, Leg] = {}
        self.begun = STARTED
        self.recorder = self.fresh()
        self.secret = recordings.secret_for("r1", path=NAME, keys=self.keys, started_at=STARTED, site="main")

    def fresh(self) -> Recorder:
        return Recorder(
            self.folder,
            clock=lambda: self.begun + (self.clock - 8000) * SECOND // 8000,
            legs=self.legs,
            tell=lambda name, args: self.told.append((name, args)),
        )

    def leg(self, name: str, *, law: str = "PCMU") -> None:
        incoming = Incoming(law=law, dtmf=None, name=name)
        outgoing = Outgoing(law=law, dtmf=None, ssrc=1, send=len)
        self.legs[name] = leg = Leg(
            name, bind="127.0.0.1", port=0, remote=None, incoming=incoming, outgoing=outgoing
        )
        self.recorder.opened(leg)

    def record(self, *, outside: list[str], inside: list[str], **changes: Any) -> None:
        args = {**self.secret, **changes}
        self.recorder.record("r1", clock=self.clock, **args)
        self.recorder.adjust("r1", outside=outside, inside=inside)

    def seconds(self, count: float, **said: int) -> None:
        """Time passes while legs say one code over and over."""
        for _ in range(round(count * 50)):
            for name, code in said.items():
                incoming = self.legs[name].incoming
                if incoming.keep is not None:
                    incoming.transit = 0
                    incoming.keep(
                        b"\x80\0\0\0" + self.clock.to_bytes(4, "big") + b"\0\0\0\1" + bytes([code]) * 160
                    )
            self.clock += 160
            self.recorder.write_due(self.clock)

    def view(self) -> recordings.WavView:
        return recordings.open_wav(NAME, self.keys, inside=self.folder)

    def levels(self, second: int) -> tuple[list[int], list[int]]:
        """Loudness at the beginning, middle and end of a second, left and right."""
        left, right = self.view().planes(second)
        return [int(left[at]) for at in (0, 4000, -1)], [int(right[at]) for at in (0, 4000, -1)]


def level(code: int, law: str = "PCMU") -> int:
    return int(g711.decode(bytes([code]), law)[0])


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    made.leg("a")
    made.leg("b", law="PCMA")
    yield made
    made.recorder.stop_all(made.clock)
    for leg in made.legs.values():
        leg.close()


def test_sides_are_kept_apart_and_the_end_is_told(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(2.5, a=0x11, b=0x22)
    studio.recorder.stop("r1", studio.clock)
    size = (studio.folder / NAME).stat().st_size
    assert studio.told == [("recorded", {"recording": "r1", "seconds": 2.5, "size": size})]
    for second in (0, 1):
        assert studio.levels(second) == ([level(0x11)] * 3, [level(0x22, "PCMA")] * 3)


def test_a_second_is_on_disk_soon_after_it_is_over(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(1.3, a=0x11, b=0x22)
    assert studio.view().duration == 1.0


def test_after_a_death_the_file_goes_on_at_the_wall_clock(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(2.4, a=0x11)
    with (studio.folder / NAME).open("ab") as file:
        file.write(b"\xa7\x5e torn")
    for name in ("a", "b"):
        studio.legs.pop(name).close()
    studio.recorder = studio.fresh()
    studio.clock += 8000 * 3
    studio.leg("a")
    studio.leg("b")
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(2, a=0x33)
    studio.recorder.stop("r1", studio.clock)
    assert studio.view().duration == pytest.approx(7.4)
    assert studio.levels(1)[0] == [level(0x11)] * 3
    assert studio.levels(3)[0] == [0, 0, 0]
    assert studio.levels(6)[0] == [level(0x33)] * 3


def test_parties_may_come_and_go_while_it_runs(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b", "c"])
    studio.seconds(1, a=0x11, b=0x22)
    studio.leg("c")
    studio.seconds(1, a=0x11, c=0x33)
    studio.recorder.adjust("r1", outside=["a"], inside=["c"])
    studio.seconds(1, a=0x11, b=0x22, c=0x33)
    studio.recorder.closed("a")
    studio.seconds(1, c=0x33)
    studio.recorder.stop("r1", studio.clock)
    assert studio.levels(0)[1] == [level(0x22, "PCMA")] * 3
    assert studio.levels(1)[1] == [level(0x33)] * 3
    assert studio.levels(2) == ([level(0x11)] * 3, [level(0x33)] * 3)
    assert studio.levels(3) == ([0, 0, 0], [level(0x33)] * 3)


def test_stopping_and_going_on_within_a_second_leaves_silence_between(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(0.4, a=0x11)
    studio.recorder.stop("r1", studio.clock)
    studio.seconds(0.2, a=0x55)
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(0.4, a=0x11)
    studio.recorder.stop("r1", studio.clock)
    left, _ = studio.view().planes(0)
    assert set(left[:3200].tolist()) == set(left[4800:].tolist()) == {level(0x11)}
    assert not left[3200:4800].any()


def test_the_same_command_again_changes_nothing(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(0.5, a=0x11)
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(0.5, a=0x11)
    studio.recorder.stop("r1", studio.clock)
    assert studio.levels(0)[0] == [level(0x11)] * 3
    assert len(studio.told) == 1


def test_a_full_disk_is_told_once_and_the_recording_goes_on_when_there_is_room(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(1.3, a=0x11)
    made = studio.recorder.recordings["r1"]
    kept, made.fd = made.fd, os.open("/dev/full", os.O_WRONLY)
    studio.seconds(3, a=0x22)
    os.close(made.fd)
    made.fd = kept
    studio.seconds(1.7, a=0x33)
    studio.recorder.stop("r1", studio.clock)
    assert [name for name, _ in studio.told] == ["failed", "recorded"]
    assert studio.told[0][1] == {"recording": "r1", "why": "recording: No space left on device"}
    assert studio.levels(0)[0] == [level(0x11)] * 3
    assert studio.levels(2)[0] == [0, 0, 0]
    assert studio.levels(5)[0] == [level(0x33)] * 3


def test_recording_stops_before_the_disk_is_full_and_goes_on_when_there_is_room(studio: Studio) -> None:
    percents = {0: 50.0, 1: 1.0, 2: 1.0, 3: 50.0, 4: 50.0, 5: 50.0, 6: 50.0}
    looks = iter(percents.values())
    studio.recorder = Recorder(
        studio.folder,
        clock=lambda: studio.begun + (studio.clock - 8000) * SECOND // 8000,
        legs=studio.legs,
        tell=lambda name, args: studio.told.append((name, args)),
        room=lambda folder: Space(0, percent := next(looks), state_of(percent)),
    )
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(5, a=0x11)
    studio.recorder.stop("r1", studio.clock)
    assert [name for name, _ in studio.told] == ["failed", "recorded"]
    assert studio.told[0][1]["why"] == "recording: the disk is nearly full"
    heard = [studio.levels(second)[0] == [level(0x11)] * 3 for second in range(5)]
    assert heard == [True, False, False, True, True]


@pytest.mark.parametrize("path", ["../r1.hwr", "/tmp/r1.hwr", "", "a/../../r1", "link/r1.hwr"])
def test_no_path_leads_out_of_the_folder(studio: Studio, path: str) -> None:
    (studio.folder / "link").symlink_to(studio.folder.parent)
    studio.record(outside=["a"], inside=["b"], path=path)
    assert [name for name, _ in studio.told] == ["failed"]
    assert studio.recorder.recordings == {}


def test_the_file_of_another_recording_is_left_alone(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(1.3)
    studio.recorder.stop("r1", studio.clock)
    before = (studio.folder / NAME).read_bytes()
    studio.recorder.record("r2", clock=studio.clock, **studio.secret)
    assert studio.told[-1][0] == "failed"
    assert (studio.folder / NAME).read_bytes() == before


def test_a_header_without_its_start_is_refused(studio: Studio) -> None:
    studio.record(outside=["a"], inside=["b"], header={"recording": "r1"})
    assert studio.told[-1][0] == "failed"


def test_silence_is_told_once_where_it_is_listened_for(studio: Studio) -> None:
    studio.record(outside=["a"], inside=[], header={**studio.secret["header"], "hush": 3})
    studio.seconds(2, a=0x11)
    studio.seconds(6)
    assert studio.told == [("hushed", {"recording": "r1"})]
    studio.recorder.stop("r1", studio.clock)
    assert studio.told[-1][1]["spoken"] == pytest.approx(2.0)


def test_who_speaks_again_is_not_hushed(studio: Studio) -> None:
    studio.record(outside=["a"], inside=[], header={**studio.secret["header"], "hush": 3})
    for _ in range(3):
        studio.seconds(2, a=0x11)
        studio.seconds(2)
    assert studio.told == []


@pytest.mark.parametrize("law", ["PCMU", "PCMA"])
def test_what_was_recorded_is_a_prompt_in_either_law(studio: Studio, law: str) -> None:
    studio.record(outside=["a"], inside=["b"])
    studio.seconds(1.5, a=0x11, b=0x22)
    studio.recorder.stop("r1", studio.clock)
    with ThreadPoolExecutor(1) as reader:
        prompts = Prompts([], partial(said, keys=studio.keys, inside=studio.folder), readers=reader)
        clip = prompts.clip(f"recording:{NAME}", law)
        outside, missing = (
            prompts.clip(f"recording:{path}", law)
            for path in ("../keys/recordings-0001.key", "2023/11/14/none.hwr")
        )
        until_idle(reader)
    assert clip is not None
    assert clip.audio is not None
    assert len(clip.audio) == 12000
    spoken = g711.decode(clip.audio, law)
    assert abs(int(spoken[6000]) - level(0x11)) <= abs(level(0x11)) // 16
    assert outside is not None
    assert missing is not None
    assert (outside.audio, missing.audio) == (b"", b"")
