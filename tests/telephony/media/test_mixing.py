"""Who hears whom, told by tones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.telephony.core.media import g711, mixing
from huawu.telephony.core.media.hearing import Bridge, speakers

pytestmark = pytest.mark.core

TONES = [500.0, 900.0, 1350.0, 1900.0, 2500.0]


def tone(number: int, law: str) -> bytes:
    wave = 5000 * np.sin(2 * np.pi * TONES[number] / 8000 * np.arange(160))
    return g711.encode(np.round(wave).astype(np.int32), law)


def loudness(audio: bytes, law: str, frequency: float) -> float:
    """Amplitude of one frequency (Goertzel, by its definition as a single Fourier sum)."""
    samples = g711.decode(audio, law).astype(float)
    return float(2 / 160 * np.abs((samples * np.exp(-2j * np.pi * frequency / 8000 * np.arange(160))).sum()))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_each_listener_hears_just_those_it_is_to_hear(data: st.DataObject) -> None:
    laws = [data.draw(st.sampled_from(["PCMU", "PCMA"])) for _ in TONES]
    hears = data.draw(st.lists(st.sets(st.integers(0, 4), min_size=1), min_size=1, max_size=6))
    listener_laws = [data.draw(st.sampled_from(["PCMU", "PCMA"])) for _ in hears]
    plan = mixing.plan([sorted(who) for who in hears], speaker_laws=laws, listener_laws=listener_laws)
    out = mixing.mix(plan, [tone(n, law) for n, law in enumerate(laws)])
    for heard, who, law in zip(out, hears, listener_laws, strict=True):
        for number, frequency in enumerate(TONES):
            level = loudness(heard, law, frequency)
            assert level > 4500 if number in who else level < 700


def test_a_sum_too_loud_is_clipped() -> None:
    loud = g711.encode(np.full(160, 30000), "PCMU")
    plan = mixing.plan([[0, 1]], speaker_laws=["PCMU"] * 2, listener_laws=["PCMU"])
    assert set(g711.decode(mixing.mix(plan, [loud, loud])[0], "PCMU").tolist()) == {32124}


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
