"""The agent's own page and state, queues, the board: over HTTP, with a pretend live process."""

import pytest

from huawu.platform import config, tickets
from huawu.platform.refusals import NotSignedIn
from huawu.platform.work import work
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened

pytestmark = pytest.mark.room


@pytest.fixture
async def agent(house: House) -> Browser:
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, "pause_reason", "meal", {"name": {"zh": "用餐", "en": "Meal"}, "order": 2})
        await config.save_draft(w, "pause_reason", "break", {"name": {"zh": "小休"}, "order": 1})
        await config.save_draft(w, "queue", "support", {"name": {"zh": "技术支持"}, "answer_seconds": 30})
        await config.publish(w)
    browser = await house.browser("agent")
    house.live.phones.add(house.agents["agent"])
    return browser


async def test_an_agent_signs_in_pauses_with_a_reason_and_is_ready_again(agent: Browser) -> None:
    assert (await agent.get("/api/agents/me")).json()["state"] == "signed_out"

    assert (await agent.post("/api/agents/me/sign-in", {})).json()["state"] == "ready"
    paused = (await agent.post("/api/agents/me/state", {"state": "paused", "reason": "meal"})).json()
    assert (paused["state"], paused["reason"]) == ("paused", "meal")
    assert (await agent.post("/api/agents/me/state", {"state": "ready"})).json()["state"] == "ready"
    assert (await agent.post("/api/agents/me/sign-out", {})).json()["state"] == "signed_out"


async def test_without_a_phone_there_is_no_signing_in(house: House, agent: Browser) -> None:
    house.live.phones.clear()

    answer = await agent.post("/api/agents/me/sign-in", {})

    assert (answer.status_code, answer.json()["key"]) == (409, "agent.phone_not_registered")
    assert answer.json()["detail"] == "请打开分机的话机或软电话，注册成功后再签入。"
    assert (await agent.get("/api/agents/me")).json()["phone_registered"] is False


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"state": "paused"}, "agent.pause_reason_needed"),
        ({"state": "paused", "reason": "golf"}, "agent.unknown_pause_reason"),
        ({"state": "talking"}, "request.invalid"),
        ({}, "request.invalid"),
    ],
)
async def test_a_state_that_makes_no_sense_is_refused(agent: Browser, body: dict[str, str], key: str) -> None:
    await agent.post("/api/agents/me/sign-in", {})

    answer = await agent.post("/api/agents/me/state", body)

    assert (answer.status_code, answer.json()["key"]) == (422, key)


async def test_before_signing_in_there_is_no_other_state(agent: Browser) -> None:
    answer = await agent.post("/api/agents/me/state", {"state": "ready"})

    assert (answer.status_code, answer.json()["key"]) == (409, "agent.not_signed_in")


async def test_my_page_shows_the_contact_at_hand_and_my_day(house: House, agent: Browser) -> None:
    me = house.agents["agent"]
    call = await happened(house.sessions, agent=me)
    house.live.ring(me, call)

    page = (await agent.get("/api/agents/me")).json()

    assert (page["state"], page["contact"], page["interaction"]["id"]) == ("talking", call, call)
    assert (page["today"]["answered"], page["today"]["talk_seconds"]) == (1, 90.0)
    assert page["agent"]["number"] == "1001"


async def test_my_page_opens_also_before_the_database_has_learned_of_the_contact(
    house: House, agent: Browser
) -> None:
    house.live.ring(house.agents["agent"], "0000000000000")

    page = (await agent.get("/api/agents/me")).json()

    assert (page["contact"], page["interaction"]) == ("0000000000000", None)


async def test_a_call_is_held_only_while_there_is_one(house: House, agent: Browser) -> None:
    none = await agent.post("/api/agents/me/call", {"action": "hold"})
    house.live.ring(house.agents["agent"], await happened(house.sessions))
    held = await agent.post("/api/agents/me/call", {"action": "hold"})

    assert (none.status_code, none.json()["key"]) == (409, "agent.no_call")
    assert (held.status_code, held.json()) == (202, {"action": "hold"})


async def test_who_is_no_agent_has_no_state(house: House) -> None:
    planner, admin = await house.browser("planner"), await house.browser("administrator")

    assert (await planner.get("/api/agents/me")).json()["key"] == "session.not_allowed"
    assert (await admin.get("/api/agents/me")).json()["key"] == "agent.none"


async def test_while_live_is_away_it_says_so(house: House, agent: Browser) -> None:
    house.live.away = True

    answer = await agent.get("/api/agents/me")

    assert (answer.status_code, answer.json()["key"]) == (503, "live.away")


async def test_queues_and_pause_reasons_come_in_their_order(agent: Browser) -> None:
    queues = (await agent.get("/api/queues")).json()["items"]
    reasons = (await agent.get("/api/pause-reasons")).json()["items"]

    assert queues == [{"id": "support", "name": {"zh": "技术支持", "en": ""}, "answer_seconds": 30}]
    assert [reason["id"] for reason in reasons] == ["break", "meal"]


async def test_the_board_is_lives_own(house: House, agent: Browser) -> None:
    house.live.ring(house.agents["agent"], "c1")

    board = (await agent.get("/api/board")).json()

    assert board["calls"]["c1"]["stage"] == "talk"


async def test_health_is_lives_health_when_it_can_be_reached(house: House) -> None:
    well = await house.client().get("/health")
    house.live.away = True
    alone = await house.client().get("/health")

    assert (well.status_code, well.json()["status"], well.json()["database"]) == (200, "ok", True)
    assert (alone.status_code, alone.json()["live"], alone.json()["why"]) == (503, False, "live.away")


async def test_a_ticket_opens_the_live_screen_for_half_a_minute(house: House, agent: Browser) -> None:
    said = (await agent.get("/api/live/ticket")).json()["ticket"]
    key = tickets.ticket_key(house.settings.key_dir)

    ticket = tickets.verify(said, key, house.clock())
    assert (ticket.user, ticket.agent) == (house.users["agent"], house.agents["agent"])
    assert "board.see" in ticket.permissions
    with pytest.raises(NotSignedIn, match=r"ticket\.expired"):
        tickets.verify(said, key, house.clock() + tickets.LIFETIME + 1)
    with pytest.raises(NotSignedIn, match=r"ticket\.wrong"):
        tickets.verify(said, b"another key", house.clock())


async def test_who_may_not_see_the_board_gets_no_ticket_for_it(house: House) -> None:
    auditor = await house.browser("auditor")

    assert (await auditor.get("/api/live/ticket")).status_code == 403
    assert (await auditor.get("/api/board")).status_code == 403
