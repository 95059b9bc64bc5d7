"""Bells: a commit rings, whoever waits in another process wakes. Built on LISTEN and NOTIFY.

A bell only saves time. Whoever waits looks again by itself now and then, so a ring that is lost (the
connection was away) costs a few seconds and nothing else.
"""

import asyncio
import contextlib

import asyncpg
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.database import RawConnection, connect

JOBS = "huawu_jobs"
FACTS = "huawu_facts"
_AGAIN_SECONDS = 1.0
_LOOK_SECONDS = 1.0


async def ring(session: AsyncSession, bell: str) -> None:
    """Ring when the transaction of this session is committed."""
    await session.execute(select(func.pg_notify(bell, "")))


class Bells:
    """Hears the bells of a database."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._rung = {JOBS: asyncio.Event(), FACTS: asyncio.Event()}

    async def hear(self, stop: asyncio.Event) -> None:
        """Listen until told to stop; at the end, and after the connection was away, all bells ring."""
        while not stop.is_set():
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                connection = await connect(self._url, name="huawu bells")
                try:
                    await self._listen(connection, stop)
                finally:
                    connection.terminate()
            self._ring_all()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _AGAIN_SECONDS)
        self._ring_all()

    def silence(self, bell: str) -> None:
        """Call before looking for work: what rings from now on is news."""
        self._rung[bell].clear()

    async def wait(self, bell: str, seconds: float) -> None:
        """Return when the bell has rung since `silence`, or after so long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._rung[bell].wait(), seconds)

    async def _listen(self, connection: RawConnection, stop: asyncio.Event) -> None:
        for bell, rung in self._rung.items():
            await connection.add_listener(bell, lambda *_, rung=rung: rung.set())
        self._ring_all()
        while not stop.is_set() and not connection.is_closed():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _LOOK_SECONDS)

    def _ring_all(self) -> None:
        for rung in self._rung.values():
            rung.set()
