"""A real PostgreSQL for every test that asks: one server a run, one database a test."""

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from huawu.app.models import whole_metadata
from huawu.app.postgres import EmbeddedPostgres
from huawu.platform.database import Sessions, engine_for, sessions_for

TEMPLATE = "template_huawu"
MEMORY = Path("/dev/shm")  # noqa: S108
ENOUGH = 2**30
"""Bytes that must be free there."""
QUICK = {"fsync": "off", "shared_buffers": "32MB", "full_page_writes": "off", "autovacuum": "off"}
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """The server of this test run."""
    folder = Path(tempfile.mkdtemp(prefix="hw-pg-", dir=_quick_folder()))
    server = EmbeddedPostgres(folder / "data", folder / "run", QUICK)
    child = server.start()
    try:
        asyncio.run(server.wait_ready())
        yield server
    finally:
        server.stop()
        child.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _quick_folder() -> Path | None:
    """Where the server's files lie: a database is some hundred of them, and memory makes and drops them five
    times as fast as a disk. None: where other temporary files lie."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH
    return MEMORY if roomy else None


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """A database with every table of the product and no rows."""

    async def build() -> None:
        await _execute(postgres, f"CREATE DATABASE {TEMPLATE}")
        engine = engine_for(postgres.url_of(TEMPLATE))
        async with engine.begin() as connection:
            await connection.run_sync(whole_metadata().create_all)
        await engine.dispose()

    asyncio.run(build())
    return TEMPLATE


@pytest.fixture
async def database_url(postgres: EmbeddedPostgres, template: str) -> AsyncIterator[str]:
    """An empty database of the test's own."""
    name = f"test_{next(_numbers)}"
    await _execute(postgres, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield postgres.url_of(name)
    await _execute(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = engine_for(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture
def sessions(engine: AsyncEngine) -> Sessions:
    return sessions_for(engine)


@pytest.fixture
async def session(sessions: Sessions) -> AsyncIterator[AsyncSession]:
    """A session to look with; what it writes is lost unless committed."""
    async with sessions() as session:
        yield session


async def _execute(postgres: EmbeddedPostgres, statement: str) -> None:
    connection = await asyncpg.connect(postgres.url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
