"""The database for a command: the running one; a stopped embedded one is started and stopped again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from huawu.app.archive.place import running_database
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.settings import Settings
from huawu.platform.web.place import Place
from huawu.platform.work import SYSTEM, Work

T = TypeVar("T")


def with_place(settings: Settings, do: Callable[[Place], Awaitable[T]]) -> T:
    """Run `do` with the database of this installation and return its answer."""
    with running_database(settings) as url:
        return asyncio.run(_with_engine(url, settings.site, do))


def with_work(settings: Settings, do: Callable[[Work], Awaitable[T]]) -> T:
    """Run `do` in one Work of the system: whoever may start this command may do everything."""

    async def work(place: Place) -> T:
        async with place.work(SYSTEM) as one:
            return await do(one)

    return with_place(settings, work)


async def _with_engine(url: str, site: str, do: Callable[[Place], Awaitable[T]]) -> T:
    engine = engine_for(url, name="huawu command", pool_size=1)
    try:
        return await do(Place(sessions_for(engine), site))
    finally:
        await engine.dispose()
