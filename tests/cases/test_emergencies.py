"""Emergencies: sent with what there is, once; told to the team arranged for them, and confirmed by it."""

from typing import Any

import pytest

from huawu.platform.clock import SECOND, as_datetime
from huawu.platform.config import publish, save_drafts
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import Desk, name

pytestmark = pytest.mark.room

HOUR = 3600 * SECOND
RULE = {"type": "bill", "team": "guard"}


async def arrange(desk: Desk) -> None:
    """Zhao is of the guard."""
    items: dict[tuple[str, str], Any] = {
        ("team", "guard"): {"name": name("安保", "Guard")},
        ("agent", "1002"): {"team": "guard"},
        ("case_emergency", "emergency"): RULE,
    }
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, items)
        await publish(w)


async def test_it_goes_to_the_team_at_once_with_what_there_is_and_is_confirmed(desk: Desk) -> None:
    nobody = await desk.lin.post("/api/emergencies", {"key": "emergency-0"})
    assert (nobody.status_code, nobody.json()["key"]) == (409, "emergency.not_arranged")
    assert (await desk.lin.get("/api/emergencies")).json()["arranged"] is False

    await arrange(desk)
    body = {"key": "emergency-1", "where": "1208 房", "what": "有人晕倒", "number": "13800138000"}
    body |= {"interaction": "not-written-down-yet", "customer": desk.vip}
    sent = await desk.lin.post("/api/emergencies", body)
    assert sent.status_code == 201, sent.text
    again = await desk.lin.post("/api/emergencies", body)
    assert again.json() == sent.json()

    case = (await desk.lin.get(f"/api/cases/{sent.json()['case']}")).json()
    assert (case["priority"], case["team"], case["owner"], case["state"]) == (
        "high",
        "guard",
        None,
        "received",
    )
    assert (case["subject"], case["contacts"]) == ("有人晕倒", ["not-written-down-yet"])
    assert case["text"].split("\n") == [
        "何人：王小明",
        "何处：1208 房",
        "何事：有人晕倒",
        "回拨：13800138000",
    ]

    guard = (await desk.zhao.get("/api/emergencies")).json()
    assert (guard["of_team"], [each["for_me"] for each in guard["items"]]) == (True, [True])
    mine = (await desk.lin.get("/api/emergencies")).json()
    assert [(each["may_confirm"], each["confirmed_at"]) for each in mine["items"]] == [(False, None)]

    path = f"/api/emergencies/{case['id']}/confirm"
    refused = await desk.lin.post(path)
    assert (refused.status_code, refused.json()["key"]) == (403, "emergency.not_yours")
    assert (await desk.zhao.post(path)).json()["items"] == []
    assert (await desk.zhao.post(path)).status_code == 200
    (seen,) = (await desk.lin.get("/api/emergencies")).json()["items"]
    assert seen["confirmed_by"]["zh"] == "林小满"
    kinds = [each["kind"] for each in (await desk.lin.get(f"/api/cases/{case['id']}")).json()["entries"]]
    assert (kinds.count("emergency_sent"), kinds.count("emergency_confirmed")) == (1, 1)


async def test_nothing_but_the_key_is_enough(desk: Desk) -> None:
    await arrange(desk)
    sent = await desk.lin.post("/api/emergencies", {"key": "emergency-2", "customer": "nobody"})
    assert sent.status_code == 201, sent.text
    case = (await desk.zhao.get(f"/api/cases/{sent.json()['case']}")).json()
    assert (case["subject"], case["text"], case["customer"]) == ("紧急求助", "", None)
    unknown = await desk.zhao.post("/api/emergencies/gone/confirm")
    assert unknown.json()["key"] == "case.unknown"
    plain = await desk.opened()
    assert (await desk.zhao.post(f"/api/emergencies/{plain['id']}/confirm")).json()[
        "key"
    ] == "emergency.unknown"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"type": "complaint"}, "case.unknown_type"),
        ({"team": "gone"}, "case.unknown_team"),
        ({"queue": "gone"}, "config.bad_field"),
    ],
)
async def test_an_arrangement_that_leads_nowhere_is_refused(
    desk: Desk, change: dict[str, Any], key: str
) -> None:
    await arrange(desk)
    admin = await desk.house.browser("administrator")
    answer = await admin.put("/api/config/case_emergency/emergency", {"value": RULE | change})
    assert (answer.status_code, answer.json()["key"]) == (422, key)


async def test_a_leader_finds_those_of_a_past_time_the_team_its_own_and_others_none(desk: Desk) -> None:
    await arrange(desk)
    for nth in range(2):
        sent = await desk.lin.post("/api/emergencies", {"key": f"emergency-past-{nth}", "what": f"第{nth}起"})
        assert sent.status_code == 201, sent.text
        desk.house.clock.now += 2 * HOUR
    first = (await desk.zhao.get("/api/emergencies")).json()["items"][-1]
    assert (await desk.zhao.post(f"/api/emergencies/{first['case']}/confirm")).status_code == 200

    async def past(by: Browser, **asked: object) -> list[str]:
        answer = await by.get("/api/emergencies/past", **asked)
        assert answer.status_code == 200, answer.text
        return [one["facts"]["what"] for one in answer.json()["items"]]

    assert await past(desk.chen) == ["第1起", "第0起"]
    (newest, oldest) = (await desk.zhao.get("/api/emergencies/past")).json()["items"]
    assert (newest["may_confirm"], newest["confirmed_at"], newest["state"]) == (True, None, "received")
    assert (oldest["may_confirm"], oldest["confirmed_by"]["zh"]) == (False, "林小满")
    since = as_datetime(desk.house.clock.now - 3 * HOUR).isoformat()
    assert await past(desk.chen, since=since) == ["第1起"]
    assert await past(desk.lin) == [], "sent by lin, but not to lin's team"
    wrong = await desk.chen.get(
        "/api/emergencies/past", since=as_datetime(desk.house.clock.now + HOUR).isoformat()
    )
    assert (wrong.status_code, wrong.json()["key"]) == (422, "emergency.bad_time")
