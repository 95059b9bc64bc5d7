"""Customers are told: planned on working time, due as a task of the owner, demanded before the follow-up."""

from typing import Any

import pytest

from huawu.cases.config.told import check_told
from huawu.cases.service import progress
from huawu.cases.subscribers import PROGRESS
from huawu.platform.clock import SECOND
from huawu.platform.config import publish, save_drafts
from huawu.platform.refusals import Invalid
from huawu.platform.subscriptions import hear_some, settle
from huawu.platform.work import work
from tests.cases.desk import FORM, Desk, name

pytestmark = pytest.mark.room

HOUR = 3600 * SECOND
NOISE = {"name": name("噪音", "Noise"), "parent": "complaint", "form": FORM}
DONE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("start", {}),
    ("confirm", {"solution": "moved"}),
    ("record", {"cause": "people"}),
)
TOLD = {"name": name("投诉", "Complaint"), "team": "front", "progress_hours": 9}


async def arrange(desk: Desk, **body: Any) -> None:
    items: dict[tuple[str, str], Any] = {
        ("case_type", "complaint"): TOLD | body,
        ("case_type", "noise"): NOISE,
    }
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, items)
        await publish(w)
    await settle(desk.house.sessions, [PROGRESS])


async def heard(desk: Desk) -> None:
    while await hear_some(desk.house.sessions, PROGRESS, site="main", clock=desk.house.clock):
        continue


async def looked(desk: Desk) -> int:
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        return await progress.look(w)


async def tell(desk: Desk, case: str, what: str = "progress", **body: Any) -> Any:
    said = {"what": what, "how": "call", "text": "工程师明天上门"} | body
    return await desk.lin.post(f"/api/cases/{case}/tellings", said)


async def test_who_owns_a_case_has_to_tell_its_customer_every_so_many_working_hours(desk: Desk) -> None:
    await arrange(desk)
    case = (await desk.opened(mine=True))["id"]
    await heard(desk)
    told = (await desk.lin.get(f"/api/cases/{case}/tellings")).json()
    assert (told["every_hours"], told["due"]) == (9, False)
    assert told["due_at"] == "2026-09-22T10:00:00Z"  # opened at night; nine hours from nine in the morning
    assert await looked(desk) == 0

    desk.house.clock.now += 20 * HOUR
    await desk.lin.sign_in("lin")
    await desk.chen.sign_in("chen")
    assert await looked(desk) == 1
    assert await looked(desk) == 0  # once
    whole = (await desk.lin.get(f"/api/cases/{case}")).json()
    (task,) = whole["tasks"]
    assert (task["text"], task["agent"]["number"], task["done_at"]) == ("告知客户处理进展", "1001", None)
    await desk.step(whole, "assign", desk.chen, owner=desk.house.agents["zhao"])
    await heard(desk)
    (task,) = (await desk.lin.get(f"/api/cases/{case}")).json()["tasks"]
    assert task["agent"]["number"] == "1002"  # it goes with the case

    assert (await tell(desk, case, text=" ")).json()["key"] == "case.tell_what"
    told = (await tell(desk, case)).json()
    assert (told["items"][0]["text"], told["due"]) == ("工程师明天上门", False)
    assert told["due_at"] == "2026-09-23T10:00:00Z"
    (task,) = (await desk.lin.get(f"/api/cases/{case}")).json()["tasks"]
    assert task["done_at"] is not None


async def test_a_type_that_asks_for_it_is_not_closed_before_the_customer_was_told_and_asked(
    desk: Desk,
) -> None:
    await arrange(desk, follow_up=["result", "satisfaction"])
    case = await desk.opened(mine=True, form={"room": "1208"})
    await heard(desk)
    for step, said in DONE:
        case = await desk.step(case, step, **said)
    assert (await desk.try_step(case, "close")).json()["key"] == "case.step_needs_follow_up"
    assert (await desk.try_step(case, "follow_up", satisfaction=4)).json()["key"] == "case.step_needs_result"
    told = (await tell(desk, case["id"], "result", text="已换到 1512")).json()
    assert told["result_told_at"] is not None
    assert (await desk.try_step(case, "follow_up")).json()["key"] == "case.step_needs_satisfaction"
    refused = {"how": "call", "score": None, "text": "客户不愿评价"}
    assert (await desk.lin.post(f"/api/cases/{case['id']}/satisfaction", refused)).status_code == 201
    case = await desk.step(case, "follow_up")
    case = await desk.step(case, "close")
    assert (case["state"], case["satisfaction"]) == ("closed", None)
    await heard(desk)
    assert (await desk.lin.get(f"/api/cases/{case['id']}/tellings")).json()["due_at"] is None
    assert (await tell(desk, case["id"])).json()["key"] == "case.closed"
    case = await desk.step(case, "reopen", reason="又吵了")
    again = (await desk.lin.get(f"/api/cases/{case['id']}/tellings")).json()
    assert (again["result_told_at"], len(again["items"])) == (None, 2)


async def test_a_follow_up_asks_only_what_its_type_says(desk: Desk) -> None:
    await arrange(desk, follow_up=[])
    case = await desk.opened(mine=True, form={"room": "1208"})
    for step, said in DONE:
        case = await desk.step(case, step, **said)
    assert (await desk.step(case, "follow_up"))["state"] == "followed_up"
    for body in (
        {"progress_hours": -1},
        {"progress_hours": True},
        {"follow_up": ["gift"]},
        {"follow_up": ["result", "result"]},
        {"follow_up": "result"},
    ):
        with pytest.raises(Invalid):
            check_told(body)
