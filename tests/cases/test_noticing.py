"""Notices reach the people named, with a link, and stay until they were seen."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from huawu.cases import service
from huawu.cases.models import CaseNoticeRow, CaseRow
from huawu.cases.service.notices import KEPT, forget_seen, put
from huawu.cases.subscribers import NOTICES
from huawu.platform.clock import SECOND
from huawu.platform.config import publish, save_drafts
from huawu.platform.subscriptions import hear_some, settle
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import TEAM, Desk
from tests.cases.test_remedies import REFUND

pytestmark = pytest.mark.room

HOUR = 3600 * SECOND


async def heard(desk: Desk) -> None:
    while await hear_some(desk.house.sessions, NOTICES, site="main", clock=desk.house.clock):
        continue


async def unseen(browser: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await browser.get("/api/case-notices")).json()["items"]
    return found


async def test_who_is_named_hears_of_a_case_whose_time_runs_out_until_they_have_seen_it(desk: Desk) -> None:
    house = desk.house
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await save_drafts(w, {("team", "front"): TEAM | {"leader": "1003"}})
        await publish(w)
    case = await desk.opened(subject="走廊起火了", mine=True)
    await desk.step(case, "start")
    house.clock.now += HOUR // 2 + SECOND
    async with work(house.sessions, site="main", clock=house.clock) as w:
        assert await service.look(w) == 1
    (told,) = await unseen(desk.lin)
    assert (told["title"], told["to"]) == ("解决时限已用 50%", f"/cases/{case['id']}")
    assert told["text"].endswith("走廊起火了")
    assert (await unseen(desk.zhao), await unseen(desk.chen)) == ([], [])

    house.clock.now += HOUR // 2
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await service.look(w)
    assert await unseen(desk.chen) == []  # it is counted for them, and said once
    assert (await desk.chen.get("/api/cases/late")).json()["led"] == 1
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await w.session.execute(update(CaseRow).values(team="elsewhere"))
        await save_drafts(w, {("agent", "1003"): {"team": "front"}})
        await publish(w)
    (above,) = await unseen(desk.chen)
    assert above["title"] == "解决时限已用 100%"
    assert len(await unseen(desk.lin)) == 1  # still there

    other = await desk.zhao.post("/api/case-notices/seen", {"ids": [told["id"]]})
    assert other.status_code == 200
    assert len(await unseen(desk.lin)) == 1  # nobody sees it for somebody else
    assert (await desk.lin.post("/api/case-notices/seen", {"ids": [told["id"]]})).json()["many"] == 0
    await desk.chen.post("/api/case-notices/seen", {"ids": None})
    assert await unseen(desk.chen) == []
    house.clock.now += KEPT
    async with work(house.sessions, site="main", clock=house.clock) as w:
        assert await forget_seen(w) == 2


async def test_however_many_are_told_each_is_told_once(desk: Desk) -> None:
    house = desk.house
    many = [f"leader-{number}" for number in range(5000)]
    for _ in range(2):
        async with work(house.sessions, site="main", clock=house.clock) as w:
            await put(w, many, "a key", "escalated", case=None, body={"of": "solve", "percent": 50})
    async with house.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(CaseNoticeRow)) == len(many)


async def test_who_decides_on_a_remedy_hears_of_it_and_then_who_asked(desk: Desk) -> None:
    house = desk.house
    await settle(house.sessions, [NOTICES])
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await save_drafts(w, {("case_remedy", "refund"): REFUND})
        await publish(w)
    manager = await house.browser("manager")
    case = (await desk.opened(mine=True))["id"]
    asked = {"key": "remedy-1", "kind": "refund", "amount": 20_050, "note": "整夜不冷"}
    remedy = (await desk.lin.post(f"/api/cases/{case}/remedies", asked)).json()["items"][0]["id"]
    await heard(desk)
    (waits,) = await unseen(desk.chen)
    assert (waits["title"], waits["to"]) == ("等您审批：退款 200.50 元", "/approvals")
    assert len(await unseen(manager)) == 1  # no one leads the team: all who may decide
    assert await unseen(desk.zhao) == []
    decided = await desk.chen.post(f"/api/cases/{case}/remedies/{remedy}/decision", {"yes": True})
    assert decided.status_code == 200
    await heard(desk)
    (answer,) = await unseen(desk.lin)
    assert answer["title"] == "已批准：退款 200.50 元"


async def test_nobody_is_told_of_a_case_that_turned_out_to_be_about_them(desk: Desk) -> None:
    house = desk.house
    case = await desk.opened(subject="走廊起火了", mine=True)
    await desk.step(case, "start")
    house.clock.now += HOUR // 2 + SECOND
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await service.look(w)
    assert len(await unseen(desk.lin)) == 1
    about = update(CaseRow).where(CaseRow.id == case["id"]).values(about_agent=house.agents["lin"])
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await w.session.execute(about)
    assert (await desk.lin.get("/api/case-notices")).json() == {"items": [], "many": 0}


async def test_who_decides_hears_of_a_proposed_mark_and_who_proposed_it_what_became_of_it(desk: Desk) -> None:
    await settle(desk.house.sessions, [NOTICES])
    body = {"kind": "abusive", "why": "两次提醒后仍辱骂", "days": 30}
    path = f"/api/customers/{desk.vip}/marks"
    for key in ("mark-one-1", "mark-two-2"):
        assert (await desk.lin.post(path, body | {"key": key})).status_code == 201
    await heard(desk)
    told = await unseen(desk.chen)
    assert [(each["title"], each["to"]) for each in told] == [("等您决定的客户标记：辱骂骚扰", "/marks")] * 2
    assert await unseen(desk.lin) == []
    first, second = (await desk.chen.get("/api/customer-marks")).json()["items"]
    await desk.chen.post(f"/api/customer-marks/{first['id']}/decision", {"decision": "approved"})
    no = {"decision": "refused", "why": "录音里没有辱骂"}
    await desk.chen.post(f"/api/customer-marks/{second['id']}/decision", no)
    await heard(desk)
    came = {each["title"]: (each["text"], each["to"]) for each in await unseen(desk.lin)}
    assert came == {
        "您建议的客户标记已批准：辱骂骚扰": ("", "/marks?show=mine"),
        "您建议的客户标记被驳回：辱骂骚扰": ("录音里没有辱骂", "/marks?show=mine"),
    }
