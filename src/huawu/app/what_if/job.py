"""The job: gathers the day, lets a process of its own play it, writes down how far it is and what it said.

The process is behind everything else on the machine, so that no call is disturbed, and ends with the job.
"""

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

from huawu.app.what_if.gathering import gather
from huawu.platform.clock import Clock, system_clock
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.jobs import RETRY_SECONDS, Handler, Job
from huawu.platform.priority import BEHIND_ALL
from huawu.platform.refusals import Refusal
from huawu.routing.service import replays

log = logging.getLogger(__name__)

LONGEST_SECONDS = 270.0
LOOK_SECONDS = 1.0
_LONGEST_LINE = 64 * 1024 * 1024


class _NotWanted(Exception):
    """Somebody cancelled it."""


def replaying(
    sessions: Callable[[], Sessions], *, clock: Clock = system_clock, niceness: int = BEHIND_ALL
) -> Handler:
    """The handler of `routing.service.replays.REPLAY`."""

    async def handle(job: Job) -> None:
        replay = job.args["replay"]
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                asked = await _asked(sessions(), job.site, replay, clock)
                result = await _played(sessions(), replay, asked | {"niceness": niceness})
        except _NotWanted:
            return
        except TimeoutError:
            await _end(sessions(), replay, clock, state="failed", fault={"key": "simulation.too_long"})
        except Refusal as refusal:
            fault = {"key": refusal.key, "params": refusal.params}
            await _end(sessions(), replay, clock, state="failed", fault=fault)
        except Exception:
            if job.attempt > len(RETRY_SECONDS):  # the last try
                await _end(sessions(), replay, clock, state="failed", fault={"key": "simulation.failed"})
            raise
        else:
            await _end(sessions(), replay, clock, state="done", result=result)

    return handle


async def _end(sessions: Sessions, replay: Id, clock: Clock, **values: object) -> None:
    async with sessions.begin() as session:
        await replays.move_on(session, replay, ended_at=clock(), **values)


async def _asked(sessions: Sessions, site: str, replay: Id, clock: Clock) -> dict[str, Any]:
    """What the process is told; it tells `notes` again."""
    async with sessions() as session:
        row = await replays.find(session, site, replay)
        if row.state not in replays.UNFINISHED:
            raise _NotWanted
        gathered = await gather(session, site, row.day, now=clock())
        asked = gathered.asked(row.changes, repeats=row.repeats, seed=row.seed)
        return asked | {"notes": {"configurations": gathered.numbers}}


async def _played(sessions: Sessions, replay: Id, asked: dict[str, Any]) -> dict[str, Any]:
    await _say_so(sessions, replay, state="running", done=0)
    async with _player(asked) as said:
        return await _heard(sessions, replay, said)


async def _heard(sessions: Sessions, replay: Id, said: asyncio.StreamReader) -> dict[str, Any]:
    """Listen until it is through, or not wanted any more."""
    reading = asyncio.ensure_future(said.readline())
    done = 0
    try:
        while True:
            ready, _ = await asyncio.wait({reading}, timeout=LOOK_SECONDS)
            if not ready:
                await _say_so(sessions, replay, done=done)
                continue
            line = _line(reading)
            if key := line.get("refused"):
                raise Refusal(key, **line["params"])
            if "result" in line:
                result: dict[str, Any] = line["result"]
                return result
            done = line["done"]
            await _say_so(sessions, replay, done=done)
            reading = asyncio.ensure_future(said.readline())
    finally:
        reading.cancel()


def _line(reading: "asyncio.Future[bytes]") -> dict[str, Any]:
    """What the process said. Refused with simulation.failed when it died, or its line is none."""
    try:
        line = json.loads(reading.result())
    except ValueError:
        raise Refusal("simulation.failed") from None
    if not isinstance(line, dict):
        raise Refusal("simulation.failed")
    return line


async def _say_so(sessions: Sessions, replay: Id, **values: object) -> None:
    async with sessions.begin() as session:
        if not await replays.move_on(session, replay, **values):
            raise _NotWanted


@contextlib.asynccontextmanager
async def _player(asked: dict[str, Any]) -> AsyncIterator[asyncio.StreamReader]:
    """The process, told what is asked; it is gone when this is left."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "huawu.routing.service.replay",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
        start_new_session=True,  # so that its niceness is not ours too
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with contextlib.suppress(ConnectionError):  # it died at once: its end is heard
            process.stdin.write(json.dumps(asked).encode())
            await process.stdin.drain()
        process.stdin.close()
        yield process.stdout
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()
