"""What belongs to a case: notes, tasks, contacts, other cases, a customer."""

from sqlalchemy import select, update

from huawu.cases.models import CaseRow, CaseTaskRow
from huawu.cases.service.assigning import is_here
from huawu.cases.service.common import (
    CASE,
    CONTACT,
    case_row,
    lay_task,
    link,
    noted,
    open_row,
    require_open,
    written,
)
from huawu.customers import queries as customers
from huawu.interactions import queries as interactions
from huawu.people.types import CASES_WORK
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work


async def add_note(work: Work, case: Id, text: str) -> Id:
    """Put a note on record. Others who edit the case at the moment are not in its way."""
    work.require(CASES_WORK)
    if not text.strip():
        raise Invalid("case.empty_note")
    return noted(work, await case_row(work, case), "note", {"text": text.strip()})


async def add_task(work: Work, case: Id, text: str, *, agent: Id | None, due_at: Micros | None) -> Id:
    """Something to be done. Refused for an agent who is not here or whom the case is about, and of a closed
    case."""
    work.require(CASES_WORK)
    row = await open_row(work, case)
    if not text.strip():
        raise Invalid("case.empty_task")
    if agent is not None and not await is_here(work, agent):
        raise Invalid("case.owner_not_here")
    if agent is not None and agent == row.about_agent:
        raise Invalid("case.about_owner")
    return lay_task(work, row, text.strip(), agent, due_at)


async def settle_task(work: Work, case: Id, task: Id, *, done: bool) -> None:
    """It is done, or not after all. Said twice, nothing happens the second time."""
    work.require(CASES_WORK)
    row, found = await case_row(work, case), await work.session.get(CaseTaskRow, task)
    if found is None or found.case_id != case:
        raise NotFound("case.unknown_task")
    if (found.done_at is not None) == done:
        return
    found.done_at, found.done_by = (work.now, work.actor.id) if done else (None, None)
    noted(work, row, "task_done" if done else "task_undone", {"task": task, "text": found.text})


async def doer_left(work: Work, agent: Id) -> None:
    """Somebody works here no more: what they were to do falls to whoever has the case."""
    task = CaseTaskRow
    theirs = update(task).where(task.agent == agent, task.done_at.is_(None))
    await work.session.execute(theirs.values(agent=None))


async def link_contact(work: Work, case: Id, interaction: Id) -> None:
    """A contact was about this case as well."""
    work.require(CASES_WORK)
    if await interactions.interaction(work.session, interaction) is None:
        raise Invalid("interaction.unknown")
    await _link(work, await case_row(work, case), CONTACT, interaction)


async def link_case(work: Work, case: Id, other: Id) -> None:
    """Two cases have to do with each other; each shows the other."""
    work.require(CASES_WORK)
    if case == other:
        raise Refusal("case.itself")
    for one, two in sorted([(case, other), (other, case)]):
        await _link(work, await case_row(work, one), CASE, two)


async def name_duplicate(work: Work, case: Id, of: Id | None, *, seen: int) -> None:
    """It is the same as another; None: it is not after all. Refused of itself, of a case that is itself a
    duplicate, and in a ring."""
    work.require(CASES_WORK)
    row, first = await _row_and_other(work, case, of, seen)
    if first is not None and first.duplicate_of is not None:
        raise Refusal("case.is_duplicate", case=first.number)
    row.duplicate_of = of
    written(work, row, "duplicate" if of else "no_duplicate", {"case": of, "fields": ["duplicate_of"]})


async def set_master(work: Work, case: Id, master: Id | None, *, seen: int) -> None:
    """It is one of many of a major incident, whose master case is this one; None: it is not."""
    work.require(CASES_WORK)
    row, above = await _row_and_other(work, case, master, seen)
    if above is not None:
        if above.master is not None:
            raise Refusal("case.master_has_master")
        under = select(CaseRow.id).where(CaseRow.master == case).limit(1)
        if (await work.session.execute(under)).first() is not None:
            raise Refusal("case.is_master")
    row.master = master
    written(work, row, "master" if master else "no_master", {"case": master, "fields": ["master"]})


async def set_customer(work: Work, case: Id, customer: Id | None, *, seen: int) -> None:
    """Say whose case it is; None: nobody knows."""
    work.require(CASES_WORK)
    row = await open_row(work, case, seen)
    if customer is not None and await customers.customer(work.session, customer) is None:
        raise NotFound("customer.unknown")
    row.customer = customer
    written(work, row, "customer", {"fields": ["customer"]})


async def _row_and_other(work: Work, case: Id, other: Id | None, seen: int) -> tuple[CaseRow, CaseRow | None]:
    """The case and the one that it is to belong to, both held, so that the other is not given a place of its
    own meanwhile; always in one order, so that two of these never wait for each other."""
    if case == other:
        raise Refusal("case.itself")
    held = {}
    for each in sorted({case, other or case}):
        held[each] = await case_row(work, each, seen if each == case else None)
    require_open(held[case])
    return held[case], held[other] if other else None


async def _link(work: Work, row: CaseRow, kind: str, target: Id) -> None:
    if await link(work, row.id, kind, target):
        noted(work, row, "linked", {"kind": kind, "target": target})
