"""G.711 against values of the recommendation and against the rule it follows."""

import numpy as np
import pytest

from huawu.telephony.core.media import g711

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("law", "byte", "sample"),
    [
        ("PCMU", 0xFF, 0),
        ("PCMU", 0x7F, 0),
        ("PCMU", 0x80, 32124),
        ("PCMU", 0x00, -32124),
        ("PCMU", 0xFE, 8),
        ("PCMU", 0xEF, 132),
        ("PCMA", 0xD5, 8),
        ("PCMA", 0x55, -8),
        ("PCMA", 0xAA, 32256),
        ("PCMA", 0x2A, -32256),
        ("PCMA", 0xC5, 264),
    ],
)
def test_bytes_mean_the_samples_of_the_recommendation(law: str, byte: int, sample: int) -> None:
    assert g711.decode(bytes([byte]), law).tolist() == [sample]


@pytest.mark.parametrize("law", ["PCMU", "PCMA"])
def test_every_code_survives_the_way_to_samples_and_back(law: str) -> None:
    codes = bytes(code for code in range(256) if not (law == "PCMU" and code == 0x7F))  # a second zero
    assert g711.encode(g711.decode(codes, law), law) == codes


@pytest.mark.parametrize("law", ["PCMU", "PCMA"])
def test_every_sample_gets_the_code_nearest_to_it(law: str) -> None:
    samples = np.arange(-32768, 32768, dtype=np.int32)
    got = g711.decode(g711.encode(samples, law), law).astype(np.int32)
    values = np.unique(g711.decode(bytes(range(256)), law).astype(np.int32))
    place = np.clip(np.searchsorted(values, samples), 1, len(values) - 1)
    nearest = np.minimum(np.abs(values[place - 1] - samples), np.abs(values[place] - samples))
    step = np.maximum(np.diff(values)[np.clip(place - 1, 0, None)], 1)
    assert (np.abs(got - samples) <= np.maximum(nearest, step)).all()
    assert (np.diff(got) >= 0).all()


@pytest.mark.parametrize("law", ["PCMU", "PCMA"])
def test_a_tone_keeps_at_least_35_db_above_its_noise(law: str) -> None:
    tone = 8000 * np.sin(2 * np.pi * 1000 / 8000 * np.arange(8000) + 0.1)
    noise = g711.decode(g711.encode(np.round(tone).astype(np.int32), law), law) - tone
    assert 10 * np.log10((tone**2).mean() / (noise**2).mean()) > 35


def test_what_is_too_loud_is_clipped_and_does_not_wrap() -> None:
    loud = np.array([100_000, -100_000], dtype=np.int32)
    assert g711.decode(g711.encode(loud, "PCMU"), "PCMU").tolist() == [32124, -32124]
    assert g711.decode(g711.encode(loud, "PCMA"), "PCMA").tolist() == [32256, -32256]


@pytest.mark.parametrize(("source", "target"), [("PCMU", "PCMA"), ("PCMA", "PCMU")])
def test_crossing_from_law_to_law_is_what_samples_would_say(source: str, target: str) -> None:
    codes = bytes(range(256))
    table = g711.crossing(source, target)
    assert table is not None
    assert codes.translate(table) == g711.encode(g711.decode(codes, source), target)


def test_silence_is_the_quietest_code_and_needs_no_crossing_to_itself() -> None:
    assert np.abs(g711.decode(g711.silence("PCMU", 5), "PCMU")).max() == 0
    assert np.abs(g711.decode(g711.silence("PCMA", 5), "PCMA")).max() == 8
    assert g711.crossing("PCMA", "PCMA") is None
