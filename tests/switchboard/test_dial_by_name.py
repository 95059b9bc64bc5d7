"""Callers who dial by name, against the directory in the database, as live asks for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app.answers import SOCKET, Answers
from huawu.app.dial_by_name import DialByName
from huawu.app.live.world.house import HouseWorld
from huawu.app.live_client import LateLine
from huawu.flows.types import Look
from huawu.platform.refusals import Unavailable
from huawu.platform.work import work
from huawu.speech.errors import NotInstalled
from huawu.switchboard.queries import Directory
from huawu.switchboard.service import entries as service
from huawu.switchboard.types import Entry
from huawu.telephony.ports.world import WorldFailed
from tests.app.web.house import House

pytestmark = pytest.mark.room


@asynccontextmanager
async def away() -> AsyncIterator[AsyncSession]:
    raise ConnectionRefusedError
    yield


async def hired(house: House, *entries: Entry) -> None:
    async with work(house.sessions, site="main") as w:
        for entry in entries:
            await service.add_entry(w, entry)


async def test_keys_find_who_was_added_once_the_directory_is_brought_up_to_date(house: House) -> None:
    names = DialByName(Directory("main"), house.sessions)
    await names.refresh()
    assert names.look("996") is None
    hidden = Entry("", "person", "单雄信", extension="8666", hidden=True)
    await hired(house, Entry("", "person", "王小明", extension="8001"), hidden)

    await names.refresh()

    found = names.look("996")
    assert found is not None
    assert (found["many"], found["extension"]) == (1, "8001")
    assert names.look("王小鸣") == found
    assert names.look("742694") is None


async def test_without_the_database_the_directory_is_as_it_was_last_read(house: House) -> None:
    await hired(house, Entry("", "person", "王小明", extension="8001"))
    gone = False

    @asynccontextmanager
    async def sessions() -> AsyncIterator[AsyncSession]:
        async with away() if gone else house.sessions() as session:
            yield session

    names = DialByName(Directory("main"), sessions)
    with pytest.raises(Unavailable):
        names.look("996")
    await names.refresh()
    before = names.look("996")

    gone = True
    await names.refresh()

    assert before is not None
    assert names.look("996") == before


def world(house: House, socket: Path) -> HouseWorld:
    """The world of a live process whose web process answers at this socket."""

    def nobody(server: Any) -> Any:  # noqa: ANN401 - no letter is sent
        raise AssertionError

    answers = LateLine(socket, name="live")
    return HouseWorld(
        house.sessions, "main", answers=answers, allowed=lambda: (), out=nobody, clock=house.clock
    )


async def test_a_flow_in_the_live_process_asks_the_web_process(house: House, tmp_path: Path) -> None:
    await hired(house, Entry("", "person", "王小明", extension="8001"))
    names = DialByName(Directory("main"), house.sessions)
    await names.refresh()

    async def say(text: str, language: str) -> Path:
        if language != "zh-CN":
            raise NotInstalled("speech.not_installed", what="tts")
        return tmp_path / "sounds" / f"{text}.ulaw"

    settings = replace(house.settings, data_dir=tmp_path)
    live = world(house, settings.socket(SOCKET))
    with pytest.raises(WorldFailed):
        await live.look(Look("directory", "996"))

    doors = await Answers(names, say).open(settings)
    asked = world(house, settings.socket(SOCKET))
    found = await asked.look(Look("directory", "996"))
    assert found is not None
    assert found["extension_1"] == "8001"
    assert await asked.look(Look("directory", "222")) is None
    assert await asked.say("abc", "zh-CN") == "sounds/abc"
    with pytest.raises(WorldFailed, match="speech.not_installed"):
        await asked.say("abc", "en-US")
    doors.close()
