"""Bells: a commit wakes who waits in another process."""

import asyncio

import pytest

from huawu.platform.bell import FACTS, JOBS, Bells, ring
from huawu.platform.database import Sessions

pytestmark = pytest.mark.room
LONG = 60.0


async def test_a_ring_is_heard_when_it_is_committed_and_not_before(
    database_url: str, sessions: Sessions
) -> None:
    bells, stop = Bells(database_url), asyncio.Event()
    hearing = asyncio.create_task(bells.hear(stop))
    await bells.wait(JOBS, LONG)  # whoever begins to listen looks once
    bells.silence(JOBS)
    async with sessions.begin() as session:
        await ring(session, JOBS)
        waiting = asyncio.create_task(bells.wait(JOBS, LONG))
        await session.connection()
        assert not waiting.done()
    await waiting
    stop.set()
    await hearing


async def test_whoever_waits_is_let_go_at_the_end(database_url: str) -> None:
    bells, stop = Bells(database_url), asyncio.Event()
    hearing = asyncio.create_task(bells.hear(stop))
    await bells.wait(FACTS, LONG)
    bells.silence(FACTS)
    waiting = asyncio.create_task(bells.wait(FACTS, LONG))
    stop.set()
    await asyncio.gather(hearing, waiting)


async def test_all_bells_ring_after_the_connection_was_away(database_url: str, sessions: Sessions) -> None:
    bells, stop = Bells(database_url), asyncio.Event()
    hearing = asyncio.create_task(bells.hear(stop))
    await bells.wait(JOBS, LONG)
    bells.silence(JOBS)
    async with sessions() as session:
        connection = await session.connection()
        await connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'huawu bells'"
        )
    await bells.wait(JOBS, LONG)
    stop.set()
    await hearing
