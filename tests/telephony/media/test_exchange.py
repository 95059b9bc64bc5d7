"""Legs and bridges with real sockets and virtual time: each turn is called by the test."""

import itertools
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from huawu.platform.refusals import Invalid
from huawu.telephony.core.media import g711, rtp
from huawu.telephony.media.commands import Commands
from huawu.telephony.media.exchange import Exchange
from huawu.telephony.media.pace import SLOT_MICROS, Pace
from huawu.telephony.media.prompts import Prompts
from huawu.telephony.media.recorder import Recorder

pytestmark = pytest.mark.room

TONES = {"a": 500.0, "b": 900.0, "c": 1350.0, "d": 1900.0}


class Party:
    """A phone without a clock of its own."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)
        self.to = ("127.0.0.1", 0)
        self.seq, self.timestamp, self.ssrc = 100, 5000, int.from_bytes(os.urandom(4), "big")
        self.law = "PCMU"
        self.heard: list[rtp.Packet] = []

    @property
    def address(self) -> list[Any]:
        return list(self.socket.getsockname())

    def say(self, payload: bytes, *, kind: int | None = None) -> None:
        self.seq, self.timestamp = (self.seq + 1) & 0xFFFF, self.timestamp + len(payload)
        kind = g711.PAYLOAD_TYPE[self.law] if kind is None else kind
        head = struct.pack(">BBHII", 0x80, kind, self.seq, self.timestamp, self.ssrc)
        self.socket.sendto(head + payload, self.to)

    def listen(self) -> list[rtp.Packet]:
        while True:
            try:
                data = self.socket.recv(2048)
            except OSError:
                return self.heard
            packet = rtp.parse(data, len(data))
            assert packet is not None
            self.heard.append(packet)


class Stage:
    """An exchange whose time the test turns."""

    def __init__(self, folder: Path) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.now = 1_000_000_000
        self.exchange = Exchange(Prompts([folder]), lambda name, args: self.told.append((name, args)))
        self.recorder = Recorder(
            folder, clock=lambda: self.now, legs=self.exchange.legs, tell=self.exchange.tell
        )
        self.pace = Pace(self.exchange, self.recorder, now=self.now)
        self.commands = Commands(self.exchange, self.recorder, self.pace)
        self.parties: dict[str, Party] = {}

    def do(self, name: str, **args: Any) -> None:
        self.commands.handle(name, args)

    def party(self, leg: str, *, codec: str = "PCMU", dtmf: int | None = 101, remote: Any = "own") -> Party:
        party = self.parties[leg] = Party()
        party.law = codec
        party.to = ("127.0.0.1", free_port())
        self.do(
            "open", leg=leg, port=party.to[1], remote=party.address if remote == "own" else remote,
            codec=codec, dtmf=dtmf, bind="127.0.0.1",
        )  # fmt: skip
        return party

    def turn(self, ticks: int = 1, *, speaking: dict[str, bytes] | None = None) -> None:
        """Let 20 ms pass, as often; at the start of each, some parties say something."""
        for _ in range(ticks):
            for leg, payload in (speaking or {}).items():
                self.parties[leg].say(payload)
            for _ in range(4):
                self.now += SLOT_MICROS
                self.pace.turn(self.now)
        for party in self.parties.values():
            party.listen()

    def names(self, name: str) -> list[dict[str, Any]]:
        return [args for told, args in self.told if told == name]


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    (tmp_path / "hello.ulaw").write_bytes(b"\x11" * 480)
    (tmp_path / "music.ulaw").write_bytes(bytes(range(128)) * 100)
    made = Stage(tmp_path)
    yield made
    for leg in list(made.exchange.legs):
        made.do("close", leg=leg)
    for party in made.parties.values():
        party.socket.close()


def tone(frequency: float, law: str, at: int = 0) -> bytes:
    wave = 4000 * np.sin(2 * np.pi * frequency / 8000 * np.arange(at, at + 160))
    return g711.encode(np.round(wave).astype(np.int32), law)


def tones_in(audio: bytes, law: str) -> set[str]:
    """Which parties' tones are in 20 ms."""
    samples = g711.decode(audio, law).astype(float)
    turns = 2j * np.pi / 8000 * np.arange(160)
    return {
        leg
        for leg, frequency in TONES.items()
        if abs((samples * np.exp(-frequency * turns)).sum()) / 80 > 2000
    }


def heard_by_all(stage: Stage) -> dict[str, set[str]]:
    """After everyone has spoken for half a second: who heard whom in the latest 20 ms."""
    for tick in range(25):
        for leg, party in stage.parties.items():
            party.say(tone(TONES[leg], party.law, 160 * tick))
        stage.turn()
    return {
        leg: tones_in(party.heard[-1].payload, party.law) if party.heard else set()
        for leg, party in stage.parties.items()
    }


@pytest.mark.parametrize("laws", list(itertools.product(["PCMU", "PCMA"], repeat=2)))
def test_two_in_a_bridge_hear_each_other_in_any_laws(stage: Stage, laws: tuple[str, str]) -> None:
    for leg, law in zip("ab", laws, strict=True):
        stage.party(leg, codec=law)
    stage.do("bridge", bridge="x", legs=["a", "b"])
    assert heard_by_all(stage) == {"a": {"b"}, "b": {"a"}}


def test_three_hear_each_other_and_nobody_hears_oneself(stage: Stage) -> None:
    for leg, law in [("a", "PCMU"), ("b", "PCMA"), ("c", "PCMU"), ("d", "PCMU")]:
        stage.party(leg, codec=law)
    stage.do("bridge", bridge="x", legs=["a", "b", "c"])
    assert heard_by_all(stage) == {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}, "d": set()}
    stage.do("bridge", bridge="x", legs=["a", "b"])
    assert heard_by_all(stage)["a"] == {"b"}


def test_a_coach_whispers_to_the_agent_alone(stage: Stage) -> None:
    for leg in "abc":
        stage.party(leg)
    hears = {"a": ["b"], "b": ["a", "c"], "c": ["a", "b"]}
    stage.do("bridge", bridge="x", legs=["a", "b", "c"], hears=hears)
    assert heard_by_all(stage) == {"a": {"b"}, "b": {"a", "c"}, "c": {"a", "b"}}


def test_a_bridge_waits_for_a_leg_that_comes_later_and_goes_on_without_one_that_left(stage: Stage) -> None:
    stage.party("a")
    stage.do("bridge", bridge="x", legs=["a", "b", "c"])
    stage.party("b")
    assert heard_by_all(stage) == {"a": {"b"}, "b": {"a"}}
    stage.party("c")
    assert heard_by_all(stage)["a"] == {"b", "c"}
    stage.do("close", leg="c")
    del stage.parties["c"]
    assert heard_by_all(stage) == {"a": {"b"}, "b": {"a"}}


def test_after_a_bridge_ends_nobody_hears_anybody(stage: Stage) -> None:
    one = stage.party("a")
    stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    heard_by_all(stage)
    stage.do("unbridge", bridge="x")
    before = len(one.heard)
    stage.turn(10, speaking={"b": b"\x11" * 160})
    assert len(one.heard) == before


def test_a_leg_in_a_bridge_gets_a_packet_every_20_ms_also_when_nobody_speaks(stage: Stage) -> None:
    one, two = stage.party("a"), stage.party("b", codec="PCMA")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(50)
    for party, silence in ((one, b"\xff" * 160), (two, b"\xd5" * 160)):
        assert {packet.payload for packet in party.heard} == {silence}
        assert len(party.heard) >= 45
        assert {rtp.ahead(q.timestamp, p.timestamp, 32) for p, q in itertools.pairwise(party.heard)} == {160}


def test_while_the_other_is_late_the_relay_waits_before_it_fills_with_silence(stage: Stage) -> None:
    one = stage.party("a")
    stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(10, speaking={"b": b"\x11" * 160})
    heard = len(one.heard)
    stage.turn(4)
    assert len(one.heard) == heard
    stage.turn(10)
    assert {packet.payload for packet in one.heard[heard:]} == {b"\xff" * 160}


def test_what_is_played_replaces_the_bridge_and_then_the_bridge_is_heard_again(stage: Stage) -> None:
    one = stage.party("a")
    stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(5, speaking={"b": b"\x22" * 160})
    one.heard.clear()
    stage.do("play", leg="a", token="t", prompts=["hello"])
    stage.turn(8, speaking={"b": b"\x22" * 160})
    assert [p.payload[0] for p in one.heard] == [0x11] * 3 + [0x22] * (len(one.heard) - 3)
    assert len(one.heard) >= 6
    assert stage.names("played") == [{"leg": "a", "token": "t"}]


def test_playing_the_same_again_changes_nothing_and_something_else_replaces_it(stage: Stage) -> None:
    one = stage.party("a")
    stage.do("play", leg="a", token="t", prompts=["hello", "hello"])
    stage.turn(2)
    stage.do("play", leg="a", token="t", prompts=["hello", "hello"])
    stage.turn(2)
    stage.do("play", leg="a", token="m", prompts=["music"])
    stage.turn(20)
    assert stage.names("played") == []
    assert len(one.heard) == 24
    stage.do("stop", leg="a")
    stage.turn(5)
    assert len(one.heard) == 24


def test_a_missing_prompt_is_told_and_the_rest_is_played(stage: Stage) -> None:
    one = stage.party("a", codec="PCMA")
    stage.do("play", leg="a", token="t", prompts=["nothing", "../hello", "hello"])
    stage.turn(6)
    assert [told["prompt"] for told in stage.names("prompt_missing")] == ["nothing", "../hello"]
    table = g711.crossing("PCMU", "PCMA")
    assert [p.payload for p in one.heard] == [(b"\x11" * 160).translate(table)] * 3
    assert stage.names("played") == [{"leg": "a", "token": "t"}]


def test_a_party_on_hold_is_sent_nothing_and_what_is_played_to_it_still_ends(stage: Stage) -> None:
    one = stage.party("a")
    stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.do("adjust", leg="a", direction="recvonly")
    stage.do("play", leg="a", token="t", prompts=["hello"])
    stage.turn(10, speaking={"b": b"\x22" * 160})
    assert one.heard == []
    assert stage.names("played")
    stage.do("adjust", leg="a", direction="sendrecv")
    stage.turn(5, speaking={"b": b"\x22" * 160})
    assert len(one.heard) >= 4


def test_a_party_we_hold_is_not_heard(stage: Stage) -> None:
    stage.party("a")
    two = stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.do("adjust", leg="a", direction="sendonly")
    stage.turn(12, speaking={"a": b"\x22" * 160})
    assert {p.payload for p in two.heard} == {b"\xff" * 160}


def test_a_change_of_codec_in_the_middle_is_followed_both_ways(stage: Stage) -> None:
    for leg in "abc":
        stage.party(leg)
    stage.do("bridge", bridge="x", legs=["a", "b", "c"])
    heard_by_all(stage)
    stage.do("adjust", leg="b", codec="PCMA")
    stage.parties["b"].law = "PCMA"
    assert heard_by_all(stage) == {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}}
    assert stage.parties["b"].heard[-1].payload_type == 8


def keys_of(party: Party, kind: int) -> list[tuple[int, int, bool]]:
    made = [p for p in party.heard if p.payload_type == kind]
    return [(p.payload[0], p.timestamp, bool(p.payload[1] & 0x80)) for p in made]


def test_digits_are_sent_one_after_the_other_and_then_the_bridge_goes_on(stage: Stage) -> None:
    one = stage.party("a", dtmf=96)
    stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(3, speaking={"b": b"\x22" * 160})
    stage.do("digits", leg="a", digits="12")
    stage.turn(40, speaking={"b": b"\x22" * 160})
    sent = keys_of(one, 96)
    assert [key for key, _, _ in sent] == [1] * 9 + [2] * 9
    assert [end for _, _, end in sent] == ([False] * 6 + [True] * 3) * 2
    assert len({stamp for _, stamp, _ in sent}) == 2
    assert one.heard[-1].payload == b"\x22" * 160
    assert {rtp.ahead(q.seq, p.seq) for p, q in itertools.pairwise(one.heard)} == {1}


def test_a_key_pressed_in_a_bridge_reaches_the_other_party_and_is_told(stage: Stage) -> None:
    one, two = stage.party("a", dtmf=101), stage.party("b", dtmf=96)
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(3, speaking={"a": b"\x22" * 160})
    one.timestamp += 160
    for flags in (0, 0, 0x80, 0x80, 0x80):
        stamp = one.timestamp
        one.say(struct.pack(">BBH", 11, flags | 10, 480), kind=101)
        one.timestamp = stamp
        stage.turn()
    stage.turn(20)
    assert stage.names("digit") == [{"leg": "a", "digit": "#"}]
    assert {key for key, _, _ in keys_of(two, 96)} == {11}
    assert keys_of(one, 101) == []


def test_a_stranger_is_counted_and_neither_heard_nor_recorded(stage: Stage) -> None:
    one, two = stage.party("a"), stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stranger = Party()
    stranger.to = one.to
    for _ in range(20):
        stranger.say(b"\x55" * 160)
        stage.turn(speaking={"a": b"\x22" * 160})
    stranger.socket.close()
    assert b"\x55" * 160 not in {p.payload for p in two.heard}
    stage.do("close", leg="a")
    assert stage.names("closed")[-1] == {
        "leg": "a", "received": 20, "sent": len(one.heard), "lost": 0, "strangers": 20, "jitter_ms": 0.0,
    }  # fmt: skip


def test_a_party_whose_packets_come_from_another_port_is_heard_there_until_the_named_one_speaks(
    stage: Stage,
) -> None:
    named, two = Party(), stage.party("b")
    one = stage.party("a", remote=named.address)
    named.to = one.to
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(6, speaking={"a": b"\x22" * 160, "b": b"\x33" * 160})
    assert two.heard[-1].payload == b"\x22" * 160
    assert one.heard[-1].payload == b"\x33" * 160
    named.say(b"\x44" * 160)
    stage.turn()
    assert two.heard[-1].payload == b"\x44" * 160
    two.heard.clear()
    stage.turn(10, speaking={"a": b"\x22" * 160})
    assert {p.payload for p in two.heard} == {b"\xff" * 160}
    named.socket.close()


def test_a_party_that_moves_is_followed_when_sdp_says_so(stage: Stage) -> None:
    one, two = stage.party("a"), stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(3, speaking={"a": b"\x22" * 160, "b": b"\x33" * 160})
    moved = stage.parties["a2"] = Party()
    moved.to = one.to
    stage.do("adjust", leg="a", remote=moved.address)
    stage.turn(5, speaking={"a2": b"\x44" * 160, "b": b"\x33" * 160})
    assert two.heard[-1].payload == b"\x44" * 160
    assert moved.heard[-1].payload == b"\x33" * 160
    before = len(one.heard)
    stage.do("adjust", leg="a", remote=None)
    stage.turn(5, speaking={"a2": b"\x55" * 160, "b": b"\x33" * 160})
    assert b"\x55" * 160 not in {p.payload for p in two.heard}
    assert len(one.heard) == before


def test_silence_is_told_after_ten_seconds_and_every_ten_more(stage: Stage) -> None:
    stage.party("a")
    stage.party("b")
    stage.do("adjust", leg="b", direction="sendonly")
    stage.turn(2, speaking={"a": b"\x22" * 160})
    stage.turn(50 * 22)
    assert [told["seconds"] for told in stage.names("silent")] == [10, 20]
    assert {told["leg"] for told in stage.names("silent")} == {"a"}


def test_a_port_that_is_taken_is_told_and_given_back_after_close(stage: Stage) -> None:
    one = stage.party("a")
    args = {"remote": None, "codec": "PCMU", "dtmf": None, "bind": "127.0.0.1", "port": one.to[1]}
    stage.do("open", leg="x", **args)
    assert stage.names("failed")[0]["leg"] == "x"
    stage.do("close", leg="a")
    stage.do("open", leg="y", **args)
    assert stage.commands.handle("inventory", {})["legs"] == ["y"]


def test_after_a_standstill_the_past_is_not_made_up_for(stage: Stage) -> None:
    one = stage.party("a")
    stage.do("play", leg="a", token="t", prompts=["music"], loop=True)
    stage.turn(5)
    stage.now += 60_000_000
    stage.turn(1)
    assert len(one.heard) < 12
    assert stage.commands.handle("statistics", {})["skipped_slots"] > 10_000


NONSENSE: list[tuple[str, Any]] = [
    ("open", {}),
    ("open", {"leg": "z", "port": 0, "codec": "PCMU", "bind": "127.0.0.1"}),
    ("open", {"leg": "z", "port": 40000, "codec": "opus", "bind": "127.0.0.1"}),
    ("open", {"leg": "z", "port": 40000, "codec": "PCMU", "bind": "localhost"}),
    ("open", {"leg": "z", "port": 40000, "codec": "PCMU", "bind": "127.0.0.1", "remote": ["224.0.0.1", 5]}),
    ("open", {"leg": "z", "port": 40000, "codec": "PCMU", "bind": "127.0.0.1", "remote": ["example.org", 5]}),
    ("adjust", {"leg": "a", "direction": "sideways"}),
    ("adjust", {"leg": "a", "dtmf": 300}),
    ("play", {"leg": "a", "prompts": "hello"}),
    ("bridge", {"bridge": "x", "legs": [1, 2]}),
    ("bridge", {"bridge": "x", "legs": ["a"], "hears": ["a"]}),
    ("record", {"recording": "r", "path": "r", "key": b"short", "header": {}, "outside": [], "inside": []}),
    ("digits", {"leg": "a", "digits": 5}),
    ("explode", {}),
    ("close", None),
]


@pytest.mark.parametrize(("name", "args"), NONSENSE)
def test_nonsense_is_refused_and_changes_nothing(stage: Stage, name: str, args: Any) -> None:
    stage.party("a")
    before = stage.commands.handle("inventory", {})
    with pytest.raises(Invalid):
        stage.commands.handle(name, args)
    assert stage.commands.handle("inventory", {}) == before
    assert stage.commands.handle("statistics", {})["nonsense"] == 1


def test_commands_for_legs_that_are_not_there_are_ignored(stage: Stage) -> None:
    for name in ("close", "stop", "adjust"):
        stage.do(name, leg="nobody")
    stage.do("play", leg="nobody", prompts=["hello"])
    stage.do("digits", leg="nobody", digits="1")
    stage.do("stop_record", recording="none")
    stage.do("adjust_record", recording="none", outside=[], inside=[])
    stage.do("unbridge", bridge="none")
    assert stage.told == []
