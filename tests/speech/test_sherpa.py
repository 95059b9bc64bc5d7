"""Model folders for sherpa-onnx: what they must say of themselves, and how the engine is spoken to (a pretend
one, in the real worker process)."""

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import pytest

from huawu.speech.adapters.sherpa import SherpaStt
from huawu.speech.core.sound import to_s16le
from huawu.speech.errors import NotGenuine, NotInstalled

pytestmark = pytest.mark.room

ENGINE = Path(__file__).parents[1] / "fixtures" / "speech" / "engine"
FILES = {
    "sense_voice": {"model": "model.int8.onnx", "tokens": "tokens.txt"},
    "online_zipformer": {
        "encoder": "encoder.onnx",
        "decoder": "decoder.onnx",
        "joiner": "joiner.onnx",
        "tokens": "tokens.txt",
    },
}


def folder(tmp_path: Path, kind: str = "sense_voice", *, changed: str = "", manifest: str = "") -> Path:
    """A model folder. `changed`: a file that is not the one the manifest means; `manifest`: instead of it."""
    place = tmp_path / "model"
    place.mkdir()
    hashes = []
    for name in FILES[kind].values():
        (place / name).write_bytes(b"five")
        hashes.append(f'"{name}" = "{hashlib.sha256(b"five").hexdigest()}"')
    if changed:
        (place / changed).write_bytes(b"six")
    files = "\n".join(f'{argument} = "{name}"' for argument, name in FILES[kind].items())
    head = f'type = "{kind}"\nversion = "1"\nlanguages = ["zh-CN"]\nlicence = "MIT"\n'
    written = manifest or head + f"[files]\n{files}\n[sha256]\n" + "\n".join(hashes)
    (place / "manifest.toml").write_text(written, "utf-8")
    return place


@pytest.fixture
def pretend_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pretend package is what the adapter and its worker find."""
    if importlib.util.find_spec("sherpa_onnx") is not None:
        pytest.skip("the real sherpa_onnx is installed")
    monkeypatch.syspath_prepend(str(ENGINE))
    monkeypatch.setenv("PYTHONPATH", str(ENGINE))


def voiced(seconds: float) -> bytes:
    return to_s16le(0.2 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * 8000)) / 8000))


@pytest.mark.usefixtures("pretend_engine")
@pytest.mark.parametrize(
    ("kind", "heard"), [("sense_voice", "感知 five 1.5"), ("online_zipformer", "transducer five 2.1")]
)
async def test_an_engine_hears_each_utterance_at_its_own_rate(tmp_path: Path, kind: str, heard: str) -> None:
    stt = SherpaStt(folder(tmp_path, kind))
    try:
        told = await stt.transcribe(
            bytes(16000) + voiced(1) + bytes(32000), 8000, language="zh-CN", channel=1
        )
    finally:
        await stt.close()
    (segment,) = told.segments
    assert segment.text == heard
    assert (segment.language, segment.channel) == ("zh-CN", 1)
    assert segment.start == pytest.approx(0.8, abs=0.1)
    assert told.engine_version == "model-1"


@pytest.mark.usefixtures("pretend_engine")
async def test_a_model_that_is_not_the_one_it_says_is_not_loaded(tmp_path: Path) -> None:
    stt = SherpaStt(folder(tmp_path, changed="tokens.txt"))
    try:
        with pytest.raises(NotGenuine) as refused:
            await stt.transcribe(bytes(16000) + voiced(1) + bytes(16000), 8000)
    finally:
        await stt.close()
    assert refused.value.key == "speech.not_genuine"


@pytest.mark.parametrize(
    ("manifest", "field"),
    [
        ("type = ", "manifest.toml"),
        ('type = "wenet"', "type"),
        ('type = "sense_voice"\nversion = ""', "version"),
        ('type = "sense_voice"\nversion = "1"\nlicence = "MIT"\nlanguages = "zh"', "languages"),
        ('type = "sense_voice"\nversion = "1"\nlicence = "MIT"\nlanguages = ["zh"]\nrate = 1', "rate"),
        (
            'type = "sense_voice"\nversion = "1"\nlicence = "MIT"\nlanguages = ["zh"]\n'
            '[files]\nmodel = "../../etc/passwd"\ntokens = "t"',
            "files",
        ),
        (
            'type = "sense_voice"\nversion = "1"\nlicence = "MIT"\nlanguages = ["zh"]\n'
            '[files]\nmodel = "m"\ntokens = "t"\n[sha256]\nm = "00"',
            "sha256",
        ),
    ],
)
def test_a_manifest_that_is_not_right_is_refused_with_the_field(
    tmp_path: Path, manifest: str, field: str
) -> None:
    with pytest.raises(NotGenuine) as refused:
        SherpaStt(folder(tmp_path, manifest=manifest))
    assert (refused.value.key, refused.value.params["field"]) == ("speech.bad_manifest", field)


def test_a_folder_without_a_manifest_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled):
        SherpaStt(tmp_path)


async def test_without_the_engine_it_is_refused_politely(tmp_path: Path) -> None:
    if importlib.util.find_spec("sherpa_onnx") is not None:
        pytest.skip("sherpa_onnx is installed")
    with pytest.raises(NotInstalled):
        await SherpaStt(folder(tmp_path)).transcribe(voiced(1), 8000)
