"""Who hears what: bridges, prompts, hold, with real sockets and virtual time."""

import itertools

import numpy as np
import pytest

from huawu.telephony.core.media import g711, rtp
from tests.telephony.media.stage import Stage

pytestmark = pytest.mark.room

TONES = {"a": 500.0, "b": 900.0, "c": 1350.0, "d": 1900.0}


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


def test_a_leg_in_a_bridge_gets_a_packet_of_silence_each_second_while_nobody_speaks(stage: Stage) -> None:
    one, two = stage.party("a"), stage.party("b", codec="PCMA")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(200)
    for party, silence in ((one, b"\xff" * 160), (two, b"\xd5" * 160)):
        assert {packet.payload for packet in party.heard} == {silence}
        assert 4 <= len(party.heard) <= 5
        steps = [rtp.ahead(q.timestamp, p.timestamp, 32) for p, q in itertools.pairwise(party.heard)]
        assert all(abs(step - 8000) < 160 for step in steps), "time stamps follow the clock"


def test_while_the_other_is_late_the_relay_waits_before_it_fills_with_silence(stage: Stage) -> None:
    one = stage.party("a")
    stage.party("b")
    stage.do("bridge", bridge="x", legs=["a", "b"])
    stage.turn(10, speaking={"b": b"\x11" * 160})
    heard = len(one.heard)
    stage.turn(4)
    assert len(one.heard) == heard
    stage.turn(50)
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
