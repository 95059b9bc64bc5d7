"""Bringing the database to this release, with a backup before."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from huawu.app import migrations
from huawu.app.archive.backup import backup
from huawu.app.archive.place import running_database
from huawu.app.postgres import database_url
from huawu.platform.clock import Clock, system_clock
from huawu.platform.database import wait_for
from huawu.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Upgraded:
    """`before` is None for an empty database. `backup` is None when nothing had to be changed or saved."""

    before: str | None
    after: str
    backup: Path | None


def upgrade(
    settings: Settings, *, wait_seconds: float | None = None, clock: Clock = system_clock
) -> Upgraded:
    """Bring the database to this release. A database with something in it is backed up first, to `backups`.

    `wait_seconds`: someone else starts the server; wait for it that long (TimeoutError). Else a stopped
    embedded server is started for it.
    """
    if wait_seconds is not None:
        return _upgrade(settings, asyncio.run(_wait(settings, wait_seconds)), clock)
    with running_database(settings) as url:
        return _upgrade(settings, url, clock)


def _upgrade(settings: Settings, url: str, clock: Clock) -> Upgraded:
    before = asyncio.run(migrations.current(url))
    if before == migrations.head():
        return Upgraded(before, before, None)
    saved = None
    if before is not None:
        saved = backup(settings, settings.data_dir / "backups", clock=clock).path
    _, after = asyncio.run(migrations.upgrade(url))
    return Upgraded(before, after, saved)


async def _wait(settings: Settings, seconds: float) -> str:
    url = database_url(settings)
    await wait_for(url, seconds)
    return url
