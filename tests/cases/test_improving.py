"""Improvements: planned from cases, told of when they are late, measured by the cases that there were."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import update

from huawu.cases.core.improving import WEEK
from huawu.cases.models import CaseRow
from huawu.cases.service import improvements
from huawu.platform.clock import SECOND, as_datetime
from huawu.platform.work import work
from tests.cases.desk import Desk

pytestmark = pytest.mark.room

DAY = 86_400 * SECOND


async def opened_at(desk: Desk, at: int) -> str:
    case: str = (await desk.opened(form={"room": "1208"}))["id"]
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await w.session.execute(update(CaseRow).where(CaseRow.id == case).values(opened_at=at))
    return case


async def test_an_improvement_is_planned_done_and_measured(desk: Desk) -> None:
    house, planned = desk.house, desk.house.clock.now
    cases = [await opened_at(desk, planned - age) for age in (1 * DAY, 3 * DAY, 8 * DAY, 20 * DAY)]
    body: dict[str, Any] = {
        **{"key": "improve-1", "what": "给高楼层换静音外机", "expected": "噪音投诉减少一半"},
        **{"owner": house.agents["lin"], "due_at": as_datetime(planned + DAY).isoformat()},
        **{"of": "type", "node": "complaint", "weeks": 2, "percent": 50, "cases": cases[:2]},
    }
    assert (await desk.lin.post("/api/improvements", body)).status_code == 403
    for wrong, key in (
        ({"node": "bill-of-nobody"}, "case.improvement_unknown_node"),
        ({"owner": "nobody"}, "case.owner_not_here"),
        ({"what": " "}, "case.improvement_of_nothing"),
    ):
        assert (await desk.chen.post("/api/improvements", body | wrong)).json()["key"] == key
    await asyncio.gather(*(desk.chen.post("/api/improvements", body) for _ in range(3)))
    (one,) = (await desk.chen.post("/api/improvements", body)).json()["items"]  # sent again: one
    assert (one["state"], one["late"], one["cases"]) == ("planned", False, sorted(cases[:2]))
    assert (one["effect"]["before"], one["effect"]["change"]) == ([1, 2], None)
    (seen,) = (await desk.zhao.get(f"/api/cases/{cases[0]}/improvements")).json()["items"]
    assert (seen["id"], seen["changeable"]) == (one["id"], False)

    house.clock.now += 2 * DAY
    for person, login in ((desk.lin, "lin"), (desk.chen, "chen")):
        await person.sign_in(login)
    for found in (1, 0):  # told once
        async with work(house.sessions, site="main", clock=house.clock) as w:
            assert await improvements.look(w) == found
    for person in (desk.lin, desk.chen):
        (told,) = (await person.get("/api/case-notices")).json()["items"]
        assert (told["title"], told["to"]) == (
            "改进措施已到期：给高楼层换静音外机",
            f"/cases/{min(cases[:2])}",
        )
    assert (await desk.lin.get("/api/improvements")).json()["late"] == 1

    of = f"/api/improvements/{one['id']}"
    done = {"revision": 1, "state": "done"}
    assert (await desk.lin.patch(of, done)).json()["key"] == "case.improvement_needs_result"
    later = {"revision": 1, "due_at": as_datetime(planned + 9 * DAY).isoformat()}
    assert (await desk.lin.patch(of, later)).json()["key"] == "case.improvement_not_yours"
    assert (await desk.lin.patch(of, done | {"result": "已换 12 台"})).json()["late"] == 0
    assert (await desk.lin.patch(of, done | {"result": "x"})).json()["key"] == "case.changed_meanwhile"

    finished = house.clock.now
    await opened_at(desk, finished + 9 * DAY)
    house.clock.now += 2 * WEEK + DAY
    await desk.chen.sign_in("chen")
    (one,) = (await desk.chen.get("/api/improvements")).json()["items"]
    assert one["effect"] == {"before": [1, 2], "after": [0, 1], "change": -67, "reached": True}
