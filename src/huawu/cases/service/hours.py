"""Other business hours are published: clocks that run go on by them at once. What was used up until then
stays as it was counted; the rest is counted anew. In batches of their own Works, each promised by the one
before, so that no lock is held long, and a death costs nothing."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from huawu.cases.core import promise
from huawu.cases.core.business import WorkingTime
from huawu.cases.core.priority import PRIORITIES
from huawu.cases.core.telling import every
from huawu.cases.models import CaseProgressRow, CaseRow
from huawu.cases.queries.arranged import Arranged, arranged, arranged_at
from huawu.cases.service import promises
from huawu.cases.service.receipt_clocks import receipts_of, wind
from huawu.platform import jobs
from huawu.platform.clock import Clock, Micros, system_clock
from huawu.platform.config import ConfigNumberRow
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.work import Work, work

MOVE = "cases.hours"
AT_ONCE = 200
_KINDS = frozenset({"hours", "case_promise", "site"})


async def published(work: Work, number: int, items: list[list[str]]) -> None:
    """Promise to move the clocks, if this publication may have changed the hours on which they run."""
    if any(kind in _KINDS for kind, _ in items):
        await jobs.enqueue(work, MOVE, {"number": number, "after": ""}, key=f"{number} ")


def moving(sessions: Callable[[], Sessions], clock: Clock = system_clock) -> jobs.Handler:
    """Does one batch, and promises the next."""

    async def handle(job: jobs.Job) -> dict[str, Any]:
        number, after = int(job.args["number"]), str(job.args["after"])
        async with work(sessions(), site=job.site, clock=clock) as w:
            earlier = await jobs.unfinished(w.session, w.site, MOVE)
            if any(int(each["number"]) < number for each in earlier):
                raise jobs.Again(1, "an earlier one")
            moved, last = await move_some(w, number, after)
            if last is not None:
                await jobs.enqueue(w, MOVE, {"number": number, "after": last}, key=f"{number} {last}")
        return {"moved": moved}

    return handle


async def move_some(work: Work, number: int, after: Id) -> tuple[int, Id | None]:
    """Move the clocks of the next open cases after this one. Returns how many, and the last of them; None:
    there are no more. Done twice, nothing happens the second time."""
    at = select(ConfigNumberRow.at).where(
        ConfigNumberRow.site_id == work.site, ConfigNumberRow.number == number
    )
    since: Micros = (await work.session.execute(at)).scalar_one()
    before = await arranged_at(work.session, work.site, number - 1)
    then = await arranged_at(work.session, work.site, number)
    others = [each for each in PRIORITIES if before.hours_of(each) != then.hours_of(each)]
    if not others:
        return 0, None
    row = CaseRow
    asked = select(row).where(row.site_id == work.site, row.id > after, row.state != "closed")
    asked = asked.where(row.priority.in_(others)).order_by(row.id).limit(AT_ONCE).with_for_update()
    found = list((await work.session.execute(asked)).scalars())
    now = await arranged(work.session, work.site)
    held = await _progress(work, [each.id for each in found])
    receipts = await receipts_of(work, found)
    for each in found:
        move(each, before.time_of(each.priority), since)
        promises.settle(each, now.time_of(each.priority))
        if each.id in receipts:
            wind(each, receipts[each.id], now.time_of(each.priority))
        if each.id in held:
            _move_progress(held[each.id], each, before, now, since)
    return len(found), found[-1].id if len(found) == AT_ONCE else None


def move(row: CaseRow, before: WorkingTime, since: Micros) -> None:
    """What its clocks used until `since` is of the hours before; from then on they run by others."""
    for which in (promises.FIRST, promises.SOLVE, promises.RECEIPT):
        clock = promises.clock_of(row, which)
        if clock is not None and clock.since is not None and clock.since < since:
            used = promise.used(clock, before, since)
            row.promise = row.promise | {which: [clock.limit, used, since]}


def _move_progress(
    held: CaseProgressRow, row: CaseRow, before: Arranged, now: Arranged, since: Micros
) -> None:
    amount = every(now.of_type(row.type, "progress_hours"))
    if held.due_at is not None and held.since < since and amount is not None:
        used = before.time_of(row.priority).between(held.since, since)
        held.due_at = now.time_of(row.priority).after(since, amount - used)


async def _progress(work: Work, cases: list[Id]) -> dict[Id, CaseProgressRow]:
    of = CaseProgressRow
    found = await work.session.execute(select(of).where(of.case_id.in_(cases)).with_for_update())
    return {each.case_id: each for each in found.scalars()}
