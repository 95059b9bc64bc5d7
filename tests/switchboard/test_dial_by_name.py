"""Callers who dial by name, against the directory in the database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app.dial_by_name import DialByName
from huawu.flows.types import Look
from huawu.platform.work import work
from huawu.switchboard import service
from huawu.switchboard.types import Entry
from huawu.telephony.ports.world import WorldFailed
from tests.app.web.house import House

pytestmark = pytest.mark.room


@asynccontextmanager
async def away() -> AsyncIterator[AsyncSession]:
    raise ConnectionRefusedError
    yield


async def test_keys_find_who_was_added_a_moment_ago(house: House) -> None:
    names = DialByName("main", house.sessions)
    assert await names.look(Look("directory", "996")) is None

    async with work(house.sessions, site="main") as w:
        await service.add_entry(w, Entry("", "person", "王小明", extension="8001"))
        await service.add_entry(w, Entry("", "person", "单雄信", extension="8666", hidden=True))

    found = await names.look(Look("directory", "996"))
    assert found is not None
    assert (found["many"], found["extension"]) == (1, "8001")
    assert await names.look(Look("directory", "王小鸣")) == found
    assert await names.look(Look("directory", "742694")) is None


async def test_without_the_database_the_directory_is_as_it_was_last_read(house: House) -> None:
    async with work(house.sessions, site="main") as w:
        await service.add_entry(w, Entry("", "person", "王小明", extension="8001"))
    gone = False

    @asynccontextmanager
    async def sessions() -> AsyncIterator[AsyncSession]:
        async with away() if gone else house.sessions() as session:
            yield session

    names = DialByName("main", sessions)
    before = await names.look(Look("directory", "996"))

    gone = True

    assert before is not None
    assert await names.look(Look("directory", "996")) == before
    with pytest.raises(WorldFailed):
        await DialByName("main", away).look(Look("directory", "996"))
