"""A warning about a customer is proposed, approved by somebody else who leads, and ends by itself."""

from typing import Any

import pytest

from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.platform.clock import SECOND
from huawu.platform.work import work
from tests.app.web.house import House

pytestmark = pytest.mark.room

DAY = 24 * 3600 * SECOND
TOLD: dict[str, Any] = {"key": "mark-000001", "kind": "abusive", "why": "两次提醒后仍辱骂", "days": 30}


async def test_a_mark_is_approved_by_another_who_leads_and_ends_by_itself(house: House) -> None:
    agent, leader = await house.browser("agent"), await house.browser("team_leader")
    async with work(house.sessions, site="main", clock=house.clock) as w:
        customer = await customers.create_customer(w, NewCustomer("王小明", ("13800138000",)))
    path = f"/api/customers/{customer}/marks"
    assert (await agent.post(path, TOLD | {"why": " "})).json()["key"] == "mark.why_needed"
    first = await agent.post(path, TOLD)
    assert (first.status_code, (await agent.post(path, TOLD)).json()) == (201, first.json())
    for other in ({"why": "别的原因"}, {"days": 5}, {"kind": "threat"}):
        refused = await agent.post(path, TOLD | other)
        assert (refused.status_code, refused.json()["key"]) == (409, "mark.key_of_another")
    (one,) = first.json()["items"]
    assert (one["state"], one["holds"], one["decidable"]) == ("proposed", False, False)

    decision = f"/api/customer-marks/{one['id']}/decision"
    assert (await agent.post(decision, {"decision": "approved"})).status_code == 403
    (waits,) = (await leader.get("/api/customer-marks")).json()["items"]
    assert (waits["id"], waits["customer_name"], waits["decidable"]) == (one["id"], "王小明", True)
    for _ in range(2):  # its answer was lost
        assert (await leader.post(decision, {"decision": "approved"})).status_code == 204
    assert (await leader.get("/api/customer-marks")).json()["items"] == []
    (holds,) = (await leader.get("/api/customer-marks", show="holding")).json()["items"]
    (mine,) = (await agent.get("/api/customer-marks", show="mine")).json()["items"]
    assert (holds["id"], mine["state"]) == (one["id"], "approved")
    assert (await agent.get("/api/customer-marks", show="holding")).status_code == 403
    (one,) = (await agent.get(path)).json()["items"]
    assert (one["state"], one["holds"]) == ("approved", True)
    silent = await leader.post(decision, {"decision": "refused"})
    assert silent.json()["key"] == "mark.decided_without_reason"
    refused = await leader.post(decision, {"decision": "refused", "why": "误会"})
    assert (refused.status_code, refused.json()["key"]) == (409, "mark.decided")

    house.clock.now += 30 * DAY
    await agent.sign_in("agent")
    await leader.sign_in("team_leader")
    (one,) = (await agent.get(path)).json()["items"]
    assert (one["state"], one["holds"]) == ("approved", False)
    assert len((await leader.get("/api/customer-marks", show="over")).json()["items"]) == 1
    late = await leader.post(decision, {"decision": "lifted", "why": "已和解"})
    assert (late.status_code, late.json()["key"]) == (409, "mark.not_holding")


async def test_nobody_approves_what_they_proposed_and_a_mark_is_lifted_before_its_time(house: House) -> None:
    leader, other = await house.browser("team_leader"), await house.browser("administrator")
    async with work(house.sessions, site="main", clock=house.clock) as w:
        customer = await customers.create_customer(w, NewCustomer("李静", ()))
    path = f"/api/customers/{customer}/marks"
    whole = "辱骂" * 2000  # as long as may be said: nothing of it is lost
    (one,) = (await leader.post(path, TOLD | {"why": whole})).json()["items"]
    assert one["why"] == whole
    decision = f"/api/customer-marks/{one['id']}/decision"
    own = await leader.post(decision, {"decision": "approved"})
    assert (own.status_code, own.json()["key"]) == (409, "mark.own")
    await other.post(decision, {"decision": "approved"})
    await leader.post(decision, {"decision": "lifted", "why": "已和解"})
    (one,) = (await leader.get(path)).json()["items"]
    assert (one["state"], one["holds"], one["decided_why"]) == ("lifted", False, "已和解")
