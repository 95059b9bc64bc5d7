"""Sound as arrays: G.711, levels, trimming, resampling, the music and the tones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.speech.core import sound
from huawu.speech.core.music import SECONDS, music
from huawu.speech.core.tones import tones

pytestmark = pytest.mark.core


def sine(frequency: float, seconds: float, rate: int = 8000, peak: float = 0.5) -> sound.Samples:
    return np.asarray(peak * np.sin(2 * np.pi * frequency * np.arange(int(seconds * rate)) / rate))


def test_every_ulaw_byte_survives_being_expanded_and_compressed() -> None:
    every = bytes(range(256))
    again = sound.to_ulaw(sound.from_ulaw(every))
    assert [byte for byte, back in zip(every, again, strict=True) if byte != back] == [0x7F]  # minus zero
    assert again[0x7F] == 0xFF


def test_ulaw_agrees_with_the_values_of_g711() -> None:
    table = {0x80: 32124, 0x00: -32124, 0x8F: 16764, 0x90: 15996, 0xEF: 132, 0xF0: 120, 0xFE: 8, 0xFF: 0}
    heard = {byte: round(float(sound.from_ulaw(bytes([byte]))[0]) * 32768) for byte in table}
    assert heard == table


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=50))
def test_ulaw_is_never_further_off_than_its_step(values: list[float]) -> None:
    given_samples = np.asarray(values)
    heard = sound.from_ulaw(sound.to_ulaw(given_samples))
    allowed = np.maximum(np.abs(given_samples) / 16, 0.0005) + 0.002
    assert (np.abs(heard - np.clip(given_samples, -0.981, 0.981)) <= allowed).all()


def test_levels_are_relative_to_full_scale() -> None:
    assert sound.dbfs(np.ones(800)) == pytest.approx(0)
    assert sound.dbfs(sine(1000, 1, peak=1)) == pytest.approx(-3.01, abs=0.01)
    assert sound.dbfs(np.zeros(0)) == -120


def test_resampling_keeps_a_tone_and_drops_what_does_not_fit() -> None:
    low = sound.resample(sine(1000, 1, 24000), 24000, 8000)
    assert len(low) == 8000
    assert np.abs(low - sine(1000, 1))[400:-400].max() < 0.001
    high = sound.resample(sine(6000, 1, 24000), 24000, 8000)
    assert sound.dbfs(high[400:-400]) < -60
    assert len(sound.resample(sine(500, 0.3333, 8000), 8000, 16000)) == 5332


def test_trimming_leaves_a_breath_on_both_sides() -> None:
    padded = np.concatenate([np.zeros(8000), sine(600, 1), np.zeros(12000)])
    cut = sound.trim(padded, 8000)
    assert len(cut) == pytest.approx(8000 * 1.11, abs=160)
    assert len(sound.trim(np.zeros(800), 8000)) == 0


def test_levelling_ignores_the_pauses_and_never_clips() -> None:
    speech = np.concatenate([sine(600, 1, peak=0.02), np.zeros(16000), sine(600, 1, peak=0.02)])
    assert sound.measure(sound.level(speech, -20)).speech_level == pytest.approx(-20, abs=0.2)
    spiky = np.zeros(8000)
    spiky[::400] = 0.5
    assert np.abs(sound.level(spiky, -10)).max() <= 0.9


def test_silence_is_measured_at_both_ends() -> None:
    found = sound.measure(np.concatenate([np.zeros(400), sine(600, 1), np.zeros(800)]))
    assert (found.lead, found.trail, found.seconds) == (0.05, 0.1, 1.15)
    assert found.peak == pytest.approx(0.5, abs=0.01)
    assert found.in_band > 0.99


def test_a_dressed_voice_is_a_telephone_prompt() -> None:
    raw = np.concatenate([np.zeros(24000), sine(700, 1.5, 24000, 0.9), np.zeros(24000)])
    prompt = sound.from_ulaw(sound.dress(raw, 24000))
    found = sound.measure(prompt)
    piece = sound.measure(sound.from_ulaw(sound.dress(raw, 24000, tight=True)))
    assert piece.lead + piece.trail <= 0.07
    assert found.speech_level == pytest.approx(-20, abs=0.5)
    assert found.seconds < 1.7
    assert found.lead <= 0.06
    assert found.trail <= 0.12


def test_the_music_is_a_calm_seamless_loop_in_the_telephone_band() -> None:
    played = sound.from_ulaw(sound.to_ulaw(music()))
    assert SECONDS >= 40
    assert len(played) == SECONDS * 8000
    assert sound.dbfs(played) == pytest.approx(-24, abs=0.2)
    around = np.concatenate([played[-400:], played[:400]])
    steps = np.abs(np.diff(around))
    assert steps[399] <= steps.max()
    assert sound.frame_levels(played).min() > -45  # never a hole
    assert sound.frame_levels(played).max() < -14  # never a shock
    power = np.abs(np.fft.rfft(music())) ** 2
    heard = np.fft.rfftfreq(len(played), 1 / 8000)
    assert power[(heard < 240) | (heard > 3460)].sum() < power.sum() * 1e-6


def test_the_seam_of_the_music_is_no_louder_click_than_the_rest() -> None:
    looped = np.concatenate([music(), music()])
    jumps = np.abs(np.diff(looped, 2))
    seam = len(looped) // 2
    assert jumps[seam - 4 : seam + 4].max() < jumps.max()


def test_tones_have_the_cadence_of_the_chinese_network() -> None:
    made = tones()
    ring = sound.frame_levels(made["tones/ring_back"]) > -50
    assert (int(ring.sum()), len(ring)) == (100, 500)
    busy = sound.frame_levels(made["tones/busy"]) > -50
    assert (int(busy.sum()), len(busy)) == (140, 280)
    spectrum = np.abs(np.fft.rfft(made["tones/ring_back"][:8000]))
    assert int(spectrum.argmax()) == 450
