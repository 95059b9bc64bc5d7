"""A past day played again over HTTP and as a job: asked, watched, cancelled, one at a time; who may."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import inspect, update

from huawu.app.demo.seeding import seed_day
from huawu.app.what_if import job
from huawu.app.what_if.gathering import gather, span
from huawu.app.what_if.job import replaying
from huawu.app.what_if.options import changes_from
from huawu.people.models import AgentRow
from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.config import ConfigNumberRow
from huawu.platform.facts import body_of, mark_of
from huawu.platform.jobs import RETRY_SECONDS, JobRow, do_next
from huawu.platform.outbox import FactRow
from huawu.platform.refusals import Refusal
from huawu.platform.work import work
from huawu.routing.events import AgentQueueMoved, QueueDoorMoved
from huawu.routing.models import ReplayRow
from huawu.routing.queries import past
from huawu.routing.service.replay import Ledger, PastDay, past_day
from huawu.routing.service.replay.day import Door, Lending
from huawu.routing.service.replays import REPLAY, latest
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

DAY = "2026-09-18"
QUEUE: dict[str, Any] = {"name": {"zh": "技术支持", "en": "Support"}, "answer_seconds": 20}


@pytest.fixture
async def planner(house: House) -> Browser:
    """A planner of a site that has one queue, two agents and a busy Friday behind it."""
    for role in ("agent", "team_leader"):
        await house.hire(role, role)
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "queue", "support", QUEUE)
        await config.publish(w)
        assert await seed_day(w, DAY, calls=60) > 30
    return await house.browser("planner")


async def played(house: House) -> bool:
    handlers = {REPLAY: replaying(lambda: house.sessions, clock=house.clock, niceness=0)}
    return await do_next(house.sessions, handlers, clock=house.clock)


async def ask(browser: Browser, **changes: Any) -> dict[str, Any]:
    answer = await browser.post("/api/simulation/replays", {"day": DAY, "changes": changes, "repeats": 5})
    assert answer.status_code == 202, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def test_a_planner_picks_a_day_and_sees_what_one_more_agent_would_have_done(
    house: House, planner: Browser
) -> None:
    (day,) = (await planner.get("/api/simulation/days")).json()["items"]
    assert day["day"] == DAY
    choices = (await planner.get(f"/api/simulation/days/{DAY}")).json()
    there = [agent for agent in choices["agents"] if agent["spans"]]
    assert len(there) == 2
    assert choices["queues"][0]["strategy"] == "longest_idle"

    asked = await ask(planner, agents=[{"like": there[0]["id"], "from": "09:00", "until": "12:00"}])
    assert asked["state"] == "waiting"
    assert await played(house)
    shown = (await planner.get(f"/api/simulation/replays/{asked['id']}")).json()
    assert (shown["state"], shown["done"], shown["fault"]) == ("done", 5, None)
    all_of_them = shown["result"]["queues"][""]
    assert all_of_them["real"]["total"]["offered"] == day["offered"]
    assert all_of_them["difference"]["total"]["abandoned"]["mean"] <= 0
    assert shown["result"]["lost"] == 0
    listed = (await planner.get("/api/simulation/replays")).json()["items"]
    assert [each["id"] for each in listed] == [asked["id"]]


async def test_one_is_played_at_a_time_and_one_that_is_cancelled_says_nothing(
    house: House, planner: Browser
) -> None:
    first = await ask(planner)
    busy = await planner.post("/api/simulation/replays", {"day": DAY})
    assert (busy.status_code, busy.json()["key"]) == (409, "simulation.busy")
    assert (await planner.delete(f"/api/simulation/replays/{first['id']}")).status_code == 204
    assert not await played(house)
    shown = (await planner.get(f"/api/simulation/replays/{first['id']}")).json()
    assert (shown["state"], shown["result"]) == ("cancelled", None)
    assert (await ask(planner))["state"] == "waiting"


async def test_one_that_is_cancelled_while_it_runs_ends_at_once(house: House, planner: Browser) -> None:
    asked = (await planner.post("/api/simulation/replays", {"day": DAY, "repeats": 200})).json()
    running = asyncio.create_task(played(house))
    path = f"/api/simulation/replays/{asked['id']}"
    while (await planner.get(path)).json()["done"] == 0:
        assert not running.done()
    assert (await planner.delete(path)).status_code == 204
    assert await running
    shown = (await planner.get(path)).json()
    assert shown["state"] == "cancelled"
    assert shown["done"] < 200


async def test_one_whose_process_was_started_anew_can_be_cancelled_and_another_asked_for_at_once(
    house: House, planner: Browser
) -> None:
    first = await ask(planner)
    async with house.sessions.begin() as session:
        later = house.clock.now + 300 * SECOND  # as its worker left it
        await session.execute(update(JobRow).values(state="running", attempts=1, due_at=later))
        await session.execute(update(ReplayRow).values(state="running", done=2))
    assert (await planner.delete(f"/api/simulation/replays/{first['id']}")).status_code == 204
    assert (await ask(planner))["state"] == "waiting"


@pytest.mark.parametrize("said", [b"", b"not a line", b"3\n", b'{"done": 1}\n\xff\n'])
async def test_a_process_that_breaks_off_or_babbles_is_the_end_of_it(
    house: House, planner: Browser, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    @contextlib.asynccontextmanager
    async def player(asked: dict[str, Any]) -> AsyncIterator[asyncio.StreamReader]:
        reader = asyncio.StreamReader()
        reader.feed_data(said)
        reader.feed_eof()
        yield reader

    monkeypatch.setattr(job, "_player", player)
    asked = await ask(planner)
    assert await played(house)
    shown = (await planner.get(f"/api/simulation/replays/{asked['id']}")).json()
    assert (shown["state"], shown["fault"]["key"]) == ("failed", "simulation.failed")


async def test_what_goes_wrong_at_every_try_ends_as_failed(
    house: House, planner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def player(asked: dict[str, Any]) -> None:
        raise OSError("no processes left")

    monkeypatch.setattr(job, "_player", player)
    asked = await ask(planner)
    found = []
    for seconds in (*RETRY_SECONDS, 0):
        assert await played(house)
        house.clock.now += seconds * SECOND
        found.append((await planner.get(f"/api/simulation/replays/{asked['id']}")).json()["state"])
    assert found == ["running"] * len(RETRY_SECONDS) + ["failed"]


async def test_while_a_day_is_put_together_others_are_served(
    planner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def watched(ledger: Ledger) -> PastDay:
        threads.append(threading.current_thread())
        return past_day(ledger)

    monkeypatch.setattr(past, "past_day", watched)
    assert (await planner.get(f"/api/simulation/days/{DAY}")).status_code == 200
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


async def test_the_list_does_not_read_what_each_of_them_said(house: House, planner: Browser) -> None:
    await ask(planner)
    async with house.sessions() as session:
        (row,) = await latest(session, house.settings.site, 9)
    assert inspect(row).unloaded == {"result"}


async def test_what_makes_no_sense_is_said_as_the_reason_of_the_failure(
    house: House, planner: Browser
) -> None:
    asked = await ask(planner, without=[{"agent": "nobody"}])
    assert await played(house)
    shown = (await planner.get(f"/api/simulation/replays/{asked['id']}")).json()
    assert (shown["state"], shown["fault"]["key"]) == ("failed", "simulation.unknown_agent")
    assert shown["fault"]["title"] == "这一天没有坐席 nobody。"
    (listed,) = (await planner.get("/api/simulation/replays")).json()["items"]
    assert listed["fault"] == shown["fault"]


@pytest.mark.parametrize("day", ["2026-09-22", "2026-09-21", "2026-02-30"])
async def test_a_day_that_is_not_over_or_none_is_refused(planner: Browser, day: str) -> None:
    refused = await planner.post("/api/simulation/replays", {"day": day})
    assert (refused.status_code, refused.json()["key"]) == (422, "simulation.bad_day")


async def test_an_agent_may_not(house: House) -> None:
    agent = await house.browser("agent")
    assert (await agent.get("/api/simulation/days")).status_code == 403
    assert (await agent.post("/api/simulation/replays", {"day": DAY})).status_code == 403


async def test_nothing_is_made_up_for_a_day_that_has_something(house: House, planner: Browser) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        with pytest.raises(Refusal) as refusal:
            await seed_day(w, DAY)
    assert refusal.value.key == "simulation.day_is_real"


def test_changes_are_read_from_the_command_line() -> None:
    options = ["calls=20", "agent=desk+help@10:00-12:00", "without=1003", "strategy.desk=linear"]
    assert changes_from([*options, "ring_seconds.desk=9", '{"patience": 2}'], {"1003": "a3"}) == {
        "calls_percent": 20,
        "agents": [{"queues": ["desk", "help"], "from": "10:00", "until": "12:00"}],
        "without": [{"agent": "a3"}],
        "queues": {"desk": {"strategy": "linear", "ring_seconds": 9}},
        "patience": 2,
    }


async def test_a_day_is_played_by_what_was_in_force_on_it_and_with_who_worked_there_then(
    house: House, planner: Browser
) -> None:
    async with house.sessions() as session:
        unknown = await gather(session, house.settings.site, DAY, now=house.clock())
    assert (unknown.numbers, "then" in unknown.sites) == ([], False), "nothing was published by then"

    begins, noon = unknown.day.begins, 12 * 3600 * SECOND
    async with house.sessions.begin() as session:
        await session.execute(update(ConfigNumberRow).values(at=begins - 3600 * SECOND))
    for at, body in ((noon, {**QUEUE, "ring_seconds": 9}), (2 * noon, {**QUEUE, "ring_seconds": 7})):
        async with work(house.sessions, site=house.settings.site, clock=lambda at=at: begins + at) as w:  # type: ignore[misc]
            await config.save_draft(w, "queue", "support", body)
            await config.publish(w)
    async with house.sessions.begin() as session:
        await session.execute(update(AgentRow).values(active=False).where(AgentRow.extension == "8002"))
    async with house.sessions() as session:
        known = await gather(session, house.settings.site, DAY, now=house.clock())
    assert known.numbers == [1, 2]
    assert [since for since, _ in known.sites["then"]] == [0, noon]
    rings = [site["queues"]["support"].get("ring_seconds") for _, site in known.sites["then"]]
    assert (rings, known.sites["now"]["queues"]["support"]["ring_seconds"]) == ([None, 9], 7)
    seats = [len(site["seats"]) for _, site in known.sites["then"]]
    assert (seats, len(known.sites["now"]["seats"])) == ([2, 2], 1)

    asked = await ask(planner)
    assert await played(house)
    shown = (await planner.get(f"/api/simulation/replays/{asked['id']}")).json()
    assert shown["result"]["configurations"] == [1, 2]


async def test_lendings_and_early_closings_of_the_day_are_played_again(
    house: House, planner: Browser
) -> None:
    (agent, other), site = (house.agents["agent"], house.agents["team_leader"]), house.settings.site
    begins = span({"zone": "Asia/Shanghai"}, DAY)[0]
    noon = begins + 12 * 3600 * SECOND
    week = 7 * 86_400 * SECOND
    live: list[tuple[str, AgentQueueMoved | QueueDoorMoved]] = [
        (f"agent/{agent}", AgentQueueMoved(agent, "support", None, noon, "u", begins - SECOND)),
        (f"agent/{other}", AgentQueueMoved(other, "support", 2, begins - week, "u", begins - week - SECOND)),
        ("queue/support", QueueDoorMoved("support", False, None, "u", noon, noon + 7200 * SECOND)),
        ("queue/support", QueueDoorMoved("support", False, None, "u", begins + week)),
    ]
    async with house.sessions.begin() as session:
        for number, (stream, fact) in enumerate(live, 1):
            kind, version = mark_of(fact)
            session.add(
                FactRow(
                    id=f"f{number}",
                    stream=stream,
                    seq=number,
                    kind=kind,
                    version=version,
                    at=fact.at,
                    recorded_at=fact.at,
                    site_id=site,
                    epoch=1,
                    body=body_of(fact),
                )  # fmt: skip
            )
    async with house.sessions() as session:
        gathered = await gather(session, site, DAY, now=house.clock())
    assert gathered.day.lendings == (Lending(0, agent, "support", None, noon - begins),)
    hours = (noon - begins, noon - begins + 7200 * SECOND)
    assert gathered.day.doors == (Door(hours[0], "support", open=False, until=hours[1]),)

    asked = await ask(planner)
    assert await played(house)
    result = (await planner.get(f"/api/simulation/replays/{asked['id']}")).json()["result"]
    assert (result["lendings"], result["closings"]) == (1, 1)
