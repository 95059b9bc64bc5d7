"""The wrap-up, over HTTP: kept before the agent is free, once, and only of one's own contacts."""

import pytest
from sqlalchemy import select

from huawu.interactions import config as types
from huawu.interactions import queries
from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.outbox import FactRow
from huawu.platform.work import work
from huawu.routing.models import AgentStateRow
from tests.app.web.house import Browser, House
from tests.app.web.ledger import Contact, happened

pytestmark = pytest.mark.room

SAID = {"type": "complaint-charges", "result": "solved", "note": "已退差价。"}


@pytest.fixture
async def agent(house: House) -> Browser:
    async with work(house.sessions, site="main") as w:
        solved = [{"id": "solved", "name": {"zh": "已解决"}}]
        complaint = {"name": {"zh": "投诉"}, "results": solved}
        await config.save_draft(w, types.KIND, "complaint", complaint)
        below = {"name": {"zh": "费用"}, "parent": "complaint"}
        await config.save_draft(w, types.KIND, "complaint-charges", below)
        await config.publish(w)
    return await house.browser("agent")


async def test_it_is_kept_and_then_the_agent_is_free(house: House, agent: Browser) -> None:
    me = house.agents["agent"]
    call = await happened(house.sessions, agent=me)
    house.live.ring(me, call)
    house.live.end_talk(me)

    answer = await agent.post(f"/api/interactions/{call}/wrap-up", SAID)

    assert answer.status_code == 200, answer.text
    assert answer.json()["agent_free"] is True
    assert answer.json()["wrap_up"] | {"id": "", "at": "", "agent": None} == {
        **SAID, "id": "", "at": "", "agent": None,
    }  # fmt: skip
    assert house.live.agents[me]["state"] == "ready"
    row = (await agent.get("/api/interactions")).json()["items"][0]
    assert row["wrap_up"] == "complaint-charges"


async def test_it_is_announced_as_a_fact_of_the_contact(house: House, agent: Browser) -> None:
    call = await happened(house.sessions, agent=house.agents["agent"])

    await agent.post(f"/api/interactions/{call}/wrap-up", SAID)

    async with house.sessions() as session:
        facts = (
            await session.execute(select(FactRow).where(FactRow.kind == "interaction.wrapped_up"))
        ).scalars()
        told = [(fact.stream, fact.body["type"], fact.body["agent"]) for fact in facts]
    assert told == [(f"work:{call}", "complaint-charges", house.agents["agent"])]


async def test_said_twice_alike_it_changes_nothing_and_said_anew_it_replaces(
    house: House, agent: Browser
) -> None:
    call = await happened(house.sessions, agent=house.agents["agent"])
    address = f"/api/interactions/{call}/wrap-up"

    first = (await agent.post(address, SAID)).json()["wrap_up"]
    again = (await agent.post(address, SAID)).json()["wrap_up"]
    other = (await agent.post(address, SAID | {"note": "改约明天。"})).json()["wrap_up"]
    whole = (await agent.get(f"/api/interactions/{call}")).json()["wrap_ups"]

    assert again == first
    assert [w["note"] for w in whole] == ["改约明天。"]
    assert other["id"] == first["id"]


async def test_it_is_kept_also_while_live_is_away(house: House, agent: Browser) -> None:
    me = house.agents["agent"]
    call = await happened(house.sessions, agent=me)
    house.live.away = True

    answer = await agent.post(f"/api/interactions/{call}/wrap-up", SAID)

    assert (answer.status_code, answer.json()["agent_free"]) == (200, False)
    async with house.sessions() as session:
        assert await queries.was_wrapped_up(session, call, me), "what live asks when it is back"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"type": "no-such-type"}, "wrap_up.unknown_type"),
        ({"result": "no-such-result"}, "wrap_up.unknown_result"),
        ({"type": ""}, "request.invalid"),
        ({"note": "n" * 5000}, "request.invalid"),
        ({"note": "nul \x00"}, "request.invalid"),
        ({"more": 1}, "request.invalid"),
    ],
)
async def test_what_is_not_configured_or_makes_no_sense_is_refused(
    house: House, agent: Browser, said: dict[str, object], key: str
) -> None:
    call = await happened(house.sessions, agent=house.agents["agent"])

    answer = await agent.post(f"/api/interactions/{call}/wrap-up", SAID | said)

    assert (answer.status_code, answer.json()["key"]) == (422, key)


async def test_another_agents_contact_is_not_mine_to_write_up(house: House, agent: Browser) -> None:
    call = await happened(house.sessions, agent=None)

    theirs = await agent.post(f"/api/interactions/{call}/wrap-up", SAID)
    none = await agent.post("/api/interactions/0000000000000/wrap-up", SAID)

    assert (theirs.status_code, theirs.json()["key"]) == (403, "interaction.not_yours")
    assert (none.status_code, none.json()["key"]) == (404, "interaction.unknown")


async def test_a_talk_of_which_only_the_ringing_is_written_down_is_mine_to_see_and_to_write_up(
    house: House, agent: Browser
) -> None:
    """What is written of a talk comes when it has ended: an agent who is quick is before it."""
    call = await happened(house.sessions, agent=None, open=True)
    assert (await agent.get(f"/api/interactions/{call}")).status_code == 404
    rang = {"agent": house.agents["agent"], "seq": 1, "site_id": "main", "state": "ringing", "reason": ""}
    async with house.sessions.begin() as session:
        session.add(AgentStateRow(**rang, since=Contact.at + SECOND, until=None, contact=call))

    shown = await agent.get(f"/api/interactions/{call}")
    kept = await agent.post(f"/api/interactions/{call}/wrap-up", SAID)

    assert (shown.status_code, shown.json()["id"]) == (200, call)
    assert (kept.status_code, kept.json()["wrap_up"]["note"]) == (200, SAID["note"])


async def test_the_types_are_shown_as_a_tree_in_which_results_are_inherited(agent: Browser) -> None:
    tree = (await agent.get("/api/wrap-up-types")).json()["items"]

    assert [t["id"] for t in tree] == ["complaint"]
    below = tree[0]["children"][0]
    assert below["id"] == "complaint-charges"
    assert below["results"] == [{"id": "solved", "name": {"zh": "已解决", "en": ""}}]
