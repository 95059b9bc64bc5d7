"""Complaints at the desk: guides, what is kept of them, help with a case, and cases about an agent, who never
sees them."""

from typing import Any

import pytest

from huawu.app.demo.load import remember
from huawu.cases.core.guides import STANDARD
from huawu.cases.service import helps
from huawu.interactions.events import InteractionStarted, SegmentClosed
from huawu.platform.clock import SECOND
from huawu.platform.config import publish, save_drafts
from huawu.platform.work import work
from huawu.routing.models import AgentStateRow
from tests.app.web.house import Browser
from tests.cases.desk import Desk, name

pytestmark = pytest.mark.room


async def called(desk: Desk, agent: str) -> str:
    """A contact that an agent had."""
    now = desk.house.clock.now
    facts: list[InteractionStarted | SegmentClosed] = [
        InteractionStarted("c1", "call", "in", "4001", "13800138000", "", None, now - 90 * SECOND),
        SegmentClosed("s1", "c1", "talk", agent, None, now - 60 * SECOND, now, "done"),
    ]
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await remember(w, facts, [])
    return "c1"


async def rings(desk: Desk, agent: str) -> str:
    """A contact that rings for an agent now: of its intervals only the waiting has ended."""
    now = desk.house.clock.now
    facts: list[InteractionStarted | SegmentClosed] = [
        InteractionStarted("c2", "call", "in", "4001", "13800138000", "", None, now - 20 * SECOND),
        SegmentClosed("s2", "c2", "queue", None, "front-desk", now - 20 * SECOND, now, "offered"),
    ]
    ringing = AgentStateRow(
        agent=agent, seq=1, site_id="main", state="ringing", reason="", since=now, until=None, contact="c2"
    )
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await remember(w, facts, [])
        w.session.add(ringing)
    return "c2"


async def keep(by: Browser, what: str, step: str = "", *, key: str, **more: Any) -> Any:
    told = {"key": f"{key}-0001", "guide": "abusive", "what": what, "step": step} | more
    return await by.post("/api/complaints/kept", told)


async def test_what_was_done_by_a_guide_is_kept_with_the_contact_and_its_case(desk: Desk) -> None:
    lin = desk.house.agents["lin"]
    call = await called(desk, lin)
    guides = (await desk.lin.get("/api/complaint-guides")).json()["items"]
    assert [each["id"] for each in guides] == ["ordinary", "attitude", "media", "law", "abusive", "fraud"]

    async def said(what: str, step: str = "", *, key: str) -> Any:
        return await keep(desk.lin, what, step, key=key, interaction=call)

    early = await said("ended", key="end-early")
    assert (early.status_code, early.json()["key"]) == (409, "complaint.warn_first")
    for what, step in (("opened", ""), ("done", "listen"), ("warned", "first"), ("warned", "second")):
        answer = await said(what, step, key=f"{what}-{step}")
        assert answer.status_code == 200, answer.text
    again = await said("warned", "second", key="warned-second")  # its answer was lost
    assert again.json() == answer.json()
    assert (await said("ended", key="end")).json()["ended"] is True

    case = await desk.opened(interaction=call)
    await keep(desk.zhao, "done", "thank", key="of-case", case=case["id"])
    kept = (await desk.chen.get("/api/complaints/kept", case=case["id"])).json()
    assert (kept["guide"], kept["warnings"], kept["done"]) == ("abusive", 2, ["listen", "thank"])
    assert [entry["what"] for entry in kept["entries"]] == [
        "opened",
        "done",
        "warned",
        "warned",
        "ended",
        "done",
    ]
    foreign = await keep(desk.zhao, "done", "listen", key="foreign", interaction=call)
    assert (foreign.status_code, foreign.json()["key"]) == (403, "interaction.not_yours")


async def test_a_site_writes_its_own_guides(desk: Desk) -> None:
    step = {"id": "listen", "name": name("听"), "say": name("您请讲")}
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        own = {"name": name("医闹", "Threats on the ward"), "order": 9, "steps": [step]}
        await save_drafts(w, {("complaint_guide", "ward"): own, ("complaint_guide", "law"): {"off": True}})
        await publish(w)
    guides = (await desk.lin.get("/api/complaint-guides")).json()["items"]
    assert [each["id"] for each in guides] == ["ordinary", "attitude", "media", "abusive", "fraud", "ward"]
    gone = await keep(desk.lin, "opened", key="gone", guide="law", case=(await desk.opened())["id"])
    assert (gone.status_code, gone.json()["key"]) == (422, "complaint.unknown_guide")


async def test_help_with_a_case_is_asked_of_who_leads_or_has_the_skill(desk: Desk) -> None:
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, {("skill", "legal"): {"name": name("法务", "Legal")}})
        able = {"team": "front", "skills": {"legal": 3}}
        await save_drafts(w, {("agent", "1001"): able})
        await publish(w)
    me = (await desk.lin.get("/api/session")).json()["agent"]["number"]
    expert, asker = (desk.lin, desk.zhao) if me == "1001" else (desk.zhao, desk.lin)
    case = await desk.opened(asker)
    path = f"/api/cases/{case['id']}/help"
    assert (await asker.post(path, {"skill": "", "reason": "客户要见领导"})).status_code == 204
    assert (await expert.get("/api/case-helps")).json()["items"] == []
    assert (await asker.post(path, {"skill": "legal", "reason": "对方请了律师"})).status_code == 204
    for answers in (expert, desk.chen):
        (one,) = (await answers.get("/api/case-helps")).json()["items"]
        assert (one["reason"], one["number"], one["seen_by"]) == ("对方请了律师", case["number"], None)
    assert (await expert.post(f"/api/case-helps/{one['id']}/seen", {})).status_code == 204
    late = await desk.chen.post(f"/api/case-helps/{one['id']}/seen", {})
    assert (late.status_code, late.json()["key"]) == (409, "complaint.seen_already")
    assert (await desk.chen.get("/api/case-helps")).json()["items"] == []
    (shown,) = (await asker.get(path)).json()["items"]
    assert shown["seen_by"]["zh"]
    (mine,) = (await asker.get("/api/case-helps")).json()["own"]  # who asked sees who comes
    assert mine["seen_by"] == shown["seen_by"]
    answered = f"/api/case-helps/{one['id']}/answer"
    assert (await desk.chen.post(answered, {"text": "我来"})).json()["key"] == "complaint.seen_already"
    assert (await expert.post(answered, {"text": " "})).json()["key"] == "complaint.answer_nothing"
    for _ in range(2):  # its answer was lost
        assert (await expert.post(answered, {"text": "请对方书面提出"})).status_code == 204
    assert (await asker.get(path)).json()["items"] == []
    seen = (await asker.get(f"/api/cases/{case['id']}")).json()["entries"]
    told = [entry["body"]["text"] for entry in seen if entry["kind"] == "help_answered"]
    assert told == ["请对方书面提出"]
    notices = [each["title"] for each in (await asker.get("/api/case-notices")).json()["items"]]
    assert notices[0] == "您的求助有答复了"
    assert notices[1].endswith("正在协助您")
    assert (await asker.post(path, {"skill": "", "reason": "再问一下"})).status_code == 204
    assert (await asker.delete(path)).status_code == 204
    assert (await asker.get("/api/case-helps")).json()["own"] == []


async def test_who_leads_further_is_told_of_help_that_nobody_sees_to(desk: Desk) -> None:
    house, manager = desk.house, await desk.house.browser("manager")
    case = await desk.opened()
    minute = 60 * SECOND
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await save_drafts(w, {("complaint_guide", "law"): STANDARD["law"] | {"help_minutes": 3}})
        await publish(w)
    path = f"/api/cases/{case['id']}/help"
    await desk.lin.post(path, {"skill": "nobody", "reason": "对方请了律师", "guide": "law"})

    async def told(by: Browser) -> list[str]:
        found = (await by.get("/api/case-notices")).json()["items"]
        return [each["title"] for each in found if "求助" in each["title"]]

    async def passes(minutes: int) -> int:
        house.clock.now += minutes * minute
        async with work(house.sessions, site="main", clock=house.clock) as w:
            return await helps.look(w)

    assert [await passes(2), await passes(1), await passes(0)] == [0, 1, 0]
    assert (await told(desk.chen), await told(manager)) == (["求助 3 分钟没人响应：对方请了律师"], [])
    assert [await passes(3), await passes(60)] == [1, 0]
    assert await told(manager) == ["求助 6 分钟没人响应：对方请了律师"]
    await desk.chen.sign_in("chen")
    (one,) = (await desk.chen.get("/api/case-helps")).json()["items"]
    assert one["late"] is True
    (one,) = (await manager.get("/api/case-helps")).json()["items"]
    assert (await manager.post(f"/api/case-helps/{one['id']}/answer", {"text": "我来谈"})).status_code == 204

    await desk.lin.sign_in("lin")
    await desk.lin.post(path, {"reason": "又来了"})
    (one,) = (await desk.chen.get("/api/case-helps")).json()["items"]
    assert (await desk.chen.post(f"/api/case-helps/{one['id']}/seen", {})).status_code == 204
    assert await passes(60) == 0


async def test_a_guide_is_there_as_soon_as_a_contact_rings_and_for_nobody_else(desk: Desk) -> None:
    call = await rings(desk, desk.house.agents["lin"])
    whole = "记下" * 2000  # as long as may be said: nothing of it is lost
    await keep(desk.lin, "done", "listen", key="at-once", interaction=call, note=whole)
    kept = (await desk.lin.get("/api/complaints/kept", interaction=call)).json()
    assert (kept["done"], [entry["note"] for entry in kept["entries"]]) == (["listen"], [whole])
    other = await desk.zhao.get("/api/complaints/kept", interaction=call)
    assert (other.status_code, other.json()["key"]) == (403, "interaction.not_yours")

    desk.house.live.ring(desk.house.agents["zhao"], "c3")  # so young that nothing of it is written down
    told = await keep(desk.zhao, "done", "repeat", key="younger", interaction="c3")
    assert (told.status_code, told.json()["done"]) == (200, ["repeat"])
    assert (await desk.zhao.get("/api/complaints/kept", interaction="c3")).json() == told.json()
    assert (await desk.lin.get("/api/complaints/kept", interaction="c3")).status_code == 404


async def attitude(desk: Desk) -> None:
    """Complaints about an agent, given to whoever of the front has fewest cases."""
    body = {
        "name": name("服务态度", "Attitude"),
        "parent": "complaint",
        "assign": "load",
        "about_agent": True,
    }
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, {("case_type", "attitude"): body})
        await publish(w)


async def test_whom_a_case_is_about_neither_sees_nor_works_it(desk: Desk) -> None:
    await attitude(desk)
    lin, zhao = desk.house.agents["lin"], desk.house.agents["zhao"]
    one = await desk.opened(desk.zhao, type="attitude", subject="说话冲", about_agent=lin, customer=desk.vip)
    assert (one["owner"]["id"], one["about_agent"]["id"]) == (zhao, lin)
    other = await desk.opened(desk.zhao, subject="隔壁太吵", customer=desk.vip)
    await desk.chen.post(f"/api/cases/{other['id']}/links", {"kind": "case", "target": one["id"]})
    at = f"/api/cases/{one['id']}"
    for path in (at, f"{at}/help", f"/api/complaints/kept?case={one['id']}"):
        assert (await desk.lin.get(path)).status_code == 404, path
    for path, body in (
        (f"{at}/notes", {"text": "我没有"}),
        (f"{at}/steps", {"step": "take", "revision": one["revision"]}),
        (f"{at}/help", {"reason": "?"}),
    ):
        assert (await desk.lin.post(path, body)).json()["key"] == "case.unknown", path
    for path in ("/api/cases", f"/api/customers/{desk.vip}/cases"):
        seen = [row["subject"] for row in (await desk.lin.get(path)).json()["items"]]
        assert seen == ["隔壁太吵"], path
    assert (await desk.lin.get(f"/api/cases/{other['id']}")).json()["cases"] == []
    given = await desk.try_step(one, "assign", desk.chen, owner=lin)
    assert (given.status_code, given.json()["key"]) == (422, "case.about_owner")

    mine = {"key": "about-me-01", "type": "attitude", "subject": "投诉我", "about_agent": lin}
    refused = await desk.lin.post("/api/cases", mine)
    assert (refused.status_code, refused.json()["key"]) == (409, "case.about_yourself")
    nobody = {"key": "about-no-01", "type": "noise", "subject": "吵", "about_agent": lin}
    assert (await desk.zhao.post("/api/cases", nobody)).json()["key"] == "case.about_nobody"

    counted = (await desk.chen.get("/api/complaints/about-agents")).json()["items"]
    assert [(row["agent"]["id"], row["all"], row["open"]) for row in counted] == [(lin, 1, 1)]
    assert (await desk.lin.get("/api/complaints/about-agents")).status_code == 403
    readiness = f"/api/customers/{desk.vip}/readiness"  # her complaint history says nothing of it either
    assert [(await by.get(readiness)).json()["complaints"]["many"] for by in (desk.lin, desk.zhao)] == [1, 2]


async def test_complaints_about_agents_are_found_to_be_so_or_not(desk: Desk) -> None:
    await attitude(desk)
    lin, chen, manager = (
        desk.house.agents["lin"],
        desk.house.agents["chen"],
        await desk.house.browser("manager"),
    )
    cases = [await desk.opened(desk.zhao, type="attitude", about_agent=lin) for _ in range(3)]
    own = await desk.opened(desk.zhao, type="attitude", about_agent=chen)
    plain = await desk.opened(desk.zhao)

    async def judge(
        case: dict[str, Any], upheld: bool, why: str = "听了录音", by: Browser = desk.chen
    ) -> Any:
        return await by.post(f"/api/cases/{case['id']}/judgement", {"upheld": upheld, "why": why})

    assert (await judge(cases[0], True, by=desk.lin)).status_code == 403
    assert (await judge(cases[0], True, " ")).json()["key"] == "case.judged_without_reason"
    assert (await judge(plain, True)).json()["key"] == "case.judged_about_nobody"
    assert (await judge(own, False)).json()["key"] == "case.unknown"
    for case, upheld in ((cases[0], False), (cases[0], True), (cases[1], False)):  # the last word counts
        assert (await judge(case, upheld)).json() == {"upheld": upheld}
        desk.house.clock.now += SECOND
    about = "/api/complaints/about-agents"
    found = (await desk.chen.get(about)).json()
    figures = [(row["agent"]["id"], row["all"], row["upheld"], row["unfounded"]) for row in found["items"]]
    assert figures == [(lin, 3, 1, 1)]
    assert (len(found["weeks"]), found["weeks"][-1]) == (5, {"all": 3, "upheld": 1})
    assert (await manager.get(about)).json()["weeks"][-1]["all"] == 4
    behind = (await desk.chen.get(f"{about}/{lin}")).json()["items"]
    known = {each["case"]["id"]: each["upheld"] for each in behind}
    assert known == {cases[0]["id"]: True, cases[1]["id"]: False, cases[2]["id"]: None}
    assert (await desk.chen.get(f"{about}/{chen}")).json()["items"] == []
    long_ago = {"since": "2001-01-01T00:00:00Z"}
    assert (await desk.chen.get(about, **long_ago)).json()["key"] == "complaint.bad_time"


async def test_a_case_that_turns_out_to_be_about_its_owner_goes_back_to_the_list(desk: Desk) -> None:
    await attitude(desk)
    lin = desk.house.agents["lin"]
    one = await desk.opened(desk.zhao, type="attitude", subject="说话冲")
    task = {"text": "听录音", "agent": lin}
    await desk.chen.post(f"/api/cases/{one['id']}/tasks", task)
    assert len((await desk.lin.get("/api/cases/tasks")).json()["items"]) == 1
    one = await desk.step(one, "assign", desk.chen, owner=lin)
    told = {"revision": one["revision"], "about_agent": lin}
    changed = await desk.chen.patch(f"/api/cases/{one['id']}", told)
    assert (changed.status_code, changed.json()["owner"]) == (200, None), changed.text
    assert (await desk.lin.get("/api/cases/tasks")).json()["items"] == []
    refused = await desk.chen.post(f"/api/cases/{one['id']}/tasks", task)
    assert (refused.status_code, refused.json()["key"]) == (422, "case.about_owner")
    assert (await desk.lin.get(f"/api/cases/{one['id']}")).status_code == 404


async def test_lists_and_counts_say_nothing_of_a_case_about_who_looks(desk: Desk) -> None:
    await attitude(desk)
    guard: dict[tuple[str, str], Any] = {
        ("team", "guard"): {"name": name("安保", "Guard")},
        ("case_emergency", "emergency"): {"type": "bill", "team": "guard"},
    }
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, guard)
        await publish(w)
    chen, manager = desk.house.agents["chen"], await desk.house.browser("manager")
    one = await desk.opened(desk.zhao, type="attitude", subject="说话冲", text="起火", about_agent=chen)
    sent = (await desk.lin.post("/api/emergencies", {"key": "emergency-1", "what": "打起来了"})).json()
    urgent = (await desk.zhao.get(f"/api/cases/{sent['case']}")).json()
    told = {"revision": urgent["revision"], "type": "attitude", "about_agent": chen}
    assert (await manager.patch(f"/api/cases/{sent['case']}", told)).status_code == 200
    planned: dict[str, Any] = {
        **{"key": "improve-1", "what": "培训", "expected": "投诉减半", "owner": desk.house.agents["lin"]},
        **{"due_at": "2036-11-24T01:00:00Z", "of": "type", "node": "attitude", "weeks": 2, "percent": 50},
    }
    made = await manager.post("/api/improvements", planned | {"cases": [one["id"]]})
    assert made.status_code == 201, made.text
    desk.house.clock.now += 2 * 3600 * SECOND

    for looks, many in ((manager, 2), (desk.chen, 0)):
        emergencies = (await looks.get("/api/emergencies")).json()["items"]
        assert [each["case"] for each in emergencies] == [sent["case"]][:many]
        (improvement,) = (await looks.get("/api/improvements")).json()["items"]
        assert improvement["cases"] == [one["id"]][:many]
        assert (await looks.get("/api/cases/late")).json()["led"] == many
        assert sum(each["open"] for each in (await looks.get("/api/cases/load")).json()["items"]) == many
