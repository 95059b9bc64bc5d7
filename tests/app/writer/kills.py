"""Kills the jobs process again and again while calls are spooled, then compares database and spool."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from huawu.platform.database import RawConnection, connect, wait_for
from tests.app.writer.traffic import Traffic, spooled_ids


class Victim:
    """A jobs process on a data folder of its own."""

    def __init__(self, url: str, data: Path) -> None:
        self._env = {
            "PATH": os.environ["PATH"],
            "HUAWU_DATA_DIR": str(data),
            "HUAWU_DATABASE_URL": url,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", "huawu.app.jobs"], env=self._env)

    def end(self, sign: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(sign)
        self._process.wait(20)


async def survive(
    url: str, data: Path, kills: int, harm: Callable[[int], None] = lambda number: None
) -> None:
    """Spool calls while the process is killed again and again; then compare database and spool."""
    dice, traffic = random.Random(7), Traffic(data / "spool" / "main", segment_bytes=1 << 30)
    victim, calls, stored = Victim(url, data), 0, 0
    for number in range(kills):
        victim.start()
        aim = stored + dice.randrange(1, 800)
        while stored < aim:  # killed in the middle of its work, not while it starts
            for _ in range(20):
                calls += 1
                traffic.call(agent=f"a{calls % 50}", flush_each=calls % 5 == 0)
            await asyncio.sleep(0.01)
            stored = await count(url)
        victim.end(signal.SIGKILL)
        harm(number)
    victim.start()
    while await count(url) < 8 * calls:
        await asyncio.sleep(0.1)
    victim.end(signal.SIGTERM)
    await compare(url, data, calls)


async def count(url: str) -> int:
    await wait_for(url, 30)
    db = await connect(url)
    try:
        found: int = await db.fetchval("SELECT count(*) FROM facts")
        return found
    finally:
        await db.close()


async def compare(url: str, data: Path, calls: int) -> None:
    """The database holds what was spooled, all of it, once, and nothing was parked."""
    db = await connect(url)
    assert await column(db, "SELECT id FROM facts ORDER BY id") == sorted(
        spooled_ids(data / "spool" / "main")
    )
    ended = "SELECT count(*) FROM interactions WHERE ended_at IS NOT NULL"
    assert await column(db, ended) == [calls]
    segments = await column(db, "SELECT count(*) FROM segments")
    assert segments == [2 * calls], segments
    assert await column(db, "SELECT count(*) FROM recordings WHERE closed_at IS NOT NULL") == [calls]
    assert await column(db, "SELECT count(*) FROM agent_states") == [2 * calls]
    await db.close()
    assert not (data / "parked").exists()


async def column(db: RawConnection, query: str) -> list[object]:
    return [row[0] for row in await db.fetch(query)]
