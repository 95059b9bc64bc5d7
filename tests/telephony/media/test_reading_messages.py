"""A message of a caller is read from the disk while everybody else goes on hearing."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from huawu.telephony.core.media.quick import Rules
from huawu.telephony.media.prompts import Prompts
from tests.telephony.media.stage import Stage, until_idle

pytestmark = pytest.mark.room
SPEECH = b"\x2a" * 160


class SlowDisk:
    """Reads nothing until it is let, in one thread."""

    def __init__(self, sound: bytes = SPEECH * 3) -> None:
        self.sound, self.go = sound, threading.Event()
        self.threads: list[int] = []
        self.read = threading.Event()
        self.reader = ThreadPoolExecutor(1)

    def recorded(self, path: str, law: str) -> bytes:
        self.threads.append(threading.get_ident())
        assert self.go.wait(30)
        self.read.set()
        if not self.sound:
            raise OSError("gone")
        return self.sound


@pytest.fixture
def disk() -> Iterator[SlowDisk]:
    made = SlowDisk()
    yield made
    made.go.set()
    made.reader.shutdown()


@pytest.fixture
def stage(tmp_path: Path, rules: Rules, disk: SlowDisk) -> Iterator[Stage]:
    (tmp_path / "hello.ulaw").write_bytes(b"\x11" * 320)
    made = Stage(tmp_path, rules)
    made.exchange.prompts = Prompts([tmp_path], disk.recorded, readers=disk.reader)
    yield made
    for leg in list(made.exchange.legs):
        made.do("close", leg=leg)
    for party in made.parties.values():
        party.socket.close()


def heard(stage: Stage, leg: str) -> list[bytes]:
    return [bytes(packet.payload) for packet in stage.parties[leg].heard]


def until_read(disk: SlowDisk) -> None:
    """Wait until the thread has handed the sound over."""
    disk.go.set()
    assert disk.read.wait(30)
    until_idle(disk.reader)


def test_while_a_message_is_read_its_listener_hears_silence_and_others_their_calls(
    stage: Stage, disk: SlowDisk
) -> None:
    stage.party("owner")
    stage.party("a")
    stage.party("b")
    stage.do("bridge", bridge="talk", legs=["a", "b"])
    stage.do("play", leg="owner", prompts=["recording:voicemail/m1.hwr", "hello"], token="t")
    stage.turn(5, speaking={"a": b"\x33" * 160})
    assert heard(stage, "owner") == [b"\xff" * 160] * 5
    assert heard(stage, "b").count(b"\x33" * 160) >= 4
    assert disk.threads != [threading.get_ident()]
    until_read(disk)
    stage.turn(6)
    assert heard(stage, "owner")[5:10] == [SPEECH] * 3 + [b"\x11" * 160] * 2
    assert [args["token"] for args in stage.names("played")] == ["t"]


def test_a_message_that_cannot_be_read_is_left_out(stage: Stage, disk: SlowDisk) -> None:
    disk.sound = b""
    stage.party("owner")
    stage.do("play", leg="owner", prompts=["recording:voicemail/m1.hwr", "hello"], token="t")
    stage.turn(2)
    until_read(disk)
    stage.turn(3)
    assert heard(stage, "owner") == [b"\xff" * 160] * 2 + [b"\x11" * 160] * 2
    assert [args["token"] for args in stage.names("played")] == ["t"]


def test_who_hears_something_else_meanwhile_never_hears_the_message(stage: Stage, disk: SlowDisk) -> None:
    stage.party("owner")
    stage.do("play", leg="owner", prompts=["recording:voicemail/m1.hwr"], token="t")
    stage.turn(1)
    stage.do("play", leg="owner", prompts=["hello"], token="u")
    until_read(disk)
    stage.turn(4)
    assert heard(stage, "owner") == [b"\xff" * 160] + [b"\x11" * 160] * 2
    assert [args["token"] for args in stage.names("played")] == ["u"]
