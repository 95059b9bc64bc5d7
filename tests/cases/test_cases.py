"""A case over HTTP: opened once, taken on by whoever may, closed, reopened; no editor overwrites another."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, text

from huawu.cases import service
from huawu.cases.models import CaseEntryRow, CaseLinkRow
from huawu.people.types import CASES_WORK
from huawu.platform.refusals import Refusal
from huawu.platform.work import Actor, work
from tests.cases.desk import Desk

pytestmark = pytest.mark.room

_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
SCRIPT = "<script>alert(1)</script>"


async def test_a_case_goes_from_received_to_closed_and_is_reopened(desk: Desk) -> None:
    case = await desk.opened(customer=desk.vip, text="凌晨两点 " + SCRIPT, form={"phone": "138 0013 8000"})
    assert (case["state"], case["team"], case["owner"], case["priority"]) == (
        "received",
        "front",
        None,
        "medium",
    )
    assert case["text"] == "凌晨两点 " + SCRIPT
    assert case["customer"]["name"] == "王小明"
    assert case["type_name"] == {"zh": "投诉 / 噪音", "en": "Complaint / Noise"}
    assert [(why["by"], (why["rule_name"] or {}).get("zh")) for why in case["priority_why"]] == [
        ("type", None),
        ("level", "贵宾"),
    ]
    assert (case["filled"], case["required"]) == (0, 1)

    case = await desk.step(case, "take")
    assert case["owner"]["number"] == "1001"
    case = await desk.step(case, "start")
    assert case["promise"]["first"]["done_at"] is not None

    refused = (await desk.try_step(case, "confirm")).json()
    assert refused["key"] == "case.step_needs_solution"
    case = await desk.step(case, "confirm", solution="moved", solution_text="换到 1512")
    assert case["promise"]["solve"]["done_at"] is not None
    assert case["due_at"] is None

    refused = (await desk.try_step(case, "record", cause="people")).json()
    assert (refused["key"], refused["params"]["fields"][0]["field"]) == ("case.bad_values", "room")
    await desk.lin.patch(f"/api/cases/{case['id']}", {"revision": case["revision"], "form": {"room": "1208"}})
    case = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    case = await desk.step(case, "record", cause="people")
    case = await desk.step(case, "follow_up", satisfaction=4)

    refused = await desk.try_step(case, "close")
    assert (refused.status_code, refused.json()["key"]) == (403, "case.needs_approval")
    case = await desk.step(case, "close", desk.chen)
    assert (case["state"], case["satisfaction"]) == ("closed", 4)

    case = await desk.step(case, "reopen", reason="又吵了")
    assert (case["state"], case["reopened"], case["satisfaction"]) == ("working", 1, None)
    assert [entry["kind"] for entry in case["entries"]] == [
        "opened", "take", "start", "confirm", "edited", "record", "follow_up", "close", "reopen",
    ]  # fmt: skip
    assert case["entries"][-1]["body"]["reason"] == "又吵了"


async def test_sent_twice_with_the_same_key_one_case_is_opened(desk: Desk) -> None:
    body = {"key": "the-same-key", "type": "bill", "subject": "对账"}
    answers = await asyncio.gather(*(desk.lin.post("/api/cases", body) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len((await desk.lin.get("/api/cases")).json()["items"]) == 1


async def test_the_second_of_two_editors_is_told_who_changed_what(desk: Desk) -> None:
    case = await desk.opened(mine=True)
    address = f"/api/cases/{case['id']}"
    first = {"revision": case["revision"], "subject": "电梯太吵", "form": {"room": "1208"}}
    assert (await desk.chen.patch(address, first)).status_code == 200

    late = await desk.lin.patch(address, {"revision": case["revision"], "text": "补充说明"})
    told = late.json()
    assert (late.status_code, told["key"]) == (409, "case.changed_meanwhile")
    assert set(told["params"]["fields"]) == {"subject", "form"}
    assert told["params"]["name"]["zh"] == "林小满"
    assert "林小满" in told["title"]

    again = await desk.lin.patch(address, {"revision": told["params"]["revision"], "text": "补充说明"})
    assert (again.json()["subject"], again.json()["text"]) == ("电梯太吵", "补充说明")


async def test_a_note_does_not_stand_in_the_way_of_an_editor(desk: Desk) -> None:
    case = await desk.opened(mine=True)
    await desk.zhao.post(f"/api/cases/{case['id']}/notes", {"text": SCRIPT})
    edited = await desk.lin.patch(
        f"/api/cases/{case['id']}", {"revision": case["revision"], "subject": "更吵了"}
    )
    assert edited.status_code == 200
    assert edited.json()["entries"][1]["body"]["text"] == SCRIPT


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"type": "gone"}, "case.unknown_type"),
        ({"type": "complaint"}, "case.type_too_wide"),
        ({"subject": "  "}, "case.no_subject"),
        ({"customer": "nobody"}, "customer.unknown"),
        ({"interaction": "nothing"}, "interaction.unknown"),
        ({"form": {"phone": "call me"}}, "case.bad_values"),
        ({"priority": "urgent"}, "request.invalid"),
    ],
)
async def test_a_case_that_makes_no_sense_is_refused_with_its_reason(
    desk: Desk, said: dict[str, object], key: str
) -> None:
    body = {"key": "a-request", "type": "noise", "subject": "吵"} | said
    answer = await desk.lin.post("/api/cases", body)
    assert (answer.status_code, answer.json()["key"]) == (422, key)
    assert (await desk.lin.get("/api/cases")).json()["items"] == []


async def test_a_colleague_sees_why_not_and_is_refused(desk: Desk) -> None:
    case = await desk.opened(mine=True)
    seen = (await desk.zhao.get(f"/api/cases/{case['id']}")).json()
    why = {step["name"]: step["why_not"] for step in seen["steps"]}
    assert why["start"] == "工单由别人处理。"
    assert why["assign"] == "派单由班长或主管操作。"
    assert not seen["editable"]
    refused = await desk.try_step(case, "start", desk.zhao)
    assert (refused.status_code, refused.json()["key"]) == (403, "case.not_owner")
    inspector = await desk.house.browser("inspector")
    assert (
        await inspector.post("/api/cases", {"key": "inspection", "type": "bill", "subject": "x"})
    ).status_code == 403


@pytest.mark.parametrize("relate", [service.name_duplicate, service.set_master])
async def test_two_cases_do_not_belong_to_each_other_however_close_in_time(desk: Desk, relate: Any) -> None:
    house = desk.house
    one, two = (await desk.opened())["id"], (await desk.opened())["id"]
    may = Actor(house.users["lin"], frozenset({CASES_WORK}))

    async def related(case: str, to: str) -> None:
        async with work(house.sessions, site="main", clock=house.clock, actor=may) as w:
            await relate(w, case, to, seen=1)

    async with work(house.sessions, site="main", clock=house.clock, actor=may) as w:
        await relate(w, one, two, seen=1)
        other = asyncio.ensure_future(related(two, one))
        async with house.sessions() as watching:
            while not other.done() and not await watching.scalar(_WAITING):
                await asyncio.sleep(0.01)
    with pytest.raises(Refusal):
        await other


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"solution": "moved"}, "case.step_takes_no_solution"),
        ({"solution_text": ""}, "case.step_takes_no_solution"),
        ({"cause": "people"}, "case.step_takes_no_cause"),
        ({"satisfaction": 5}, "case.step_takes_no_satisfaction"),
        ({"team": "front"}, "case.step_takes_no_whom"),
    ],
)
async def test_what_a_step_does_not_need_is_refused_with_it(
    desk: Desk, said: dict[str, object], key: str
) -> None:
    case = await desk.opened()
    for by, step in ((desk.zhao, "diagnose"), (desk.chen, "start")):
        answer = await desk.try_step(case, step, by, **said)
        assert (answer.status_code, answer.json()["key"]) == (422, key)
        assert answer.json()["title"] != key
    case = await desk.step(case, "diagnose", desk.zhao, reason="像是隔壁装修")
    assert (case["solution"], case["cause"], case["satisfaction"]) == (None, None, None)


async def test_what_a_step_changed_is_on_record_with_what_it_was(desk: Desk) -> None:
    case = await desk.step(await desk.opened(mine=True), "start")
    case = await desk.step(case, "confirm", solution_text="换到 1512")
    case = await desk.step(case, "work_again", reason="1512 也吵")
    case = await desk.step(case, "confirm", solution="moved", solution_text="换到 1601")
    async with desk.house.sessions() as session:
        entries = await session.scalars(select(CaseEntryRow.body).order_by(CaseEntryRow.revision))
    assert [(body["fields"], body["was"]) for body in list(entries)[2:]] == [
        (["state", "solution_text"], {"solution_text": ""}),
        (["state"], {}),
        (["state", "solution", "solution_text"], {"solution": None, "solution_text": "换到 1512"}),
    ]


async def test_what_belongs_to_a_case_is_shown_with_it(desk: Desk) -> None:
    master = await desk.opened(subject="全楼停水")
    one, two = await desk.opened(subject="1208 没水"), await desk.opened(subject="又报 1208 没水")
    address = f"/api/cases/{one['id']}"
    await desk.lin.post(f"{address}/relations", {"revision": 1, "kind": "master", "of": master["id"]})
    answer = await desk.lin.post(
        f"/api/cases/{two['id']}/relations", {"revision": 1, "kind": "duplicate", "of": one["id"]}
    )
    assert answer.json()["duplicate_of"]["id"] == one["id"]
    await desk.lin.post(f"{address}/links", {"kind": "case", "target": two["id"]})
    await desk.lin.post(f"{address}/tasks", {"text": "联系工程部", "agent": desk.house.agents["zhao"]})
    case = (await desk.lin.get(address)).json()
    assert case["master"]["subject"] == "全楼停水"
    assert [each["id"] for each in case["duplicates"]] == [two["id"]]
    assert [each["id"] for each in case["cases"]] == [two["id"]]
    [task] = case["tasks"]
    done = await desk.zhao.put(f"{address}/tasks/{task['id']}", {"done": True})
    assert done.json()["tasks"][0]["done_at"] is not None
    whole = (await desk.lin.get(f"/api/cases/{master['id']}")).json()
    assert [each["id"] for each in whole["under"]] == [one["id"]]
    ring = await desk.lin.post(
        f"/api/cases/{master['id']}/relations", {"revision": 1, "kind": "master", "of": one["id"]}
    )
    assert (ring.status_code, ring.json()["key"]) == (409, "case.master_has_master")


async def test_a_case_with_very_many_contacts_is_shown_with_the_last_ones(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huawu.cases.queries.whole._MOST_LINKED", 2)
    case, other = await desk.opened(), await desk.opened(subject="另一张")
    await desk.lin.post(f"/api/cases/{case['id']}/links", {"kind": "case", "target": other["id"]})
    async with desk.house.sessions() as session, session.begin():
        for at, target in enumerate(("c", "a", "b"), 1):
            session.add(CaseLinkRow(case_id=case["id"], kind="contact", target=target, at=at, by="lin"))
    shown = (await desk.lin.get(f"/api/cases/{case['id']}")).json()
    assert shown["contacts"] == ["a", "b"]
    assert [each["id"] for each in shown["cases"]] == [other["id"]]
