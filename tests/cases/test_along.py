"""Duplicates close with their original, and are taken up again with it when somebody says so."""

from typing import Any

import pytest

from huawu.cases.models import CaseProgressRow
from huawu.cases.service.along import ALONG
from huawu.cases.service.following import following
from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.platform.jobs import do_next
from huawu.platform.work import work
from tests.cases.desk import Desk

pytestmark = pytest.mark.room

Case = dict[str, Any]


async def done(desk: Desk) -> int:
    """Whatever was promised is done; how many jobs."""
    handlers = {ALONG: following(lambda: desk.house.sessions, desk.house.clock)}
    many = 0
    while await do_next(desk.house.sessions, handlers, clock=desk.house.clock):
        many += 1
    return many


async def now(desk: Desk, case: Case) -> Case:
    found: Case = (await desk.chen.get(f"/api/cases/{case['id']}")).json()
    return found


async def duplicate(desk: Desk, of: Case, **said: Any) -> Case:
    case = await desk.opened(**said)
    body = {"revision": case["revision"], "kind": "duplicate", "of": of["id"]}
    found: Case = (await desk.lin.post(f"/api/cases/{case['id']}/relations", body)).json()
    return found


async def closed(desk: Desk, case: Case) -> Case:
    case = await now(desk, case)
    case = await desk.step(case, "start", desk.chen)
    case = await desk.step(case, "confirm", desk.chen, solution_text="换了空调")
    case = await desk.step(case, "record", desk.chen, cause="people")
    told = {"what": "result", "how": "call", "text": "修好了"}
    await desk.chen.post(f"/api/cases/{case['id']}/tellings", told)
    return await desk.step(await now(desk, case), "close", desk.chen)


async def test_duplicates_close_with_their_original_and_are_taken_up_with_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huawu.cases.service.following.AT_ONCE", 2)
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        other = await customers.create_customer(w, NewCustomer("李四", ("13900139000",)))
    original = await desk.opened(subject="空调坏", customer=desk.vip, form={"room": "1"})
    same = await duplicate(desk, original, subject="同一位客户", customer=desk.vip)
    another = await duplicate(desk, original, subject="另一位客户", customer=other, mine=True)
    busy = await duplicate(desk, original, subject="还有任务", mine=True)
    await desk.lin.post(f"/api/cases/{busy['id']}/tasks", {"text": "取件"})
    assert (await now(desk, original))["duplicates_left"] == {busy["id"]: 1}

    await closed(desk, original)
    assert await done(desk) >= 2
    assert await done(desk) == 0
    found = {name: await now(desk, case) for name, case in (("same", same), ("another", another))}
    for case in found.values():
        assert (case["state"], case["solution_text"], case["cause"]) == ("closed", "换了空调", "people")
        assert case["entries"][-1]["kind"] in ("close", "told_result", "task_added")
        assert case["promise"]["solve"]["done_at"] is not None
        assert {e["body"].get("along") for e in case["entries"] if e["kind"] == "close"} == {
            original["number"]
        }
    told = (await desk.chen.get(f"/api/cases/{same['id']}/tellings")).json()["items"]
    assert [(each["what"], each["text"]) for each in told] == [("result", "修好了")]
    assert found["same"]["tasks"] == []
    [task] = (await desk.lin.get("/api/cases/tasks")).json()["items"][:1]
    assert task["case"] in (another["id"], busy["id"])
    assert [each["text"] for each in found["another"]["tasks"]] == ["告知客户处理结果（随原单结案）"]
    told = {"what": "result", "how": "call", "text": "也修好了"}
    answer = await desk.lin.post(f"/api/cases/{another['id']}/tellings", told)
    assert answer.status_code == 201, answer.text
    assert (await now(desk, another))["tasks"][0]["done_at"] is not None

    left = await now(desk, busy)
    assert left["state"] == "recorded"
    whole = await now(desk, original)
    assert [e["body"]["number"] for e in whole["entries"] if e["kind"] == "along_stays"] == [busy["number"]]
    [notice] = (await desk.lin.get("/api/case-notices")).json()["items"]
    assert (notice["what"], "1" in notice["title"]) == ("along_stays", True)

    asks = await desk.try_step(whole, "reopen", desk.chen, reason="又坏了")
    assert asks.json()["key"] == "case.step_needs_duplicates"
    assert "duplicates" in next(step["needs"] for step in whole["steps"] if step["name"] == "reopen")
    await desk.step(whole, "reopen", desk.chen, reason="又坏了", duplicates=True)
    await done(desk)
    states = [(await now(desk, case))["state"] for case in (same, another, busy)]
    assert states == ["assigned", "working", "working"]


async def test_the_task_to_tell_how_it_stands_holds_no_duplicate_back(desk: Desk) -> None:
    original = await desk.opened(subject="空调坏", form={"room": "1"})
    case = await duplicate(desk, original, subject="要告知进展", mine=True)
    case = (await desk.lin.post(f"/api/cases/{case['id']}/tasks", {"text": "告知进展"})).json()
    assert (await now(desk, original))["duplicates_left"] == {case["id"]: 1}
    told = CaseProgressRow(case_id=case["id"], since=0, due_at=None, task=case["tasks"][0]["id"])
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await w.session.merge(told)
    assert (await now(desk, original))["duplicates_left"] == {}


async def test_what_closed_with_an_original_by_mistake_is_taken_back_with_it(desk: Desk) -> None:
    original = await desk.opened(subject="空调坏", form={"room": "1"})
    free = await duplicate(desk, original, subject="没人动")
    touched = await duplicate(desk, original, subject="有人动过")
    before = await now(desk, free)
    bulk = await desk.bulk(desk.chen, "close", [original], solution_text="好了", cause="people")
    await done(desk)
    touched = await now(desk, touched)
    assert touched["state"] == "closed"
    await desk.step(touched, "reopen", desk.chen, reason="不是一回事")
    await desk.chen.post(f"/api/cases/bulk/{bulk['id']}/undo", {})
    await done(desk)
    after = await now(desk, free)
    for name in ("state", "due_at", "solution_text", "cause", "closed_at"):
        assert after[name] == before[name], name
    assert (await now(desk, touched))["state"] == "working"
