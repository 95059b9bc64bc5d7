"""The demonstration loads whole, once, and makes sense to everything that reads it."""

import json
import stat
from typing import Any

import pytest

from huawu.app.demo import load
from huawu.app.demo.load import SIGN_INS
from huawu.app.site_plan import load_site
from huawu.platform.database import Sessions
from huawu.platform.settings import Settings
from huawu.routing.service import plan_from
from tests.app.web.house import House

pytestmark = pytest.mark.room


async def test_it_loads_into_an_empty_database_once(sessions: Sessions, settings: Settings) -> None:
    assert await load(sessions, settings)
    kept = (settings.key_dir / SIGN_INS).read_text()

    assert not await load(sessions, settings)
    assert (settings.key_dir / SIGN_INS).read_text() == kept


async def test_its_passwords_are_for_the_owner_alone_and_open_the_page(house: House) -> None:
    await load(house.sessions, house.settings, house.clock)
    file = house.settings.key_dir / SIGN_INS
    told = json.loads(file.read_text())

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for person in told["people"]:
        browser = house.client(f"192.0.2.{len(person['login'])}")
        assert (await browser.sign_in(person["login"], person["password"])).status_code == 201


async def test_live_can_work_by_it(sessions: Sessions, settings: Settings) -> None:
    await load(sessions, settings)
    async with sessions() as session:
        site = await load_site(session, settings.site)

    plan = plan_from(site)
    assert {"front-desk", "support", "complaints"} <= plan.queues.keys()
    assert [queue.id for queue in plan.queues.values() if queue.callback is not None] == ["billing"]
    assert [agent["extension"] for agent in site["agents"]] == [f"800{n}" for n in range(1, 9)]
    assert all(len(agent["ha1"]["MD5"]) == 32 for agent in site["agents"])
    assert site["numbers"]["4001"]["flow"] in site["flows"]
    assert site["numbers"]["200"]["queue"] in site["queues"]
    trunk = site["trunks"]["loopback"]
    assert trunk["networks"] == ["127.0.0.0/8"]
    assert trunk["uri"] == f"sip:127.0.0.1:{settings.sip_port + 10}", "callers can be called back"


async def test_two_weeks_lie_behind_it_and_today_has_just_begun(house: House) -> None:
    await load(house.sessions, house.settings, house.clock)
    told = json.loads((house.settings.key_dir / SIGN_INS).read_text())
    admin = house.client()
    await admin.sign_in("admin", told["people"][0]["password"])

    page = (await admin.get("/api/interactions", limit=200)).json()
    today = (await admin.get("/api/figures/today")).json()
    people = (await admin.get("/api/customers", limit=200)).json()["items"]

    assert len(page["items"]) == 200
    assert {"answered", "abandoned", "left"} <= {row["outcome"] for row in page["items"]}
    assert today["totals"]["offered"] == 0
    assert len(people) >= 60
    assert any(person["last_contact_at"] for person in people)


async def test_there_is_something_to_see_when_it_rings(house: House) -> None:
    """A company whose number three people share, a family with a very important guest, calls back owed."""
    await load(house.sessions, house.settings, house.clock)
    told = json.loads((house.settings.key_dir / SIGN_INS).read_text())
    lin = house.client()
    await lin.sign_in("lin", next(one["password"] for one in told["people"] if one["login"] == "lin"))

    owed = (await lin.get("/api/callbacks")).json()["items"]
    sharing = (await lin.get("/api/customers", search="恒远")).json()["items"]
    reasons = (await lin.get("/api/hold-reasons")).json()["items"]

    assert 1 <= len(owed) <= 3
    assert all(one["number"] and not one["overdue"] for one in owed)
    assert len([one for one in sharing if "+861055509000" in one["numbers"]]) == 3
    assert reasons[0]["say"]["zh"].endswith("好吗？")


async def test_a_dozen_messages_wait_at_every_stage_of_their_way(house: House) -> None:
    await load(house.sessions, house.settings, house.clock)
    told = json.loads((house.settings.key_dir / SIGN_INS).read_text())
    operator = house.client()
    await operator.sign_in("lin", next(one["password"] for one in told["people"] if one["login"] == "lin"))

    items = (await operator.get("/api/slips", box="all")).json()["items"]

    assert len(items) == 12
    assert {one["state"] for one in items} == {"taken", "read_back", "delivered", "acknowledged"}
    assert {one["call_back"] for one in items} == {"none", "open", "made", "impossible"}


async def test_call_tickets_stand_at_every_stage(house: House) -> None:
    await load(house.sessions, house.settings, house.clock)
    told = json.loads((house.settings.key_dir / SIGN_INS).read_text())
    operator = house.client()
    await operator.sign_in("lin", next(one["password"] for one in told["people"] if one["login"] == "lin"))

    items = (await operator.get("/api/tickets")).json()["items"]

    stages = ["answered", "asking", "booked", "cancelled", "closed", "closed", "looking", "summoning"]
    assert sorted(one["state"] for one in items) == [*stages, "withdrawn"]
    charged = [one["billing_seconds"] for one in items if one["interaction"]]
    assert len(charged) == 2
    assert all(seconds > 0 for seconds in charged)


async def test_customers_are_known_more_or_less_and_cases_are_alive(house: House) -> None:
    await load(house.sessions, house.settings, house.clock)
    told = json.loads((house.settings.key_dir / SIGN_INS).read_text())
    leader = house.client()
    await leader.sign_in("liu", next(one["password"] for one in told["people"] if one["login"] == "liu"))

    async def items(path: str, **asked: object) -> list[dict[str, Any]]:
        return list((await leader.get(path, **asked)).json()["items"])

    people = await items("/api/customers", limit=100)
    known = {
        (await leader.get(f"/api/customers/{one['id']}/readiness")).json()["percent"] for one in people[:30]
    }
    assert len(known) > 3
    assert (await leader.get("/api/customers/error-rate", days=90)).json()["wrong"] >= 3
    assert {one["state"] for one in await items("/api/customer-marks")} == {"proposed"}
    visits = await items("/api/visits", limit=200)
    assert {one["state"] for one in visits} >= {"planned", "reached"}
    assert {one["overdue"] for one in visits if one["state"] == "planned"} == {True, False}
    assert {one["state"] for one in await items("/api/improvements")} == {"planned", "doing", "done"}
    assert len(await items("/api/remedies/waiting")) >= 2
    (angry,) = await items("/api/cases", search="坐席挂了")
    assert angry["priority"] == "high", "words of a risk"
    down = await items("/api/cases", search="断网两天")
    (file,) = (await leader.get(f"/api/cases/{down[0]['id']}/attachments")).json()["items"]
    content = await leader.get(f"/api/cases/{down[0]['id']}/attachments/{file['id']}")
    assert "LOS" in content.text
    incident = (await leader.get(f"/api/cases/{down[0]['id']}/incident")).json()
    assert [each["id"] for each in incident["prompts"]] == ["outage"], "what callers can be told first"
    (own,) = await items("/api/prompts")
    assert {language: sound["there"] for language, sound in own["sounds"].items()} == {
        "zh-CN": True,
        "en-US": True,
    }


async def test_leaders_see_complaints_about_agents_upheld_and_not_and_who_is_meant_sees_none(
    house: House,
) -> None:
    await load(house.sessions, house.settings, house.clock)
    told = json.loads((house.settings.key_dir / SIGN_INS).read_text())
    words = {one["login"]: one["password"] for one in told["people"]}
    leader, agent = house.client(), house.client("192.0.2.2")
    await leader.sign_in("liu", words["liu"])
    await agent.sign_in("zheng", words["zheng"])

    figures = (await leader.get("/api/complaints/about-agents")).json()

    most = figures["items"][0]
    assert most["agent"]["name"]["zh"] == "郑雨桐"
    assert (most["all"], most["open"], most["upheld"]) == (3, 1, 3)
    assert sum(one["unfounded"] for one in figures["items"]) == 2
    assert any(one["upheld"] + one["unfounded"] < one["all"] for one in figures["items"])
    assert sum(1 for week in figures["weeks"] if week["all"]) >= 2
    assert (await agent.get("/api/cases", search="被挂断")).json()["items"] == []
