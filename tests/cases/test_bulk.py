"""One thing is done to several cases at once: each by its own rules, once, and taken back."""

from typing import Any

import pytest

from huawu.cases.core import bulk as core
from tests.app.web.house import Browser
from tests.cases.desk import Desk

pytestmark = pytest.mark.room

Case = dict[str, Any]
CLOCKS = ("promise", "state", "owner", "priority", "due_at", "solution_text", "cause", "closed_at")


async def undone(by: Browser, done: Case) -> Case:
    answer = await by.post(f"/api/cases/bulk/{done['id']}/undo", {})
    assert answer.status_code == 200, answer.text
    found: Case = answer.json()
    return found


async def now(by: Browser, case: Case) -> Case:
    found: Case = (await by.get(f"/api/cases/{case['id']}")).json()
    return found


async def test_several_are_closed_each_by_its_rules_and_taken_back_with_their_clocks(desk: Desk) -> None:
    """One lacks what its form requires, one was changed meanwhile, two can be closed."""
    bare = await desk.opened(subject="没填房号")
    changed = await desk.opened(subject="有人改过", form={"room": "1"})
    fresh = await desk.opened(subject="没开始", form={"room": "1208"})
    working = await desk.opened(subject="在处理", form={"room": "1209"}, mine=True)
    working = await desk.step(working, "start")
    working = await desk.step(working, "wait", reason="等客户")
    cases = [bare, changed, fresh, working]
    await desk.lin.patch(f"/api/cases/{changed['id']}", {"revision": 1, "text": "改了"})
    before = {case["id"]: await now(desk.chen, case) for case in cases}

    done = await desk.bulk(
        desk.chen, "close", cases, key="close-key-1", solution_text="统一处理", cause="people"
    )
    assert (done["total"], done["left"], done["done"], done["same"]) == (4, 0, 2, 0)
    why = {each["subject"]: (each["outcome"], each["why"]) for each in done["named"]}
    assert why["有人改过"][0] == "changed"
    assert "刚刚修改了" in why["有人改过"][1]
    assert why["没填房号"][0] == "refused"
    for case in (fresh, working):
        closed = await now(desk.chen, case)
        assert (closed["state"], closed["solution_text"], closed["cause"]) == ("closed", "统一处理", "people")
    again = await desk.bulk(
        desk.chen, "close", cases, key="close-key-1", solution_text="统一处理", cause="people"
    )
    assert again == done

    desk.house.clock.now += 60_000_000
    back = await undone(desk.chen, done)
    assert (back["back"], back["back_left"]) == (2, 0)
    for case in (fresh, working):
        after = await now(desk.chen, case)
        was = before[case["id"]]
        clocks = {which: after["promise"][which]["due_at"] for which in ("first", "solve")}
        assert clocks == {which: was["promise"][which]["due_at"] for which in ("first", "solve")}
        assert [after[name] for name in CLOCKS[1:]] == [was[name] for name in CLOCKS[1:]]
        assert after["waiting"] == was["waiting"]
        kinds = [entry["kind"] for entry in after["entries"]]
        assert kinds[-2:] == ["close", "bulk_undone"]


async def test_agents_do_with_several_only_what_they_may_with_each(desk: Desk) -> None:
    mine, other = await desk.opened(mine=True), await desk.opened(desk.zhao, mine=True)
    done = await desk.bulk(desk.lin, "priority", [mine, other], priority="high")
    assert (done["done"], [each["id"] for each in done["named"]]) == (1, [other["id"]])
    assert (await now(desk.lin, mine))["priority"] == "high"
    assigned = await desk.bulk(desk.lin, "assign", [mine], team="front")
    assert assigned["named"][0]["outcome"] == "refused"
    assert (await desk.zhao.post(f"/api/cases/bulk/{done['id']}/undo", {})).status_code == 404
    await desk.step(await now(desk.lin, mine), "start")
    stays = await undone(desk.lin, done)
    assert stays["back"] == 0
    assert {each["id"]: each["back"] for each in stays["named"]} == {mine["id"]: "stays", other["id"]: ""}
    assert (await now(desk.lin, mine))["priority"] == "high"


async def test_notes_tasks_links_and_duplicates_of_several_are_taken_back(desk: Desk) -> None:
    first = await desk.opened(subject="原单")
    cases = [await desk.opened(subject=f"第 {nth} 张") for nth in range(2)]
    steps: list[tuple[str, Case]] = [
        ("note", {"text": "统一回复"}),
        ("task", {"text": "回电"}),
        ("link", {"of": first["id"]}),
        ("duplicate", {"of": first["id"]}),
    ]
    made = [
        await desk.bulk(desk.lin, what, [await now(desk.lin, case) for case in cases], **said)
        for what, said in steps
    ]
    assert [each["done"] for each in made] == [2, 2, 2, 2]
    whole = await now(desk.lin, first)
    assert (len(whole["cases"]), len(whole["duplicates"])) == (2, 2)
    one = await now(desk.lin, cases[0])
    assert [task["text"] for task in one["tasks"]] == ["回电"]
    await desk.lin.put(f"/api/cases/{one['id']}/tasks/{one['tasks'][0]['id']}", {"done": True})

    backs = [await undone(desk.lin, each) for each in made]
    assert [each["back"] for each in backs] == [2, 1, 2, 2]
    whole = await now(desk.lin, first)
    assert (whole["cases"], whole["duplicates"]) == ([], [])
    other = await now(desk.lin, cases[1])
    assert other["tasks"] == []
    assert {"note", "note_undone", "task_dropped", "unlinked", "bulk_undone"} <= {
        entry["kind"] for entry in other["entries"]
    }


async def test_many_are_done_bit_by_bit_once_and_too_many_are_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [await desk.opened(subject=f"第 {nth} 张", mine=True) for nth in range(3)]
    monkeypatch.setattr("huawu.cases.service.bulk.AT_ONCE", 2)
    done = await desk.bulk(desk.lin, "step", cases, key="start-key-1", step="start")
    assert (done["done"], done["left"]) == (2, 1)
    assert (await desk.lin.get("/api/cases/bulk/last")).json()["last"] == done
    done = (await desk.lin.post(f"/api/cases/bulk/{done['id']}/on", {})).json()
    assert (done["done"], done["left"]) == (3, 0)
    again = await desk.bulk(desk.lin, "step", cases, key="start-key-1", step="start")
    assert again["done"] == 3
    entries = (await now(desk.lin, cases[0]))["entries"]
    assert [entry["kind"] for entry in entries] == ["opened", "start"]

    many = [{"id": f"case-{nth}", "revision": 1} for nth in range(core.MOST + 1)]
    body = {"key": "bulk-key-9", "what": "note", "text": "x", "cases": many}
    refused = await desk.lin.post("/api/cases/bulk", body)
    assert (refused.status_code, refused.json()["key"]) == (422, "case.too_many")
    assert str(core.MOST) in refused.json()["title"]
    empty = await desk.lin.post("/api/cases/bulk", body | {"text": " ", "cases": many[:1]})
    assert empty.json()["key"] == "case.bulk_incomplete"
