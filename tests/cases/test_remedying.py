"""Remedies in cases: given within a limit, asked for above it, decided by another, revoked, summed up."""

from typing import Any

import pytest

from huawu.platform.config import publish, save_drafts
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import Desk, name
from tests.cases.test_remedies import REFUND

pytestmark = pytest.mark.room

SORRY = {
    "name": name("致歉", "Apology"),
    "limits": {"agent": 0},
    "approvers": {"manager": None},
    "fixed": 0,
}


@pytest.fixture
async def counter(desk: Desk) -> Desk:
    """The desk, with two kinds of remedies."""
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, {("case_remedy", "refund"): REFUND, ("case_remedy", "sorry"): SORRY})
        await publish(w)
    return desk


async def offer(
    browser: Browser, case: str, amount: int, key: str, note: str = "空调整夜不冷", kind: str = "refund"
) -> Any:
    body = {"key": f"remedy-{key}", "kind": kind, "amount": amount, "note": note}
    return await browser.post(f"/api/cases/{case}/remedies", body)


async def test_what_is_above_the_limit_waits_for_another(counter: Desk) -> None:
    lin, zhao, chen = counter.lin, counter.zhao, counter.chen
    case = (await counter.opened(mine=True))["id"]
    first = await offer(lin, case, 6_000, "1", note="")
    assert (first.status_code, first.json()["items"][0]["state"]) == (201, "given")
    assert (await offer(lin, case, 6_000, "1")).json()["given"] == 6_000  # the same request again
    assert (await offer(lin, case, 4_001, "2", note=" ")).json()["key"] == "case.remedy_needs_note"
    asked = (await offer(lin, case, 4_001, "2")).json()
    assert (asked["items"][0]["state"], asked["given"], asked["asked"]) == ("asked", 6_000, 4_001)
    remedy = asked["items"][0]["id"]

    decision = f"/api/cases/{case}/remedies/{remedy}/decision"
    assert (await lin.post(decision, {"yes": True})).status_code == 403
    assert (await zhao.post(decision, {"yes": True})).status_code == 403
    (waits,) = (await chen.get("/api/remedies/waiting")).json()["items"]
    assert (waits["remedy"]["id"], waits["case"]["id"]) == (remedy, case)
    assert (await lin.get("/api/remedies/count")).json() == {"waiting": 0}
    assert (await chen.post(decision, {"yes": False})).json()["key"] == "case.step_needs_reason"
    given = (await chen.post(decision, {"yes": True})).json()
    assert (given["given"], given["asked"]) == (10_001, 0)
    assert (await chen.post(decision, {"yes": True})).json()["key"] == "case.remedy_decided"
    assert (await chen.get("/api/remedies/count")).json() == {"waiting": 0}
    kinds = [entry["kind"] for entry in (await lin.get(f"/api/cases/{case}")).json()["entries"]]
    assert kinds[-3:] == ["remedy_given", "remedy_asked", "remedy_approved"]


async def test_nobody_decides_on_their_own_nor_beyond_their_limit(counter: Desk) -> None:
    case = (await counter.opened(mine=True))["id"]
    own = (await offer(counter.chen, case, 60_000, "1")).json()["items"][0]
    assert (own["state"], own["decidable"]) == ("asked", False)
    decision = f"/api/cases/{case}/remedies/{own['id']}/decision"
    assert (await counter.chen.post(decision, {"yes": True})).json()["key"] == "case.remedy_own"
    other = await counter.house.browser("team_leader")
    assert (await other.post(decision, {"yes": True})).json()["key"] == "case.remedy_above_you"
    assert (await other.get("/api/remedies/count")).json() == {"waiting": 0}
    manager = await counter.house.browser("manager")
    assert (await manager.get("/api/remedies/count")).json() == {"waiting": 1}
    refused = (await manager.post(decision, {"yes": False, "why": "换房即可"})).json()["items"][0]
    assert (refused["state"], refused["decided_why"]) == ("refused", "换房即可")


async def test_a_remedy_is_not_changed_but_revoked_and_leaves_the_sums(counter: Desk) -> None:
    case = (await counter.opened(mine=True))["id"]
    await offer(counter.lin, case, 0, "0", kind="sorry")
    mine = (await offer(counter.lin, case, 9_000, "1")).json()["items"][0]
    revocation = f"/api/cases/{case}/remedies/{mine['id']}/revocation"
    span = {"begin": "2026-09-01T00:00:00Z", "end": "2026-10-01T00:00:00Z"}
    summed = (await counter.chen.get("/api/remedies/sums", **span)).json()
    assert (summed["many"], summed["amount"]) == (2, 9_000)
    assert [(each["kind"], each["amount"]) for each in summed["items"]] == [("refund", 9_000), ("sorry", 0)]
    assert summed["items"][1]["name"] == name("致歉", "Apology")
    later = {"begin": "2026-10-01T00:00:00Z", "end": "2026-11-01T00:00:00Z"}
    assert (await counter.chen.get("/api/remedies/sums", **later)).json()["many"] == 0
    assert (await counter.lin.get("/api/remedies/sums", **span)).status_code == 403

    assert (await counter.zhao.post(revocation, {"why": "误操作"})).json()["key"] == "case.remedy_not_yours"
    assert (await counter.lin.post(revocation, {"why": " "})).json()["key"] == "case.step_needs_reason"
    gone = (await counter.lin.post(revocation, {"why": "误操作"})).json()
    assert (gone["items"][0]["state"], gone["given"]) == ("revoked", 0)
    assert (await counter.lin.post(revocation, {"why": "再来"})).json()["key"] == "case.remedy_over"
    assert (await counter.chen.get("/api/remedies/sums", **span)).json()["amount"] == 0
    again = await offer(counter.lin, case, 10_000, "2", note="")
    assert again.json()["items"][0]["state"] == "given"  # what was revoked does not count


async def test_only_who_works_on_an_open_case_offers_what_there_is(counter: Desk) -> None:
    nobodys = (await counter.opened())["id"]
    assert (await offer(counter.lin, nobodys, 1, "1")).json()["key"] == "case.nobodys"
    case = (await counter.opened(mine=True))["id"]
    for browser, amount, kind, key in (
        (counter.zhao, 1, "refund", "case.not_owner"),
        (counter.lin, 1, "cash", "case.unknown_remedy"),
        (counter.lin, 1_000_001, "refund", "case.remedy_too_much"),
        (counter.lin, 1, "sorry", "case.remedy_fixed"),
    ):
        assert (await offer(browser, case, amount, "2", kind=kind)).json()["key"] == key
    assert (await offer(counter.lin, case, -1, "3")).status_code == 422
    offered = (await counter.lin.get(f"/api/cases/{case}/remedies")).json()
    assert [(kind["id"], kind["limit"], kind["fixed"]) for kind in offered["kinds"]] == [
        ("refund", 10_000, None),
        ("sorry", 0, 0),
    ]
    assert (await counter.zhao.get(f"/api/cases/{case}/remedies")).json()["kinds"] == []
