"""Return visits through the whole house: planned once, dialled, tried again, told to the case, counted."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from huawu.cases.subscribers import VISITS
from huawu.interactions.events import Dialled
from huawu.platform.clock import SECOND, as_datetime, as_micros
from huawu.platform.config import publish, save_drafts
from huawu.platform.subscriptions import hear_some, settle
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import Desk, name

pytestmark = pytest.mark.room

HOUR = 3600 * SECOND
MORNING = as_micros(datetime.fromisoformat("2026-09-22T10:00:00+08:00"))
RULE: dict[str, Any] = {
    "name": name("投诉回访", "After complaints"),
    "after": "closed",
    "types": ["complaint"],
    "minutes": 120,
    "hours": "office",
    "who": "owner",
    "tries": 2,
    "pause_minutes": 60,
    "questions": [
        {
            "id": "overall",
            "name": name("总体满意吗", "Satisfied?"),
            "kind": "scale",
            "required": True,
            "satisfaction": True,
        },
        {"id": "kept", "name": name("承诺都做到了吗", "Kept?"), "kind": "yes_no"},
    ],
    "dissatisfied": {"at_most": 2, "then": "reopen"},
}


async def arrange(desk: Desk, **change: Any) -> None:
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, {("case_visit", "complaints"): RULE | change})
        await publish(w)
    await settle(desk.house.sessions, [VISITS])
    desk.house.clock.now = MORNING


async def hear(desk: Desk) -> None:
    while await hear_some(desk.house.sessions, VISITS, site="main", clock=desk.house.clock):
        pass


async def closed(desk: Desk, case: dict[str, Any]) -> dict[str, Any]:
    case = await desk.step(case, "start")
    case = await desk.step(case, "confirm", solution="moved")
    case = await desk.step(case, "record", cause="people")
    return await desk.step(case, "close", desk.chen)


async def visited(desk: Desk, **change: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A closed case of a customer, and the visit that is planned for it."""
    await arrange(desk, **change)
    case = await closed(desk, await desk.opened(mine=True, customer=desk.vip, form={"room": "1208"}))
    await hear(desk)
    return case, await visit_of(desk, case)


async def visit_of(desk: Desk, case: dict[str, Any]) -> dict[str, Any]:
    items = (await desk.lin.get("/api/visits", case=case["id"])).json()["items"]
    assert len(items) == 1, items
    found: dict[str, Any] = items[0]
    return found


async def told(browser: Browser, visit: dict[str, Any], **said: Any) -> Any:
    body = {"tries": visit["tries"]} | said
    return await browser.post(f"/api/visits/{visit['id']}/result", body)


async def dialled(desk: Desk, visit: dict[str, Any], call: str, signal: str) -> None:
    house = desk.house
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await w.announce(call, Dialled(call, house.agents["lin"], visit["id"], signal, w.now))
    await hear(desk)


async def test_a_visit_is_planned_once_and_put_off_while_the_case_is_open_again(desk: Desk) -> None:
    case, visit = await visited(desk)
    due = datetime.fromisoformat(visit["due_at"])
    assert (visit["state"], visit["agent"]["number"], visit["tries"]) == ("planned", "1001", 0)
    assert timedelta(0) <= due - as_datetime(MORNING) - timedelta(hours=2) < timedelta(seconds=1)
    mine = (await desk.lin.get("/api/visits", mine=True, state="planned")).json()["items"]
    assert [each["id"] for each in mine] == [visit["id"]]
    assert (await desk.zhao.get("/api/visits", mine=True)).json()["items"] == []
    after = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    assert after["entries"][-1]["kind"] == "visit_planned"

    again = await desk.step(after, "reopen", reason="又吵了")
    await hear(desk)
    assert (await visit_of(desk, case))["state"] == "put_off"
    desk.house.clock.now += 30 * 60 * SECOND
    again = await desk.step(again, "confirm", solution="moved")
    again = await desk.step(again, "record", cause="people")
    await desk.step(again, "close", desk.chen)
    await hear(desk)
    anew = await visit_of(desk, case)
    assert (anew["id"], anew["state"]) == (visit["id"], "planned")
    assert datetime.fromisoformat(anew["due_at"]) > due


async def test_cases_of_which_the_rule_does_not_speak_are_left_alone(desk: Desk) -> None:
    await arrange(desk)
    bill = await closed(desk, await desk.opened(type="bill", mine=True))
    open_one = await desk.opened(mine=True)
    await hear(desk)
    for case in (bill, open_one):
        assert (await desk.lin.get("/api/visits", case=case["id"])).json()["items"] == []


async def test_the_call_is_tied_to_the_visit_tried_again_and_ended_after_the_last(desk: Desk) -> None:
    case, visit = await visited(desk)
    desk.house.live.phones |= {desk.house.agents["lin"], desk.house.agents["zhao"]}
    sent = await desk.lin.post("/api/calls", {"to": {"kind": "visit", "id": visit["id"]}})
    assert sent.status_code == 202, sent.text
    asked = [args for name, args in desk.house.live.told if name == "call.dial"]
    assert [(each["to"], each["callback"]) for each in asked] == [
        ({"kind": "number", "id": "13800138000"}, visit["id"])
    ]
    other = await desk.zhao.post("/api/calls", {"to": {"kind": "visit", "id": visit["id"]}})
    assert (other.status_code, other.json()["key"]) == (403, "visit.not_yours")

    await dialled(desk, visit, "call-1", "no_answer")
    tried = await visit_of(desk, case)
    assert (tried["state"], tried["tries"], tried["last_try"]) == ("planned", 1, "no_answer")
    assert datetime.fromisoformat(tried["due_at"]) > as_datetime(desk.house.clock.now + HOUR - SECOND)
    same = await told(desk.lin, visit, result="not_reached")
    assert (same.status_code, same.json()["tries"]) == (200, 1)
    await dialled(desk, visit, "call-1b", "cancelled")
    assert (await visit_of(desk, case))["tries"] == 1

    await dialled(desk, visit, "call-2", "busy")
    ended = await visit_of(desk, case)
    assert (ended["state"], ended["tries"], ended["may"]) == ("not_reached", 2, False)
    shown = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    assert shown["contacts"] == ["call-1", "call-1b", "call-2"]
    assert [each["kind"] for each in shown["entries"]][-2:] == ["visit_called", "visit_ended"]
    late = await told(desk.lin, ended, result="reached", answers={"overall": 5})
    assert (late.status_code, late.json()["key"]) == (409, "visit.over")


async def test_nobody_is_called_at_night_but_at_the_time_that_they_named(desk: Desk) -> None:
    _, visit = await visited(desk)
    asked = {"kind": "visit", "id": visit["id"]}
    desk.house.clock.now = MORNING + 12 * HOUR
    await desk.lin.sign_in("lin")
    night = await desk.lin.get("/api/desk/preparation", **asked)
    assert (night.status_code, night.json()["key"]) == (409, "visit.not_at_night")
    bad = await told(desk.lin, visit, result="later")
    assert bad.json()["key"] == "visit.bad_time"
    wish = as_datetime(MORNING + 12 * HOUR + 600 * SECOND).isoformat()
    assert (await told(desk.lin, visit, result="later", at=wish)).json()["tries"] == 0
    assert (await desk.lin.get("/api/desk/preparation", **asked)).status_code == 200


async def test_a_good_answer_comes_back_to_the_case(desk: Desk) -> None:
    case, visit = await visited(desk)
    await dialled(desk, visit, "call-1", "answered")
    missing = await told(desk.lin, visit, result="reached", answers={"kept": True})
    assert (missing.status_code, missing.json()["key"]) == (422, "visit.answer_missing")
    said = {"result": "reached", "answers": {"overall": 4, "kept": True}, "note": "已修好"}
    assert (await told(desk.lin, visit, **said)).json()["state"] == "reached"
    assert (await told(desk.lin, visit, **said)).status_code == 200
    shown = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    assert (shown["state"], shown["satisfaction"]) == ("closed", 4)
    assert [each["kind"] for each in shown["entries"]].count("visit_ended") == 1


async def test_a_bad_answer_reopens_the_case_or_leaves_a_task(desk: Desk) -> None:
    case, visit = await visited(desk)
    await told(desk.lin, visit, result="reached", answers={"overall": 1}, note="还是很吵")
    shown = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    assert (shown["state"], shown["reopened"], shown["owner"]["number"]) == ("working", 1, "1001")
    assert shown["entries"][-1]["body"]["reason"] == "还是很吵"
    assert (await visit_of(desk, case))["satisfaction"] == 1

    task = {"at_most": 2, "then": "task", "task": "主管致电安抚"}
    other, second = await visited(desk, dissatisfied=task)
    await told(desk.lin, second, result="reached", answers={"overall": 2})
    left = (await desk.lin.get(f"/api/cases/{other['id']}")).json()
    assert (left["state"], [each["text"] for each in left["tasks"]]) == ("closed", ["主管致电安抚"])
    todo = (await desk.lin.get("/api/cases/tasks")).json()["items"]
    assert [each["text"] for each in todo] == ["主管致电安抚"]


async def test_a_leader_sees_how_many_were_reached_and_how_satisfied_they_were(desk: Desk) -> None:
    for overall in (5, 2, None):
        _, visit = await visited(desk, dissatisfied=None)
        if overall is None:
            await told(desk.lin, visit, result="refused", note="不愿评价")
        else:
            await told(desk.lin, visit, result="reached", answers={"overall": overall})
    await visited(desk, dissatisfied=None)
    assert (await desk.lin.get("/api/visits/figures")).status_code == 403
    (row,) = (await desk.chen.get("/api/visits/figures")).json()["items"]
    assert row["rule_name"]["zh"] == "投诉回访"
    counted = [row[field] for field in ("planned", "ended", "reached", "refused", "answered", "dissatisfied")]
    assert counted == [1, 3, 2, 1, 2, 1]
    assert (row["reached_rate"], row["satisfaction"]) == (pytest.approx(2 / 3), 3.5)
    past = {"since": "2020-01-01T00:00:00Z", "until": "2020-02-01T00:00:00Z"}
    (none,) = (await desk.chen.get("/api/visits/figures", **past)).json()["items"]
    assert (none["ended"], none["reached_rate"], none["satisfaction"]) == (0, None, None)


async def test_a_leader_wants_no_visit_and_says_why(desk: Desk) -> None:
    case, visit = await visited(desk)
    path = f"/api/visits/{visit['id']}/cancel"
    assert (await desk.lin.post(path, {"reason": "客户要求"})).status_code == 403
    assert (await desk.chen.post(path, {"reason": " "})).json()["key"] == "case.step_needs_reason"
    assert (await desk.chen.post(path, {"reason": "客户要求不再致电"})).json()["state"] == "cancelled"
    shown = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    assert shown["entries"][-1]["body"]["text"] == "客户要求不再致电"
