"""Leaders are warned of queues that would be left alone, before anything happens, over HTTP."""

from typing import Any

import pytest

from huawu.platform import config
from huawu.platform.clock import SECOND, as_datetime
from huawu.platform.work import work
from tests.app.web.house import NOON, Browser, House

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


async def published(house: House, agents: dict[str, dict[str, int]]) -> int:
    """Agents by number with the queues that they serve from now on; the number of that configuration."""
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        for number, queues in agents.items():
            await config.save_draft(w, "agent", number, {"queues": queues})
        return await config.publish(w)


async def test_who_goes_back_to_an_earlier_version_is_told_before(house: House, leader: Browser) -> None:
    empty = await published(house, {"1001": {}, "1002": {}})
    served = await published(house, {"1001": {"support": 1}})
    (found,) = await alone(leader, back_to=empty)
    assert (found["queue"], found["how"]) == ("support", "nobody")
    assert await alone(leader, back_to=empty, kinds=["queue", "skill", "hours"]) == [], "no agents go back"
    assert await alone(leader, back_to=served) == []
    refused = await leader.post("/api/people/left-alone", {"back_to": served + 1})
    assert (refused.status_code, refused.json()["key"]) == (404, "config.no_such_number")


async def test_who_goes_back_to_a_queue_that_nobody_serves_is_told_before(
    house: House, leader: Browser
) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "queue", "old", SUPPORT | {"refuse_when_empty": True})
        before = await config.publish(w)
        await config.save_draft(w, "queue", "old", None)
        await config.publish(w)
    (found,) = await alone(leader, back_to=before, kinds=["queue"])
    assert (found["queue"], found["how"], found["way_out"]) == ("old", "nobody", True)


async def test_drafts_of_other_kinds_than_those_to_be_published_do_not_count(
    house: House, leader: Browser
) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "agent", "1001", {"queues": {}})
    assert await alone(leader, drafts=True, kinds=["queue"]) == []
    assert await alone(leader, drafts=True, kinds=["agent"]) != []


async def test_who_lends_agents_is_told_what_is_left_when_that_is_over(house: House, leader: Browser) -> None:
    await published(house, {"1001": {}})
    agent, other = house.agents["agent"], house.agents["team_leader"]
    lending = {"agents": [agent], "queue": "support", "until": at(60)}
    (found,) = await alone(leader, **lending)
    assert (found["queue"], found["how"], found["waiting"]) == ("support", "nobody", 0)

    house.live.moves = [
        {"agent": other, "queue": "support", "level": 1, "until": NOON + 7200 * SECOND, "by": ""}
    ]
    assert await alone(leader, **lending) == [], "another one is lent for longer"
    assert len(await alone(leader, **lending | {"until": at(180)})) == 1, "but not for so long"

    await published(house, {"1001": {"support": 1}})
    house.live.moves = []
    assert await alone(leader, **lending) == [], "it is their own queue"


def at(minutes: int) -> str:
    return as_datetime(NOON + minutes * 60 * SECOND).isoformat()
