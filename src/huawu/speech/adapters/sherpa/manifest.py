"""What a model folder says of itself.

    type = "sense_voice"                   # or paraformer, zipformer, online_paraformer, online_zipformer
    version = "2024-07-17"
    languages = ["zh-CN", "en-US"]
    licence = "FunASR model licence"
    rate = 16000                           # left out: 16000

    [files]                                # the argument of the engine: the file
    model = "model.int8.onnx"
    tokens = "tokens.txt"

    [sha256]
    "model.int8.onnx" = "…"
    "tokens.txt" = "…"

Every file must lie in the folder and have its hash: a model file is a program.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huawu.speech.errors import NotGenuine, NotInstalled

NAME = "manifest.toml"
_TYPES: dict[str, frozenset[str]] = {
    "sense_voice": frozenset({"model", "tokens"}),
    "paraformer": frozenset({"paraformer", "tokens"}),
    "zipformer": frozenset({"encoder", "decoder", "joiner", "tokens"}),
    "online_paraformer": frozenset({"encoder", "decoder", "tokens"}),
    "online_zipformer": frozenset({"encoder", "decoder", "joiner", "tokens"}),
}
TYPES = tuple(_TYPES)
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A model folder. `files`: argument and file name; `sha256`: of each file."""

    type: str
    version: str
    languages: tuple[str, ...]
    licence: str
    rate: int
    files: dict[str, str]
    sha256: dict[str, str]


def read(folder: Path) -> Manifest:
    """The manifest of a folder. Raises NotInstalled when there is none, NotGenuine when it is not right."""
    try:
        told = tomllib.loads((folder / NAME).read_text("utf-8"))
    except OSError as missing:
        raise NotInstalled("speech.not_installed", what=folder.name) from missing
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise NotGenuine("speech.bad_manifest", what=folder.name, field=NAME) from wrong
    if field := _wrong(told):
        raise NotGenuine("speech.bad_manifest", what=folder.name, field=field)
    return Manifest(
        type=told["type"],
        version=told["version"],
        languages=tuple(told["languages"]),
        licence=told["licence"],
        rate=told.get("rate", 16000),
        files=dict(told["files"]),
        sha256=dict(told["sha256"]),
    )


def checked(folder: Path) -> tuple[Manifest, dict[str, str]]:
    """The manifest and the path of each file by its argument, all hashes found right.

    Raises NotInstalled, NotGenuine.
    """
    manifest = read(folder)
    for name in set(manifest.files.values()):
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as missing:
            raise NotInstalled("speech.not_installed", what=name) from missing
        if found != manifest.sha256[name]:
            raise NotGenuine("speech.not_genuine", what=name)
    return manifest, {argument: str(folder / name) for argument, name in manifest.files.items()}


def _wrong(told: dict[str, Any]) -> str:
    """The first field that is not right; empty when all are."""
    kind, files, hashes = told.get("type"), told.get("files"), told.get("sha256")
    languages, rate = told.get("languages"), told.get("rate", 16000)
    names = list(files.values()) if isinstance(files, dict) else []
    sound = {
        "type": kind in TYPES,
        "version": isinstance(told.get("version"), str) and bool(told["version"]),
        "licence": isinstance(told.get("licence"), str) and bool(told["licence"]),
        "languages": isinstance(languages, list)
        and bool(languages)
        and all(isinstance(each, str) for each in languages),
        "rate": type(rate) is int and rate in (8000, 16000),
        "files": isinstance(files, dict)
        and set(files) == _TYPES.get(str(kind), frozenset())
        and all(isinstance(name, str) and _FILE.fullmatch(name) for name in names),
        "sha256": isinstance(hashes, dict)
        and all(_SHA256.fullmatch(str(hashes.get(name, ""))) for name in names if isinstance(name, str)),
    }
    return next((field for field, is_sound in sound.items() if not is_sound), "")
