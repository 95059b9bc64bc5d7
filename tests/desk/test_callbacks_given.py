"""Promised calls back of everybody, over HTTP: a list for who leads, who has left, given to others."""

from typing import Any

import pytest

from huawu.people import service as people
from huawu.platform.outbox import read_stream
from huawu.platform.work import work
from tests.app.web.house import Browser, House
from tests.desk.callers import configured
from tests.desk.test_callbacks import HOUR, mine, promised

pytestmark = pytest.mark.room


@pytest.fixture
async def agent(house: House) -> Browser:
    await configured(house)
    return await house.browser("agent")


@pytest.fixture
async def leader(house: House, agent: Browser) -> Browser:
    return await house.browser("team_leader")


async def everybodys(leader: Browser, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await leader.get("/api/callbacks", mine="false", **asked)).json()
    return found


async def give(by: Browser, ids: list[Any], to: str) -> Any:
    return await by.post("/api/callbacks/give", {"ids": ids, "agent": to})


async def test_who_leaves_leaves_promises_that_whoever_leads_finds_and_gives_to_others(
    house: House, agent: Browser, leader: Browser
) -> None:
    for after, caller in ((HOUR, "13800138001"), (3 * HOUR, "13800138002")):
        await promised(house, agent, after=after, caller=caller)
    assert (await everybodys(leader, left="true"))["items"] == []
    other = await house.browser("agent", "operator")
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await people.leave(w, house.agents["agent"])
    house.clock.now += 2 * HOUR

    assert (await leader.get("/api/callbacks/counts")).json() == {"open": 2, "overdue": 1, "left": 2}
    left = (await everybodys(leader, left="true"))["items"]
    assert [one["agent_left"] for one in left] == [True, True]
    assert [one["id"] for one in (await everybodys(leader, overdue="true"))["items"]] == [left[0]["id"]]
    ids = [one["id"] for one in left]
    assert (await give(leader, ids, house.agents["agent-operator"])).json() == {"ids": sorted(ids)}

    assert [one["id"] for one in await mine(other)] == ids
    assert (await leader.get("/api/callbacks/counts")).json() == {"open": 2, "overdue": 1, "left": 0}
    async with house.sessions() as session:
        told = [fact.body for fact in await read_stream(session, f"callback/{ids[0]}")][-1]
    assert (told["agent"], told["had"]) == (house.agents["agent-operator"], house.agents["agent"])
    assert (await other.post(f"/api/callbacks/{ids[0]}/done", {})).json()["state"] == "done"


async def test_nobody_gets_a_promise_who_does_not_work_here(
    house: House, agent: Browser, leader: Browser
) -> None:
    await promised(house, agent)
    (only,) = await mine(agent)
    await house.browser("agent", "operator")
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await people.leave(w, house.agents["agent-operator"])
    for nobody in (house.agents["agent-operator"], "nobody-at-all"):
        refused = await give(leader, [only["id"]], nobody)
        assert (refused.status_code, refused.json()["key"]) == (422, "agent.unknown")
    assert await mine(agent) == [only]


async def test_one_gives_ones_own_and_not_those_of_others(house: House, agent: Browser) -> None:
    await promised(house, agent)
    (only,) = await mine(agent)
    other = await house.browser("agent", "operator")
    refused = await give(other, [only["id"]], house.agents["agent-operator"])
    assert (refused.status_code, refused.json()["key"]) == (403, "callback.not_yours")
    assert (await other.get("/api/callbacks/counts")).status_code == 403

    assert (await give(agent, [only["id"]], house.agents["agent-operator"])).json()["ids"] == [only["id"]]
    assert await mine(agent) == []
    again = await give(agent, [only["id"]], house.agents["agent-operator"])
    assert again.status_code == 403, "it is no longer theirs"


async def test_what_was_closed_meanwhile_stays_with_who_closed_it(
    house: House, agent: Browser, leader: Browser
) -> None:
    for caller in ("13800138001", "13800138002"):
        await promised(house, agent, caller=caller)
    closed, left = [one["id"] for one in await mine(agent)]
    await agent.post(f"/api/callbacks/{closed}/done", {})
    await house.browser("agent", "operator")

    assert (await give(leader, [closed, left, left], house.agents["agent-operator"])).json()["ids"] == [left]
    assert (await give(leader, [closed, left], house.agents["agent-operator"])).json()["ids"] == []
    (still,) = await mine(agent, "done")
    assert still["id"] == closed


@pytest.mark.parametrize("state", ["open", "done"])
async def test_the_list_goes_on_where_the_page_before_ended(
    house: House, agent: Browser, leader: Browser, state: str
) -> None:
    for number in range(5):
        await promised(house, agent, after=HOUR * (1 + number // 2), caller=f"1380013800{number}")
    if state == "done":
        for one in await mine(agent):
            await agent.post(f"/api/callbacks/{one['id']}/done", {})
    whole = [one["id"] for one in (await everybodys(leader, state=state))["items"]]
    paged, after = [], None
    while True:
        page = await everybodys(leader, state=state, limit=2, **({"after": after} if after else {}))
        paged += [one["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert (len(paged), paged) == (5, whole)


async def test_an_administrator_who_takes_no_calls_sees_and_gives_them(house: House, agent: Browser) -> None:
    await promised(house, agent)
    (only,) = await mine(agent)
    await house.browser("agent", "operator")
    admin = await house.browser("administrator")
    assert [one["id"] for one in (await everybodys(admin))["items"]] == [only["id"]]
    assert (await give(admin, [only["id"]], house.agents["agent-operator"])).json()["ids"] == [only["id"]]


@pytest.mark.parametrize("ids", [[], ["' or 1=1"], ["x" * 81], ["a"] * 201])
async def test_what_is_no_list_of_promises_is_refused(house: House, leader: Browser, ids: list[str]) -> None:
    assert (await give(leader, ids, house.agents["agent"])).status_code == 422
