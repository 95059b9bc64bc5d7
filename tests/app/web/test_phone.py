"""The browser as a telephone over HTTP, with a pretend live process."""

import pytest

from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room


@pytest.fixture
async def agent(house: House) -> Browser:
    return await house.browser("agent")


async def test_a_tab_is_given_the_way_to_its_phone(agent: Browser) -> None:
    given = (await agent.post("/api/agents/me/phone", {"tab": "t1"})).json()

    assert given["websocket"] == f"/sip?ticket={given['ticket']}"
    assert given["uri"] == f"sip:{given['extension']}@huawu"
    assert set(given) == {"ticket", "websocket", "uri", "extension", "display_name", "expires_at"}


async def test_another_tab_is_told_since_when_the_phone_is_in_use_and_may_take_it_over(
    agent: Browser,
) -> None:
    await agent.post("/api/agents/me/phone", {"tab": "t1"})

    refused = await agent.post("/api/agents/me/phone", {"tab": "t2"})
    taken = await agent.post("/api/agents/me/phone", {"tab": "t2", "take_over": True})

    assert (refused.status_code, refused.json()["key"]) == (409, "phone.in_use_elsewhere")
    assert "since" in refused.json()["params"]
    assert taken.status_code == 200
    assert (await agent.get("/api/agents/me")).json()["phone"]["tab"] == "t2"


async def test_without_an_edge_there_is_no_phone_in_the_browser(house: House, agent: Browser) -> None:
    house.live.edge_down = True

    answer = await agent.post("/api/agents/me/phone", {"tab": "t1"})

    assert (answer.status_code, answer.json()["key"]) == (503, "phone.edge_down")


async def test_only_the_tab_that_has_the_phone_says_how_its_sound_is(agent: Browser) -> None:
    await agent.post("/api/agents/me/phone", {"tab": "t1"})
    told = {"tab": "t1", "state": "no_microphone", "detail": "NotFoundError"}

    mine = await agent.put("/api/agents/me/phone/audio", told)
    strange = await agent.put("/api/agents/me/phone/audio", told | {"tab": "t2"})

    assert mine.status_code == 204
    assert (strange.status_code, strange.json()["key"]) == (409, "phone.not_yours")


async def test_a_tab_leaves_the_phone(agent: Browser) -> None:
    await agent.post("/api/agents/me/phone", {"tab": "t1"})

    assert (await agent.delete("/api/agents/me/phone?tab=t1")).status_code == 204

    assert (await agent.get("/api/agents/me")).json()["phone"]["kind"] == "sip"


@pytest.mark.parametrize(
    "body",
    [{}, {"tab": ""}, {"tab": "x" * 65}, {"tab": "t", "take_over": "perhaps"}, {"tab": "t", "other": 1}],
)
async def test_what_makes_no_sense_is_refused(agent: Browser, body: dict[str, object]) -> None:
    assert (await agent.post("/api/agents/me/phone", body)).status_code == 422


@pytest.mark.parametrize("state", ["", "fine", "unknown", "edge_down"])
async def test_only_what_a_page_can_know_is_taken_for_its_sound(agent: Browser, state: str) -> None:
    answer = await agent.put("/api/agents/me/phone/audio", {"tab": "t1", "state": state})

    assert answer.status_code == 422


@pytest.mark.parametrize("keys", [None, "", "12a", "1" * 33])
async def test_keys_must_be_keys(house: House, agent: Browser, keys: str | None) -> None:
    answer = await agent.post("/api/agents/me/call", {"action": "keys", "keys": keys})

    assert answer.status_code == 422


async def test_who_is_no_agent_has_no_phone(house: House) -> None:
    planner = await house.browser("planner")

    assert (await planner.post("/api/agents/me/phone", {"tab": "t1"})).status_code == 403
    assert (await planner.post("/api/agents/me/echo", {})).status_code == 403


async def test_an_echo_needs_a_phone(agent: Browser) -> None:
    refused = await agent.post("/api/agents/me/echo", {})
    await agent.post("/api/agents/me/phone", {"tab": "t1"})

    assert refused.json()["key"] == "agent.phone_not_registered"
    assert (await agent.post("/api/agents/me/echo", {})).json() == {"seconds": 8}
