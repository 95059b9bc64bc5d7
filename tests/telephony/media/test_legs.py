"""Legs one by one: keys, strangers, moves, ports, nonsense, with real sockets and virtual time."""

import itertools
import socket
import struct
from typing import Any

import pytest

from huawu.platform.refusals import Invalid
from huawu.telephony.core.media import rtp
from huawu.telephony.media.leg import Leg
from tests.telephony.media.stage import Party, Stage

pytestmark = pytest.mark.room


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
    stage.turn(60, speaking={"a": b"\x22" * 160})
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


def test_what_a_party_said_before_its_line_was_there_is_heard_first_and_nothing_is_lost(
    stage: Stage,
) -> None:
    two = stage.party("b")
    one = stage.party("a", remote=None)
    stage.do("bridge", bridge="x", legs=["a", "b"])
    for n in range(2):
        one.say(bytes([n]) * 160)
    stage.do("adjust", leg="a", remote=one.address)
    for n in range(2, 5):
        one.say(bytes([n]) * 160)
    stage.turn(5)
    assert [p.payload[0] for p in two.heard] == [0, 1, 2, 3, 4]
    assert {rtp.ahead(q.seq, p.seq) for p, q in itertools.pairwise(two.heard)} == {1}
    stage.do("close", leg="a")
    assert [(told["received"], told["lost"]) for told in stage.names("closed")] == [(5, 0)]


def test_what_comes_while_the_line_is_being_connected_is_heard_if_it_is_the_peers(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    two, stranger = stage.party("b"), Party()
    one = stage.party("a", remote=None)
    stranger.to = one.to
    stage.do("bridge", bridge="x", legs=["a", "b"])
    second_socket = Leg._second_socket

    def slowly(leg: Leg) -> socket.socket:
        made = second_socket(leg)
        if leg.id == "a":
            stranger.say(b"\x55" * 160)
            one.say(b"\x11" * 160)
        return made

    monkeypatch.setattr(Leg, "_second_socket", slowly)
    stage.do("adjust", leg="a", remote=one.address)
    one.say(b"\x22" * 160)
    stage.turn(3)
    stranger.socket.close()
    assert [p.payload[0] for p in two.heard] == [0x22, 0x11]


def test_nobody_else_can_listen_on_a_legs_port(stage: Stage) -> None:
    port = stage.party("a").to[1]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", port))


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
    since = rtp.ahead(one.heard[-1].timestamp, one.heard[0].timestamp, 32)
    assert since == pytest.approx(60 * 8000, abs=2000)
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


def test_a_leg_to_which_nobody_speaks_has_no_line_and_keeps_its_way_open_all_the_same(stage: Stage) -> None:
    one, two = stage.party("a"), stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(120)
    assert [stage.exchange.legs[name].line for name in "ab"] == [None, None]
    assert len(one.heard) >= 2
    stage.turn(speaking={"a": b"\x22" * 160})
    stage.turn(3, speaking={"a": b"\x22" * 160})
    assert all(stage.exchange.legs[name].line for name in "ab")
    assert [p.payload for p in two.heard][-4:] == [b"\x22" * 160] * 4


def test_strangers_do_not_keep_a_peer_out_that_has_not_spoken_yet(stage: Stage) -> None:
    one, two, stranger = stage.party("a"), stage.party("b"), Party()
    stranger.to = one.to
    stage.do("bridge", bridge="x", legs=["a", "b"])
    for _ in range(2000):  # more than the port can hold
        stranger.say(b"\x55" * 160)
    stage.turn()
    stage.turn(5, speaking={"a": b"\x22" * 160})
    stranger.socket.close()
    assert [p.payload for p in two.heard][-5:] == [b"\x22" * 160] * 5
    assert b"\x55" * 160 not in {p.payload for p in two.heard}
