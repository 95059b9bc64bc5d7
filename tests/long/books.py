"""What the books of a centre say when it is over, for long tests: nothing is lost, nothing is twice, and
every decision can be made again from the journal."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from huawu.app.bench.centre import LoadCentre
from huawu.app.live.site import site_of
from huawu.app.live.takeup import ReplayedIds
from huawu.app.postgres import database_url
from huawu.app.site_plan import load_site
from huawu.platform import ipc
from huawu.platform.clock import as_micros
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.ids import new_id
from huawu.routing import service as routing


@asynccontextmanager
async def started(centre: LoadCentre) -> AsyncIterator[LoadCentre]:
    """The centre, started and stopped beside the loop of the test."""
    await asyncio.to_thread(centre.__enter__)
    try:
        yield centre
    finally:
        await asyncio.to_thread(centre.__exit__, None, None, None)


async def settled(centre: LoadCentre) -> None:
    """No call is left, and all that was written down is in the database."""
    async with asyncio.timeout(90):
        while (await ask(centre, "live", "health"))["calls"] or await behind(centre):
            await asyncio.sleep(0.2)


async def behind(centre: LoadCentre) -> bool:
    """Is anything spooled that is not in the database?"""
    return bool((await ask(centre, "jobs", "health"))["behind_bytes"])


async def ask(centre: LoadCentre, process: str, name: str) -> Any:  # noqa: ANN401 - plain values
    """What a process of the centre answers."""

    async def heard(peer: ipc.Peer, name: str, args: dict[str, Any]) -> None:
        return

    live = await ipc.connect(centre.settings.socket(process), name="test", handler=heard)
    reading = asyncio.ensure_future(live.run())
    answer = await live.ask(name, {})
    live.close()
    await asyncio.wait({reading}, timeout=2)
    return answer


async def every_call_began_and_ended_once(connection: Any, calls: int) -> None:
    """Each has one beginning, one end and one wait, no fact is there twice; there are at least so many."""
    rows = await connection.fetch("SELECT kind, stream, count(*) AS n FROM facts GROUP BY kind, stream")
    began = Counter({r["stream"]: r["n"] for r in rows if r["kind"] == "interaction.started"})
    ended = Counter({r["stream"]: r["n"] for r in rows if r["kind"] == "interaction.ended"})
    assert began == ended
    assert set(began.values()) == {1}
    assert calls <= len(began), "each caller's call is there"
    twice = await connection.fetchval(
        "SELECT count(*) FROM (SELECT stream, seq FROM facts GROUP BY stream, seq HAVING count(*) > 1) d"
    )
    assert twice == 0
    queued = await connection.fetch(
        "SELECT interaction, count(*) AS n FROM segments WHERE role = 'queue' AND agent IS NULL"
        " GROUP BY interaction"
    )
    assert {r["n"] for r in queued} == {1}
    assert len(queued) == len(began)
    open_ones = await connection.fetchval("SELECT count(*) FROM interactions WHERE ended_at IS NULL")
    assert open_ones == 0


async def decisions_can_be_replayed(connection: Any, centre: LoadCentre) -> int:
    """One engine that never died, told what those of all lives were told, answers what they answered.
    How many decisions there were."""
    engine_of_sessions = engine_for(database_url(centre.settings))
    async with sessions_for(engine_of_sessions)() as session:
        plan = site_of(await load_site(session, centre.settings.site)).routing
    await engine_of_sessions.dispose()
    ids = ReplayedIds(new_id)
    engine = routing.open_engine(plan, ids)
    rows = await connection.fetch(
        "SELECT at, body FROM facts WHERE kind = 'routing.decided' ORDER BY stream, seq"
    )
    for row in rows:
        body = json.loads(row["body"])
        ids.replaying(body["answers"])
        answers = engine.tell(routing.told_from_dict(body["told"]), as_micros(row["at"]))
        assert json.loads(json.dumps(routing.answers_as_dicts(answers))) == body["answers"]
    return len(rows)
