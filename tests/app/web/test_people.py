"""People with their abilities over HTTP: seen, drafted several at once, put in force, put back."""

from typing import Any

import pytest

from huawu.app.demo import load
from huawu.app.site_plan import load_site
from huawu.routing import service as routing
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

NAMED: dict[str, Any] = {"name": {"zh": "甲", "en": "A"}}
KINDS = {"kinds": ["team", "agent"]}


@pytest.fixture
async def leader(house: House) -> Browser:
    """Someone who leads, in a centre with a queue, two skills and an agent 1001 of no team."""
    admin = await house.browser("administrator")
    for kind, key, value in (
        ("queue", "support", NAMED | {"refuse_when_empty": True}),
        ("queue", "billing", NAMED | {"refuse_when_empty": True}),
        ("skill", "english", NAMED),
        ("skill", "network", NAMED),
    ):
        assert (await admin.put(f"/api/config/{kind}/{key}", {"value": value})).status_code == 200
    assert (await admin.post("/api/config/publish", {})).status_code == 200
    return await house.browser("team_leader")


def one(people: dict[str, Any], number: str = "1002") -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in people["people"] if each["agent"]["number"] == number)
    return found


async def drafted(leader: Browser, **changes: Any) -> dict[str, Any]:
    answer = await leader.put("/api/people/drafts", changes)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def plan(house: House) -> Any:
    async with house.sessions() as session:
        return routing.plan_from(await load_site(session, house.settings.site))


TEAM = {"name": {"zh": "客服组", "en": "Support"}, "leader": "1002"}
ABLE = {
    "team": "support",
    "languages": {"zh-CN": 5, "ja-JP": 3},
    "skills": {"english": 4, "network": 2},
    "queues": {"billing": 2, "support": 1},
    "wrap_up": "forced",
}


async def test_of_whom_nothing_is_configured_keeps_what_they_were_made_with(leader: Browser) -> None:
    shown = one((await leader.get("/api/people")).json())

    assert shown["abilities"] == {
        "team": "",
        "languages": {},
        "skills": {"english": 3},
        "queues": {"support": 1},
        "capacity": {},
        "weight": 1,
        "auto_answer": False,
        "wrap_up": "",
    }
    assert shown["draft"] is None


async def test_drafts_change_nothing_until_they_are_published_and_then_live_is_told(
    house: House, leader: Browser
) -> None:
    waiting = await drafted(leader, teams={"support": TEAM}, agents={"1002": ABLE})
    before = await plan(house)
    published = await leader.post("/api/config/publish", KINDS)
    after = (await plan(house)).seats[house.agents["team_leader"]]

    assert one(waiting)["draft"]["skills"] == ABLE["skills"]
    assert before.seats[house.agents["team_leader"]].skills == {"english": 3}
    assert published.status_code == 200, published.text
    assert house.live.told.count(("config.changed", {})) == 2
    assert (after.team, after.languages, after.skills) == ("support", ABLE["languages"], ABLE["skills"])
    assert (after.levels, after.wrap_up) == (ABLE["queues"], "forced")
    shown = one((await leader.get("/api/people")).json())
    assert (shown["abilities"]["queues"], shown["draft"]) == (ABLE["queues"], None)


async def test_a_draft_that_says_what_holds_is_none(leader: Browser) -> None:
    shown = one(await drafted(leader, agents={"1002": {"skills": {"english": 5}, "queues": {"support": 1}}}))
    again = one(await drafted(leader, agents={"1002": {"skills": {"english": 3}, "queues": {"support": 1}}}))

    assert shown["draft"]["skills"] == {"english": 5}
    assert again["draft"] is None


async def test_two_leaders_who_change_the_same_agent_meet(house: House, leader: Browser) -> None:
    seen = one((await leader.get("/api/people")).json())["mark"]
    able = {"skills": {"english": 5}, "queues": {"support": 1}}
    hers = one(await drafted(leader, agents={"1002": able}, agents_from={"1002": seen}))

    his = {"agents": {"1002": {"skills": {"english": 3}, "queues": {"support": 1}}}}
    refused = await leader.put("/api/people/drafts", his | {"agents_from": {"1002": seen}})
    now = one((await leader.get("/api/people")).json())
    deliberate = await leader.put("/api/people/drafts", his | {"agents_from": {"1002": now["mark"]}})

    assert (refused.status_code, refused.json()["key"]) == (409, "config.changed_meanwhile")
    assert now["draft"] == hers["draft"], "nothing of hers is lost, also when he takes a draft back"
    assert one(deliberate.json())["draft"] is None


async def test_two_leaders_who_make_a_team_of_the_same_key_meet(leader: Browser) -> None:
    new = {"teams": {"support": TEAM}}
    new["teams_from"] = {"support": (await leader.get("/api/people")).json()["nothing"]}

    made, refused = [await leader.put("/api/people/drafts", new) for _ in range(2)]

    assert [made.status_code, refused.json()["key"]] == [200, "config.changed_meanwhile"]


async def test_several_agents_are_drafted_at_once_or_none(house: House, leader: Browser) -> None:
    await house.hire("agent", "agent")
    wrong = {"1002": {"skills": {"english": 5}}, "1003": {"skills": {"latin": 2}}}

    refused = await leader.put("/api/people/drafts", {"agents": wrong})

    assert (refused.status_code, refused.json()["key"]) == (422, "people.unknown_skill")
    assert "1003" in refused.json()["title"]
    assert not any(each["draft"] for each in (await leader.get("/api/people")).json()["people"])


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"agents": {"9999": {"team": ""}}}, "people.unknown_agent"),
        ({"teams": {"support": TEAM | {"leader": "9999"}}}, "people.unknown_leader"),
    ],
)
async def test_strangers_are_refused_when_published(
    leader: Browser, changes: dict[str, Any], key: str
) -> None:
    await drafted(leader, **changes)

    refused = await leader.post("/api/config/publish", KINDS)

    assert (refused.status_code, refused.json()["key"]) == (422, key)
    assert "9999" in refused.json()["title"]


async def test_what_a_step_needs_is_not_taken_from_the_last_who_has_it(house: House, leader: Browser) -> None:
    await drafted(leader, teams={"support": TEAM}, agents={"1002": ABLE})
    assert (await leader.post("/api/config/publish", KINDS)).status_code == 200
    steps = [{"who": {"language": "ja"}, "seconds": 20}, {"who": {"team": "support"}, "seconds": 20}]
    admin = await house.browser("administrator")
    await admin.put(
        "/api/config/queue/support", {"value": NAMED | {"refuse_when_empty": True, "steps": steps}}
    )
    assert (await admin.post("/api/config/publish", {})).status_code == 200, "ja-JP is Japanese"

    await drafted(leader, agents={"1002": ABLE | {"languages": {"zh-CN": 5}}})
    mute = await leader.post("/api/config/publish", KINDS)
    await drafted(leader, agents={"1002": ABLE | {"team": ""}})
    alone = await leader.post("/api/config/publish", KINDS)

    assert (mute.status_code, mute.json()["key"]) == (422, "routing.unknown_language")
    assert (alone.status_code, alone.json()["key"]) == (422, "routing.unknown_team")


async def test_people_are_put_back_and_other_drafts_stay_where_they_are(
    house: House, leader: Browser
) -> None:
    admin = await house.browser("administrator")
    await drafted(leader, teams={"support": TEAM}, agents={"1002": ABLE})
    number = (await leader.post("/api/config/publish", KINDS)).json()["number"]
    await admin.put("/api/config/skill/chess", {"value": NAMED})

    back = await leader.post("/api/config-history/roll-back", {"to": number - 1, **KINDS})

    assert back.status_code == 200, back.text
    shown = (await leader.get("/api/people")).json()
    assert (one(shown)["abilities"]["team"], shown["teams"]) == ("", [])
    assert [skill["id"] for skill in shown["skills"]] == ["english", "network"]
    kept = (await admin.get("/api/config/skill")).json()["items"]
    assert next(each["draft"] for each in kept if each["key"] == "chess")


async def test_drafts_of_people_are_thrown_away_alone(house: House, leader: Browser) -> None:
    admin = await house.browser("administrator")
    await admin.put("/api/config/skill/chess", {"value": NAMED})
    await drafted(leader, teams={"support": TEAM}, agents={"1002": ABLE})

    shown = (await leader.delete("/api/people/drafts")).json()

    assert (shown["teams"], one(shown)["draft"]) == ([], None)
    assert [
        each["key"] for each in (await admin.get("/api/config/skill")).json()["items"] if each["draft"]
    ] == ["chess"]


async def test_a_team_is_not_taken_away_from_those_in_it(leader: Browser) -> None:
    await drafted(leader, teams={"support": TEAM}, agents={"1002": ABLE})
    await leader.post("/api/config/publish", KINDS)

    await drafted(leader, teams={"support": None})
    refused = await leader.post("/api/config/publish", KINDS)

    assert (refused.status_code, refused.json()["key"]) == (422, "people.unknown_team")


async def test_everybody_sees_the_teams_and_only_those_who_lead_change_people(
    house: House, leader: Browser
) -> None:
    await drafted(leader, teams={"support": TEAM}, agents={"1002": ABLE})
    await leader.post("/api/config/publish", KINDS)
    agent, planner = await house.browser("agent"), await house.browser("planner")
    own = house.agents["team_leader"]

    assert (await agent.get("/api/teams")).json()["items"] == [
        {"id": "support", "name": TEAM["name"], "leader": own, "agents": [own]}
    ]
    assert (await agent.get("/api/people")).status_code == 403
    assert (await planner.get("/api/people")).status_code == 200
    for refused in (
        await planner.put("/api/people/drafts", {"agents": {}}),
        await planner.delete("/api/people/drafts"),
        await planner.post("/api/config/publish", KINDS),
        await leader.post("/api/config/publish", {}),
        await leader.put("/api/config/trunk/t", {"value": None}),
    ):
        assert refused.status_code == 403


async def test_the_demonstration_has_teams_that_a_document_carries_over(house: House) -> None:
    await load(house.sessions, house.settings, house.clock)
    admin = await house.browser("administrator")
    exported = (await admin.get("/api/config/export")).text

    same = await admin.post("/api/config/import", {"yaml": exported})
    other = await admin.post("/api/config/import", {"yaml": exported.replace("ja-JP: 4", "ja-JP: 5")})
    published = await admin.post("/api/config/publish", {})

    assert same.json() == {"changed": []}
    assert other.json() == {"changed": [["agent", "1002"]]}
    assert published.status_code == 200, published.text
    teams = (await admin.get("/api/teams")).json()["items"]
    assert [(team["name"]["en"], len(team["agents"])) for team in teams] == [("Hotel", 4), ("Support", 4)]
    made = await plan(house)
    assert routing.unsound(made) == []
    assert sorted(seat.languages.get("ja-JP", 0) for seat in made.seats.values())[-2:] == [0, 5]
