"""A case that goes to another team is confirmed by it in time, or goes back to whoever sent it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from huawu.cases.service import hours, receipts_late
from huawu.cases.subscribers import HOURS
from huawu.people import service as people
from huawu.platform.clock import SECOND
from huawu.platform.config import publish, save_drafts
from huawu.platform.jobs import do_next
from huawu.platform.subscriptions import hear_some, settle
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import FORM, Desk, name

pytestmark = pytest.mark.room

Case = dict[str, Any]
MINUTE = 60 * SECOND
REPAIR = {"name": name("报修", "Repair"), "parent": "complaint", "team": "net", "receipt_minutes": 30}
NET = {"name": name("工程部", "Engineering"), "leader": "1004"}


@pytest.fixture
async def wu(desk: Desk) -> Browser:
    """Zhao and Wu (its leader) are the engineers, to whom repairs go; Lin and Chen are of the front."""
    await desk.house.hire("wu", "team_leader")
    items: dict[tuple[str, str], Any] = {
        ("team", "net"): NET,
        ("agent", "1002"): {"team": "net"},
        ("agent", "1003"): {"team": "front"},
        ("agent", "1004"): {"team": "net"},
        ("case_type", "repair"): REPAIR | {"form": FORM},
        ("case_type", "noise"): {"name": name("噪音", "Noise"), "parent": "complaint", "form": FORM},
    }
    await put_in_force(desk, items)
    browser = desk.house.client()
    await browser.sign_in("wu")
    return browser


async def put_in_force(desk: Desk, items: dict[tuple[str, str], Any]) -> None:
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, items)
        await publish(w)


async def repair(desk: Desk, by: Browser | None = None, **said: Any) -> Case:
    return await desk.opened(by, **{"type": "repair", "subject": "网络断了", "priority": "low"} | said)


async def now(by: Browser, case: Case) -> Case:
    found: Case = (await by.get(f"/api/cases/{case['id']}")).json()
    return found


async def confirm(by: Browser, case: Case) -> Any:
    return await by.post(f"/api/cases/{case['id']}/receipt/confirm")


async def refuse(by: Browser, case: Case, reason: str = "不归我们管") -> Any:
    body = {"sent_at": case["receipt"]["sent_at"], "reason": reason}
    return await by.post(f"/api/cases/{case['id']}/receipt/refuse", body)


async def again(by: Browser, case: Case, team: str = "net") -> Any:
    body = {"sent_at": case["receipt"]["sent_at"], "team": team}
    return await by.post(f"/api/cases/{case['id']}/receipt/again", body)


async def listed(by: Browser, receipt: str, **asked: Any) -> list[str]:
    found = await by.get("/api/cases", receipt=receipt, still_open=True, by_due=True, **asked)
    assert found.status_code == 200, found.text
    return sorted(row["subject"] for row in found.json()["items"])


async def told(by: Browser) -> list[tuple[str, str]]:
    found = (await by.get("/api/case-notices")).json()["items"]
    return [(each["what"], each["title"]) for each in found]


async def looked(desk: Desk) -> int:
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        return await receipts_late.look(w)


def kinds(case: Case) -> list[str]:
    return [entry["kind"] for entry in case["entries"]]


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What is said to the database meanwhile."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    engine = desk.house.sessions.kw["bind"].sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", hear)


async def test_the_team_confirms_once_and_the_second_is_told_who_did(desk: Desk, wu: Browser) -> None:
    case = await repair(desk)
    twice = await desk.lin.post("/api/cases", {"key": "request-1", "type": "repair", "subject": "网络断了"})
    assert twice.json()["id"] == case["id"]
    receipt = case["receipt"]
    assert (receipt["team"], receipt["state"], receipt["mine"], receipt["late"]) == (
        "net",
        "waiting",
        False,
        False,
    )
    assert (receipt["sent_by"]["zh"], receipt["from_team_name"]["zh"]) == ("林小满", "前厅")
    assert case["receipt_due_at"] == receipt["due_at"]
    assert receipt["due_at"][:16] == "2026-09-21T14:43"  # promised round the clock
    assert kinds(case) == ["opened", "receipt_asked"]
    assert (await listed(desk.zhao, "mine"), await listed(desk.lin, "mine")) == (["网络断了"], [])
    assert (await listed(desk.lin, "sent"), await listed(desk.zhao, "sent")) == (["网络断了"], [])
    counts = (await desk.zhao.get("/api/cases/counts")).json()
    assert (counts["receipts"], counts["receipts_late"]) == (1, 0)
    late = [(await person.get("/api/cases/late")).json()["receipts"] for person in (desk.zhao, desk.lin)]
    assert late == [1, 0]
    assert (await desk.lin.get("/api/cases/arrangement")).json()["receipts"] is True
    refused = await confirm(desk.lin, case)
    assert (refused.status_code, refused.json()["key"]) == (403, "case.receipt_not_yours")

    done = await confirm(desk.zhao, case)
    assert done.status_code == 200, done.text
    held = done.json()["receipt"]
    assert (held["state"], held["mine"], held["late"], held["ended_by"]["zh"]) == (
        "confirmed",
        False,
        False,
        "林小满",
    )
    assert done.json()["revision"] == case["revision"]  # nobody who edits it is in the way
    assert (await confirm(desk.zhao, case)).status_code == 200
    late = await confirm(wu, case)
    assert (late.status_code, late.json()["title"]) == (409, "林小满已经签收这张工单。")
    assert (await refuse(wu, case)).json()["key"] == "case.receipt_confirmed"
    after = await now(desk.lin, case)
    assert kinds(after) == ["opened", "receipt_asked", "receipt_confirmed"]
    assert (after["receipt_due_at"], await listed(desk.lin, "awaited")) == (None, [])
    assert await looked(desk) == 0
    plain = await desk.opened()
    assert (plain["receipt"], (await confirm(desk.lin, plain)).json()["key"]) == (
        None,
        "case.receipt_not_asked",
    )


async def test_within_the_team_and_of_ones_own_nobody_confirms(desk: Desk, wu: Browser) -> None:
    """Whoever takes it or works on it for the team has it; another who takes it makes it theirs."""
    assert (await repair(desk, desk.zhao))["receipt"] is None
    kept = await repair(desk, mine=True)
    assert kept["receipt"] is None
    given = await desk.step(kept, "give_back", reason="要上门")
    assert (given["receipt"]["state"], kinds(given)[-2:]) == ("waiting", ["give_back", "receipt_asked"])
    taken = await desk.step(given, "take", desk.zhao)
    assert (taken["receipt"]["state"], taken["receipt_due_at"]) == ("confirmed", None)

    case = await repair(desk)
    case = await desk.step(case, "assign", desk.chen, owner=desk.house.agents["zhao"])
    assert case["receipt"]["state"] == "waiting"  # still the same one: its team has not said anything
    case = await desk.step(case, "assign", wu, owner=desk.house.agents["zhao"])
    assert case["receipt"]["state"] == "confirmed"
    case = await desk.step(case, "assign", desk.chen, team="front")
    assert case["receipt"] is None
    case = await desk.step(case, "assign", desk.chen, team="net")
    assert case["receipt"]["state"] == "waiting"
    case = await desk.step(case, "take")
    assert (case["receipt"], kinds(case)[-2:]) == (None, ["take", "receipt_dropped"])


async def test_what_is_refused_goes_back_to_who_sent_it_and_is_sent_again(desk: Desk, wu: Browser) -> None:
    case = await repair(desk)
    assert (await refuse(desk.zhao, case, " ")).json()["key"] == "case.step_needs_reason"
    assert (await refuse(desk.lin, case)).json()["key"] == "case.receipt_not_yours"
    back = (await refuse(desk.zhao, case)).json()
    assert (back["team"], back["owner"]["number"], back["state"]) == ("front", "1001", "assigned")
    assert (back["receipt"]["state"], back["receipt"]["reason"]) == ("refused", "不归我们管")
    assert (await refuse(desk.zhao, case)).status_code == 200  # the same request
    assert (await refuse(wu, case)).json()["title"] == "林小满已经退回这张工单。"
    entry = back["entries"][-1]
    assert (entry["kind"], entry["body"]["reason"], entry["body"]["by_team"]["zh"]) == (
        "receipt_refused",
        "不归我们管",
        "工程部",
    )
    assert await told(desk.lin) == [("receipt_refused", "工程部退回了您派出的工单：不归我们管")]

    mine = await now(desk.lin, case)
    assert [team["id"] for team in mine["receipt"]["again"]] == ["net"]
    assert (await again(desk.zhao, case)).json()["key"] == "case.receipt_not_returned"
    assert (await again(desk.lin, case, "front")).json()["key"] == "case.unknown_team"
    sent = (await again(desk.lin, case)).json()
    assert (sent["team"], sent["owner"], sent["receipt"]["state"]) == ("net", None, "waiting")
    assert sent["receipt"]["sent_at"] != case["receipt"]["sent_at"]
    assert (await again(desk.lin, case)).json()["revision"] == sent["revision"]  # the same request
    assert (await refuse(desk.zhao, case)).json()["key"] == "case.receipt_other"  # of the one before
    assert (await refuse(desk.zhao, sent)).status_code == 200


async def test_who_leads_and_who_sent_it_hear_once_that_nobody_confirmed(desk: Desk, wu: Browser) -> None:
    cases = [await repair(desk, subject=f"第 {nth} 张") for nth in range(3)]
    assert await looked(desk) == 0
    desk.house.clock.now += 31 * MINUTE
    with statements(desk) as of_three:
        assert await looked(desk) == 3
    assert await looked(desk) == 0
    title = ("receipt_late", "工程部超过时限还没有签收")
    assert (await told(wu), await told(desk.lin)) == ([title] * 3, [title] * 3)
    assert (await told(desk.zhao), await told(desk.chen)) == ([], [])
    assert await listed(desk.lin, "late", priority="low") == [case["subject"] for case in cases]
    row = (await desk.zhao.get("/api/cases", receipt="mine")).json()["items"][0]
    assert row["receipt_late"] is True
    assert (await desk.zhao.get("/api/cases/counts")).json()["receipts_late"] == 3
    done = (await confirm(desk.zhao, cases[0])).json()
    assert (done["receipt"]["late"], kinds(done)[-2:]) == (True, ["receipt_late", "receipt_confirmed"])

    await repair(desk)
    desk.house.clock.now += 31 * MINUTE
    with statements(desk) as of_one:
        assert await looked(desk) == 1
    assert len(of_three) == len(of_one)


async def test_of_two_at_once_one_stands_and_the_other_is_told(desk: Desk, wu: Browser) -> None:
    case = await repair(desk)
    answers = await asyncio.gather(confirm(desk.zhao, case), confirm(wu, case))
    assert sorted(each.status_code for each in answers) == [200, 409]
    assert kinds(await now(desk.lin, case)).count("receipt_confirmed") == 1

    other = await repair(desk)
    answers = await asyncio.gather(refuse(desk.zhao, other), confirm(wu, other))
    assert sorted(each.status_code for each in answers) == [200, 409]
    late = next(each.json()["key"] for each in answers if each.status_code == 409)
    after = await now(desk.lin, other)
    assert (late, after["receipt"]["state"]) in (
        ("case.receipt_sent_back", "refused"),
        ("case.receipt_confirmed", "confirmed"),
    )

    for nth in range(3):
        await repair(desk, subject=f"第 {nth} 张")
    desk.house.clock.now += 31 * MINUTE
    assert sum(await asyncio.gather(*(looked(desk) for _ in range(3)))) == 3
    assert [what for what, _ in await told(wu)].count("receipt_late") == 3


async def test_who_sent_it_and_works_here_no_more_leaves_it_to_their_team(desk: Desk, wu: Browser) -> None:
    case = await repair(desk)
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await people.leave(w, desk.house.agents["lin"])
    back = (await refuse(desk.zhao, case)).json()
    assert (back["team"], back["owner"]) == ("front", None)
    assert "receipt_refused" in [what for what, _ in await told(desk.chen)]
    manager = await desk.house.browser("manager")
    kept = await repair(desk, desk.chen, mine=True)  # of the team, and with somebody of another
    sent = await desk.step(kept, "assign", manager, team="net")
    assert (sent["receipt"]["state"], sent["receipt"]["from_team_name"]) == ("waiting", None)


async def test_several_are_confirmed_and_assigned_and_taken_back(desk: Desk, wu: Browser) -> None:
    cases = [await repair(desk, subject=f"第 {nth} 张") for nth in range(3)]
    await confirm(wu, cases[2])
    before = await now(desk.zhao, cases[0])
    asked: Case = {"key": "several-at-once", "what": "receipt"}
    asked["cases"] = [{"id": each["id"], "revision": 1} for each in [*cases, await desk.opened()]]
    done = (await desk.zhao.post("/api/cases/bulk", asked)).json()
    assert (await desk.zhao.post("/api/cases/bulk", asked)).json() == done  # the same request
    assert (done["done"], done["same"], [each["why"] for each in done["named"]]) == (
        2,
        1,
        ["这张工单不需要签收。"],
    )
    await desk.step(await now(desk.zhao, cases[1]), "take", desk.zhao)
    desk.house.clock.now += MINUTE
    undone = (await desk.zhao.post(f"/api/cases/bulk/{done['id']}/undo", {})).json()
    assert (undone["back"], [each["id"] for each in undone["named"] if each["back"] == "stays"]) == (
        1,
        [cases[1]["id"]],
    )
    after = await now(desk.zhao, cases[0])
    assert (after["receipt"], after["receipt_due_at"]) == (before["receipt"], before["receipt_due_at"])
    desk.house.clock.now += 30 * MINUTE
    assert await looked(desk) == 1
    taken = await desk.bulk(desk.chen, "assign", [await now(desk.chen, cases[0])], team="front")
    assert (await now(desk.chen, cases[0]))["receipt"] is None
    assert (await desk.chen.post(f"/api/cases/bulk/{taken['id']}/undo", {})).json()["back"] == 1
    late = await now(desk.chen, cases[0])
    assert (late["receipt"]["state"], late["receipt_late"], await looked(desk)) == ("waiting", True, 0)

    plain = [await desk.opened(type="repair", mine=True) for _ in range(2)]
    plain = [await desk.step(case, "assign", desk.chen, team="front") for case in plain]
    sent = await desk.bulk(desk.chen, "assign", plain, team="net")
    assert sent["done"] == 2
    assert (await now(desk.chen, plain[0]))["receipt"]["state"] == "waiting"
    await confirm(desk.zhao, plain[1])
    back = (await desk.chen.post(f"/api/cases/bulk/{sent['id']}/undo", {})).json()
    assert back["back"] == 1
    there = await now(desk.chen, plain[0])
    assert (there["team"], there["receipt"], there["receipt_due_at"]) == ("front", None, None)
    assert (await now(desk.chen, plain[1]))["team"] == "net"


async def open_from(desk: Desk, at: str) -> None:
    """Other business hours, by which clocks have been wound."""
    house, week = desk.house, {str(day): [[at, "18:00"]] for day in range(1, 6)}
    await put_in_force(desk, {("hours", "office"): {"name": name("工作日", "Office hours"), "week": week}})
    while await hear_some(house.sessions, HOURS, site="main", clock=house.clock):
        continue
    handlers = {hours.MOVE: hours.moving(lambda: house.sessions, house.clock)}
    while await do_next(house.sessions, handlers, clock=house.clock):
        continue


async def test_it_runs_by_business_hours_and_by_others_when_these_change(desk: Desk, wu: Browser) -> None:
    await settle(desk.house.sessions, [HOURS])
    case = await repair(desk, priority="medium")  # at 22:13 in Shanghai; from nine on
    assert case["receipt_due_at"][:16] == "2026-09-22T01:30"
    desk.house.clock.now += 11 * 3600 * SECOND  # 09:13
    for person, login in ((desk.lin, "lin"), (desk.zhao, "zhao"), (desk.chen, "chen")):
        await person.sign_in(login)
    house = desk.house
    await open_from(desk, "14:00")
    moved = await now(desk.lin, case)
    assert moved["receipt_due_at"][:16] == "2026-09-22T06:16"  # 14:00 and 16 of the minutes left
    async with work(house.sessions, site="main", clock=house.clock) as w:
        number = (await w.session.execute(text("SELECT max(number) FROM config_numbers"))).scalar_one()
        await hours.move_some(w, number, "")  # again: nothing happens
    assert (await now(desk.lin, case))["receipt_due_at"] == moved["receipt_due_at"]
    done = await desk.bulk(desk.zhao, "receipt", [moved])
    await open_from(desk, "15:00")
    assert (await desk.zhao.post(f"/api/cases/bulk/{done['id']}/undo", {})).json()["back"] == 1
    assert (await now(desk.lin, case))["receipt_due_at"][:16] == "2026-09-22T07:16"  # by the hours of now
    edit = {"revision": moved["revision"] + 1, "priority": "low"}
    urgent = (await desk.chen.patch(f"/api/cases/{case['id']}", edit)).json()
    assert urgent["receipt_due_at"] == urgent["receipt"]["due_at"]
    assert urgent["receipt_due_at"][:16] == "2026-09-22T01:30"  # round the clock, what was left


async def test_a_case_that_is_closed_is_awaited_by_nobody(desk: Desk, wu: Browser) -> None:
    case = await repair(desk, form={"room": "1"})
    done = await desk.bulk(desk.chen, "close", [case], solution="moved", cause="people")
    assert done["done"] == 1, done
    closed = await now(desk.chen, case)
    assert (closed["state"], closed["receipt"], closed["receipt_due_at"]) == ("closed", None, None)
    assert (await desk.chen.post(f"/api/cases/bulk/{done['id']}/undo", {})).json()["back"] == 1
    again = await now(desk.zhao, case)
    assert (again["receipt"]["state"], again["receipt"]["mine"]) == ("waiting", True)


async def test_minutes_that_are_none_are_refused(desk: Desk, wu: Browser) -> None:
    body = {"value": REPAIR | {"receipt_minutes": -1}}
    answer = await desk.chen.put("/api/config/case_type/repair", body)
    assert (answer.status_code, answer.json()["params"]["field"]) == (422, "receipt_minutes")
