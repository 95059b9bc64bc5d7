"""The jobs process as a whole: writes, hears, works, keeps house, tells how it is."""

import asyncio
import dataclasses
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app.jobs import process
from huawu.app.jobs.housekeeping import DAY, KEEP_FACTS_DAYS, trim_facts
from huawu.app.jobs.process import run
from huawu.app.jobs.wiring import Parts
from huawu.app.models import whole_metadata
from huawu.app.postgres import EmbeddedPostgres
from huawu.platform import ipc, jobs, partitions
from huawu.platform.database import Sessions, connect
from huawu.platform.facts import Envelope
from huawu.platform.jobs import Job
from huawu.platform.settings import Settings, from_environment
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work, work
from tests.app.writer.traffic import DAY_ONE, Traffic

pytestmark = pytest.mark.room


class House:
    """Counts what the parts do."""

    def __init__(self) -> None:
        self.ended: list[str] = []
        self.done: list[str] = []
        self.tidied = asyncio.Event()
        self.happened = asyncio.Event()
        self.lingering = asyncio.Event()

    async def hear(self, w: Work, fact: Envelope) -> None:
        self.ended.append(fact.body["interaction"])
        self.happened.set()

    async def do(self, job: Job) -> None:
        self.done.append(job.id)
        self.happened.set()

    async def linger(self, job: Job) -> None:
        """As long as there is nobody to cut it off."""
        self.lingering.set()
        await asyncio.Event().wait()

    async def tidy(self, w: Work) -> None:
        self.tidied.set()

    async def fail(self, w: Work) -> None:
        raise ValueError("dusty")

    def parts(self) -> Parts:
        hearing = Subscriber("test", frozenset({"interaction.ended"}), self.hear)
        return Parts(
            {"greet": self.do, "linger": self.linger},
            [hearing],
            {"a": self.fail, "b": self.tidy},
            slow=frozenset({"linger"}),
        )

    async def until(self, condition: str) -> None:
        while not getattr(self, condition):
            await self.happened.wait()
            self.happened.clear()


@pytest.fixture
def settings(database_url: str) -> Iterator[Settings]:
    folder = Path(tempfile.mkdtemp(prefix="hw-jobs-"))  # short: sockets have short addresses
    settings = from_environment({"HUAWU_DATA_DIR": str(folder / "data")})
    yield dataclasses.replace(settings, database_url=database_url)
    shutil.rmtree(folder)


@pytest.fixture
async def house(settings: Settings) -> AsyncIterator[House]:
    house, stop = House(), asyncio.Event()
    running = asyncio.create_task(run(settings, house.parts(), stop))
    await house.tidied.wait()
    yield house
    stop.set()
    await running


async def ask_health(settings: Settings) -> dict[str, object]:
    async def nothing(peer: ipc.Peer, name: str, args: ipc.Args) -> None:
        return None

    peer = await ipc.connect(settings.socket("jobs"), name="test", handler=nothing)
    reading = asyncio.create_task(peer.run())
    found: dict[str, object] = await peer.ask("health", {})
    peer.close()
    await reading
    return found


async def test_what_is_spooled_is_written_and_heard(house: House, settings: Settings) -> None:
    call = Traffic(settings.spool_dir / settings.site).call()
    await house.until("ended")
    assert house.ended == [call]
    health = await ask_health(settings)
    assert health["database"] is True
    assert (health["stored"], health["parked"], health["behind_bytes"]) == (8, 0, 0)
    assert (health["stopped_subscribers"], health["dead_jobs"]) == ([], 0)


async def test_jobs_that_are_promised_are_done(house: House, sessions: Sessions) -> None:
    async with work(sessions, site="main") as w:
        job = await jobs.enqueue(w, "greet", {})
    await house.until("done")
    assert house.done == [job]


async def test_no_job_waits_for_the_slow_ones_however_many_there_are(
    settings: Settings, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "STOP_SECONDS", 0.0)  # the slow one is cut off: it would never end
    house, stop = House(), asyncio.Event()
    running = asyncio.create_task(run(settings, house.parts(), stop))
    async with work(sessions, site="main") as w:
        for _ in range(process.WORKERS + 1):
            await jobs.enqueue(w, "linger", {})
    await house.lingering.wait()
    async with work(sessions, site="main") as w:
        job = await jobs.enqueue(w, "greet", {})
    await asyncio.wait_for(house.until("done"), 30)
    assert house.done == [job]
    stop.set()
    await running


async def test_partitions_are_there_for_the_days_to_come(house: House, session: AsyncSession) -> None:
    count = text("SELECT count(*) FROM pg_inherits WHERE inhparent = to_regclass(:name)")
    found = {
        of.table: (await session.execute(count, {"name": of.table})).scalar_one()
        for of in partitions.declared()
    }
    assert found["facts"] == 1 + 8
    assert found["segments"] in (2, 3)


async def test_it_starts_without_a_database_and_works_once_that_is_there(
    settings: Settings, postgres: EmbeddedPostgres
) -> None:
    away = dataclasses.replace(settings, database_url=postgres.url_of("comes_later"))
    call = Traffic(away.spool_dir / away.site).call()
    house, stop = House(), asyncio.Event()
    running = asyncio.create_task(run(away, house.parts(), stop))
    while (await ask_when_open(away))["database"]:
        await asyncio.sleep(0.01)
    db = await connect(postgres.url)
    template = await db.fetchval("SELECT datname FROM pg_database WHERE datname = 'template_huawu'")
    await db.execute(f"CREATE DATABASE comes_later TEMPLATE {template}")
    await house.until("ended")
    assert house.ended == [call]
    stop.set()
    await running
    await db.execute("DROP DATABASE comes_later WITH (FORCE)")
    await db.close()


async def ask_when_open(settings: Settings) -> dict[str, object]:
    while not settings.socket("jobs").exists():
        await asyncio.sleep(0.01)
    return await ask_health(settings)


async def test_old_facts_are_dropped_by_the_day_but_none_that_is_still_to_be_heard(
    database_url: str, sessions: Sessions
) -> None:
    whole_metadata()
    db = await connect(database_url)
    facts = next(of for of in partitions.declared() if of.table == "facts")
    for day in range(3):
        await partitions.ensure(db, facts, DAY_ONE + day * DAY)
    later = DAY_ONE + (KEEP_FACTS_DAYS + 2) * DAY
    await db.execute(
        "INSERT INTO deliveries (subscriber, stream, seq, at, due_at) VALUES ('x', 's', 1, $1, $1)",
        DAY_ONE + DAY,
    )
    first = partitions.name_of(facts, DAY_ONE)
    second = partitions.name_of(facts, DAY_ONE + DAY)
    assert await trim_facts(db, sessions, later) == [first]
    await db.execute("DELETE FROM deliveries")
    assert await trim_facts(db, sessions, later) == [second]
    await db.close()
