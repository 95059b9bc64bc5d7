"""kill -9 of every process in the middle of calls, at random moments: nothing confirmed is lost or doubled.

Callers call a recorded queue all the time, talk some seconds and hang up. A process is killed and comes back,
another is killed. Afterwards every call has exactly one beginning and one end, figures agree between board,
ledger and facts, and every recording can be played to its end.
"""

import asyncio
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from huawu.app.bench.centre import LoadCentre
from huawu.app.postgres import database_url
from huawu.platform.database import plain_url
from huawu.speech import service as speech
from huawu.telephony import recordings
from huawu.telephony.engine.caller import Progress, TestCaller, Wanted
from tests.long.answering import Answering
from tests.long.books import ask, decisions_can_be_replayed, every_call_began_and_ended_once, settled, started
from tests.system.calling import killed
from tests.system.phone import free_port

pytestmark = pytest.mark.long
KILLS = int(os.environ.get("HUAWU_TEST_KILLS", "54"))
CALLERS = 8
VICTIMS = ("live", "media0", "edge", "speech", "web", "jobs", "postgres", "supervisor")


class Callers:
    """Eight people who call again and again."""

    def __init__(self, centre: LoadCentre, dice: random.Random) -> None:
        self._centre, self._dice = centre, dice
        self.done: list[Progress] = []
        self._going_on = True
        self._said = speech.load(speech.customer_sentences()[0])
        self._tasks = [asyncio.ensure_future(self._call_again()) for _ in range(CALLERS)]

    async def _call_again(self) -> None:
        while self._going_on:
            seconds = self._dice.uniform(3, 9)
            wanted = Wanted("300", "127.0.0.1", self._centre.sip_port, self._said, seconds=seconds)
            self.done.append(await TestCaller(wanted).run())
            await asyncio.sleep(self._dice.uniform(0, 0.5))

    async def finish(self) -> None:
        self._going_on = False
        await asyncio.gather(*self._tasks)


async def back(centre: LoadCentre) -> None:
    async with asyncio.timeout(90):
        while not await asyncio.to_thread(centre.is_healthy):
            await asyncio.sleep(0.05)


async def kill(centre: LoadCentre, victim: str) -> None:
    """Kill it; wait until another process of that name runs and calls can be taken."""
    if victim == "supervisor":
        await killed(centre.running, victim, then=centre.supervise)
    else:
        await killed(centre.running, victim)
    await back(centre)


async def test_killing_every_process_under_load_loses_and_doubles_nothing() -> None:
    seed = int(os.environ.get("HUAWU_TEST_SEED", "0")) or random.SystemRandom().randrange(10**9)
    print(f"HUAWU_TEST_SEED={seed}")  # noqa: T201 - to play it again
    dice = random.Random(seed)
    phones = ("127.0.0.22", free_port())
    async with started(LoadCentre(agents=12, phones=phones)) as centre:
        answering = await Answering(*phones).start()
        callers = Callers(centre, dice)
        await asyncio.sleep(3)
        victims = [VICTIMS[n % len(VICTIMS)] for n in range(KILLS)]
        dice.shuffle(victims)
        for victim in victims:
            await kill(centre, victim)
            await asyncio.sleep(dice.uniform(0.2, 3.0))
        await callers.finish()
        await settled(centre)
        answering.stop()
        what_callers_saw(callers.done)
        await what_the_books_say(centre, len(callers.done))


def what_callers_saw(done: list[Progress]) -> None:
    states = Counter((p.state, p.cause) for p in done)
    assert len(done) > KILLS, states
    assert not [p for p in done if p.state != "ended"], states
    heard = sum(1 for p in done if p.sounding_packets > 50)
    assert heard >= 0.95 * len(done), "nearly all heard an agent or music"


async def what_the_books_say(centre: LoadCentre, calls: int) -> None:
    connection = await asyncpg.connect(plain_url(database_url(centre.settings)))
    try:
        await every_call_began_and_ended_once(connection, calls)
        await figures_agree(connection, centre)
        await recordings_play(connection, centre)
        assert await decisions_can_be_replayed(connection, centre) > KILLS
    finally:
        await connection.close()


async def figures_agree(connection: Any, centre: LoadCentre) -> None:
    board = await ask(centre, "live", "board")
    queue = board["queues"]["recorded"]
    row = await connection.fetchrow(
        "SELECT count(*) AS offered, count(*) FILTER (WHERE ending = 'answered') AS answered,"
        " count(*) FILTER (WHERE ending = 'abandoned') AS abandoned"
        " FROM segments WHERE role = 'queue' AND agent IS NULL AND queue = 'recorded'"
    )
    assert {name: queue[name] for name in row.keys()} == dict(row)
    assert queue["waiting"] == {}
    talk = await connection.fetch(
        "SELECT agent, (extract(epoch FROM sum(ended_at - started_at)) * 1000000)::bigint AS talk"
        " FROM segments WHERE role = 'talk' GROUP BY agent"
    )
    shown = {agent: f["talk_µs"] for agent, f in board["agents"].items() if f["talk_µs"]}
    assert {r["agent"]: r["talk"] for r in talk} == shown
    states = {f["state"] for f in board["agents"].values()}
    assert states == {"ready"}, "everybody who signed in is signed in and free"


async def recordings_play(connection: Any, centre: LoadCentre) -> None:
    keys = recordings.FileKeyPort(centre.settings.key_dir)
    rows = await connection.fetch(
        "SELECT r.path, r.seconds, s.seconds AS talked FROM recordings r JOIN (SELECT interaction,"
        " extract(epoch FROM sum(ended_at - started_at))::float8 AS seconds FROM segments WHERE role = 'talk'"
        " GROUP BY interaction) s USING (interaction)"
    )
    talks = await connection.fetchval("SELECT count(DISTINCT interaction) FROM segments WHERE role = 'talk'")
    assert len(rows) == talks, "every talk has its recording"
    unclosed = [r["path"] for r in rows if r["seconds"] is None]
    assert unclosed == []
    for row in rows:
        view = recordings.open_wav(Path(row["path"]), keys, inside=centre.settings.recordings_dir)
        sound = view.read(0, view.size)
        assert len(sound) == view.size
        assert view.duration >= row["talked"] - 3.0, (row, view.duration)
