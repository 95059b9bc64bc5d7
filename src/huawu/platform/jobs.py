"""Jobs: work that is promised in a Work and done later by the `jobs` process, at least once.

`enqueue` in a Work; a handler registered for the kind does it outside of any transaction, so it may talk to
the world and must bear being done twice. A job whose worker died is taken up again when its time ran out.
One that keeps failing ends as `dead`, with its error, where an operator sees it. A handler that knows better
when to try again raises `Again`, as often as it likes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Index, and_, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.bell import JOBS, Bells, ring
from huawu.platform.clock import SECOND, Clock, Micros, system_clock
from huawu.platform.database import Base, Moment, Sessions
from huawu.platform.ids import Id, new_id
from huawu.platform.work import Work

log = logging.getLogger(__name__)

TAKES_SECONDS = 300
"""How long one try may last before another worker takes the job."""

RETRY_SECONDS = (1, 5, 30, 120, 600)
"""The wait before each further try; after the last one the job is dead."""

LOOK_SECONDS = 2.0
"""How often a worker looks for what became due without a ring (a retry, a job for later)."""
_UNFINISHED = ("waiting", "running")


class JobRow(Base):
    """One job. `state`: waiting, running, done, dead. `key`: at most one unfinished job of a kind has it.

    `due_at` is when a waiting job may start, and when another worker may take a running one.
    """

    __tablename__ = "jobs"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str | None]
    args: Mapped[dict[str, Any]]
    state: Mapped[str]
    due_at: Mapped[Moment]
    attempts: Mapped[int]
    created_at: Mapped[Moment]
    created_by: Mapped[str]
    done_at: Mapped[Moment | None]
    result: Mapped[dict[str, Any] | None]
    error: Mapped[str | None]

    __table_args__ = (
        Index(None, "due_at", postgresql_where=text("state IN ('waiting', 'running')")),
        Index(
            "uq_jobs_kind_key",
            "kind",
            "key",
            unique=True,
            postgresql_where=text("state IN ('waiting', 'running') AND key IS NOT NULL"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Job:
    """A job as its handler sees it. `attempt` counts from 1."""

    id: Id
    site: str
    kind: str
    args: dict[str, Any]
    attempt: int
    created_by: str


class Again(Exception):
    """Raised by a handler: it is to be done again, after so many seconds. `why` is kept with the job: a word
    or two, nothing personal."""

    def __init__(self, after: float, why: str) -> None:
        super().__init__(why)
        self.after, self.why = after, why


Handler = Callable[[Job], Awaitable[dict[str, Any] | None]]
Handlers = Mapping[str, Handler]


async def enqueue(
    work: Work, kind: str, args: dict[str, Any], *, due_at: Micros | None = None, key: str | None = None
) -> Id | None:
    """Promise a job; it starts after the commit, not before `due_at`. None: one with this key waits."""
    job = new_id()
    put = upsert(JobRow).values(
        id=job,
        site_id=work.site,
        kind=kind,
        key=key,
        args=args,
        state="waiting",
        due_at=work.now if due_at is None else due_at,
        attempts=0,
        created_at=work.now,
        created_by=work.actor.id,
    )
    found = await work.session.execute(put.on_conflict_do_nothing().returning(JobRow.id))
    await ring(work.session, JOBS)
    return found.scalar_one_or_none()


async def do_next(sessions: Sessions, handlers: Handlers, *, clock: Clock = system_clock) -> bool:
    """Take one due job of a known kind and do it. False when there was none."""
    job = await _take(sessions, list(handlers), clock())
    if job is None:
        return False
    try:
        async with asyncio.timeout(TAKES_SECONDS):
            result = await handlers[job.kind](job)
    except Again as later:
        due = clock() + int(later.after * SECOND)
        await _finish(sessions, job, state="waiting", error=later.why, due_at=due)
    except Exception as error:
        log.exception("job %s (%s) failed, try %d", job.id, job.kind, job.attempt)
        await _failed(sessions, job, f"{type(error).__name__}: {error}", clock())
    else:
        await _finish(sessions, job, state="done", result=result, error=None, done_at=clock())
    return True


async def work_off(
    sessions: Sessions, handlers: Handlers, stop: asyncio.Event, *, bells: Bells, clock: Clock = system_clock
) -> None:
    """Do jobs as they become due, one after another, until told to stop. Start several for more at a time."""
    while not stop.is_set():
        bells.silence(JOBS)
        if not await do_next(sessions, handlers, clock=clock) and not stop.is_set():
            await bells.wait(JOBS, LOOK_SECONDS)


async def forget_done(sessions: Sessions, *, before: Micros) -> int:
    """Delete jobs that were done before a moment. Dead ones stay until an operator has seen them."""
    async with sessions.begin() as session:
        gone = await session.execute(
            delete(JobRow).where(JobRow.state == "done", JobRow.done_at < before).returning(JobRow.id)
        )
        return len(gone.all())


async def retry(work: Work, job: Id) -> bool:
    """Give a dead job a new life. False when there is no such dead job."""
    again = (
        update(JobRow)
        .where(JobRow.id == job, JobRow.state == "dead")
        .values(state="waiting", attempts=0, due_at=work.now)
        .returning(JobRow.id)
    )
    return (await work.session.execute(again)).scalar_one_or_none() is not None


async def unfinished(session: AsyncSession, site: str, kind: str) -> list[dict[str, Any]]:
    """What jobs of this kind that are not done yet were told."""
    ours = (JobRow.site_id == site) & (JobRow.kind == kind) & JobRow.state.in_(_UNFINISHED)
    return list((await session.execute(select(JobRow.args).where(ours))).scalars())


async def call_off(work: Work, kind: str, args: dict[str, Any]) -> bool:
    """End an unfinished job that nobody wants any more; its key is free then. A worker that is at it is not
    stopped: that is its handler's business. False when there is no such job."""
    row = JobRow
    ours = (row.site_id == work.site) & (row.kind == kind) & (row.args == args)
    end = (
        update(row)
        .where(ours, row.state.in_(_UNFINISHED))
        .values(state="done", error="called off", done_at=work.now)
        .returning(row.id)
    )
    return bool((await work.session.execute(end)).all())


async def still_wanted(work: Work, job: Job) -> bool:
    """Whether nobody called this job off; until the Work ends nobody can."""
    ours = (JobRow.id == job.id) & JobRow.state.in_(_UNFINISHED)
    found = await work.session.execute(select(JobRow.id).where(ours).with_for_update())
    return found.first() is not None


async def _take(sessions: Sessions, kinds: list[str], now: Micros) -> Job | None:
    due = (
        select(JobRow)
        .where(JobRow.state.in_(_UNFINISHED), JobRow.due_at <= now, JobRow.kind.in_(kinds))
        .order_by(JobRow.due_at, JobRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    async with sessions.begin() as session:
        row = (await session.execute(due)).scalar_one_or_none()
        if row is None:
            return None
        row.state, row.attempts, row.due_at = "running", row.attempts + 1, now + TAKES_SECONDS * SECOND
        return Job(row.id, row.site_id, row.kind, row.args, row.attempts, row.created_by)


async def _failed(sessions: Sessions, job: Job, error: str, now: Micros) -> None:
    if job.attempt > len(RETRY_SECONDS):
        log.error("job %s (%s) is dead after %d tries", job.id, job.kind, job.attempt)
        await _finish(sessions, job, state="dead", error=error, done_at=now)
    else:
        due = now + RETRY_SECONDS[job.attempt - 1] * SECOND
        await _finish(sessions, job, state="waiting", error=error, due_at=due)


async def _finish(sessions: Sessions, job: Job, **values: object) -> None:
    """Write down how a try ended, unless another worker has taken the job meanwhile, or it was called off."""
    ours = and_(JobRow.id == job.id, JobRow.attempts == job.attempt, JobRow.state == "running")
    async with sessions.begin() as session:
        found = await session.execute(update(JobRow).where(ours).values(**values).returning(JobRow.id))
        if found.scalar_one_or_none() is None:
            log.warning("job %s (%s) was taken by another or called off", job.id, job.kind)
