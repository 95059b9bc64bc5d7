"""An agent asks quietly for help, and who leads sees to it: over HTTP, with a pretend live process."""

import pytest

from huawu.platform import config
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room


@pytest.fixture
async def agent(house: House) -> Browser:
    """An agent who talks in the call i1."""
    async with work(house.sessions, site="main") as w:
        for order, (key, zh) in enumerate({"upset": "客户情绪激动", "approval": "需要授权"}.items(), 1):
            await config.save_draft(w, "help_reason", key, {"name": {"zh": zh}, "order": 3 - order})
        await config.publish(w)
    browser = await house.browser("agent")
    house.live.ring(house.agents["agent"], "i1")
    return browser


async def shown(agent: Browser) -> dict[str, object] | None:
    found: dict[str, object] | None = (await agent.get("/api/agents/me")).json()["call"]["help"]
    return found


async def test_reasons_are_those_of_the_centre_in_their_order(agent: Browser) -> None:
    items = (await agent.get("/api/help-reasons")).json()["items"]
    assert [(item["id"], item["name"]["zh"]) for item in items] == [
        ("approval", "需要授权"),
        ("upset", "客户情绪激动"),
    ]


async def test_one_asks_with_a_reason_or_without_and_takes_it_back(agent: Browser) -> None:
    assert await shown(agent) is None

    asked = await agent.post("/api/agents/me/call", {"action": "help"})
    plain = await shown(agent)
    await agent.post("/api/agents/me/call", {"action": "help", "reason": "upset"})
    with_reason = await shown(agent)
    await agent.post("/api/agents/me/call", {"action": "no_help"})

    assert asked.status_code == 202
    assert plain is not None
    assert plain["reason"] == ""
    assert with_reason is not None
    assert with_reason["reason"] == "upset"
    assert await shown(agent) is None


async def test_a_reason_that_is_none_and_no_call_at_all_are_refused(house: House, agent: Browser) -> None:
    golf = await agent.post("/api/agents/me/call", {"action": "help", "reason": "golf"})
    house.live.end_talk(house.agents["agent"])
    none = await agent.post("/api/agents/me/call", {"action": "help"})

    assert (golf.status_code, golf.json()["key"]) == (422, "agent.unknown_help_reason")
    assert (none.status_code, none.json()["key"]) == (409, "agent.no_call")


async def test_who_leads_says_that_they_see_to_it(house: House, agent: Browser) -> None:
    leader = await house.browser("team_leader")
    early = await leader.post("/api/interactions/i1/help/seen")
    await agent.post("/api/agents/me/call", {"action": "help"})

    seen = await leader.post("/api/interactions/i1/help/seen")

    assert (early.status_code, early.json()["key"]) == (409, "help.over")
    assert seen.status_code == 204
    asked = await shown(agent)
    assert asked is not None
    assert asked["seen_by"] == house.users["team_leader"]


@pytest.mark.parametrize("role", ["agent", "planner", "auditor"])
async def test_others_do_not(house: House, agent: Browser, role: str) -> None:
    await agent.post("/api/agents/me/call", {"action": "help"})
    other = await house.browser(role)

    answer = await other.post("/api/interactions/i1/help/seen")

    assert (answer.status_code, answer.json()["key"]) == (403, "session.not_allowed")
