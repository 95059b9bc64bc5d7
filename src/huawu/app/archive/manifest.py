"""The last member of a backup: what is in it, with sizes and hashes."""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from huawu.platform.refusals import Invalid

NAME = "manifest.json"
DUMP = "database.dump"
CONFIG = "config.yaml"
RECORDINGS = "recordings"
PROMPTS = "prompts"
ATTACHMENTS = "attachments"
KEYS = "keys"
FORMAT = 1
_CHUNK = 1 << 20
_LONGEST = 256 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `revision`: the database's; `keys`: are the recordings' keys in it."""

    format: int
    release: str
    revision: str
    site: str
    at: str
    keys: bool
    parts: list[Part]

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


class Hashing:
    """A reader that hashes what passes through it, and gives no more than `size` bytes."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self._left, self._digest = file, size, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        self._digest.update(data)
        return data

    def drain(self) -> None:
        while self.read(_CHUNK):
            continue

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def read_verified(path: Path) -> Manifest:
    """The manifest of a backup, every byte of which was compared with it.

    Raises Invalid: `backup.not_a_backup`, `backup.not_whole`, `backup.damaged` (with the part).
    """
    try:
        with tarfile.open(path, "r:") as tar:
            found, manifest = _hashes(tar)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Invalid("backup.not_a_backup") from error
    except tarfile.TarError as error:
        raise Invalid("backup.not_a_backup" if _is_no_tar(path) else "backup.not_whole") from error
    if manifest is None:
        raise Invalid("backup.not_whole")
    if manifest.format != FORMAT:
        raise Invalid("backup.other_format", format=manifest.format)
    for part in manifest.parts:
        _check_name(part.name)
        if found.pop(part.name, None) != (part.size, part.sha256):
            raise Invalid("backup.damaged", part=part.name)
    if found:
        raise Invalid("backup.damaged", part=min(found))
    return manifest


def _is_no_tar(path: Path) -> bool:
    try:
        return not tarfile.is_tarfile(path)
    except OSError:
        return True


def _hashes(tar: tarfile.TarFile) -> tuple[dict[str, tuple[int, str]], Manifest | None]:
    found: dict[str, tuple[int, str]] = {}
    for member, file in files_of(tar):
        if member.name == NAME:
            read = json.loads(file.read(_LONGEST))
            parts = [Part(**part) for part in read.pop("parts")]
            return found, Manifest(**read, parts=parts)
        hashing = Hashing(file, member.size)
        hashing.drain()
        found[member.name] = (member.size, hashing.sha256)
    return found, None


def files_of(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    """The plain files of a tar file. Raises Invalid for anything else in it (links, devices)."""
    for member in tar:
        file = tar.extractfile(member) if member.isfile() else None
        if file is None:
            raise Invalid("backup.not_a_backup")
        yield member, file


def _check_name(name: str) -> None:
    """Only names of ours, within our folders."""
    parts = PurePosixPath(name).parts
    inside = len(parts) > 1 and parts[0] in (RECORDINGS, PROMPTS, ATTACHMENTS, KEYS) and ".." not in parts
    if name not in (DUMP, CONFIG) and not inside:
        raise Invalid("backup.not_a_backup")
