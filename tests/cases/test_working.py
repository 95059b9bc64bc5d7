"""Cases in lists and many hands: found, assigned, given back, told of, kept when the tree changes."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from huawu.cases import service
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import arranged
from huawu.cases.subscribers import TAKES_BACK
from huawu.cases.types import NewCase
from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.people import service as people
from huawu.platform.clock import SECOND, as_datetime
from huawu.platform.config import publish, save_drafts
from huawu.platform.outbox import read_stream
from huawu.platform.subscriptions import hear_some, settle
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import LADDER, Desk

pytestmark = pytest.mark.room

MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


async def subjects(browser: Browser, **asked: Any) -> list[str]:
    answer = await browser.get("/api/cases", **asked)
    assert answer.status_code == 200, answer.text
    return [row["subject"] for row in answer.json()["items"]]


async def test_cases_are_found_by_whatever_one_knows_of_them(desk: Desk) -> None:
    await desk.opened(subject="空调不制冷", customer=desk.vip, form={"room": "1208"})
    mine = await desk.opened(subject="走廊起火了", mine=True)
    await desk.opened(desk.zhao, subject="十月账单", type="bill", text="Roaming fee 30")
    waiting = await desk.step(await desk.step(mine, "start"), "wait", reason="等客户回电")
    all_of = {"still_open": True}
    for asked, found in (
        ({"owner": "me"}, ["走廊起火了"]),
        ({"owner": "nobody"}, ["空调不制冷"]),
        ({"type": "complaint"}, ["走廊起火了", "空调不制冷"]),
        ({"priority": "high"}, ["走廊起火了"]),
        ({"customer": desk.vip}, ["空调不制冷"]),
        ({"state": "working"}, ["走廊起火了"]),
        ({"due": "waiting"}, ["走廊起火了"]),
        ({"search": "不制冷"}, ["空调不制冷"]),
        ({"search": "1208"}, []),
        ({"search": "roaming FEE"}, ["十月账单"]),
        ({"search": f"GD-{waiting['number']:06}"}, ["走廊起火了"]),
        ({"search": "'; drop table & | ! <->"}, []),
        ({"team": "front", "by_due": True, "search": "空调"}, ["空调不制冷"]),
    ):
        assert await subjects(desk.lin, **all_of, **asked) == found, asked


async def test_the_cases_of_nobody_are_counted_for_who_takes_no_calls(desk: Desk) -> None:
    manager = await desk.house.browser("manager")
    await desk.opened(mine=True)
    counted = await manager.get("/api/cases/counts")
    assert counted.status_code == 200
    assert set(counted.json().values()) == {0}
    assert (await desk.lin.get("/api/cases/counts")).json()["mine"] == 1


async def test_pages_follow_one_another_without_gap_or_repetition(desk: Desk) -> None:
    opened = [(await desk.opened(subject=f"第 {nth} 张"))["subject"] for nth in range(5)]
    for by_due, expected in ((False, opened[::-1]), (True, opened)):
        found: list[str] = []
        after: dict[str, str] = {}
        for _ in range(4):
            page = (await desk.lin.get("/api/cases", limit=2, by_due=by_due, **after)).json()
            found += [row["subject"] for row in page["items"]]
            if page["next"] is None:
                break
            after = {"after": page["next"]}
        assert found == expected


async def test_several_are_assigned_at_once_and_laid_back(desk: Desk) -> None:
    cases = [await desk.opened(subject=f"第 {nth} 张") for nth in range(3)]
    zhao = desk.house.agents["zhao"]
    assert (await desk.bulk(desk.lin, "assign", cases, owner=zhao))["done"] == 0

    given = await desk.bulk(desk.chen, "assign", cases, owner=zhao)
    assert len(await subjects(desk.zhao, owner="me")) == 3
    late = await desk.bulk(desk.chen, "assign", cases, team="front")
    assert [each["outcome"] for each in late["named"]] == ["changed"] * 3

    first = (await desk.zhao.get(f"/api/cases/{cases[0]['id']}")).json()
    await desk.step(first, "start", desk.zhao)
    back = (await desk.chen.post(f"/api/cases/bulk/{given['id']}/undo", {})).json()
    assert (back["back"], [each["id"] for each in back["named"]]) == (2, [cases[0]["id"]])
    assert await subjects(desk.zhao, owner="me") == ["第 0 张"]
    assert len(await subjects(desk.lin, owner="nobody", state="received")) == 2


async def zhao_leaves(desk: Desk) -> None:
    house = desk.house
    await settle(house.sessions, [TAKES_BACK])
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await people.leave(w, house.agents["zhao"])
    assert await hear_some(house.sessions, TAKES_BACK, site="main", clock=house.clock) == 1


async def given_to_zhao(desk: Desk, case: dict[str, Any]) -> None:
    """A task in the case of another, and an improvement."""
    zhao = desk.house.agents["zhao"]
    task = {"text": "寄发票", "agent": zhao}
    assert (await desk.lin.post(f"/api/cases/{case['id']}/tasks", task)).status_code == 200
    improvement: dict[str, Any] = {
        **{"key": "improve-1", "what": "先看账期再答", "expected": "账单问题减少一半", "owner": zhao},
        **{"due_at": as_datetime(desk.house.clock.now + 86_400 * SECOND).isoformat()},
        **{"of": "type", "node": "bill", "weeks": 2, "percent": 50, "cases": []},
    }
    assert (await desk.chen.post("/api/improvements", improvement)).status_code == 201


async def test_whoever_has_fewest_gets_the_next_and_the_cases_of_who_leaves_go_back(desk: Desk) -> None:
    house = desk.house
    first = await desk.opened(type="bill", subject="一")
    second = await desk.opened(type="bill", subject="二")
    assert [case["owner"]["number"] for case in (first, second)] == ["1001", "1002"]
    await given_to_zhao(desk, first)
    await zhao_leaves(desk)
    case = (await desk.lin.get(f"/api/cases/{second['id']}")).json()
    assert (case["owner"], case["team"], case["state"]) == (None, "front", "assigned")
    assert case["entries"][-1]["kind"] == "owner_left"
    refused = await desk.try_step(case, "assign", desk.chen, owner=house.agents["zhao"])
    assert refused.json()["key"] == "case.owner_not_here"
    assert await subjects(desk.lin, owner="me") == ["一"]
    (task,) = (await desk.lin.get("/api/cases/tasks")).json()["items"]
    assert task["text"] == "寄发票"
    (told,) = (await desk.chen.get("/api/case-notices")).json()["items"]
    assert told["title"] == "改进措施的负责人已离职，请改派：先看账期再答"


@pytest.mark.parametrize("way", ["load", "rota"])
async def test_who_opens_at_the_same_moment_waits_and_the_next_of_the_team_gets_that_case(
    desk: Desk, way: str
) -> None:
    house = desk.house
    price = {"name": {"zh": "价格", "en": "Price"}, "parent": "enquiry", "assign": way}
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await save_drafts(w, {("case_type", "price"): price})
        await publish(w)
    held = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    async with work(house.sessions, site="main", clock=house.clock) as first:
        there = await arranged(first.session, "main")
        case = await service.open_case(first, there, NewCase("at-once", "price", "一"), None)
        second = asyncio.create_task(desk.opened(type="price", subject="二"))
        while not (second.done() or await first.session.scalar(held)):
            await asyncio.sleep(0.01)
    owners = [await desk.lin.get(f"/api/cases/{each}") for each in (case, (await second)["id"])]
    assert [answer.json()["owner"]["number"] for answer in owners] == ["1001", "1002"]


async def test_cases_of_a_rota_go_to_those_of_the_team_in_turn(desk: Desk) -> None:
    house = desk.house
    price = {"name": {"zh": "价格", "en": "Price"}, "parent": "enquiry", "assign": "rota"}
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await save_drafts(w, {("case_type", "price"): price})
        await publish(w)

    async def goes_to(**said: Any) -> str:
        house.clock.now += SECOND
        return str((await desk.opened(**said))["owner"]["number"])

    assert [await goes_to(type="price") for _ in range(3)] == ["1001", "1002", "1001"]
    assert await goes_to(by=desk.zhao, mine=True) == "1002"  # who takes one has had one
    assert [await goes_to(type="price") for _ in range(2)] == ["1001", "1002"]


async def test_what_lies_in_a_list_waits_for_no_customer_and_can_be_taken(desk: Desk) -> None:
    waiting = [await desk.opened(desk.zhao, mine=True) for _ in range(2)]
    waiting = [await desk.step(case, "wait", desk.zhao, reason="等客户回电") for case in waiting]
    given = await desk.bulk(desk.chen, "assign", waiting[1:], team="front")
    listed = (await desk.lin.get(f"/api/cases/{waiting[1]['id']}")).json()
    assert (listed["waiting"], listed["due_at"] is None) == (False, False)
    await desk.chen.post(f"/api/cases/bulk/{given['id']}/undo", {})
    back = (await desk.lin.get(f"/api/cases/{waiting[1]['id']}")).json()
    assert (back["waiting"], back["due_at"]) == (True, None)
    assert back["promise"]["waiting_since"] == waiting[1]["promise"]["waiting_since"]

    await zhao_leaves(desk)
    for case in waiting:
        left = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
        assert (left["owner"], left["waiting"], left["due_at"] is None) == (None, False, False)
        assert (await desk.step(left, "take"))["owner"]["number"] == "1001"


async def test_a_solved_case_is_handed_on_as_it_stands(desk: Desk) -> None:
    case = await desk.step(await desk.opened(desk.zhao, mine=True), "start", desk.zhao)
    case = await desk.step(case, "confirm", desk.zhao, solution="moved")
    case = await desk.step(case, "assign", desk.chen, team="front")
    assert (case["state"], case["owner"], case["due_at"]) == ("confirmed", None, None)
    case = await desk.step(case, "take")
    assert (case["state"], case["owner"]["number"]) == ("confirmed", "1001")
    case = await desk.step(
        await desk.step(case, "assign", desk.chen, team="front"), "work_again", desk.chen, reason="又吵"
    )
    assert (case["state"], case["owner"]) == ("assigned", None)


async def test_nothing_is_laid_back_to_somebody_who_has_left(desk: Desk) -> None:
    closed = await desk.step(
        await desk.opened(desk.zhao, mine=True, form={"room": "1208"}), "start", desk.zhao
    )
    for step, said in (("confirm", {"solution": "moved"}), ("record", {"cause": "people"}), ("close", {})):
        closed = await desk.step(closed, step, desk.chen, **said)
    case = await desk.step(await desk.opened(desk.zhao, mine=True), "start", desk.zhao)
    given = await desk.bulk(desk.chen, "assign", [case], owner=desk.house.agents["lin"])
    await zhao_leaves(desk)

    assert (await desk.chen.post(f"/api/cases/bulk/{given['id']}/undo", {})).json()["back"] == 1
    case = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    closed = await desk.step(closed, "reopen", desk.chen, reason="又吵了")
    for each in (case, closed):
        assert (each["state"], each["team"], each["owner"]) == ("assigned", "front", None)
        assert (await desk.step(each, "take"))["owner"]["number"] == "1001"


async def looked(desk: Desk, after: int) -> list[dict[str, Any]]:
    """What is told of after so long."""
    desk.house.clock.now += after
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        many = await service.look(w)
    async with desk.house.sessions() as session:
        rows = list((await session.execute(CaseRow.__table__.select())).mappings())
        facts = [fact for row in rows for fact in await read_stream(session, row["id"])]
    told = [fact.body for fact in facts if fact.kind == "case.escalated"]
    assert bool(many) == bool(told) or many == 0
    return told


async def test_people_are_told_when_time_runs_out_once_and_not_while_the_customer_is_waited_for(
    desk: Desk,
) -> None:
    case = await desk.opened(subject="起火", mine=True)
    assert await looked(desk, 4 * MINUTE) == []
    [first] = await looked(desk, 1 * MINUTE)
    assert (first["of"], first["to"]) == ("first", "leader")

    case = await desk.step(case, "start")
    case = await desk.step(case, "wait", reason="等客户开门")
    assert case["promise"]["waiting_since"] is not None
    assert case["due_at"] is None
    assert len(await looked(desk, 10 * HOUR)) == 1
    case = await desk.step(case, "go_on")
    assert case["promise"]["solve"]["used_seconds"] == pytest.approx(5 * 60, abs=1)

    assert len(await looked(desk, 24 * MINUTE)) == 1
    told = await looked(desk, 1 * MINUTE)
    assert [(each["percent"], each["to"]) for each in told[1:]] == [(50, "owner")]
    told = await looked(desk, 40 * MINUTE)
    assert [(each["percent"], each["to"]) for each in told[2:]] == [(100, "leader")]
    assert len(await looked(desk, 10 * HOUR)) == 3
    row = (await desk.lin.get("/api/cases", due="overdue")).json()["items"][0]
    assert (row["overdue"], row["escalated"]) == (True, 2)


async def test_a_case_that_is_late_by_the_promise_of_its_new_priority_is_told_of(desk: Desk) -> None:
    house = desk.house
    slow = {"first_minutes": 30, "solve_minutes": 600, "ladder": LADDER}
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await save_drafts(w, {("case_promise", "low"): slow})
        await publish(w)
    case = await desk.opened(type="bill")

    async def made(priority: str) -> None:
        nonlocal case
        edit = {"revision": case["revision"], "priority": priority}
        answer = await desk.chen.patch(f"/api/cases/{case['id']}", edit)
        case = answer.json()
        assert (answer.status_code, case["priority"]) == (200, priority)

    assert [each["of"] for each in await looked(desk, 4 * HOUR)] == ["first"]
    await made("high")
    told = await looked(desk, 0)
    assert [(each["of"], each["to"]) for each in told[1:]] == [("solve", "owner"), ("solve", "leader")]
    await made("low")
    assert len(await looked(desk, 30 * MINUTE)) == 3
    assert [(each["of"], each["to"]) for each in await looked(desk, 30 * MINUTE)][3:] == [("solve", "owner")]


async def test_what_open_cases_use_is_not_taken_away_and_closed_ones_keep_its_name(desk: Desk) -> None:
    admin = await desk.house.browser("administrator")
    case = await desk.opened()

    async def take_away() -> Any:
        await admin.put("/api/config/case_type/noise", {"value": None})
        return await admin.post("/api/config/publish", {"kinds": ["case_type"]})

    refused = await take_away()
    assert (refused.status_code, refused.json()["key"]) == (422, "case.node_in_use")
    assert "投诉 / 噪音" in refused.json()["title"]

    case = await desk.step(case, "start", desk.chen)
    case = await desk.step(case, "confirm", desk.chen, solution="moved")
    edit = {"revision": case["revision"], "form": {"room": "1208"}}
    case = (await desk.chen.patch(f"/api/cases/{case['id']}", edit)).json()
    case = await desk.step(case, "record", desk.chen, cause="people")
    case = await desk.step(case, "close", desk.chen)
    assert (await take_away()).status_code == 200
    shown = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    assert shown["type_name"]["zh"] == "投诉 / 噪音"
    assert (shown["fields"], shown["form"]) == ([], {"room": "1208"})


async def test_the_cases_of_two_customers_who_are_one_come_together(desk: Desk) -> None:
    house = desk.house
    await desk.opened(customer=desk.vip)
    async with work(house.sessions, site="main", clock=house.clock) as w:
        other = await customers.create_customer(w, NewCustomer("王晓明", ("13900139000",)))
        await customers.merge(w, other, desk.vip)
    answer = await desk.lin.get(f"/api/customers/{other}/cases")
    assert [row["customer"]["name"] for row in answer.json()["items"]] == ["王晓明"]
    assert len(await subjects(desk.lin, customer=other)) == 1


@pytest.mark.parametrize(
    ("kind", "key", "body", "said"),
    [
        ("case_type", "other", {"name": {"zh": "其他"}}, "case.bad_top"),
        ("case_type", "x", {"name": {"zh": "甲"}, "parent": "gone"}, "case.bad_parent"),
        ("case_type", "x", {"name": {"zh": "甲"}, "parent": "enquiry", "team": "gone"}, "case.unknown_team"),
        ("case_type", "x", {"name": {"zh": "甲"}, "parent": "enquiry", "form": [{}]}, "case.bad_field"),
        ("case_urgency", "x", {"name": {"zh": "甲"}, "priority": "high"}, "case.rule_of_nothing"),
        ("case_promise", "urgent", {"first_minutes": 1, "solve_minutes": 1}, "case.unknown_priority"),
        ("case_promise", "low", {"first_minutes": 0, "solve_minutes": 1}, "config.bad_field"),
        (
            "case_promise",
            "low",
            {
                "first_minutes": 1,
                "solve_minutes": 9,
                "ladder": [{"percent": 90, "to": "owner"}, {"percent": 80, "to": "leader"}],
            },
            "case.ladder_does_not_rise",
        ),
        (
            "case_promise",
            "low",
            {"first_minutes": 1, "solve_minutes": 9, "hours": "gone"},
            "case.unknown_hours",
        ),
        ("case_cause", "people", {"name": {"zh": "人员"}, "parent": "people"}, "case.bad_parent"),
    ],
)
async def test_an_arrangement_that_could_not_work_is_refused_in_words(
    desk: Desk, kind: str, key: str, body: dict[str, Any], said: str
) -> None:
    admin = await desk.house.browser("administrator")
    answer = await admin.put(f"/api/config/{kind}/{key}", {"value": body})
    assert (answer.status_code, answer.json()["key"]) == (422, said)
    assert answer.json()["title"] != said
