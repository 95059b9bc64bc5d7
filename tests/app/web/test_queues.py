"""Queues over HTTP: looked at, tried under what is in force and under drafts, closed early; who may."""

from typing import Any

import pytest

from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.work import work
from huawu.routing.service import open_engine
from huawu.routing.types import CallbackAsked, CallbackRule, Contact, Plan, Queue
from tests.app.web.house import NOON, Browser, House

pytestmark = pytest.mark.room

QUEUE: dict[str, Any] = {"name": {"zh": "技术支持", "en": "Support"}}
ENGLISH = [{"who": {"skill": "english", "least": 5}, "seconds": 30, "skip_when_nobody": False}]


async def put_in_force(house: House, **queues: dict[str, Any]) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "skill", "english", {"name": {"zh": "英语"}})
        for key, body in queues.items():
            await config.save_draft(w, "queue", key, body)
        await config.publish(w)


@pytest.fixture
async def leader(house: House) -> Browser:
    await put_in_force(house, support=QUEUE)
    return await house.browser("team_leader")


def at_work(house: House) -> dict[str, Any]:
    """A board on which the leader, who serves `support`, is ready."""
    agent = house.agents["team_leader"]
    shown = {"state": "ready", "since": house.clock.now - 60 * SECOND, "phone": {"ready": True, "why": None}}
    return {"day": 0, "queues": {}, "agents": {agent: shown}, "calls": {}, "phones": {}}


async def test_a_queue_says_how_it_stands_and_is_closed_early_and_opened_again(
    house: House, leader: Browser
) -> None:
    assert (await leader.get("/api/queues/support/now")).json()["closed_early"] is False
    closed = await leader.post("/api/queues/support/close", {"to": ["voicemail", "support"]})
    assert (closed.json()["closed_early"], closed.json()["closed_to"]) == (True, ["voicemail", "support"])
    by = {"by": house.users["team_leader"]}
    asked = {"queue": "support", "to": ["voicemail", "support"], "until": None} | by
    assert house.live.told[-1] == ("queue.close", asked)
    assert (await leader.post("/api/queues/support/open", {})).json()["closed_early"] is False
    assert house.live.told[-1] == ("queue.open", {"queue": "support"} | by)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("opening", "opening"),
        ("2026-11-20T14:30:00+08:00", 1_795_156_200_000_000),
    ],
)
async def test_early_closing_may_end_at_a_time_or_at_the_next_opening(
    house: House, leader: Browser, asked: str, told: str | int
) -> None:
    assert (await leader.post("/api/queues/support/close", {"until": asked})).status_code == 200
    assert house.live.told[-1][1]["until"] == told


@pytest.mark.parametrize("until", ["later", "2026-11-20T14:30:00", ""])
async def test_an_end_that_is_no_moment_is_refused(house: House, leader: Browser, until: str) -> None:
    assert (await leader.post("/api/queues/support/close", {"until": until})).status_code == 422
    assert all(name != "queue.close" for name, _ in house.live.told)


@pytest.mark.parametrize("to", [["queue", "support"], ["queue", "nowhere"], ["voicemail", "nowhere"]])
async def test_nobody_is_sent_where_nothing_is(house: House, leader: Browser, to: list[str]) -> None:
    refused = await leader.post("/api/queues/support/close", {"to": to})
    assert (refused.status_code, refused.json()["key"]) == (422, "routing.unknown_goal")
    assert all(name != "queue.close" for name, _ in house.live.told)


async def test_somebody_is_tried_by_the_live_process(house: House, leader: Browser) -> None:
    house.live.tried = {"outcome": "offer", "agent": "a1", "by": "contact", "agents": {"a1": "free"}}
    asked = {"queue": "support", "priority": 3, "vip": True, "needs": {"english": 2}}
    answer = await leader.post("/api/queues/trial", asked)
    assert (answer.json()["outcome"], answer.json()["agent"]) == ("offer", "a1")
    name, args = house.live.told[-1]
    assert (name, args["priority"], args["vip"], args["needs"]) == ("queue.try", 3, True, [["english", 2]])


async def test_a_draft_is_tried_with_those_who_are_there_and_changes_nothing(
    house: House, leader: Browser
) -> None:
    house.live.board = at_work(house)
    agent = house.agents["team_leader"]
    as_it_is = (await leader.post("/api/queues/trial", {"queue": "support", "draft": True})).json()
    await leader.put("/api/config/queue/support", {"value": QUEUE | {"steps": ENGLISH}})
    drafted = (await leader.post("/api/queues/trial", {"queue": "support", "draft": True})).json()
    assert (as_it_is["outcome"], as_it_is["agent"]) == ("offer", agent)
    assert (drafted["outcome"], drafted["agents"]) == ("wait", {agent: "step"})
    assert drafted["steps"][0]["who"] == {"skill": "english", "least": 5, "most": 5}
    assert all(name == "board" for name, _ in house.live.told), "live was only looked at"


async def test_a_drafted_queue_can_be_tried_before_it_is_there_and_no_other(leader: Browser) -> None:
    await leader.put("/api/config/queue/new", {"value": QUEUE})
    tried = await leader.post("/api/queues/trial", {"queue": "new", "draft": True})
    nowhere = await leader.post("/api/queues/trial", {"queue": "nowhere", "draft": True})
    assert (tried.json()["outcome"], tried.json()["agents"]) == ("wait", {})
    assert (nowhere.status_code, nowhere.json()["key"]) == (404, "call.unknown_queue")


async def test_who_waits_is_explained_while_it_waits(house: House, leader: Browser) -> None:
    house.live.waits["c1"] = {
        "queue": "support", "position": 2, "class": 5, "waited_seconds": 12.5, "offers": [], "levels": None,
        "step": {"number": 0, "who": None, "changes_at": None}, "agents": {"a1": "talking"},
        "why": "all_busy", "estimate": [20, 60],
    }  # fmt: skip
    waiting = (await leader.get("/api/queues/waiting/c1")).json()["waiting"]
    assert (waiting["why"], waiting["class"], waiting["agents"]) == ("all_busy", 5, {"a1": "talking"})
    assert (await leader.get("/api/queues/waiting/c2")).json() == {"waiting": None}


async def test_who_is_to_be_called_back_later_has_no_position_and_is_explained(
    house: House, leader: Browser
) -> None:
    desk = Queue("support", callback=CallbackRule())
    engine = open_engine(Plan(1, {"support": desk}, {}), lambda: "o1")
    engine.tell(CallbackAsked(Contact("c1", "support", NOON), "", NOON + SECOND), NOON)
    told = engine.explain("c1")
    assert told is not None
    house.live.waits["c1"] = told
    waiting = (await leader.get("/api/queues/waiting/c1")).json()["waiting"]
    assert (waiting["position"], waiting["why"]) == (None, "not_called_now")


async def test_agents_may_do_none_of_this_and_managers_only_look(house: House, leader: Browser) -> None:
    agent, manager = await house.browser("agent"), await house.browser("manager")
    for path, body in (
        ("/api/queues/trial", {"queue": "support"}),
        ("/api/queues/support/close", {}),
        ("/api/queues/support/open", {}),
    ):
        assert (await agent.post(path, body)).status_code == 403
    assert (await agent.get("/api/queues/waiting/c1")).status_code == 403
    assert (await manager.post("/api/queues/trial", {"queue": "support"})).status_code == 200
    assert (await manager.post("/api/queues/support/close", {})).status_code == 403
