"""Recordings that are held, exported and, when their time is over, deleted; and the room that is left."""

import io
import wave
from typing import Any

import pytest
from sqlalchemy import select

from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.jobs import Job, JobRow
from huawu.platform.outbox import FactRow
from huawu.platform.work import work
from huawu.telephony.jobs import DELETE_FILES, SpaceWatch, delete_what_is_over, deleting
from huawu.telephony.recordings.space import Space, state_of
from tests.app.web.house import NOON, House
from tests.app.web.test_recordings import a_recording

pytestmark = pytest.mark.room

DAY = 86_400 * SECOND


async def facts(house: House, kind: str) -> list[dict[str, Any]]:
    async with house.sessions() as session:
        found = await session.execute(select(FactRow.body).where(FactRow.kind == kind).order_by(FactRow.at))
        return list(found.scalars())


async def publish(house: House, kind: str, key: str, **body: Any) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        name = {"zh": "客服", "en": "Support"}
        await config.save_draft(w, kind, key, {"name": name, **body})
        await config.publish(w)


async def days_pass(house: House, days: int) -> int:
    """The upkeep of that day. Returns how many recordings were deleted."""
    house.clock.now = NOON + days * DAY
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        return await delete_what_is_over(w)


async def promised(house: House) -> list[Job]:
    async with house.sessions() as session:
        rows = (await session.execute(select(JobRow).where(JobRow.kind == DELETE_FILES))).scalars()
        return [Job(row.id, row.site_id, row.kind, row.args, 1, row.created_by) for row in rows]


async def test_a_recording_is_kept_as_long_as_its_queue_says_and_then_its_file_goes(house: House) -> None:
    leader = await house.browser("team_leader")
    recording = await a_recording(house, None)
    await publish(house, "queue", "support", recording_days=30)

    assert (await leader.get(f"/api/recordings/{recording}/audio")).status_code == 200
    assert await days_pass(house, 29) == 0
    assert await days_pass(house, 31) == 1
    assert await days_pass(house, 32) == 0

    [fact] = await facts(house, "recording.deleted")
    assert (fact["recording"], fact["days"]) == (recording, 30)
    [job] = await promised(house)
    file = next(house.settings.recordings_dir.rglob("*.hwr"))
    for _ in range(2):  # a job may be done again
        await deleting(house.settings.recordings_dir)(job)
        assert not file.exists()
    leader = await house.browser("team_leader")  # signed out meanwhile
    shown = (await leader.get(f"/api/recordings/{recording}")).json()
    assert shown["deleted_at"] is not None
    answer = await leader.get(f"/api/recordings/{recording}/audio")
    assert (answer.status_code, answer.json()["key"]) == (404, "recording.deleted")


async def test_the_site_says_how_long_where_the_queue_does_not_and_nobody_means_for_ever(
    house: House,
) -> None:
    await a_recording(house, None)
    assert await days_pass(house, 30_000) == 0
    await publish(house, "site", "site", recording_days=365)
    assert await days_pass(house, 364) == 0
    assert await days_pass(house, 366) == 1


async def test_a_queue_that_keeps_longer_than_the_site_has_the_last_word(house: House) -> None:
    await a_recording(house, None)
    await publish(house, "site", "site", recording_days=10)
    await publish(house, "queue", "support", recording_days=100)
    assert await days_pass(house, 50) == 0
    assert await days_pass(house, 101) == 1


async def test_what_is_held_is_never_deleted_and_who_held_it_is_written_down(house: House) -> None:
    manager = await house.browser("manager")
    recording = await a_recording(house, None)
    await publish(house, "queue", "support", recording_days=30)

    held = await manager.put(f"/api/recordings/{recording}/hold", {"why": "诉讼 2026-118"})
    assert held.json()["hold"]["why"] == "诉讼 2026-118"
    assert await days_pass(house, 400) == 0
    [fact] = await facts(house, "recording.held")
    assert (fact["recording"], fact["by"]) == (recording, house.users["manager"])

    manager = await house.browser("manager")
    released = await manager.delete(f"/api/recordings/{recording}/hold")
    assert released.json()["hold"] is None
    assert (await facts(house, "recording.released"))[0]["by"] == house.users["manager"]
    assert await days_pass(house, 401) == 1


@pytest.mark.parametrize("role", ["agent", "team_leader", "inspector"])
async def test_not_everyone_may_hold_or_export(house: House, role: str) -> None:
    who = await house.browser(role)
    recording = await a_recording(house, house.agents.get(role))
    for answer in (
        await who.put(f"/api/recordings/{recording}/hold", {"why": "because"}),
        await who.delete(f"/api/recordings/{recording}/hold"),
        await who.post(f"/api/recordings/{recording}/exports", {"why": "because"}),
    ):
        assert (answer.status_code, answer.json()["key"]) == (403, "session.not_allowed")
    assert await facts(house, "recording.exported") == []


async def test_an_export_says_in_the_file_and_in_the_books_who_took_it_and_why(house: House) -> None:
    manager = await house.browser("manager")
    recording = await a_recording(house, None)
    plain = (await manager.get(f"/api/recordings/{recording}/audio")).content

    answer = await manager.post(f"/api/recordings/{recording}/exports", {"why": "法院调取"})

    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert f"{recording}.wav" in answer.headers["content-disposition"]
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert int.from_bytes(answer.content[4:8], "little") == len(answer.content) - 8
    for word in ("manager", "法院调取", recording, "2026-09-21T"):
        assert word.encode() in answer.content[: len(answer.content) - len(plain) + 44]
    with wave.open(io.BytesIO(answer.content)) as sound, wave.open(io.BytesIO(plain)) as before:
        assert sound.readframes(99_999) == before.readframes(99_999)
    [fact] = await facts(house, "recording.exported")
    assert (fact["by"], fact["why"]) == (house.users["manager"], "法院调取")


@pytest.mark.parametrize("why", ["", "  ", "a", "x" * 5000])
async def test_without_a_reason_nothing_is_exported_or_held(house: House, why: str) -> None:
    manager = await house.browser("manager")
    recording = await a_recording(house, None)
    for answer in (
        await manager.post(f"/api/recordings/{recording}/exports", {"why": why}),
        await manager.put(f"/api/recordings/{recording}/hold", {"why": why}),
    ):
        assert answer.status_code == 422
    assert await facts(house, "recording.exported") == await facts(house, "recording.held") == []


async def test_a_recording_without_a_pause_has_no_marks(house: House) -> None:
    leader = await house.browser("team_leader")
    recording = await a_recording(house, None)
    assert (await leader.get(f"/api/recordings/{recording}/marks")).json() == {"pauses": []}


async def test_the_room_that_is_left_is_told_to_those_who_hear_all(house: House) -> None:
    leader, agent = await house.browser("team_leader"), await house.browser("agent")
    told = (await leader.get("/api/recordings/space")).json()
    assert told["free_bytes"] > 0
    assert told["state"] == state_of(told["free_percent"])
    assert (await agent.get("/api/recordings/space")).status_code == 403
    health = (await house.client().get("/health")).json()
    assert health["recordings"]["room"] == told["state"]


async def test_scarce_room_is_announced_once_and_so_is_its_end(house: House) -> None:
    percents = iter([50.0, 14.0, 13.0, 1.0, 60.0])

    def look(folder: object) -> Space:
        percent = next(percents)
        return Space(0, percent, state_of(percent))

    watch = SpaceWatch(house.settings.recordings_dir, look)
    for _ in range(5):
        async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
            await watch.look(w)
    assert [fact["state"] for fact in await facts(house, "recording.space_low")] == ["low", "full", "ok"]


@pytest.mark.parametrize("days", [0, -1, True, "30", 1.5, 40_000])
async def test_days_that_are_none_are_not_published(house: House, days: Any) -> None:
    admin = await house.browser("administrator")
    body = {"name": {"zh": "客服", "en": "Support"}, "recording_days": days}
    await admin.put("/api/config/queue/support", body)
    answer = await admin.post("/api/config/publish")
    assert answer.status_code in (409, 422), answer.text
