"""Other business hours move running clocks at once, in batches, and only what is still to come."""

from typing import Any

import pytest

from huawu.cases.service import hours
from huawu.cases.subscribers import HOURS
from huawu.platform.clock import SECOND
from huawu.platform.config import publish, save_drafts
from huawu.platform.jobs import do_next
from huawu.platform.subscriptions import hear_some, settle
from huawu.platform.work import work
from tests.cases.desk import Desk, name

pytestmark = pytest.mark.room

HOUR = 3600 * SECOND


async def put_in_force(desk: Desk, week: dict[str, Any]) -> None:
    body = {"name": name("工作日", "Office hours"), "week": week}
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, {("hours", "office"): body})
        await publish(w)


async def worked_off(desk: Desk) -> int:
    house, done = desk.house, 0
    while await hear_some(house.sessions, HOURS, site="main", clock=house.clock):
        continue
    handlers = {hours.MOVE: hours.moving(lambda: house.sessions, house.clock)}
    while await do_next(house.sessions, handlers, clock=house.clock):
        done += 1
    return done


async def test_what_was_used_stays_and_the_rest_runs_by_the_new_hours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hours, "AT_ONCE", 2)
    await settle(desk.house.sessions, [HOURS])
    cases = [await desk.opened() for _ in range(3)]  # medium, 240 minutes, opened at 22:13 in Shanghai
    urgent = await desk.opened(subject="走廊起火了")
    desk.house.clock.now += 13 * HOUR  # 11:13: two hours and thirteen minutes were used
    for person, login in ((desk.lin, "lin"), (desk.chen, "chen")):
        await person.sign_in(login)

    async def due(case: dict[str, Any]) -> str:
        return str((await desk.lin.get(f"/api/cases/{case['id']}")).json()["promise"]["solve"]["due_at"])

    assert (await due(cases[0]))[:16] == "2026-09-22T05:00"
    high = await due(urgent)
    afternoon = {str(day): [["14:00", "18:00"]] for day in range(1, 6)}
    await put_in_force(desk, afternoon)
    assert await worked_off(desk) == 2  # three cases, two at once
    found = {(await due(case))[:16] for case in cases}
    assert found == {"2026-09-22T07:46"}  # 14:00 and what was left, an hour and three quarters
    assert await due(urgent) == high  # promised round the clock
    listed = (await desk.lin.get("/api/cases", by_due=True, still_open=True)).json()["items"]
    assert {row["due_at"][:16] for row in listed if row["id"] != urgent["id"]} == found

    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await hours.move_some(w, 2, "")  # again: nothing happens
    assert {(await due(case))[:16] for case in cases} == found
