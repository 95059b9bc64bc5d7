"""Placing a test call with the built-in caller."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from huawu.platform.clock import SECOND, Clock, system_clock
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.jobs import Job
from huawu.platform.tasks import spawn
from huawu.speech import service as speech
from huawu.telephony.engine.caller import Progress, TestCaller, Wanted
from huawu.telephony.models import TestCallRow

LASTS_SECONDS = 90.0
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Exchange:
    """Where the centre takes calls."""

    host: str
    port: int


def placing(
    sessions: Callable[[], Sessions], exchange: Exchange, *, clock: Clock = system_clock
) -> Callable[[Job], Awaitable[dict[str, Any] | None]]:
    """The handler of `service.TEST_CALL`: places the call and keeps its row up to date until it ends."""

    async def place(job: Job) -> dict[str, Any] | None:
        call = str(job.args["test_call"])
        if job.attempt > 1:
            await _write(sessions(), call, {"state": "failed", "cause": "restarted", "ended_at": clock()})
            return None
        async with sessions()() as session:
            row = await session.get(TestCallRow, call)
            if row is None:
                return None
            if row.ended_at is not None:
                await _write(sessions(), call, {"state": "ended", "cause": "hung_up"})
                return None
            wanted = _wanted(row, exchange, await asyncio.to_thread(_speech, call))
        return await _placed(sessions(), call, wanted, clock)

    return place


def _speech(call: Id) -> bytes:
    """What the customer says: another sentence, in another voice, each time."""
    sentences = speech.customer_sentences()
    return speech.load(sentences[sum(call.encode()) % len(sentences)])


def _wanted(row: TestCallRow, exchange: Exchange, said: bytes) -> Wanted:
    return Wanted(row.number, exchange.host, exchange.port, said, press=row.press, seconds=LASTS_SECONDS)


async def _placed(sessions: Sessions, call: Id, wanted: Wanted, clock: Clock) -> dict[str, Any]:
    started = clock()
    latest: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    caller = TestCaller(wanted, changed=lambda progress: latest.put_nowait(_values(progress)), clock=clock)
    writing = spawn(_keep_writing(sessions, call, latest), name="test call progress")
    watching = spawn(_hang_up_when_asked(sessions, call, caller), name="end of a test call")
    await _write(sessions, call, {"started_at": started})
    try:
        progress = await caller.run()
    finally:
        writing.cancel()
        watching.cancel()
    await _write(sessions, call, {**_values(progress), "ended_at": clock()})
    return {"state": progress.state, "seconds": (clock() - started) / SECOND}


async def _keep_writing(sessions: Sessions, call: Id, latest: "asyncio.Queue[dict[str, Any]]") -> None:
    while True:
        values = await latest.get()
        while not latest.empty():
            values = latest.get_nowait()
        await _write(sessions, call, values)


async def _hang_up_when_asked(sessions: Sessions, call: Id, caller: TestCaller) -> None:
    """Somebody asks for the end of a call by writing when it is to end."""
    asked = None
    while asked is None:
        await asyncio.sleep(_LOOK_SECONDS)
        async with sessions() as session:
            found = await session.execute(select(TestCallRow.ended_at).where(TestCallRow.id == call))
            asked = found.scalar_one_or_none()
    caller.hang_up()


def _values(progress: Progress) -> dict[str, Any]:
    return {
        "state": progress.state,
        "cause": progress.cause or None,
        "heard_seconds": progress.heard_seconds,
        "sent_packets": progress.sent_packets,
        "received_packets": progress.heard_packets,
    }


async def _write(sessions: Sessions, call: Id, values: dict[str, Any]) -> None:
    async with sessions.begin() as session:
        await session.execute(update(TestCallRow).where(TestCallRow.id == call).values(**values))
