"""What every use case of cases does: find the case under the revision that was seen, judge, write down."""

from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute

from huawu.cases.core import life, telling
from huawu.cases.core.tokens import tokens
from huawu.cases.errors import ChangedMeanwhile
from huawu.cases.events import CaseStepped
from huawu.cases.models import (
    CaseAttachmentRow,
    CaseBulkRow,
    CaseEntryRow,
    CaseLinkRow,
    CaseRemedyRow,
    CaseRow,
    CaseTaskRow,
    ComplaintEntryRow,
    ImprovementRow,
)
from huawu.people import queries as people
from huawu.platform.clock import Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import NotFound, Refusal
from huawu.platform.work import Work

Requested = CaseRow | CaseAttachmentRow | CaseBulkRow | CaseRemedyRow | ComplaintEntryRow | ImprovementRow
"""What a request makes once: known by who sent it and its key."""
CONTACT, CASE = "contact", "case"
"""Kinds of links."""


async def case_row(work: Work, case: Id, seen: int | None = None) -> CaseRow:
    """The case, held until the Work ends. `seen`: the revision that it is to have. For whom it is about there
    is no such case."""
    of = select(CaseRow).where(CaseRow.id == case, CaseRow.site_id == work.site).with_for_update()
    row = (await work.session.execute(of)).scalar_one_or_none()
    if row is None or (row.about_agent is not None and await _is(work, row.about_agent)):
        raise NotFound("case.unknown")
    if seen is not None and seen != row.revision:
        raise await _changed(work, row, seen)
    return row


async def open_row(work: Work, case: Id, seen: int | None = None) -> CaseRow:
    """As `case_row`; refused of a closed case."""
    row = await case_row(work, case, seen)
    require_open(row)
    return row


def require_open(row: CaseRow) -> None:
    """Refused of a closed case."""
    if row.state == "closed":
        raise Refusal("case.closed")


async def _is(work: Work, agent: Id) -> bool:
    record = await people.agent_record(work.session, agent)
    return record is not None and record.user == work.actor.id


async def _changed(work: Work, row: CaseRow, seen: int) -> ChangedMeanwhile:
    of = CaseEntryRow
    later = select(of).where(of.case_id == row.id, of.revision > seen).order_by(of.at.desc(), of.id.desc())
    entries = list((await work.session.execute(later.limit(50))).scalars())
    fields = {field for entry in entries for field in entry.body.get("fields", [entry.kind])}
    last = entries[0] if entries else None
    return ChangedMeanwhile(
        revision=row.revision,
        by=last.by if last else "",
        at=last.at if last else row.changed_at,
        fields=sorted(fields),
    )


def standing_of(row: CaseRow, *, approval: bool, asked: list[str] | None = None) -> life.Standing:
    """As far as the next step goes. `approval`: the type asks for one before the end. `asked`: what the type
    asks of the follow-up; None: it says nothing of it."""
    wants = telling.ASKED_ELSE if asked is None else asked
    satisfied = row.satisfaction is not None or row.satisfaction_asked_at is not None
    known = {
        need
        for need, there in (
            ("solution", row.solution is not None or bool(row.solution_text)),
            ("cause", row.cause is not None),
            ("result", "result" not in wants or row.result_told_at is not None),
            ("satisfaction", "satisfaction" not in wants or satisfied),
            ("follow_up", asked is None or row.state == "followed_up"),
            ("approval", not approval or row.approved_by is not None),
        )
        if there
    }
    return life.Standing(row.state, row.owner, row.team, row.waiting_since is not None, frozenset(known))


def written(work: Work, row: CaseRow, kind: str, body: dict[str, Any]) -> Id:
    """Count the change and put it on record. Returns the entry."""
    row.revision += 1
    row.changed_at = work.now
    return noted(work, row, kind, body)


def noted(work: Work, row: CaseRow, kind: str, body: dict[str, Any]) -> Id:
    """Put something on record that does not change what others may be editing."""
    entry = new_id()
    work.session.add(
        CaseEntryRow(
            id=entry,
            case_id=row.id,
            at=work.now,
            by=work.actor.id,
            kind=kind,
            revision=row.revision,
            body=body,
        )
    )
    return entry


async def announce_step(work: Work, row: CaseRow, step: str) -> None:
    """Tell of a step that the case made, as it stands after it."""
    fact = CaseStepped(row.id, step, row.state, row.team, row.owner, work.actor.id, work.now)
    await work.announce(row.id, fact)


def lay_task(work: Work, row: CaseRow, text: str, agent: Id | None, due_at: Micros | None = None) -> Id:
    """Something to be done for a case, by somebody or (None) nobody in particular; on record. Returns it."""
    task = CaseTaskRow(
        id=new_id(),
        case_id=row.id,
        text=text,
        agent=agent,
        due_at=due_at,
        created_at=work.now,
        created_by=work.actor.id,
    )
    work.session.add(task)
    noted(work, row, "task_added", {"task": task.id, "text": text, "agent": agent})
    return task.id


async def link(work: Work, case: Id, kind: str, target: Id) -> bool:
    """A case has to do with a contact or another case (`kind`). False: that was known. Not put on record."""
    put = insert(CaseLinkRow).values(case_id=case, kind=kind, target=target, at=work.now, by=work.actor.id)
    found = await work.session.execute(put.on_conflict_do_nothing().returning(CaseLinkRow.target))
    return found.first() is not None


async def made_before(
    work: Work, row: type[Requested], by: InstrumentedAttribute[str], key: str
) -> Id | None:
    """What this request made before; None: it is new. `by`: who sent it."""
    asked = select(row.id).where(by == work.actor.id, row.request_key == key)
    return (await work.session.execute(asked)).scalar_one_or_none()


def words_of(row: CaseRow) -> list[str]:
    """By which words the case is found: its subject, its text, what is filled in, its solution."""
    filled = " ".join(value for value in row.form.values() if isinstance(value, str))
    return tokens(f"{row.subject} {row.text} {filled} {row.solution_text}")


async def index_words(work: Work, row: CaseRow) -> None:
    """It is found by these words from now on."""
    await work.session.flush()
    await work.session.execute(
        text("UPDATE cases SET found_by = array_to_tsvector(:words) WHERE id = :case"),
        {"words": words_of(row), "case": row.id},
    )


def no_words() -> Any:  # noqa: ANN401 - an expression
    """Found by nothing yet."""
    return func.array_to_tsvector(text("ARRAY[]::text[]"))
