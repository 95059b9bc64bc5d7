"""My day so far, over HTTP, from the ledger; pauses with limits; reasons of holds."""

from datetime import datetime

import pytest

from huawu.interactions.models import Segment
from huawu.platform.clock import SECOND, Micros, as_micros
from huawu.platform.ids import new_id
from huawu.routing.models import AgentStateRow
from tests.app.web.house import NOON, Browser, House
from tests.app.web.ledger import happened
from tests.desk.callers import configured, ringing

pytestmark = pytest.mark.room

MINUTE = 60 * SECOND


@pytest.fixture
async def agent(house: House) -> Browser:
    await configured(house)
    browser = await house.browser("agent")
    house.live.phones.add(house.agents["agent"])
    return browser


async def was(house: House, state: str, since: Micros, reason: str = "") -> None:
    row = AgentStateRow(
        agent=house.agents["agent"],
        seq=since,
        site_id="main",
        state=state,
        reason=reason,
        since=since,
        until=None,
        contact=None,
    )
    async with house.sessions.begin() as session:
        session.add(row)


async def rang(house: House, end: str, seconds: int) -> None:
    """A call that rang at my phone and was not answered."""
    start = NOON - 30 * MINUTE
    row = Segment(
        id=new_id(),
        interaction=new_id(),
        site_id="main",
        role="ringing",
        agent=house.agents["agent"],
        queue="support",
        started_at=start,
        ended_at=start + seconds * SECOND,
        ending=end,
    )
    async with house.sessions.begin() as session:
        session.add(row)


async def test_the_day_is_counted_from_the_ledger(house: House, agent: Browser) -> None:
    me = house.agents["agent"]
    for wait, by in ((4, "customer"), (9, "customer"), (14, "agent"), (17, "customer")):
        await happened(house.sessions, agent=me, wait=wait, talk=60, by=by)
    for end in ("no_answer", "declined", "withdrawn", "unreachable"):
        await rang(house, end, 20)

    day = (await agent.get("/api/desk/day")).json()

    assert (day["offered"], day["answered"], day["missed"], day["declined"]) == (8, 4, 2, 1)
    assert (day["left_while_ringing"], day["talk_seconds"], day["average_handle_seconds"]) == (1, 240.0, 60.0)
    assert (day["ring_seconds_p50"], day["answered_by_second_ring"]) == (11.5, 0.5)
    assert (day["answered_by_third_ring"], day["customer_first"]) == (0.75, 0.75)
    assert day["ended_by"] == {"customer": 3, "agent": 1}
    assert day["definitions"]["customer_first"]["zh"]


async def test_on_an_empty_day_there_is_nothing_to_divide_by(agent: Browser) -> None:
    day = (await agent.get("/api/desk/day")).json()

    assert (day["offered"], day["ready_seconds"], day["paused"]) == (0, 0.0, [])
    none = ("average_handle_seconds", "ring_seconds_p50", "answered_by_second_ring", "customer_first")
    assert [day[name] for name in none] == [None] * 4


async def test_states_are_cut_at_the_beginning_of_the_day_and_now(house: House, agent: Browser) -> None:
    begun = (await agent.get("/api/desk/day")).json()["day_start"]
    start = as_micros(datetime.fromisoformat(begun))
    await was(house, "paused", start - 90 * MINUTE, "break")
    await was(house, "ready", start + 35 * MINUTE)
    await was(house, "signed_out", start + 60 * MINUTE)
    await was(house, "paused", NOON - 10 * MINUTE, "break")

    day = (await agent.get("/api/desk/day")).json()

    assert round(day["ready_seconds"]) == 25 * 60
    pause = day["paused"][0]
    assert (pause["reason"], round(pause["seconds"]), pause["times"]) == ("break", 45 * 60, 2)
    assert (pause["allowance_seconds"], pause["over"]) == (1800, True)


async def test_a_pause_has_its_limit_and_the_day_its_allowance(house: House, agent: Browser) -> None:
    await agent.post("/api/agents/me/sign-in", {})
    fresh = (await agent.post("/api/agents/me/state", {"state": "paused", "reason": "break"})).json()
    limits = [args["limit_seconds"] for name, args in house.live.told if name == "agent.state"]
    await was(house, "paused", NOON - 27 * MINUTE, "break")
    await was(house, "ready", NOON - 2 * MINUTE)
    await agent.post("/api/agents/me/state", {"state": "paused", "reason": "break"})
    await agent.post("/api/agents/me/state", {"state": "paused", "reason": "meeting"})
    limits = [args["limit_seconds"] for name, args in house.live.told if name == "agent.state"]

    assert limits == [900, 5 * 60, None], "its own limit; what is left of the day; none"
    assert (fresh["over"], fresh["until"] is not None) == (False, True)


async def test_a_pause_that_is_too_long_says_so(house: House, agent: Browser) -> None:
    await agent.post("/api/agents/me/sign-in", {})
    await agent.post("/api/agents/me/state", {"state": "paused", "reason": "break"})
    house.clock.now += 16 * MINUTE

    assert (await agent.get("/api/agents/me")).json()["over"] is True


async def test_reasons_come_with_their_limits_and_sentences(agent: Browser) -> None:
    pauses = (await agent.get("/api/pause-reasons")).json()["items"]
    holds = (await agent.get("/api/hold-reasons")).json()["items"]

    assert [(p["id"], p["limit_seconds"], p["allowance_per_day_seconds"]) for p in pauses] == [
        ("break", 900, 1800),
        ("meeting", None, None),
    ]
    assert (holds[0]["id"], holds[0]["remind_seconds"]) == ("look-up", 30)
    assert holds[0]["say"]["en"] == "May I look that up?"


async def test_a_hold_tells_live_its_reason_and_an_unknown_one_is_refused(
    house: House, agent: Browser
) -> None:
    me = house.agents["agent"]
    house.live.ring(me, ringing(house, me, "13800138000"))

    held = await agent.post("/api/agents/me/call", {"action": "hold", "reason": "look-up"})
    wrong = await agent.post("/api/agents/me/call", {"action": "hold", "reason": "coffee"})

    assert held.status_code == 202
    assert [args["reason"] for name, args in house.live.told if name == "agent.call"] == ["look-up"]
    assert (wrong.status_code, wrong.json()["key"]) == (422, "agent.unknown_hold_reason")
