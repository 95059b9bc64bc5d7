"""Writing a backup."""

import asyncio
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, cast

from huawu.app import migrations
from huawu.app.archive import manifest as m
from huawu.app.archive.place import run, running_database
from huawu.platform.clock import Clock, as_datetime, system_clock
from huawu.platform.config import export_yaml
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.refusals import Refusal
from huawu.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written. `keys`: whether the keys of the recordings are in it."""

    path: Path
    size: int
    recordings: int
    keys: bool


def backup(settings: Settings, target: Path, *, keys: bool = False, clock: Clock = system_clock) -> Backup:
    """Write a backup into the folder `target` while everything runs. Raises Refusal.

    The database is as of one moment; a recording that is being made is in it up to the last whole write.
    """
    at = as_datetime(clock())
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"huawu-{settings.site}-{at:%Y%m%d-%H%M%S}.tar"
    unfinished = path.with_suffix(".part")
    with running_database(settings) as url, tempfile.TemporaryDirectory(dir=target) as folder:
        revision = asyncio.run(migrations.current(url))
        if revision is None:
            raise Refusal("backup.empty_database")
        dump = Path(folder) / m.DUMP
        run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}")
        config = Path(folder) / m.CONFIG
        config.write_text(asyncio.run(_configuration(url, settings.site)), encoding="utf-8")
        try:
            with unfinished.open("wb") as file:
                os.chmod(unfinished, 0o600)
                with tarfile.open(fileobj=file, mode="w:", format=tarfile.PAX_FORMAT) as tar:
                    sources = [(m.DUMP, dump), (m.CONFIG, config), *_files(settings, keys=keys)]
                    parts = [part for name, source in sources if (part := _add(tar, name, source))]
                    told = m.Manifest(
                        m.FORMAT, version("huawu"), revision, settings.site, at.isoformat(), keys, parts
                    ).as_bytes()
                    tar.addfile(_info(m.NAME, len(told)), io.BytesIO(told))
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    recordings = sum(part.name.startswith(f"{m.RECORDINGS}/") for part in parts)
    return Backup(path, path.stat().st_size, recordings, keys)


async def _configuration(url: str, site: str) -> str:
    engine = engine_for(url, name="huawu backup")
    try:
        async with sessions_for(engine)() as session:
            return await export_yaml(session, site)
    finally:
        await engine.dispose()


def _files(settings: Settings, *, keys: bool) -> Iterator[tuple[str, Path]]:
    folders = {m.RECORDINGS: settings.recordings_dir, m.PROMPTS: settings.prompts_dir}
    folders[m.ATTACHMENTS] = settings.attachments_dir
    folders |= {m.KEYS: settings.key_dir} if keys else {}
    for name, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _add(tar: tarfile.TarFile, name: str, source: Path) -> m.Part | None:
    """Put one file into the tar as long as it is now; None when it has gone meanwhile."""
    try:
        file = source.open("rb")
    except FileNotFoundError:
        return None
    with file:
        size = os.fstat(file.fileno()).st_size
        hashing = m.Hashing(file, size)
        tar.addfile(_info(name, size), cast(IO[bytes], hashing))  # it reads: that is all tar asks for
        return m.Part(name, size, hashing.sha256)


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info
