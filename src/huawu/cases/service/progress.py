"""Customers are told how their cases stand: planned on working time, due as a task of the owner, said and on
record. As with the clocks of promises nothing ticks: one moment a case is watched, by an index."""

from sqlalchemy import select

from huawu.cases.core.telling import every
from huawu.cases.models import CaseFollowRow, CaseProgressRow, CaseRow, CaseTaskRow, CaseTellingRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.service.common import case_row, lay_task, noted, open_row, require_open
from huawu.people.types import CASES_WORK
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid
from huawu.platform.words import say
from huawu.platform.work import Work

AT_ONCE = 200
_TASK = "case.progress_task"


async def plan(work: Work, case: Id) -> None:
    """Watch a case by its type, or no longer; a task that is due is its owner's. Heard twice, nothing happens
    the second time."""
    row = await case_row(work, case)
    held = await work.session.get(CaseProgressRow, case)
    there = await arranged(work.session, work.site)
    if row.state == "closed" or every(there.of_type(row.type, "progress_hours")) is None:
        if held is not None:
            await _settle_task(work, held)
            await work.session.delete(held)
    elif held is None:
        held = CaseProgressRow(case_id=case, since=work.now)
        work.session.add(held)
        _next(work, there, row, held)
    elif held.task is not None:
        task = await work.session.get(CaseTaskRow, held.task)
        if task is not None and task.done_at is None:
            task.agent = row.owner


async def look(work: Work) -> int:
    """Lay a task before the owner of each case whose customer is to be told by now; at most 200."""
    of = CaseProgressRow
    due = select(of, CaseRow).join(CaseRow, CaseRow.id == of.case_id)
    due = due.where(of.due_at <= work.now, CaseRow.site_id == work.site).order_by(of.due_at).limit(AT_ONCE)
    found = list(await work.session.execute(due.with_for_update(skip_locked=True)))
    text = say(_TASK, "zh-CN").title
    for held, row in found:
        held.task, held.due_at = lay_task(work, row, text, row.owner, held.due_at), None
    return len(found)


async def tell(work: Work, case: Id, what: str, *, how: str, text: str) -> None:
    """Put on record how the customer was told how it stands (progress), or how it ended (result). The next
    time is planned from now, and the task that was due is done. Refused of closed cases, but for
    the result of a duplicate that closed with its original: its customer is still to be told."""
    work.require(CASES_WORK)
    row = await case_row(work, case)
    told_after = await _told_after(work, row) if what == "result" else None
    if told_after is None:
        require_open(row)
    else:
        told_after.done_at, told_after.done_by = work.now, work.actor.id
    if not text.strip():
        raise Invalid("case.tell_what")
    if what == "result":
        row.result_told_at = work.now
    put_telling(work, row, what, how=how, text=text.strip(), score=None)
    held = await work.session.get(CaseProgressRow, case)
    if held is not None:
        await _settle_task(work, held)
        held.since, held.task = work.now, None
        _next(work, await arranged(work.session, work.site), row, held)


async def _told_after(work: Work, row: CaseRow) -> CaseTaskRow | None:
    """The open task to tell the customer of a case that closed with its original."""
    held = await work.session.get(CaseFollowRow, row.id) if row.state == "closed" else None
    task = await work.session.get(CaseTaskRow, held.kept["task"]) if held and held.kept.get("task") else None
    return task if task is not None and task.done_at is None else None


async def ask_satisfaction(work: Work, case: Id, *, how: str, score: int | None, text: str) -> None:
    """Put on record how satisfied the customer is (1 to 5); None: they were asked and would not say."""
    work.require(CASES_WORK)
    row = await open_row(work, case)
    row.satisfaction, row.satisfaction_asked_at = score, work.now
    put_telling(work, row, "satisfaction", how=how, text=text.strip(), score=score)


def put_telling(work: Work, row: CaseRow, what: str, *, how: str, text: str, score: int | None) -> None:
    """Put on record what the customer was told or asked."""
    work.session.add(
        CaseTellingRow(
            id=new_id(),
            case_id=row.id,
            at=work.now,
            by=work.actor.id,
            what=what,
            how=how,
            text=text,
            score=score,
        )
    )
    noted(work, row, f"told_{what}", {"how": how, "text": text, "score": score})


def _next(work: Work, there: Arranged, row: CaseRow, held: CaseProgressRow) -> None:
    amount = every(there.of_type(row.type, "progress_hours"))
    held.due_at = None if amount is None else there.time_of(row.priority).after(held.since, amount)


async def _settle_task(work: Work, held: CaseProgressRow) -> None:
    task = await work.session.get(CaseTaskRow, held.task) if held.task else None
    if task is not None and task.done_at is None:
        task.done_at, task.done_by = work.now, work.actor.id
