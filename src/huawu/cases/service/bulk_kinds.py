"""What can be done to several cases: each kind as it is done to one, and how it is taken back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select

from huawu.cases.core import bulk as core
from huawu.cases.core import life
from huawu.cases.models import CaseBulkItemRow, CaseLinkRow, CaseRow, CaseTaskRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.asking import who
from huawu.cases.service import assigning, belonging, receipts
from huawu.cases.service.common import CASE, case_row, noted
from huawu.cases.service.editing import edit_case
from huawu.cases.service.restoring import restore, snapshot
from huawu.cases.service.stepping import make_step, said_for
from huawu.cases.types import Change, Said
from huawu.people.types import CASES_ASSIGN
from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.work import Work

Asked = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """One Work of one thing done to several cases (`bulk`)."""

    work: Work
    arranged: Arranged
    agent: Id | None
    bulk: Id


@dataclass(frozen=True, slots=True)
class Made:
    """It was done. `revision`: of the case after it; `kept`: what is needed to take it back."""

    revision: int
    kept: dict[str, Any] = field(default_factory=dict)


Does = Callable[[Asker, Id, int, Asked], Awaitable[Made | None]]
"""Does it to a case under the revision that was seen; None: it was so already."""
Back = Callable[[Asker, CaseBulkItemRow], Awaitable[bool]]
"""Takes it back; False: it was changed since."""


async def _made(asker: Asker, row: CaseRow, before: dict[str, Any]) -> Made:
    return Made(row.revision, core.changed(before, await snapshot(asker.work, row)))


async def _assign(asker: Asker, case: Id, seen: int, asked: Asked) -> Made | None:
    work = asker.work
    work.require(CASES_ASSIGN)
    row = await case_row(work, case, seen)
    if row.state not in life.STEPS["assign"].of:
        raise Refusal("case.step_not_now", step="assign")
    wanted = await assigning.wanted(work, asker.arranged, asked.get("team"), asked.get("owner"))
    place, before = wanted.of(row.team), await snapshot(work, row)
    if (row.team, row.owner) == (place.team, place.owner):
        return None
    asks = await who(work.session, asker.agent, work.allows)
    await receipts.dispatch(work, asker.arranged, row, place, asks)
    return await _made(asker, row, before)


async def _priority(asker: Asker, case: Id, seen: int, asked: Asked) -> Made | None:
    row = await case_row(asker.work, case, seen)
    if row.priority == asked["priority"]:
        return None
    before = await snapshot(asker.work, row)
    change = Change(priority=asked["priority"])
    await edit_case(asker.work, asker.arranged, case, change, seen=seen, agent=asker.agent)
    return await _made(asker, row, before)


def _said(asked: Asked) -> Said:
    names = ("reason", "solution", "solution_text", "cause", "satisfaction")
    return Said(**{name: asked.get(name) for name in names})


async def _step(asker: Asker, case: Id, seen: int, asked: Asked) -> Made | None:
    row = await case_row(asker.work, case, seen)
    before = await snapshot(asker.work, row)
    await make_step(
        asker.work, asker.arranged, case, asked["step"], seen=seen, said=_said(asked), agent=asker.agent
    )
    return await _made(asker, row, before)


async def _close(asker: Asker, case: Id, seen: int, asked: Asked) -> Made | None:
    """By every step that is still to be made. What was said (solution, cause) is for cases that have none."""
    row = await case_row(asker.work, case, seen)
    if row.state == "closed":
        return None
    before = await snapshot(asker.work, row)
    for step in core.way_to_close(row.state, waiting=row.waiting_since is not None):
        said = said_for(life.STEPS[step], row, asked)
        await make_step(
            asker.work, asker.arranged, case, step, seen=row.revision, said=said, agent=asker.agent
        )
    return await _made(asker, row, before)


async def _duplicate(asker: Asker, case: Id, seen: int, asked: Asked) -> Made | None:
    row = await _both(asker.work, case, asked["of"])
    before = await snapshot(asker.work, row)
    if row.duplicate_of == asked["of"] and row.revision == seen:
        return None
    await belonging.name_duplicate(asker.work, case, asked["of"], seen=seen)
    return await _made(asker, row, before)


async def _link(asker: Asker, case: Id, _: int, asked: Asked) -> Made | None:
    work, other = asker.work, asked["of"]
    row = await _both(work, case, other)
    of = CaseLinkRow
    known = select(of.case_id).where(of.case_id == case, of.kind == CASE, of.target == other)
    if (await work.session.execute(known)).first() is not None:
        return None
    await belonging.link_case(work, case, other)
    return Made(row.revision, {"of": other})


async def _both(work: Work, case: Id, other: Id) -> CaseRow:
    """The case, held with the other; always in one order, so that two of these never wait for each other."""
    if case == other:
        raise Refusal("case.itself")
    held = {each: await case_row(work, each) for each in sorted((case, other))}
    return held[case]


async def _note(asker: Asker, case: Id, _: int, asked: Asked) -> Made | None:
    entry = await belonging.add_note(asker.work, case, asked["text"])
    row = await case_row(asker.work, case)
    return Made(row.revision, {"entry": entry})


async def _task(asker: Asker, case: Id, _: int, asked: Asked) -> Made | None:
    row = await case_row(asker.work, case)
    agent = asked.get("agent") or (row.owner if asked.get("to_owner") else None)
    task = await belonging.add_task(asker.work, case, asked["text"], agent=agent, due_at=asked.get("due_at"))
    return Made(row.revision, {"task": task})


async def _receipt(asker: Asker, case: Id, _: int, __: Asked) -> Made | None:
    """The team has it, whatever was edited since it was seen."""
    work = asker.work
    row = await case_row(work, case)
    before, asks = await snapshot(work, row), await who(work.session, asker.agent, work.allows)
    if await receipts.confirm(work, case, asks) is not None:
        return None
    return await _made(asker, row, before)


async def _restored(asker: Asker, item: CaseBulkItemRow) -> bool:
    row = await case_row(asker.work, item.case_id)
    return await restore(asker.work, asker.arranged, row, item.kept, item.revision, "bulk_undone")


async def _assigned_back(asker: Asker, item: CaseBulkItemRow) -> bool:
    asker.work.require(CASES_ASSIGN)
    return await _restored(asker, item)


async def _unlinked(asker: Asker, item: CaseBulkItemRow) -> bool:
    work, case, other = asker.work, item.case_id, item.kept["of"]
    row, of = await _both(work, case, other), CaseLinkRow
    for one, two in ((case, other), (other, case)):
        gone = delete(of).where(of.case_id == one, of.kind == CASE, of.target == two)
        if (await work.session.execute(gone.returning(of.case_id))).first() is None and one == case:
            return False
    noted(work, row, "unlinked", {"kind": CASE, "target": other})
    noted(work, await case_row(work, other), "unlinked", {"kind": CASE, "target": case})
    return True


async def _note_back(asker: Asker, item: CaseBulkItemRow) -> bool:
    """What was noted stays on record, with that it does not count."""
    row = await case_row(asker.work, item.case_id)
    noted(asker.work, row, "note_undone", {"entry": item.kept["entry"]})
    return True


async def _task_back(asker: Asker, item: CaseBulkItemRow) -> bool:
    work = asker.work
    row, task = await case_row(work, item.case_id), await work.session.get(CaseTaskRow, item.kept["task"])
    if task is None or task.done_at is not None:
        return False
    await work.session.delete(task)
    noted(work, row, "task_dropped", {"task": task.id, "text": task.text})
    return True


DOES: dict[str, Does] = {
    "assign": _assign,
    "priority": _priority,
    "step": _step,
    "close": _close,
    "duplicate": _duplicate,
    "link": _link,
    "note": _note,
    "task": _task,
    "receipt": _receipt,
}
TAKES_BACK: dict[str, Back] = {
    "assign": _assigned_back,
    **dict.fromkeys(("priority", "step", "close", "duplicate", "receipt"), _restored),
    "link": _unlinked,
    "note": _note_back,
    "task": _task_back,
}
