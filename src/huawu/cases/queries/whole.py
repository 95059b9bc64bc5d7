"""One case with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.models import (
    CaseEntryRow,
    CaseFollowRow,
    CaseIncidentRow,
    CaseLinkRow,
    CaseProgressRow,
    CaseRow,
    CaseTaskRow,
)
from huawu.cases.queries.finding import STILL_OPEN, line_of, lines, not_about
from huawu.cases.types import CaseLine
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound

_MOST_ENTRIES, _MOST_UNDER, _MOST_LINKED = 500, 200, 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of what happened. `kind`: see `service`; `by`: a user, or the name of a process."""

    id: Id
    at: Micros
    by: Id
    kind: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done for a case."""

    id: Id
    text: str
    agent: Id | None
    due_at: Micros | None
    done_at: Micros | None


@dataclass(frozen=True, slots=True)
class Belonging:
    """What lies around a case. `contacts`: interactions; `cases`: those that have to do with it; `under`:
    those whose master it is; `duplicates`: those that are the same as it;
    `duplicates_left`: of these, how many open tasks those have that would stay open; `followed`: some went
    along; `runs`: it is the master of a major incident that is not over."""

    entries: list[Entry]
    tasks: list[Task]
    contacts: list[Id]
    cases: list[CaseLine]
    master: CaseLine | None
    duplicate_of: CaseLine | None
    under: list[CaseLine]
    duplicates: list[CaseLine]
    duplicates_left: dict[Id, int]
    followed: bool
    runs: bool


async def row_of(session: AsyncSession, site: str, case: Id, *, viewer: Id | None) -> CaseRow:
    """The case itself. Refused (`case.unknown`) also when it is about the agent who looks (`viewer`)."""
    asked = select(CaseRow).where(CaseRow.id == case, CaseRow.site_id == site, *not_about(viewer))
    row = (await session.execute(asked)).scalar_one_or_none()
    if row is None:
        raise NotFound("case.unknown")
    return row


async def belonging(session: AsyncSession, row: CaseRow, *, viewer: Id | None) -> Belonging:
    """Everything around it, without cases about the viewer; of what happened the last 500, of contacts
    and of cases that were linked the last 200, the oldest first."""
    contacts, others = await _linked(session, row.id, "contact"), await _linked(session, row.id, "case")
    around = [*others, *(each for each in (row.master, row.duplicate_of) if each)]
    known = await lines(session, around, viewer=viewer)
    of = CaseRow
    beneath = select(of).where((of.master == row.id) | (of.duplicate_of == row.id), *not_about(viewer))
    beneath = beneath.order_by(of.opened_at)
    under = list((await session.execute(beneath.limit(_MOST_UNDER))).scalars())
    went = select(CaseFollowRow.case_id).where(CaseFollowRow.original == row.id).limit(1)
    return Belonging(
        entries=await _entries(session, row.id),
        tasks=await _tasks(session, row.id),
        contacts=contacts,
        cases=[known[other] for other in others if other in known],
        master=known.get(row.master or ""),
        duplicate_of=known.get(row.duplicate_of or ""),
        under=[line_of(each) for each in under if each.master == row.id],
        duplicates=[line_of(each) for each in under if each.duplicate_of == row.id],
        duplicates_left=await _left(session, row.id),
        followed=(await session.execute(went)).first() is not None,
        runs=await incident_runs(session, row.id),
    )


async def incident_runs(session: AsyncSession, case: Id) -> bool:
    """Whether the case is the master of a major incident that is not over."""
    of = CaseIncidentRow
    asked = select(of.case_id).where(of.case_id == case, of.ended_at.is_(None))
    return (await session.execute(asked)).first() is not None


async def _linked(session: AsyncSession, case: Id, kind: str) -> list[Id]:
    """The last ones that were linked, the oldest first: a major incident has thousands of contacts."""
    of = CaseLinkRow
    asked = (
        select(of.target).where(of.case_id == case, of.kind == kind).order_by(of.at.desc(), of.target.desc())
    )
    found = list((await session.execute(asked.limit(_MOST_LINKED))).scalars())
    return found[::-1]


async def _left(session: AsyncSession, case: Id) -> dict[Id, int]:
    """Open duplicates that have open tasks, with how many: they would not close with it."""
    return await own_tasks(session, select(CaseRow.id).where(CaseRow.duplicate_of == case, STILL_OPEN))


async def own_tasks(session: AsyncSession, cases: Sequence[Id] | Select[str]) -> dict[Id, int]:
    """How many open tasks these cases have, but for the one to tell how it stands."""
    of, progress = CaseTaskRow, CaseProgressRow
    asked = select(of.case_id, func.count()).where(of.case_id.in_(cases), of.done_at.is_(None))
    told = select(progress.case_id).where(progress.case_id == of.case_id, progress.task == of.id)
    found = await session.execute(asked.where(~told.exists()).group_by(of.case_id))
    return {case: many for case, many in found}


async def _entries(session: AsyncSession, case: Id) -> list[Entry]:
    of = CaseEntryRow
    asked = select(of).where(of.case_id == case).order_by(of.at.desc(), of.id.desc()).limit(_MOST_ENTRIES)
    found = list((await session.execute(asked)).scalars())
    return [Entry(each.id, each.at, each.by, each.kind, each.body) for each in reversed(found)]


async def _tasks(session: AsyncSession, case: Id) -> list[Task]:
    of = CaseTaskRow
    found = await session.execute(select(of).where(of.case_id == case).order_by(of.created_at, of.id))
    return [Task(each.id, each.text, each.agent, each.due_at, each.done_at) for each in found.scalars()]
