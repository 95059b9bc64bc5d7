"""Connections to PostgreSQL that ended, against a real one."""

import asyncio
from collections.abc import AsyncIterator
from unittest.mock import Mock

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from huawu.platform import database
from huawu.platform.database import AT_ONCE, RawConnection, connect, engine_for, sessions_for

pytestmark = pytest.mark.room

NAME = "huawu test of connections"
PID, ALL_PIDS = (
    text("SELECT pg_backend_pid()"),
    "SELECT pid FROM pg_stat_activity WHERE application_name = $1",
)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = engine_for(database_url, name=NAME, pool_size=2)
    yield engine
    await engine.dispose()


async def _serves(engine: AsyncEngine) -> int:
    """The back end that served."""
    async with sessions_for(engine)() as session:
        return int(await session.scalar(PID) or 0)


async def _driver(engine: AsyncEngine) -> RawConnection:
    """The connection below that serves next."""
    async with engine.connect() as connection:
        driver: RawConnection | None = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    return driver


async def _end(database_url: str, driver: RawConnection) -> None:
    """Every back end of the engine is gone, and word of it reached this connection: the server says why
    first and closes after that."""
    connection = await connect(database_url)
    try:
        await connection.fetch(f"SELECT pg_terminate_backend(pid) FROM ({ALL_PIDS}) AS those", NAME)
        while await connection.fetch(ALL_PIDS, NAME):
            await asyncio.sleep(0.01)
    finally:
        await connection.close()
    while not driver.is_closed():
        await asyncio.sleep(0.01)


async def test_a_connection_serves_again_and_one_that_the_server_closed_is_replaced(
    engine: AsyncEngine, database_url: str
) -> None:
    first = await _serves(engine)
    assert await _serves(engine) == first
    await _end(database_url, await _driver(engine))
    assert await _serves(engine) not in (0, first)


async def test_a_connection_that_rested_is_asked_first(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await _serves(engine)
    dialect = engine.sync_engine.dialect
    asked = Mock(side_effect=dialect.do_ping)
    monkeypatch.setattr(dialect, "do_ping", asked)
    assert await _serves(engine) == first
    asked.assert_not_called()
    monkeypatch.setattr(database, "_RESTED", -1.0)
    assert await _serves(engine) == first
    asked.assert_called_once()

    def is_away(_: object) -> bool:
        raise dialect.loaded_dbapi.Error("no answer")

    monkeypatch.setattr(dialect, "do_ping", is_away)
    assert await _serves(engine) not in (0, first)


async def test_what_is_asked_at_once_runs_in_no_transaction_and_the_next_one_does(
    engine: AsyncEngine,
) -> None:
    which = text("SELECT pg_current_xact_id()::text")
    async with sessions_for(engine)() as session:
        await session.connection(execution_options=AT_ONCE)
        assert await session.scalar(which) != await session.scalar(which)
    async with sessions_for(engine)() as session:
        assert await session.scalar(which) == await session.scalar(which)
