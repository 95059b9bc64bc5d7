"""Improvements: planned from cases, told of when they are late, measured by the cases that there were."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event, update

from huawu.cases.core.improving import WEEK
from huawu.cases.models import CaseRow
from huawu.cases.service import improvements
from huawu.platform.clock import SECOND, as_datetime
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import Desk

pytestmark = pytest.mark.room

DAY = 86_400 * SECOND


async def opened_at(desk: Desk, at: int, site: str = "main") -> str:
    case: str = (await desk.opened(form={"room": "1208"}))["id"]
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await w.session.execute(update(CaseRow).where(CaseRow.id == case).values(opened_at=at, site_id=site))
    return case


async def is_measured(desk: Desk, improvement: str) -> None:
    """It was done just now; so are the cases of each week counted and found."""
    of = f"/api/improvements/{improvement}"
    finished = desk.house.clock.now
    await opened_at(desk, finished + 9 * DAY)
    await opened_at(desk, finished + 9 * DAY, site="elsewhere")
    desk.house.clock.now += 2 * WEEK + DAY
    await desk.chen.sign_in("chen")
    (one,) = (await desk.chen.get("/api/improvements")).json()["items"]
    assert one["effect"] == {"before": [1, 2], "after": [0, 1], "change": -67, "reached": True}
    assert (await desk.chen.get(of)).json() == one
    of = f"{of}/cases"
    behind = {
        week: len((await desk.chen.get(of, week=week)).json()["items"]) for week in (-2, -1, 0, 1, 2, 3)
    }
    assert behind == {-2: 1, -1: 2, 0: 2, 1: 0, 2: 1, 3: 0}
    assert (await desk.chen.get("/api/improvements/none/cases")).json()["key"] == "case.no_improvement"


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
            f"/improvements/{one['id']}",
        )
    assert (await desk.lin.get("/api/improvements")).json()["late"] == 1

    of = f"/api/improvements/{one['id']}"
    done = {"revision": 1, "state": "done"}
    assert (await desk.lin.patch(of, done)).json()["key"] == "case.improvement_needs_result"
    later = {"revision": 1, "due_at": as_datetime(planned + 9 * DAY).isoformat()}
    assert (await desk.lin.patch(of, later)).json()["key"] == "case.improvement_not_yours"
    assert (await desk.lin.patch(of, done | {"result": "已换 12 台"})).json()["late"] == 0
    assert (await desk.lin.patch(of, done | {"result": "x"})).json()["key"] == "case.changed_meanwhile"

    await is_measured(desk, one["id"])


async def test_a_list_of_improvements_is_narrowed_and_measured_by_one_statement(desk: Desk) -> None:
    house, lin, zhao = desk.house, desk.house.agents["lin"], desk.house.agents["zhao"]
    due = as_datetime(house.clock.now + DAY).isoformat()

    async def plan(key: str, what: str, owner: str, of: str, node: str) -> None:
        body = {"key": f"plan-{key}", "what": what, "expected": "更少", "owner": owner, "due_at": due}
        answer = await desk.chen.post("/api/improvements", body | {"of": of, "node": node})
        assert answer.status_code == 201, answer.text

    async def shown(person: Browser = desk.chen, **asked: str) -> list[str]:
        answer = (await person.get("/api/improvements", **asked)).json()
        return sorted(each["what"] for each in answer["items"])

    await plan("noise", "噪音", lin, "type", "noise")
    await plan("people", "人员", zhao, "cause", "people")
    await plan("bill", "账单", zhao, "type", "bill")
    assert await shown(show="mine") == []
    assert await shown(desk.zhao, show="mine") == ["人员", "账单"]
    assert await shown(of="type", node="complaint") == ["噪音"]
    assert await shown(of="cause", node="people") == ["人员"]
    assert (await shown(owner=lin), await shown(show="over"), await shown(show="late")) == (["噪音"], [], [])
    house.clock.now += 2 * DAY
    await desk.chen.sign_in("chen")
    assert len(await shown(show="late")) == 3

    asked: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "width_bucket" in statement:
            asked.append(statement)

    engine = house.sessions.kw["bind"].sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        assert len(await shown()) == 3
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    assert len(asked) == 1
