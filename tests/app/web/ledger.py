"""Contacts in the database as the writer leaves them, for tests that read."""

from dataclasses import dataclass, replace

from huawu.interactions.models import Interaction, Recording, Segment
from huawu.platform.clock import SECOND, Micros
from huawu.platform.database import Sessions
from huawu.platform.ids import Id, new_id
from tests.app.web.house import NOON


@dataclass(frozen=True)
class Contact:
    """A call: 10 s of menu, then a wait, then a talk. `talk` None: nobody answered."""

    at: Micros = NOON - 3600 * SECOND
    caller: str = "13800138000"
    caller_name: str = ""
    queue: str | None = "support"
    agent: Id | None = None
    wait: int = 12
    talk: int | None = 90
    by: str = "customer"
    cause: str = "hung_up"
    open: bool = False


async def happened(sessions: Sessions, contact: Contact | None = None, **other: object) -> Id:
    """Write a contact down. Returns its id."""
    it = replace(contact or Contact(), **other)  # type: ignore[arg-type]
    call = new_id()
    queued, answered = it.at + 10 * SECOND, it.at + (10 + it.wait) * SECOND
    ended = answered + (it.talk or 0) * SECOND
    was_answered = it.talk is not None and it.queue is not None
    rows: list[object] = [
        Interaction(
            id=call,
            site_id="main",
            channel="call",
            direction="in",
            number="4002",
            caller=it.caller,
            caller_name=it.caller_name,
            started_at=it.at,
            answered_at=answered if was_answered else None,
            ended_at=None if it.open else ended,
            ended_by=None if it.open else it.by,
            cause=None if it.open else it.cause,
            queue=it.queue,
            agent=it.agent if was_answered else None,
        ),
        _segment(call, "menu", None, None, it.at, queued, "next"),
    ]
    if it.queue:
        end = "answered" if was_answered else "abandoned"
        rows.append(_segment(call, "queue", None, it.queue, queued, answered, end))
    if was_answered:
        rows.append(_segment(call, "ringing", it.agent, it.queue, queued, answered, "answered"))
        rows.append(_segment(call, "talk", it.agent, it.queue, answered, ended, "hung_up"))
    async with sessions.begin() as session:
        session.add_all(rows)
    return call


async def recorded(sessions: Sessions, interaction: Id, *, agent: Id | None, path: str) -> Id:
    """A recording of a contact. Returns its id."""
    recording = new_id()
    row = Recording(
        id=recording,
        interaction=interaction,
        site_id="main",
        agent=agent,
        queue="support",
        path=path,
        started_at=NOON,
        closed_at=NOON + 2 * SECOND,
        seconds=2.0,
        size=1000,
    )
    async with sessions.begin() as session:
        session.add(row)
    return recording


def _segment(
    call: Id, role: str, agent: Id | None, queue: str | None, start: Micros, end: Micros, ending: str
) -> Segment:
    return Segment(
        id=new_id(),
        interaction=call,
        site_id="main",
        role=role,
        agent=agent,
        queue=queue,
        started_at=start,
        ended_at=end,
        ending=ending,
    )
