"""Booked conferences over HTTP: booked, listed, acted in, called off; by whom."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from huawu.app.live.site import site_of
from huawu.app.site_plan import load_site
from huawu.platform import config
from huawu.platform.clock import as_datetime
from huawu.platform.refusals import Refusal
from huawu.platform.work import work
from tests.app.web.house import NOON, Browser, House

pytestmark = pytest.mark.room


@pytest.fixture
async def agent(house: House) -> Browser:
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, "conference", "680", {"name": {"zh": "一号会议室", "en": "Room one"}})
        await config.save_draft(w, "number", "4010", {"extension": "680"})
        await config.publish(w)
    return await house.browser("agent")


def asked(**more: Any) -> dict[str, Any]:
    starts: datetime = as_datetime(NOON) + timedelta(hours=1)
    return {"room": "680", "title": "Weekly", "starts_at": starts.isoformat(), "minutes": 60} | more


async def test_an_agent_books_a_room_and_sees_it_in_the_list_with_its_pin(
    house: House, agent: Browser
) -> None:
    invited = [{"kind": "extension", "id": "7002"}, {"kind": "number", "id": "13911112222"}]
    booked = await agent.post("/api/conferences", asked(invited=invited))
    assert booked.status_code == 201, booked.text
    shown = booked.json()
    assert (shown["state"], shown["mine"], shown["parties"]) == ("booked", True, [])
    assert len(shown["pin"]) == 6
    name, told = next(each for each in house.live.told if each[0] == "room.book")
    assert (told["room"], told["pin"], told["invited"]) == ("680", shown["pin"], invited)
    assert told["ends_at"] - told["starts_at"] == 3600 * 1_000_000
    listed = (await agent.get("/api/conferences")).json()
    assert ([each["id"] for each in listed["items"]], listed["rooms"]) == ([shown["id"]], ["680"])


async def test_others_neither_see_nor_end_it_but_who_leads_does(house: House, agent: Browser) -> None:
    booked = (await agent.post("/api/conferences", asked())).json()
    path = f"/api/conferences/{booked['id']}"
    other = await house.browser("operator")
    assert (await other.get(path)).json()["key"] == "conference.unknown"
    leader = await house.browser("team_leader")
    assert [each["id"] for each in (await leader.get("/api/conferences")).json()["items"]] == [booked["id"]]
    assert (await leader.post(f"{path}/actions", {"action": "lock"})).status_code == 200
    assert house.live.told[-2][0] == "room.act"
    assert (await leader.delete(path)).status_code == 204
    assert (await agent.get(path)).json()["state"] == "cancelled"


async def test_ending_it_is_on_record(house: House, agent: Browser) -> None:
    booked = (await agent.post("/api/conferences", asked(pin="2468"))).json()
    ended = await agent.post(f"/api/conferences/{booked['id']}/actions", {"action": "end"})
    assert (ended.json()["pin"], ended.json()["state"]) == ("2468", "cancelled")


@pytest.mark.parametrize(
    "wrong", [{"pin": "12"}, {"minutes": 1}, {"room": "x"}, {"title": ""}, {"invited": [{"kind": "queue"}]}]
)
async def test_what_makes_no_sense_is_refused(agent: Browser, wrong: dict[str, Any]) -> None:
    assert (await agent.post("/api/conferences", asked(**wrong))).status_code == 422


async def test_nothing_is_booked_that_the_live_process_does_not_know_of(house: House, agent: Browser) -> None:
    house.live.away = True
    assert (await agent.post("/api/conferences", asked())).status_code == 503
    assert (await agent.get("/api/conferences")).json()["items"] == []


async def test_a_room_is_a_number_of_the_house_and_of_nobody_else(house: House, agent: Browser) -> None:
    async with house.sessions() as session:
        site = site_of(await load_site(session, "main"))
    assert site.switch.lines.rooms == {"680"}
    async with work(house.sessions, site="main") as w:
        with pytest.raises(Refusal, match=r"extension\.taken"):
            await config.save_draft(w, "park", "680", {})
