"""Before the shift, over HTTP: what changed, reading it, rehearsing it, the checklist."""

import pytest

from huawu.platform.clock import SECOND
from huawu.routing.models import AgentStateRow
from tests.app.web.house import Browser, House
from tests.desk.script_graphs import PLAIN
from tests.desk.script_house import approved, written

pytestmark = pytest.mark.room

HOUR = 3600 * SECOND
ADDRESS = "/api/desk/readiness"


@pytest.fixture
async def agent(house: House) -> Browser:
    return await house.browser("agent")


async def worked(house: House, *states: tuple[str, int]) -> None:
    """The agent's states, each with how many hours ago it began."""
    rows = [
        AgentStateRow(
            agent=house.agents["agent"], seq=seq, site_id="main", state=state, reason="",
            since=house.clock() - hours * HOUR, until=None, contact=None,
        )
        for seq, (state, hours) in enumerate(states, 1)
    ]  # fmt: skip
    async with house.sessions.begin() as session:
        session.add_all(rows)


async def test_what_changed_since_the_last_shift_is_told_and_confirmed(house: House, agent: Browser) -> None:
    await worked(house, ("ready", 20), ("signed_out", 12))
    script = await approved(house, PLAIN)

    told = (await agent.get(ADDRESS)).json()
    after = (await agent.post(f"{ADDRESS}/read/{script}/1")).json()

    (change,) = told["changes"]
    assert (change["script"], change["version"], change["fresh"], change["read"]) == (script, 1, True, False)
    assert change["lines"][0]["zh"] == "您好。"
    assert told["since"] is not None
    assert [each["read"] for each in after["changes"]] == [True]


async def test_what_was_confirmed_before_the_last_shift_is_not_told_again(
    house: House, agent: Browser
) -> None:
    script = await approved(house, PLAIN)
    await agent.post(f"{ADDRESS}/read/{script}/1")
    house.clock.now += 30 * HOUR
    agent = await house.browser("agent")
    await worked(house, ("ready", 20), ("signed_out", 12))

    assert (await agent.get(ADDRESS)).json()["changes"] == []


async def test_the_house_has_a_list_and_the_agent_may_have_their_own(house: House, agent: Browser) -> None:
    first = (await agent.get(ADDRESS)).json()
    mine = [{"id": "a", "text": "喝一杯温水"}, {"id": "b", "text": "深呼吸三次"}]
    own = (await agent.put(f"{ADDRESS}/checklist", {"items": mine})).json()
    house_again = (await agent.put(f"{ADDRESS}/checklist", {"items": []})).json()

    assert {"posture", "smile", "tools"} <= {each["id"] for each in first["checklist"]}
    assert (own["checklist"], own["own"]) == (mine, True)
    assert (house_again["checklist"], house_again["own"]) == (first["checklist"], False)


async def test_one_is_complete_when_all_is_read_and_ticked_and_begins_anew_each_day(
    house: House, agent: Browser
) -> None:
    script = await approved(house, PLAIN)
    items = [each["id"] for each in (await agent.get(ADDRESS)).json()["checklist"]]

    ticked = (await agent.put(f"{ADDRESS}/ticks", {"ticked": items})).json()
    read = (await agent.post(f"{ADDRESS}/read/{script}/1")).json()
    ready = (await agent.post(f"{ADDRESS}/ready")).json()
    house.clock.now += 24 * HOUR
    agent = await house.browser("agent")
    tomorrow = (await agent.get(ADDRESS)).json()

    assert (ticked["complete"], read["complete"]) == (False, True)
    assert ready["ready_at"] is not None
    assert (tomorrow["ticked"], tomorrow["ready_at"]) == ([], None)


async def test_what_is_not_on_the_list_is_refused(house: House, agent: Browser) -> None:
    unknown = await agent.put(f"{ADDRESS}/ticks", {"ticked": ["nap"]})
    twice = await agent.put(
        f"{ADDRESS}/checklist", {"items": [{"id": "a", "text": "一"}, {"id": "a", "text": "二"}]}
    )

    assert (unknown.status_code, unknown.json()["key"]) == (422, "readiness.unknown_item")
    assert (twice.status_code, twice.json()["key"]) == (422, "readiness.same_item")


async def test_a_rehearsal_walks_it_to_its_end_and_counts_as_one(house: House, agent: Browser) -> None:
    script = await approved(house, PLAIN)

    use = (await agent.post("/api/desk/rehearsals", {"script": script, "version": 1})).json()
    body = {"did": "on", "seen": use["seq"]}
    over = (await agent.post(f"/api/desk/script-uses/{use['id']}/steps", body)).json()
    told = (await agent.get(ADDRESS)).json()
    leader = await house.browser("team_leader")
    effect = (await leader.get(f"/api/scripts/{script}/effect")).json()

    assert (use["rehearsal"], over["line"]) == (True, None)
    assert told["changes"][0]["rehearsed"]
    assert effect["versions"] == [], "a rehearsal is not a use"


async def test_what_is_not_approved_is_rehearsed_by_its_writers_only(house: House, agent: Browser) -> None:
    leader = await house.browser("team_leader")
    script, version = await written(leader, PLAIN)
    body = {"script": script, "version": version}

    assert (await agent.post("/api/desk/rehearsals", body)).status_code == 403
    assert (await leader.post("/api/desk/rehearsals", body)).status_code == 201
