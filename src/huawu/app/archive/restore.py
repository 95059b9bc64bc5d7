"""Putting a backup back, into an empty place only."""

import asyncio
import os
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import asyncpg
from alembic.script import ScriptDirectory

from huawu.app import migrations
from huawu.app.archive import manifest as m
from huawu.app.archive.place import run, running_database
from huawu.platform.database import plain_url
from huawu.platform.refusals import Invalid, Refusal
from huawu.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. Without `keys` the recordings need the key folder of the old place."""

    site: str
    at: str
    recordings: int
    keys: bool
    revision: str


def restore(settings: Settings, source: Path) -> Restored:
    """Put the backup file `source` back and bring it to this release.

    Everything is compared with the manifest before anything is touched. Raises Invalid when the backup is
    damaged or of a later release, and Refusal `restore.not_empty` when there is something already.
    """
    manifest = m.read_verified(source)
    _check_release(manifest)
    _check_folders(settings)
    try:
        revision = _put_back(settings, source)
    except BaseException:
        for folder in _places(settings):  # they were empty: the next try must find them so
            shutil.rmtree(folder, ignore_errors=True)
        raise
    recordings = sum(part.name.startswith(f"{m.RECORDINGS}/") for part in manifest.parts)
    return Restored(manifest.site, manifest.at, recordings, manifest.keys, revision)


def _put_back(settings: Settings, source: Path) -> str:
    """Files and database. Returns the revision the database is at then."""
    with running_database(settings) as url:
        asyncio.run(_check_database(url))
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=settings.data_dir) as folder:
            dump = _unpack(settings, source, Path(folder))
            run("pg_restore", url, "--exit-on-error", "--single-transaction", "--no-owner", str(dump))
        return asyncio.run(migrations.upgrade(url))[1]


def _check_release(manifest: m.Manifest) -> None:
    known = {r.revision for r in ScriptDirectory.from_config(migrations.configuration()).walk_revisions()}
    if manifest.revision not in known:
        raise Invalid("restore.later_release", release=manifest.release)


def _check_folders(settings: Settings) -> None:
    for folder in _places(settings):
        if folder.exists() and any(folder.iterdir()):
            raise Refusal("restore.not_empty", place=folder.name)


def _places(settings: Settings) -> list[Path]:
    """The folders that must be empty before."""
    server = [] if settings.database_url else [settings.data_dir / "postgres"]
    files = [settings.recordings_dir, settings.prompts_dir, settings.attachments_dir]
    return [*files, settings.spool_dir, *server]


async def _check_database(url: str) -> None:
    connection = await asyncpg.connect(plain_url(url))
    try:
        found = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    finally:
        await connection.close()
    if found:
        raise Refusal("restore.not_empty", place="database")


def _unpack(settings: Settings, source: Path, folder: Path) -> Path:
    """Files to their folders; the dump to `folder`. Names were checked before. Returns the dump."""
    homes = {
        m.RECORDINGS: settings.recordings_dir,
        m.PROMPTS: settings.prompts_dir,
        m.ATTACHMENTS: settings.attachments_dir,
        m.KEYS: settings.key_dir,
    }
    with tarfile.open(source, "r:") as tar:
        for member, file in m.files_of(tar):
            first, _, rest = member.name.partition("/")
            if member.name == m.DUMP:
                _write(file, folder / m.DUMP)
            elif first in homes and rest:
                _write(file, homes[first] / rest)
    return folder / m.DUMP


def _write(file: IO[bytes], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(fd, "wb") as target:
        shutil.copyfileobj(file, target, 1 << 20)
