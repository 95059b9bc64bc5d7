"""Agents' accounts over HTTP: hired, given passwords, let go once their call is over, taken back."""

from typing import Any

import pytest

from huawu.app.accounts.leaving import LEAVE, leaving
from huawu.app.live_client import LiveClient
from huawu.app.site_plan import load_site
from huawu.platform import jobs
from huawu.platform.clock import SECOND
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

NEW: dict[str, Any] = {
    "name": {"zh": "何小雨", "en": "He Xiaoyu"},
    "number": "2001",
    "login": "He.Xiaoyu",
    "extension": "8201",
    "role": "agent",
}


@pytest.fixture
async def leader(house: House) -> Browser:
    return await house.browser("team_leader")


async def hired(house: House, leader: Browser, **changed: Any) -> dict[str, Any]:
    """An agent whom live knows."""
    answer = await leader.post("/api/people/accounts", NEW | changed)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    agent = made["account"]["agent"]["id"]
    house.live.agents[agent] = {"state": "signed_out", "reason": "", "since": None, "contact": None}
    return made


async def account(leader: Browser, number: str) -> dict[str, Any]:
    listed = (await leader.get("/api/people/accounts")).json()["items"]
    found: dict[str, Any] = next(each for each in listed if each["agent"]["number"] == number)
    return found


async def seated(house: House) -> set[str]:
    """The numbers of those whom live would know if it asked now."""
    async with house.sessions() as session:
        return {agent["number"] for agent in (await load_site(session, house.settings.site))["agents"]}


async def look_again(house: House) -> None:
    """The job that waits for the end of a call looks, as it does every two seconds."""
    house.clock.now += 3 * SECOND
    handler = leaving(lambda: house.sessions, LiveClient(house.live), clock=house.clock)
    assert await jobs.do_next(house.sessions, {LEAVE: handler}, clock=house.clock)


async def test_who_was_hired_signs_in_with_the_password_that_is_shown_once(
    house: House, leader: Browser
) -> None:
    made = await hired(house, leader)
    new = house.client()

    signed = await new.sign_in("he.xiaoyu", made["password"])

    assert signed.status_code == 201, signed.text
    assert (new.said["user"]["roles"], new.said["agent"]["extension"]) == (["agent"], "8201")
    assert (made["account"]["agent"]["number"], made["account"]["login"]) == ("2001", "he.xiaoyu")
    assert len(made["phone_secret"]) >= 20
    assert "2001" in await seated(house)
    assert ("config.changed", {}) in house.live.told
    listed = (await leader.get("/api/people/accounts")).text
    assert made["password"] not in listed
    assert made["phone_secret"] not in listed


async def test_two_who_are_hired_have_different_passwords(house: House, leader: Browser) -> None:
    one = await hired(house, leader)
    other = await hired(house, leader, number="2002", login="other", extension="8202")

    assert one["password"] != other["password"]
    assert one["phone_secret"] != other["phone_secret"]


async def test_what_is_taken_or_not_theirs_to_give_is_refused_and_nobody_is_made(
    house: House, leader: Browser
) -> None:
    admin = await house.browser("administrator")
    lobby = {"value": {"name": {"zh": "大堂", "en": "Lobby"}}}
    assert (await admin.put("/api/config/extension/8500", lobby)).status_code == 200
    assert (await admin.post("/api/config/publish", {})).status_code == 200
    wrong: list[tuple[dict[str, Any], int, str]] = [
        ({"number": "1001"}, 422, "agent.number_taken"),
        ({"extension": "8001"}, 422, "agent.extension_taken"),
        ({"extension": "8500"}, 422, "agent.extension_taken"),
        ({"login": "Team_Leader"}, 422, "login.taken"),
        ({"role": "team_leader"}, 403, "role.not_yours"),
        ({"role": "inspector"}, 403, "role.not_yours"),
        ({"role": "king"}, 403, "role.not_yours"),
        ({"number": "12ab"}, 422, "request.invalid"),
        ({"name": {"zh": ""}}, 422, "request.invalid"),
    ]

    for changed, status, key in wrong:
        refused = await leader.post("/api/people/accounts", NEW | changed)
        assert (refused.status_code, refused.json()["key"]) == (status, key), refused.text

    assert await seated(house) == {"1001"}


async def test_an_administrator_gives_every_role_of_agents_and_an_agent_none(house: House) -> None:
    admin, agent = await house.browser("administrator"), await house.browser("agent")

    roles = (await admin.get("/api/people/accounts")).json()["roles"]

    assert roles == ["agent", "operator", "team_leader", "administrator"]
    assert (await agent.get("/api/people/accounts")).status_code == 403
    assert (await agent.post("/api/people/accounts", NEW)).status_code == 403


async def test_who_is_let_go_is_out_at_once_and_comes_back_as_they_were(
    house: House, leader: Browser
) -> None:
    made = await hired(house, leader)
    agent, page = made["account"]["agent"]["id"], house.client()
    await page.sign_in("he.xiaoyu", made["password"])
    house.live.agents[agent]["state"] = "ready"

    gone = await leader.post(f"/api/people/accounts/{agent}/deactivate")

    assert (gone.json()["active"], gone.json()["leaving"]) == (False, False)
    assert house.live.agents[agent]["state"] == "signed_out"
    assert (await page.get("/api/session")).status_code == 401
    assert (await house.client().sign_in("he.xiaoyu", made["password"])).status_code == 401
    assert "2001" not in await seated(house)
    again = await leader.post("/api/people/accounts", NEW | {"login": "x.y", "extension": "8299"})
    assert again.json()["key"] == "agent.number_taken", "their number stays theirs"

    back = await leader.post(f"/api/people/accounts/{agent}/reactivate")

    assert back.json()["active"]
    assert (await house.client().sign_in("he.xiaoyu", made["password"])).status_code == 201
    assert "2001" in await seated(house)


async def test_who_is_in_a_call_goes_when_it_is_over_and_written_up(house: House, leader: Browser) -> None:
    made = await hired(house, leader)
    agent, page = made["account"]["agent"]["id"], house.client()
    await page.sign_in("he.xiaoyu", made["password"])
    house.live.ring(agent, "c1")

    asked = await leader.post(f"/api/people/accounts/{agent}/deactivate")
    house.live.ring(agent, "c1")  # the pretend live signs out at once; the real one goes on talking
    await look_again(house)
    house.live.end_talk(agent)
    await look_again(house)

    assert (asked.json()["active"], asked.json()["leaving"]) == (True, True)
    assert (await page.get("/api/session")).status_code == 200, "the page goes on while they write it up"
    assert (await account(leader, "2001"))["leaving"]

    house.live.agents[agent] |= {"state": "ready", "contact": None}
    await look_again(house)

    assert house.live.agents[agent]["state"] == "signed_out"
    assert (await page.get("/api/session")).status_code == 401
    left = await account(leader, "2001")
    assert (left["active"], left["leaving"]) == (False, False)


async def test_who_was_to_leave_after_the_call_may_be_kept(house: House, leader: Browser) -> None:
    made = await hired(house, leader)
    agent = made["account"]["agent"]["id"]
    house.live.ring(agent, "c1")
    await leader.post(f"/api/people/accounts/{agent}/deactivate")

    kept = await leader.post(f"/api/people/accounts/{agent}/reactivate")

    assert (kept.json()["active"], kept.json()["leaving"]) == (True, False)
    house.clock.now += 3 * SECOND
    handler = leaving(lambda: house.sessions, LiveClient(house.live), clock=house.clock)
    assert not await jobs.do_next(house.sessions, {LEAVE: handler}, clock=house.clock), "nothing waits"


async def test_who_is_kept_while_the_job_signs_them_out_stays(house: House, leader: Browser) -> None:
    made = await hired(house, leader)
    agent = made["account"]["agent"]["id"]
    house.live.ring(agent, "c1")
    await leader.post(f"/api/people/accounts/{agent}/deactivate")
    house.live.agents[agent] |= {"state": "ready", "contact": None}
    kept: list[bool] = []

    class KeptMeanwhile(LiveClient):
        async def force_state(self, *args: Any, **more: Any) -> None:
            await super().force_state(*args, **more)
            kept.append((await leader.post(f"/api/people/accounts/{agent}/reactivate")).json()["active"])

    house.clock.now += 3 * SECOND
    handler = leaving(lambda: house.sessions, KeptMeanwhile(house.live), clock=house.clock)
    await jobs.do_next(house.sessions, {LEAVE: handler}, clock=house.clock)

    assert kept == [True]
    stays = await account(leader, "2001")
    assert (stays["active"], stays["leaving"]) == (True, False)


async def test_a_new_password_ends_the_old_one_and_its_sessions(house: House, leader: Browser) -> None:
    made = await hired(house, leader)
    agent, page = made["account"]["agent"]["id"], house.client()
    await page.sign_in("he.xiaoyu", made["password"])

    fresh = (await leader.post(f"/api/people/accounts/{agent}/password")).json()["password"]

    assert (await page.get("/api/session")).status_code == 401
    assert (await house.client().sign_in("he.xiaoyu", made["password"])).status_code == 401
    assert (await house.client().sign_in("he.xiaoyu", fresh)).status_code == 201


async def test_nobody_changes_themselves_or_who_can_do_as_much(house: House, leader: Browser) -> None:
    await house.hire("boss", "team_leader", "administrator")

    for what in ("deactivate", "reactivate", "password"):
        own = await leader.post(f"/api/people/accounts/{house.agents['team_leader']}/{what}")
        above = await leader.post(f"/api/people/accounts/{house.agents['boss']}/{what}")
        nobody = await leader.post(f"/api/people/accounts/nobody/{what}")

        assert (own.status_code, own.json()["key"]) == (409, "agent.yourself")
        assert (above.status_code, above.json()["key"]) == (403, "agent.not_below")
        assert (nobody.status_code, nobody.json()["key"]) == (404, "agent.unknown")
    listed = (await leader.get("/api/people/accounts")).json()["items"]
    assert [each["yours"] for each in listed] == [False, False]
