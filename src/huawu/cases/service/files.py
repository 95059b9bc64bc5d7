"""The files of cases on the disk: each under a name of its own making, written whole before anybody is told,
never changed. What they are called and whose they are is in the database alone."""

import asyncio
import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from huawu.cases.core.attachments import HEAD_BYTES, MOST_BYTES
from huawu.platform.refusals import Invalid, Refusal

_NAME = re.compile(r"[0-9a-f]{32}")
_PART = ".part"
_AT_ONCE = 1 << 20
_SPARE = 512 * 1024 * 1024
"""So many bytes of the disk are left to everything else."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is on the disk. `head`: its first bytes."""

    file: str
    size: int
    sha256: str
    head: bytes


class CaseFiles:
    """The folder of attachments. `spare`: bytes of the disk that it never takes."""

    def __init__(self, folder: Path, *, spare: int = _SPARE, most: int = MOST_BYTES) -> None:
        self._folder, self._spare, self._most = folder, spare, most

    async def keep(self, chunks: AsyncIterator[bytes]) -> Written:
        """Write what comes, as it comes; on the disk (fsync) when this returns. Refused when it is longer
        than a file may be, empty, or when the disk has no room; nothing is left of it then."""
        name = secrets.token_hex(16)
        path = self._path(name)
        part = path.with_suffix(_PART)
        target = await asyncio.to_thread(self._begin, part)
        try:
            written = await self._write(name, target, chunks)
            await asyncio.to_thread(_finish, target, part, path)
        except BaseException:
            target.close()
            part.unlink(missing_ok=True)
            raise
        return written

    async def _write(self, name: str, target: BinaryIO, chunks: AsyncIterator[bytes]) -> Written:
        digest, size, head, held = hashlib.sha256(), 0, b"", bytearray()
        async for chunk in chunks:
            size += len(chunk)
            if size > self._most:
                raise Invalid("case.file_too_large", most_mb=self._most >> 20)
            held += chunk
            head += chunk[: HEAD_BYTES - len(head)]
            if len(held) >= _AT_ONCE:
                await asyncio.to_thread(_put, target, digest, bytes(held))
                held.clear()
        if not size:
            raise Invalid("case.file_empty")
        await asyncio.to_thread(_put, target, digest, bytes(held))
        return Written(name, size, digest.hexdigest(), head)

    def _begin(self, part: Path) -> BinaryIO:
        part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(part.parent).free - self._most < self._spare:
            raise Refusal("case.no_room_for_files")
        return open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def path_of(self, file: str) -> Path | None:
        """Where a file lies; None: it is not there."""
        path = self._path(file)
        return path if _NAME.fullmatch(file) and path.is_file() else None

    def drop(self, file: str) -> None:
        """Take a file away; it may be gone already."""
        if _NAME.fullmatch(file):
            self._path(file).unlink(missing_ok=True)

    def older(self, before: float) -> list[Path]:
        """What was written before this moment (seconds since 1970), uploads that broke off included."""
        found = []
        for path in self._folder.glob("??/*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    found.append(path)
        return found

    def sweep(self, paths: Iterable[Path]) -> int:
        """Take these away, of which `older` told. Returns how many."""
        gone = 0
        for path in paths:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
                gone += 1
        return gone

    def _path(self, file: str) -> Path:
        return self._folder / file[:2] / file


def _put(target: BinaryIO, digest: "hashlib._Hash", data: bytes) -> None:
    digest.update(data)
    target.write(data)


def _finish(target: BinaryIO, part: Path, path: Path) -> None:
    """On the disk under its own name, the folders' entries included."""
    with target:
        target.flush()
        os.fsync(target.fileno())
    part.replace(path)
    for folder in (path.parent, path.parent.parent):
        entry = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(entry)
        finally:
            os.close(entry)
