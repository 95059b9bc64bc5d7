"""Asking for a past day to be played again, and what becomes of it. One at a time in a site."""

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from huawu.platform import jobs
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import NotFound, Refusal
from huawu.platform.work import Work
from huawu.routing.models import ReplayRow

REPLAY = "routing.replay"
"""The kind of the job."""
KEPT_DAYS = 90
UNFINISHED = ("waiting", "running")
"""The states of one that is still wanted."""


async def ask(work: Work, *, day: str, changes: dict[str, Any], repeats: int, seed: int = 1) -> Id:
    """Promise it. Refused with simulation.busy while another one is waiting or running."""
    replay = new_id()
    work.session.add(
        ReplayRow(
            id=replay,
            site_id=work.site,
            day=day,
            changes=changes,
            repeats=repeats,
            seed=seed,
            state="waiting",
            done=0,
            asked_by=work.actor.id,
            asked_at=work.now,
        )
    )
    if await jobs.enqueue(work, REPLAY, {"replay": replay}, key=work.site) is None:
        raise Refusal("simulation.busy")
    return replay


async def cancel(work: Work, replay: Id) -> None:
    """No more of it is wanted, and another one can be asked for at once. One that is over stays as it is."""
    row = await find(work.session, work.site, replay)
    if row.state in UNFINISHED:
        row.state, row.ended_at = "cancelled", work.now
        await jobs.call_off(work, REPLAY, {"replay": replay})


async def move_on(session: AsyncSession, replay: Id, **values: object) -> bool:
    """Write down how far it is. False when it is not wanted any more."""
    wanted = (ReplayRow.id == replay) & ReplayRow.state.in_(UNFINISHED)
    found = await session.execute(update(ReplayRow).where(wanted).values(**values).returning(ReplayRow.id))
    return found.scalar_one_or_none() is not None


async def forget_old(work: Work) -> None:
    """Delete those that nobody needs any more."""
    old: Micros = work.now - KEPT_DAYS * 86_400 * SECOND
    await work.session.execute(delete(ReplayRow).where(ReplayRow.asked_at < old))


async def find(session: AsyncSession, site: str, replay: Id) -> ReplayRow:
    """One of them. Refused with simulation.unknown."""
    row = await session.get(ReplayRow, replay)
    if row is None or row.site_id != site:
        raise NotFound("simulation.unknown")
    return row


async def latest(session: AsyncSession, site: str, limit: int) -> list[ReplayRow]:
    """The newest first, without what they said (`result`), which is large."""
    found = await session.execute(
        select(ReplayRow)
        .options(defer(ReplayRow.result, raiseload=True))
        .where(ReplayRow.site_id == site)
        .order_by(ReplayRow.asked_at.desc(), ReplayRow.id)
        .limit(limit)
    )
    return list(found.scalars())
