"""A data folder with such a database in it, and the file beside it that says what was made."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huawu.app import config_checks, migrations
from huawu.app.archive.place import running_database
from huawu.app.postgres import EmbeddedPostgres, embedded
from huawu.app.scale.house import world
from huawu.app.scale.seeding import Say, refresh, require_room, seed
from huawu.app.scale.sizes import Sizes, World
from huawu.platform.clock import Clock, system_clock
from huawu.platform.settings import Settings

NAME = "scale.json"
_TUNING = {
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "16GB",
    "shared_buffers": "1GB",
    "autovacuum": "off",
}
"""While it is filled: what fails leaves it empty, so little has to be logged."""


def make(settings: Settings, sizes: Sizes, *, word: str, say: Say, clock: Clock = system_clock) -> World:
    """Fill the database of this installation. Refused when the disk is too small, and unless it is empty."""
    config_checks.install()
    require_room(settings.data_dir, sizes)
    now = clock()
    with _running(settings) as url:
        asyncio.run(migrations.upgrade(url))
        made = asyncio.run(seed(url, settings.site, sizes, word=word, now=now, say=say))
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = {"seed": word, "site": settings.site, "sizes": sizes.plain(), "now": now}
    (settings.data_dir / NAME).write_text(json.dumps(told))
    return made


def made_in(data_dir: Path) -> World | None:
    """What was made in this folder; None when nothing was, or not all of it."""
    try:
        told = json.loads((data_dir / NAME).read_text())
    except FileNotFoundError:
        return None
    return world(told["site"], Sizes(**told["sizes"]), word=told["seed"], now=told["now"])


def bring_up_to_date(settings: Settings, made: World, *, clock: Clock = system_clock) -> None:
    """The tables of this release, and clocks that run now."""
    with _running(settings) as url:
        asyncio.run(migrations.upgrade(url))
        asyncio.run(refresh(url, made, today=clock()))


@contextmanager
def _running(settings: Settings) -> Iterator[str]:
    """The database: one that runs as it is, a stopped one started so that it is filled quickly."""
    server = embedded(settings)
    if settings.database_url or server.running():
        with running_database(settings) as url:
            yield url
        return
    server = EmbeddedPostgres(server.data_dir, server.run_dir, _TUNING)
    child = server.start()
    try:
        asyncio.run(server.wait_ready())
        yield server.url
    finally:
        server.stop()
        child.wait()
