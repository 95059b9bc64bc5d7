"""The main loop: starts the tasks, answers how they are, ends them in order."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from sqlalchemy import func, select

from huawu.app.jobs.housekeeping import keep_house
from huawu.app.jobs.wiring import Look, Parts
from huawu.app.postgres import database_url
from huawu.app.writer.writer import Writer
from huawu.platform import ipc
from huawu.platform.bell import FACTS, Bells
from huawu.platform.clock import Clock, system_clock
from huawu.platform.database import Sessions, engine_for, sessions_for
from huawu.platform.jobs import Handlers, JobRow, work_off
from huawu.platform.refusals import NotFound
from huawu.platform.settings import Settings
from huawu.platform.subscriptions import Subscriber, SubscriberRow, awaited, hear_some, settle
from huawu.platform.tasks import spawn
from huawu.platform.work import work

log = logging.getLogger(__name__)

WORKERS = 2
LOOK_SECONDS = 2.0
AWAY_SECONDS = 1.0
STOP_SECONDS = 5.0
HOUSE_SECONDS = 3600.0


async def run_until_told(settings: Settings, parts: Parts) -> None:
    """Run until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    await run(settings, parts, stop)


async def run(settings: Settings, parts: Parts, stop: asyncio.Event, *, clock: Clock = system_clock) -> None:
    """Run until told. The database may be away at any time, the start included."""
    url = database_url(settings)
    engine = engine_for(url, pool_size=5, name="huawu jobs")
    sessions = sessions_for(engine)
    writer = Writer(
        url=url,
        folder=settings.spool_dir / settings.site,
        parked=settings.data_dir / "parked",
        site=settings.site,
        clock=clock,
    )
    doors = await ipc.serve(settings.socket("jobs"), name="jobs", handler=_answers(writer, sessions))
    bells = Bells(url)
    tasks = [spawn(bells.hear(stop), name="bells")]
    try:
        # Before the first fact is written it must be known who hears it.
        await _patiently(lambda: settle(sessions, parts.subscribers), stop)
        tasks.append(spawn(writer.run(stop), name="writer"))

        async def house() -> None:
            await keep_house(url, sessions, parts, site=settings.site, clock=clock)

        tasks.append(spawn(_repeat(house, stop, every=HOUSE_SECONDS), name="housekeeping"))
        wakes = {subscriber.name: asyncio.Event() for subscriber in parts.subscribers}
        tasks.append(spawn(_wake(sessions, wakes, stop, bells=bells, clock=clock), name="deliveries"))
        for subscriber in parts.subscribers:
            hearing = _hear(sessions, subscriber, settings.site, stop, wakes[subscriber.name], clock=clock)
            tasks.append(spawn(hearing, name=f"subscriber {subscriber.name}"))
        for number, handlers in enumerate(_shares(parts)):
            working = partial(work_off, sessions, handlers, stop, bells=bells, clock=clock)
            tasks.append(spawn(_repeat(working, stop, every=0), name=f"worker {number}"))
        for name, look in parts.looks.items():
            looking = _look(sessions, look, stop, site=settings.site, clock=clock)
            tasks.append(spawn(looking, name=f"look for {name}"))
        await stop.wait()
    finally:
        stop.set()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
            for task in late:  # a job that is cut off is taken up again when its time has run out
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        doors.close()
        await engine.dispose()


def _shares(parts: Parts) -> list[Handlers]:
    """Which jobs each worker does: every slow kind has a worker of its own, WORKERS do all the others."""
    quick = {kind: handler for kind, handler in parts.handlers.items() if kind not in parts.slow}
    own = [{kind: handler} for kind, handler in parts.handlers.items() if kind in parts.slow]
    return [*own, *([quick] * WORKERS if quick else [])]


def _answers(writer: Writer, sessions: Sessions) -> ipc.Handler:
    async def answer(peer: ipc.Peer, name: str, args: ipc.Args) -> dict[str, Any]:
        if name != "health":
            raise NotFound("command.unknown")
        return await health(writer, sessions)

    return answer


async def health(writer: Writer, sessions: Sessions) -> dict[str, Any]:
    """What an operator wants to know. `behind_bytes`: spooled and not yet in the database."""
    counts = writer.counts
    parked = counts.refused + counts.unreadable + counts.unstorable
    told: dict[str, Any] = {
        "database": writer.connected,
        "behind_bytes": writer.behind,
        "stored": counts.stored,
        "parked": parked,
    }
    with contextlib.suppress(Exception):
        async with asyncio.timeout(1), sessions() as session:
            stopped = select(SubscriberRow.name).where(SubscriberRow.stopped_at.is_not(None))
            told["stopped_subscribers"] = list((await session.execute(stopped)).scalars())
            dead = select(func.count()).select_from(JobRow).where(JobRow.state == "dead")
            told["dead_jobs"] = (await session.execute(dead)).scalar_one()
    return told


async def _wake(
    sessions: Sessions, wakes: dict[str, asyncio.Event], stop: asyncio.Event, *, bells: Bells, clock: Clock
) -> None:
    """Wake the subscribers for whom something is due; the others sleep on, whatever rings."""

    async def glance() -> None:
        for name in await awaited(sessions, list(wakes), now=clock()):
            wakes[name].set()

    while not stop.is_set():
        bells.silence(FACTS)
        await _patiently(glance, stop)
        if not stop.is_set():
            await bells.wait(FACTS, LOOK_SECONDS)
    for wake in wakes.values():
        wake.set()


async def _hear(
    sessions: Sessions,
    subscriber: Subscriber,
    site: str,
    stop: asyncio.Event,
    wake: asyncio.Event,
    *,
    clock: Clock,
) -> None:
    """Hear when woken, and again while something was due."""

    async def hear() -> None:
        if await hear_some(sessions, subscriber, site=site, clock=clock):
            wake.set()

    while not stop.is_set():
        await wake.wait()
        wake.clear()
        await _patiently(hear, stop)


async def _look(sessions: Sessions, look: Look, stop: asyncio.Event, *, site: str, clock: Clock) -> None:
    """See what has come due, every few seconds, and at once again while there is more."""
    while not stop.is_set():
        found = 0

        async def once() -> None:
            nonlocal found
            async with work(sessions, site=site, clock=clock) as w:
                found = await look(w)

        await _patiently(once, stop)
        if not found:
            await _pause(stop, LOOK_SECONDS)


async def _repeat(do: Callable[[], Awaitable[object]], stop: asyncio.Event, *, every: float) -> None:
    while not stop.is_set():
        await _patiently(do, stop)
        await _pause(stop, every)


async def _patiently(do: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Do something, again and again until it works; a database that is away comes back."""
    failed = False
    while not stop.is_set():
        try:
            await do()
        except Exception as error:
            if not failed:
                log.warning(
                    "will try again: %s", type(error).__name__, exc_info=not isinstance(error, OSError)
                )
            failed = True
            await _pause(stop, AWAY_SECONDS)
        else:
            return


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
