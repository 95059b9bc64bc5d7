"""An agent asks for wrap-up after the call at hand: over HTTP, with a pretend live process."""

import pytest

from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

ASK = {"action": "wrap_up"}


@pytest.fixture
async def agent(house: House) -> Browser:
    """An agent who talks in the call i1."""
    browser = await house.browser("agent")
    house.live.ring(house.agents["agent"], "i1")
    return browser


async def test_one_asks_during_the_call_and_sees_it(house: House, agent: Browser) -> None:
    house.live.wrap_up_asked[house.agents["agent"]] = False
    before = (await agent.get("/api/agents/me")).json()["call"]["wrap_up_asked"]

    answer = await agent.post("/api/agents/me/call", ASK)

    assert (before, answer.status_code) == (False, 202)
    assert (await agent.get("/api/agents/me")).json()["call"]["wrap_up_asked"] is True


async def test_where_it_is_not_on_request_that_is_said_in_words(agent: Browser) -> None:
    answer = await agent.post("/api/agents/me/call", ASK)

    assert (answer.status_code, answer.json()["key"]) == (409, "agent.wrap_up_not_on_request")
    assert answer.json()["title"] == "这次通话的话后整理不需要申请。"
    assert (await agent.get("/api/agents/me")).json()["call"]["wrap_up_asked"] is None


async def test_without_a_call_and_without_an_agent_it_is_refused(house: House, agent: Browser) -> None:
    house.live.end_talk(house.agents["agent"])
    planner = await house.browser("planner")

    assert (await agent.post("/api/agents/me/call", ASK)).json()["key"] == "agent.no_call"
    assert (await planner.post("/api/agents/me/call", ASK)).json()["key"] == "session.not_allowed"
