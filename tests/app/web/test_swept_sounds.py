"""Sounds of own prompts that nothing names any more go after a time; what a version has, whichever, stays."""

import os
from pathlib import Path

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.work import work
from huawu.speech.jobs import IDLE_DAYS, sweeping
from huawu.speech.service import OwnSounds
from tests.app.web.house import Browser, House
from tests.app.web.test_prompts import save, send, wav

pytestmark = pytest.mark.room

DAY = 86_400


async def kept(browser: Browser, seconds: float = 1.0) -> str:
    """A sound of its own for each length."""
    answer = await send(browser, wav(seconds))
    return str(answer.json()["sound"])


def file_of(house: House, sound: str) -> Path:
    return house.settings.prompts_dir / "own" / f"{sound}.ulaw"


def made_days_ago(house: House, sound: str, days: float) -> None:
    at = house.clock() / SECOND - days * DAY
    os.utime(file_of(house, sound), (at, at))


async def swept(house: House) -> int:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        return await sweeping(OwnSounds(house.settings.prompts_dir))(w)


async def test_only_sounds_that_no_version_names_go(house: House) -> None:
    leader = await house.browser("team_leader")
    old, now, next_one, replaced, never = [await kept(leader, 1 + n / 4) for n in range(5)]
    for sound in (old, now):
        await save(leader, {"zh-CN": {"sound": sound}})
        assert (await leader.post("/api/config/publish", {"kinds": ["prompt"]})).status_code == 200
    for sound in (replaced, next_one):
        await save(leader, {"zh-CN": {"sound": sound}})
    for sound in (old, now, next_one, replaced, never):
        made_days_ago(house, sound, IDLE_DAYS + 1)

    assert await swept(house) == 2
    there = {sound: file_of(house, sound).exists() for sound in (old, now, next_one, replaced, never)}
    assert there == {old: True, now: True, next_one: True, replaced: False, never: False}

    assert (
        await leader.post("/api/config-history/roll-back", {"to": 1, "kinds": ["prompt"]})
    ).status_code == 200
    (shown,) = (await leader.get("/api/prompts")).json()["items"]
    assert (shown["sounds"]["zh-CN"]["sound"], shown["sounds"]["zh-CN"]["there"]) == (old, True)


async def test_what_was_made_lately_stays_and_so_does_what_is_made_or_wanted_again(house: House) -> None:
    leader = await house.browser("team_leader")
    lately, again, wanted = [await kept(leader, 1 + n / 4) for n in range(3)]
    made_days_ago(house, lately, IDLE_DAYS - 1)
    for sound in (again, wanted):
        made_days_ago(house, sound, IDLE_DAYS + 1)
    assert await kept(leader, 1.25) == again
    assert OwnSounds(house.settings.prompts_dir).wanted(wanted)
    assert await swept(house) == 0


async def test_what_was_never_written_to_its_end_goes(house: House) -> None:
    sound = await kept(await house.browser("team_leader"))
    part = file_of(house, sound).with_suffix(".7.part")
    part.write_bytes(b"half")
    at = house.clock() / SECOND - (IDLE_DAYS + 1) * DAY
    os.utime(part, (at, at))
    assert await swept(house) == 1
    assert not part.exists()
    assert file_of(house, sound).exists()
