"""Who arranges customers, guides, visits, emergencies and tickets, from where, and what is not taken away."""

import copy
from typing import Any

import pytest

from tests.app.web.house import Browser, House
from tests.switchboard.test_tickets import opened, stepped

pytestmark = pytest.mark.room
NAME = {"zh": "测试", "en": "Test"}


async def _save(browser: Browser, kind: str, key: str, value: Any) -> Any:
    return await browser.put(f"/api/config/{kind}/{key}", {"value": value})


async def _publish(browser: Browser, kind: str) -> Any:
    return await browser.post("/api/config/publish", {"kinds": [kind]})


async def test_each_kind_is_arranged_by_who_leads_its_subject(house: House) -> None:
    leader, manager, agent = [await house.browser(role) for role in ("team_leader", "manager", "agent")]
    step = {"id": "s1", "name": NAME, "say": NAME}
    bodies: dict[tuple[str, str], tuple[Any, int, int]] = {
        ("customer_field", "since"): ({"name": NAME, "type": "date"}, 200, 403),
        ("customer_item", "since"): ({"name": NAME, "of": "level", "weight": 3}, 200, 403),
        ("complaint_guide", "calm"): ({"name": NAME, "steps": [step]}, 200, 200),
        ("customer_rules", "rules"): ({"needs": "code"}, 403, 403),
        ("case_remedy", "gift"): ({"name": NAME, "limits": {}, "approvers": {"manager": None}}, 403, 403),
    }
    for (kind, key), (value, leaders, managers) in bodies.items():
        assert (await _save(leader, kind, key, value)).status_code == leaders, kind
        assert (await _save(manager, kind, key, value)).status_code == managers, kind
        assert (await _save(agent, kind, key, value)).status_code == 403, kind
    for kind in ("customer_field", "customer_item", "complaint_guide"):
        assert (await _publish(leader, kind)).status_code == 200
    found = (await agent.get("/api/complaint-guides")).json()
    assert "calm" in [guide["id"] for guide in found["items"]]
    heavy = {"name": NAME, "of": "level", "weight": 11}
    refused = await _save(leader, "customer_item", "since", heavy)
    assert (refused.status_code, refused.json()["params"]["field"]) == (422, "weight")


async def test_one_begins_from_what_is_in_force_while_nothing_is_arranged(house: House) -> None:
    leader = await house.browser("team_leader")
    for kind, some in (("customer_item", "risk"), ("complaint_guide", "abusive"), ("ticket_life", "enquiry")):
        usual = (await leader.get(f"/api/config/{kind}/usual")).json()["items"]
        assert (await _save(leader, kind, some, usual[some])).status_code == 200, kind
    rules = (await leader.get("/api/config/customer_rules/usual")).json()["items"]
    assert rules["rules"]["tries"] == 3
    assert (await leader.get("/api/config/case_visit/usual")).json() == {"items": {}}
    assert (await leader.get("/api/config/nonsense/usual")).status_code == 404
    agent = await house.browser("agent")
    assert (await agent.get("/api/config/customer_item/usual")).status_code == 403


async def test_a_state_in_which_tickets_stand_is_not_taken_away(house: House) -> None:
    leader, operator = await house.browser("team_leader"), await house.browser("operator")
    ticket = await opened(operator)
    life = (await leader.get("/api/config/ticket_life/usual")).json()["items"]["standard"]
    assert (await leader.get("/api/ticket-uses")).json() == {"call": {"calling": 1}, "enquiry": {}}
    assert (await operator.get("/api/ticket-uses")).status_code == 403
    assert (await _save(operator, "ticket_life", "standard", life)).status_code == 403
    other = copy.deepcopy(life)
    renamed = {"calling": "ringing"}
    other["states"] = [{**state, "id": renamed.get(state["id"], state["id"])} for state in life["states"]]
    other["begins"] = "ringing"
    for step in other["steps"]:
        step["to"] = renamed.get(step["to"], step["to"])
        step["from"] = [renamed.get(state, state) for state in step["from"]]
    assert (await _save(leader, "ticket_life", "standard", other)).status_code == 200
    refused = (await _publish(leader, "ticket_life")).json()
    assert refused["key"] == "ticket.state_in_use"
    assert (refused["params"]["many"], refused["params"]["item"]) == (1, "standard")
    await stepped(operator, ticket, "cancel")
    assert (await _publish(leader, "ticket_life")).status_code == 200
