"""The centre's own prompts: any WAV in, a telephone prompt out, or a plain reason why not; kept by hash."""

import io
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.platform.config.checks import check_item
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.speech import config
from huawu.speech import service as speech
from huawu.speech.core import wav
from huawu.speech.core.sound import Samples, from_ulaw, measure, to_s16le, to_ulaw
from huawu.speech.sounds import OwnSounds

pytestmark = pytest.mark.core


def tone(seconds: float, rate: int, level: float = 0.2, hertz: float = 440.0) -> Samples:
    at = np.arange(int(seconds * rate)) / rate
    return np.asarray(level * np.sin(2 * np.pi * hertz * at), np.float64)


def quiet(seconds: float, rate: int) -> Samples:
    return np.zeros(int(seconds * rate))


def pcm16(samples: Samples, rate: int, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(2)
        made.setframerate(rate)
        made.writeframes(to_s16le(np.repeat(samples, channels)))
    return file.getvalue()


def file_of(kind: int, bits: int, data: bytes, rate: int = 8000) -> bytes:
    form = struct.pack("<HHIIHH", kind, 1, rate, rate * bits // 8, bits // 8, bits)
    return (
        b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    )


def refused(data: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        speech.sound_of_wav(data)
    return refusal.value.key


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (16000, 1), (22050, 1), (44100, 2), (48000, 2)])
def test_a_recording_of_any_rate_becomes_a_telephone_prompt_without_its_silence(
    rate: int, channels: int
) -> None:
    whole = np.concatenate([quiet(1.0, rate), tone(1.5, rate), quiet(2.0, rate)])
    made = speech.sound_of_wav(pcm16(whole, rate, channels))
    heard = measure(from_ulaw(made.sound))
    assert made.seconds == pytest.approx(1.6, abs=0.15)
    assert made.cut == pytest.approx(2.9, abs=0.15)
    assert heard.speech_level == pytest.approx(-20, abs=1.5)
    assert heard.lead < 0.1
    assert heard.trail < 0.2
    assert not made.overdriven


def test_every_kind_of_wav_that_telephones_and_browsers_make_is_read_alike() -> None:
    samples = tone(1.0, 8000)
    integers = (samples * 2**31).astype("<i4")
    a_law = np.array([int(code) for code in _a_law(samples)], np.uint8).tobytes()
    kinds = {
        (wav.PCM, 8): ((samples * 128) + 128).astype(np.uint8).tobytes(),
        (wav.PCM, 16): to_s16le(samples),
        (wav.PCM, 24): integers.view(np.uint8).reshape(-1, 4)[:, 1:].tobytes(),
        (wav.PCM, 32): integers.tobytes(),
        (wav.FLOAT, 32): samples.astype("<f4").tobytes(),
        (wav.FLOAT, 64): samples.astype("<f8").tobytes(),
        (wav.ULAW, 8): to_ulaw(samples),
        (wav.ALAW, 8): a_law,
    }
    for (kind, bits), data in kinds.items():
        read, rate = wav.read(file_of(kind, bits, data))
        assert rate == 8000
        assert np.abs(read - samples).max() < 0.02, (kind, bits)


def _a_law(samples: Samples) -> list[int]:
    """A-law by search: the code whose value is nearest."""
    values, _ = wav.read(file_of(wav.ALAW, 8, bytes(range(256))))
    return [int(np.argmin(np.abs(values - each))) for each in samples]


def test_an_extensible_file_is_read_by_the_kind_that_it_names() -> None:
    samples = tone(0.5, 16000)
    form = struct.pack("<HHIIHH", 0xFFFE, 2, 16000, 128000, 8, 32)
    form += struct.pack("<HHIH", 22, 32, 3, wav.FLOAT) + bytes(14)
    data = np.repeat(samples, 2).astype("<f4").tobytes()
    chunks = b"fmt " + struct.pack("<I", len(form)) + form
    chunks += b"LIST\x03\0\0\0odd\0" + b"data" + struct.pack("<I", 0xFFFFFFFF) + data
    channels, rate = wav.read_channels(b"RIFF\0\0\0\0WAVE" + chunks)
    assert (rate, channels.shape) == (16000, (2, len(samples)))
    assert np.abs(channels[1] - samples).max() < 1e-6


def test_what_is_written_is_read_by_others_too() -> None:
    samples = tone(0.2, 8000)
    with wave.open(io.BytesIO(wav.write(samples, 8000))) as opened:
        assert opened.getparams()[:4] == (1, 2, 8000, len(samples))
        assert opened.readframes(len(samples)) == to_s16le(samples)


def test_the_values_of_a_law_are_those_of_the_recommendation() -> None:
    values, _ = wav.read(file_of(wav.ALAW, 8, bytes([0xD5, 0x55, 0xAA, 0x2A, 0xC5])))
    assert [round(each * 32768) for each in values] == [8, -8, 32256, -32256, 264]


def test_what_cannot_be_a_prompt_is_refused_with_the_reason() -> None:
    assert refused(b"ID3 an mp3") == "prompt.not_wav"
    assert refused(pcm16(tone(0.1, 8000), 8000)) == "prompt.too_short"
    assert refused(pcm16(tone(121, 8000), 8000)) == "prompt.too_long"
    assert refused(pcm16(quiet(3, 8000), 8000)) == "prompt.silent"
    assert refused(pcm16(tone(3, 8000, 0.002), 8000)) == "prompt.too_quiet"
    assert refused(pcm16(np.concatenate([tone(0.05, 8000), quiet(2, 8000)]), 8000)) == "prompt.too_short"


def test_what_was_recorded_too_loud_is_said_to_be() -> None:
    loud = np.clip(tone(2, 16000, 3.0), -1, 1)
    assert speech.sound_of_wav(pcm16(loud, 16000)).overdriven


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=60), st.integers(0, 0xFFFF), st.integers(0, 64))
def test_no_file_breaks_the_reader(data: bytes, form: bytes, kind: int, bits: int) -> None:
    broken = b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<I", len(form)) + form + data
    for each in (data, broken, file_of(kind, bits, data), pcm16(tone(1, 8000), 8000)[: len(data)]):
        try:
            samples, rate = wav.read(each)
        except wav.NotWav:
            continue
        assert np.isfinite(samples).all()
        assert rate > 0


def test_a_sound_is_kept_once_by_its_hash_and_given_back_as_it_was(tmp_path: Path) -> None:
    shelf = OwnSounds(tmp_path)
    name = shelf.put(b"\xff" * 800)
    assert shelf.put(b"\xff" * 800) == name
    assert [file.name for file in (tmp_path / "own").iterdir()] == [f"{name}.ulaw"]
    assert (shelf.there(name), shelf.load(name)) == (True, b"\xff" * 800)
    for other in ("0" * 64, "../../etc/passwd", name.upper(), ""):
        assert not shelf.there(other)
        with pytest.raises(NotFound):
            shelf.load(other)


def test_a_shelf_that_is_full_takes_no_more(tmp_path: Path) -> None:
    shelf = OwnSounds(tmp_path, limit=1000)
    shelf.put(b"a" * 900)
    with pytest.raises(Refusal, match=r"prompt\.no_room"):
        shelf.put(b"b" * 200)


def test_a_prompt_is_heard_in_a_browser_as_it_is_on_the_telephone() -> None:
    sound = to_ulaw(tone(1, 8000))
    read, rate = wav.read(speech.as_wav(sound))
    assert rate == 8000
    assert np.abs(read - from_ulaw(sound)).max() < 1e-4


NAME = {"zh": "春节", "en": "New Year"}
SOUND = {"sound": "a" * 64, "seconds": 3.2, "text": "春节快乐", "made": "recorded"}


@pytest.mark.parametrize(
    ("key", "body", "why"),
    [
        ("holiday", {"sounds": {}}, "config.no_name"),
        ("a/b", {"name": NAME}, "prompt.bad_key"),
        ("holiday", {"name": NAME, "sounds": {"fr-FR": SOUND}}, "config.bad_field"),
        ("holiday", {"name": NAME, "sounds": {"zh-CN": {"sound": "../x"}}}, "config.bad_field"),
        ("holiday", {"name": NAME, "sounds": {"zh-CN": SOUND | {"made": "stolen"}}}, "config.bad_field"),
        ("holiday", {"name": NAME, "text": "x"}, "config.unknown_field"),
    ],
)
def test_a_prompt_that_makes_no_sense_is_not_configured(key: str, body: dict[str, object], why: str) -> None:
    config.register()
    with pytest.raises(Invalid) as refusal:
        check_item("prompt", key, body, {})
    assert refusal.value.key == why


def test_a_prompt_may_have_one_language_before_it_has_both() -> None:
    config.register()
    check_item("prompt", "holiday", {"name": NAME, "sounds": {"zh-CN": SOUND}}, {})
