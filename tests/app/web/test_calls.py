"""Call control over HTTP: who may, what is passed on, what is shown, with a pretend live process."""

import pytest

from huawu.platform import config
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

TO = {"kind": "queue", "id": "front"}


@pytest.fixture
async def agent(house: House) -> Browser:
    """An agent who talks in the call i1."""
    browser = await house.browser("agent")
    house.live.ring(house.agents["agent"], "i1")
    return browser


async def test_a_call_shows_its_parties_with_the_number_masked_for_who_may_not_see_it(
    house: House, agent: Browser
) -> None:
    shown = (await agent.get("/api/calls/i1")).json()
    seen = (await (await house.browser("team_leader")).get("/api/calls/i1")).json()

    assert [each["role"] for each in shown["parties"]] == ["customer", "agent"]
    assert shown["parties"][1]["agent"]["id"] == house.agents["agent"]
    assert (shown["parties"][0]["number"], shown["parties"][0]["number_masked"]) == ("138****0000", True)
    assert seen["parties"][0]["number"] == "13800000000"


async def test_what_an_agent_asks_reaches_live_as_it_is(house: House, agent: Browser) -> None:
    asked: list[tuple[str, dict[str, object], str]] = [
        ("/transfer", {"to": TO, "reason": "billing"}, "transfer"),
        ("/consult", {"to": TO}, "consult"),
        ("/parties", {"to": TO}, "add"),
        ("/parties", {"to": TO, "serial": True}, "serial"),
        ("/actions", {"action": "complete"}, "complete"),
        ("/parties/leg-2", {"action": "mute"}, "mute"),
        ("/recording", {"action": "pause"}, "pause_recording"),
        ("/recording", {"action": "start"}, "start_recording"),
    ]
    for path, body, verb in asked:
        answer = await agent.post(f"/api/calls/i1{path}", body)
        assert answer.status_code == 200, answer.text
        name, args = house.live.told[-1]
        assert (name, args["verb"], args["agent"]) == ("call.verb", verb, house.agents["agent"])
        if "to" in body:
            assert args["args"]["to"] == TO


@pytest.mark.parametrize(("kind", "key"), [("group", "600"), ("flow", "hotel"), ("mailbox", "queue:front")])
async def test_a_call_is_put_through_to_a_group_a_menu_and_a_mailbox(
    house: House, agent: Browser, kind: str, key: str
) -> None:
    to = {"kind": kind, "id": key}
    assert (await agent.post("/api/calls/i1/transfer", {"to": to})).status_code == 200
    assert house.live.told[-1][1]["args"]["to"] == to


async def test_an_agent_sees_where_calls_can_be_put_through_to(house: House, agent: Browser) -> None:
    name = {"zh": "前台电话", "en": "Front phones"}
    async with work(house.sessions, site="main") as w:
        members = [{"extension": "8001"}]
        await config.save_draft(w, "ring_group", "600", {"name": name, "members": members})
        await config.save_draft(w, "ring_group", "601", {"members": members})
        await config.publish(w)
    targets = (await agent.get("/api/call-targets")).json()
    assert targets["groups"] == [{"id": "600", "name": name}, {"id": "601", "name": None}]
    assert all(each["name"] for each in targets["menus"])
    assert (await (await house.browser("inspector")).get("/api/call-targets")).status_code == 403


async def test_a_call_that_is_over_and_one_of_another_agent_are_refused(house: House, agent: Browser) -> None:
    gone = await agent.post("/api/calls/i9/transfer", {"to": TO})
    house.live.ring("somebody", "i2")
    other = await agent.post("/api/calls/i2/transfer", {"to": TO})

    assert (gone.status_code, gone.json()["key"]) == (404, "call.unknown")
    assert (other.status_code, other.json()["key"]) == (403, "call.not_yours")


@pytest.mark.parametrize("body", [{}, {"to": {"kind": "planet", "id": "x"}}, {"to": {"kind": "agent"}}])
async def test_a_target_that_is_none_is_refused(agent: Browser, body: dict[str, object]) -> None:
    assert (await agent.post("/api/calls/i1/transfer", body)).status_code == 422


async def test_only_who_takes_calls_records_on_demand(house: House, agent: Browser) -> None:
    inspector = await house.browser("inspector")
    assert (await inspector.post("/api/calls/i1/recording", {"action": "start"})).status_code == 403
    assert (await agent.post("/api/calls/i1/recording", {"action": "erase"})).status_code == 422
    shown = (await agent.post("/api/calls/i1/recording", {"action": "stop"})).json()
    assert shown["recording"]["state"] == "off"


async def test_only_who_may_supervise_comes_into_a_call_or_forces_a_state(
    house: House, agent: Browser
) -> None:
    ann = house.agents["agent"]
    for path, body in (
        ("/api/calls/i1/supervision", {"mode": "listen"}),
        (f"/api/agents/{ann}/state", {"state": "signed_out"}),
    ):
        assert (await agent.post(path, body)).status_code == 403

    leader = await house.browser("team_leader")
    forced = await leader.post(f"/api/agents/{ann}/state", {"state": "signed_out"})
    paused = await leader.post(f"/api/agents/{ann}/state", {"state": "paused", "reason": "golf"})

    assert forced.status_code == 204
    assert (paused.status_code, paused.json()["key"]) == (422, "agent.unknown_pause_reason")


async def test_a_pause_that_a_leader_gives_has_the_limit_of_its_reason(house: House, agent: Browser) -> None:
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, "pause_reason", "meal", {"name": {"zh": "用餐"}, "limit_seconds": 1800})
        await config.publish(w)
    leader = await house.browser("team_leader")
    body = {"state": "paused", "reason": "meal"}
    assert (await leader.post(f"/api/agents/{house.agents['agent']}/state", body)).status_code == 204
    name, asked = house.live.told[-1]
    assert (name, asked["state"], asked["limit_seconds"]) == ("agent.force", "paused", 1800)
