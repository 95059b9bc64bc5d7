"""Leaders are warned of queues that would be left alone, before anything happens, over HTTP."""

from typing import Any

import pytest

from huawu.platform import config
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

SUPPORT: dict[str, Any] = {"name": {"zh": "技术支持", "en": "Support"}}


@pytest.fixture
async def leader(house: House) -> Browser:
    """Of a site with one queue, which one agent serves."""
    await house.hire("agent", "agent")
    browser = await house.browser("team_leader")
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "queue", "support", SUPPORT)
        for number, queues in (("1001", {"support": 1}), ("1002", {})):
            await config.save_draft(w, "agent", number, {"queues": queues})
        await config.publish(w)
    return browser


async def alone(browser: Browser, **asked: Any) -> list[dict[str, Any]]:
    answer = await browser.post("/api/people/left-alone", asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_who_lets_the_last_agent_go_is_told_before(house: House, leader: Browser) -> None:
    (found,) = await alone(leader, agents=[house.agents["agent"]])
    assert (found["queue"], found["how"], found["way_out"]) == ("support", "nobody", False)
    assert found["name"] == SUPPORT["name"]
    (taken,) = await alone(leader, agents=[house.agents["agent"]], queue="support")
    assert taken == found
    assert await alone(leader, agents=[house.agents["team_leader"]]) == []


async def test_who_publishes_drafts_is_told_before(house: House, leader: Browser) -> None:
    assert await alone(leader, drafts=True) == []
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "agent", "1001", {"queues": {}})
    (found,) = await alone(leader, drafts=True)
    assert (found["queue"], found["how"]) == ("support", "nobody")


async def test_an_agent_may_not_ask(house: House, leader: Browser) -> None:
    agent = await house.browser("agent")
    assert (await agent.post("/api/people/left-alone", {"drafts": True})).status_code == 403
