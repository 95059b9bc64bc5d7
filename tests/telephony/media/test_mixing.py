"""Who hears whom, told by tones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.telephony.core.media import g711, rtp
from huawu.telephony.core.media.hearing import Bridge, speakers
from tests.telephony.media.wires import Room

pytestmark = pytest.mark.core

TONES = [500.0, 900.0, 1350.0, 1900.0, 2500.0]


def tone(number: int, law: str) -> bytes:
    wave = 5000 * np.sin(2 * np.pi * TONES[number] / 8000 * np.arange(160))
    return g711.encode(np.round(wave).astype(np.int32), law)


def loudness(audio: bytes, law: str, frequency: float) -> float:
    """Amplitude of one frequency (Goertzel, by its definition as a single Fourier sum)."""
    samples = g711.decode(audio, law).astype(float)
    return float(2 / 160 * np.abs((samples * np.exp(-2j * np.pi * frequency / 8000 * np.arange(160))).sum()))


def said(laws: list[str], hears: list[tuple[int, list[int]]], voices: dict[int, bytes]) -> list[rtp.Packet]:
    """What each listener of a score is sent when these speak for three packets: the first one."""
    room = Room(laws)
    for speaker, voice in voices.items():
        for n in range(3):
            room.say(speaker, 160 * n, voice)
    assert room.mix(hears, 8000) == len(hears)
    return [room.parties[listener].stream()[0] for listener, _ in hears]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_each_listener_hears_just_those_it_is_to_hear(data: st.DataObject) -> None:
    laws = [data.draw(st.sampled_from(["PCMU", "PCMA"])) for _ in TONES]
    speaking = data.draw(st.sets(st.integers(0, 4)))
    listeners = data.draw(st.lists(st.integers(0, 4), min_size=1, unique=True))
    hears = [(n, sorted(data.draw(st.sets(st.integers(0, 4))))) for n in listeners]
    voices = {n: tone(n, laws[n]) for n in speaking}
    for heard, (listener, who) in zip(said(laws, hears, voices), hears, strict=True):
        assert heard.payload_type == g711.PAYLOAD_TYPE[laws[listener]]
        for number, frequency in enumerate(TONES):
            level = loudness(heard.payload, laws[listener], frequency)
            assert level > 4500 if number in who and number in speaking else level < 700


@pytest.mark.parametrize(("law", "loudest"), [("PCMU", 32124), ("PCMA", 32256)])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_too_loud_is_clipped_and_not_wrapped(law: str, loudest: int, sign: int) -> None:
    loud = g711.encode(np.full(160, 30000 * sign), law)
    [heard] = said([law] * 3, [(2, [0, 1])], {0: loud, 1: loud})
    assert set(g711.decode(heard.payload, law).tolist()) == {loudest * sign}


def test_a_mix_goes_on_with_the_numbers_of_the_stream_and_gives_them_back() -> None:
    room = Room(["PCMU", "PCMA"])
    out = room.parties[1].outgoing
    seq = out.seq
    for n in range(3):
        room.mix([(1, [0])], 8000 + 160 * n)
    first, *rest = room.parties[1].stream()
    assert (first.seq, first.marker, first.ssrc) == ((seq + 1) & 0xFFFF, True, out.ssrc)
    assert [p.seq - first.seq for p in rest] == [1, 2]
    assert [p.timestamp - first.timestamp for p in rest] == [160, 320]
    assert not any(p.marker for p in rest)
    assert (out.sent, out.latest) == (3, 8320)
    out.settle()
    out.say(out.silence, 8480)
    last = room.parties[1].stream()[-1]
    assert (last.seq - first.seq, last.timestamp - first.timestamp, last.marker) == (3, 480, False)
    assert out.sent == 4


def test_after_a_standstill_the_time_stamps_of_a_mix_stand_at_the_clock() -> None:
    room = Room(["PCMU", "PCMA"])
    room.mix([(1, [0])], 8000)
    room.parties[1].outgoing.stood_still()
    room.mix([(1, [0])], 80_000)
    before, after = room.parties[1].stream()
    assert after.timestamp - before.timestamp == 72_000
    assert after.marker


def test_a_speaker_is_read_once_a_tick_however_many_hear_it() -> None:
    room = Room(["PCMU"] * 4)
    for n in range(4):
        room.say(0, 160 * n, bytes([n + 1]) * 160)
    for clock in (8000, 8160):
        room.mix([(1, [0]), (2, [0])], clock)
        room.mix([(3, [0])], clock + 40)
    heard = [[p.payload[0] for p in room.parties[n].stream()] for n in (1, 2, 3)]
    assert heard == [[1, 2]] * 3


def test_in_a_bridge_everyone_hears_everyone_else() -> None:
    bridge = Bridge(("a", "b", "c"))
    assert bridge.speakers("a") == ("b", "c")
    assert bridge.speakers("x") == ()


def test_a_whisper_is_heard_by_the_agent_alone() -> None:
    whisper = Bridge(
        ("customer", "agent", "coach"),
        {"customer": ("agent",), "agent": ("customer", "coach"), "coach": ("customer", "agent")},
    )
    assert whisper.speakers("customer") == ("agent",)
    assert whisper.speakers("agent") == ("customer", "coach")


def test_one_hears_those_of_all_bridges_once_and_never_oneself() -> None:
    bridges = [Bridge(("a", "b")), Bridge(("a", "b", "c"), {"a": ("a", "c", "stranger")})]
    assert speakers(bridges, "a") == ("b", "c")
    assert speakers(bridges, "c") == ()
