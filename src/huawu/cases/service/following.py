"""Takes duplicates along with their original, some at a time, each batch promised by the one before. Done
twice, nothing happens the second time: what counts is how the original stands, not what it did."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from huawu.cases.core import along as core
from huawu.cases.core.bulk import changed
from huawu.cases.core.notices import told
from huawu.cases.models import CaseFollowRow, CaseRow, CaseTaskRow, CaseTellingRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.queries.whole import incident_runs, own_tasks
from huawu.cases.service import along, notices
from huawu.cases.service.common import lay_task, noted
from huawu.cases.service.progress import put_telling
from huawu.cases.service.restoring import restore, snapshot
from huawu.cases.service.stepping import step_by_rule
from huawu.platform import jobs
from huawu.platform.clock import Clock, system_clock
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.words import say
from huawu.platform.work import Work, work

AT_ONCE = 50
_COPIED = ("solution", "solution_name", "solution_text", "cause", "cause_name")


def following(sessions: Callable[[], Sessions], clock: Clock = system_clock) -> jobs.Handler:
    """Does one batch, and promises the next."""

    async def handle(job: jobs.Job) -> dict[str, Any]:
        args = job.args
        async with work(sessions(), site=job.site, clock=clock) as w:
            many, last = await follow_some(w, args["case"], args["way"], args["after"])
            if last is not None:
                await jobs.enqueue(w, along.ALONG, args | {"after": last})
        return {"cases": many}

    return handle


async def follow_some(work: Work, case: Id, way: str, after: Id) -> tuple[int, Id | None]:
    """The next duplicates after this one. Returns how many, and the last of them; None: there are no more."""
    original = await work.session.get(CaseRow, case)
    if original is None:
        return 0, None
    there, of = await arranged(work.session, work.site), CaseRow
    asked = select(of).where(of.duplicate_of == case, of.id > after, of.site_id == work.site)
    found = await work.session.execute(asked.order_by(of.id).limit(AT_ONCE).with_for_update())
    rows = list(found.scalars())
    tasks = await own_tasks(work.session, [each.id for each in rows]) if way == "ahead" else {}
    for row in rows:
        if way == "ahead":
            await _ahead(work, there, row, original, tasks.get(row.id, 0))
        else:
            await _back(work, there, row, original, way)
    return len(rows), rows[-1].id if len(rows) == AT_ONCE else None


async def _ahead(work: Work, there: Arranged, row: CaseRow, original: CaseRow, tasks: int) -> None:
    asks = there.of_type(row.type, "follow_up") is not None
    same = row.customer is not None and row.customer == original.customer
    answered = same and original.satisfaction_asked_at is not None and original.result_told_at is not None
    waiting = row.waiting_since is not None
    runs = original.state == "closed" and await incident_runs(work.session, row.id)
    way = core.way_of(
        original.state, row.state, waiting=waiting, tasks=tasks, asks=asks, asked=answered, runs=runs
    )
    if way.steps:
        before = await snapshot(work, row)
        for name in _COPIED:
            setattr(row, name, getattr(row, name) or getattr(original, name))
        if "follow_up" in way.steps:
            row.satisfaction, row.satisfaction_asked_at = original.satisfaction, work.now
            row.result_told_at = work.now
        for step in way.steps:
            await step_by_rule(work, there, row, step, {"along": original.number})
        task = await _tell(work, row, original, same=same) if row.state == "closed" else None
        if row.state == "closed":
            row.approved_by = original.approved_by
        await _keep(work, row, original, before, task)
    if way.stays:
        await _name(work, row, original, way.stays, tasks)


async def _tell(work: Work, row: CaseRow, original: CaseRow, *, same: bool) -> Id | None:
    """Whoever was told the result of the original was told that of their duplicate; another customer is still
    to be told: a task is left."""
    if original.result_told_at is None or row.customer is None:
        return None
    if not same:
        text = say("case.along_tell_task", "zh-CN").title
        return lay_task(work, row, text, row.owner or original.owner)
    of = CaseTellingRow
    asked = select(of).where(of.case_id == original.id, of.what == "result")
    asked = asked.order_by(of.at.desc(), of.id.desc()).limit(1)
    last = (await work.session.execute(asked)).scalar_one_or_none()
    row.result_told_at = work.now
    if last is not None:
        put_telling(work, row, "result", how=last.how, text=last.text, score=None)
    return None


async def _keep(work: Work, row: CaseRow, original: CaseRow, before: dict[str, Any], task: Id | None) -> None:
    """What it was before it first went along, and what it is now."""
    held = await work.session.get(CaseFollowRow, row.id)
    if held is not None and held.original == original.id:
        before |= {name: was for name, (was, _) in held.kept["fields"].items()}
    values = {
        "original": original.id,
        "at": work.now,
        "state": row.state,
        "revision": row.revision,
        "kept": {"fields": changed(before, await snapshot(work, row)), "task": task, "named": None},
    }
    put = insert(CaseFollowRow).values(case_id=row.id, **values)
    await work.session.execute(put.on_conflict_do_update(index_elements=["case_id"], set_=values))
    if held is not None:
        await work.session.refresh(held)


async def _name(work: Work, row: CaseRow, original: CaseRow, why: str, tasks: int) -> None:
    """It stays open: the original says so, and whoever has it is told; once for each end of the original."""
    held = await work.session.get(CaseFollowRow, row.id, populate_existing=True)
    if held is None:
        await _keep(work, row, original, await snapshot(work, row), None)
        held = await work.session.get(CaseFollowRow, row.id)
    if held is None or held.kept.get("named") == original.closed_at:
        return
    held.kept = held.kept | {"named": original.closed_at}
    noted(work, original, "along_stays", {"number": row.number, "why": why, "tasks": tasks})
    users = told("owner", await notices.around(work, row))
    key = f"along stays {row.id} {original.closed_at}"
    body = {"of": why, "number": f"GD-{original.number:06}", "tasks": tasks}
    await notices.put(work, users, key, "along_stays", case=row.id, body=body)


async def _back(work: Work, there: Arranged, row: CaseRow, original: CaseRow, way: str) -> None:
    """It went along, and the original is taken up again: so is the duplicate, if it still stands where it
    went."""
    held = await work.session.get(CaseFollowRow, row.id)
    if held is None or held.original != original.id or original.state == "closed":
        return
    left = held.kept.get("task")
    if way == "undone":
        done = await restore(work, there, row, held.kept["fields"], held.revision, "along_undone")
    else:
        done = row.state == held.state and row.state in ("confirmed", "recorded", "closed")
        if done:
            step = "reopen" if row.state == "closed" else "work_again"
            await step_by_rule(work, there, row, step, {"along": original.number})
    task = await work.session.get(CaseTaskRow, left) if left else None
    if done and task is not None and task.done_at is None:
        await work.session.delete(task)
        noted(work, row, "task_dropped", {"task": task.id, "text": task.text})
    if way == "undone" and done:
        await work.session.delete(held)
