"""The jobs process is killed many times, and PostgreSQL with it: every fact arrives, and arrives once."""

import shutil
import tempfile
from pathlib import Path

import pytest

from huawu.app import migrations
from huawu.app.postgres import EmbeddedPostgres
from tests.app.writer.kills import survive

pytestmark = pytest.mark.long


async def test_killed_many_times_with_its_database_it_loses_and_doubles_nothing(tmp_path: Path) -> None:
    place = Path(tempfile.mkdtemp(prefix="hw-kill-"))
    server = EmbeddedPostgres(place / "data", place / "run", {"shared_buffers": "32MB"})
    children = [server.start()]

    def harm(number: int) -> None:
        if number % 3 == 0:
            children[-1].kill()
            children[-1].wait()
            children.append(server.start())

    try:
        await server.wait_ready()
        await migrations.upgrade(server.url)
        await survive(server.url, tmp_path, kills=30, harm=harm)
    finally:
        server.stop()
        children[-1].wait()
        shutil.rmtree(place)
