"""Finding cases: a page at a time, by whatever one knows of them (keyset: a page costs the same however far
back it is)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, cast, false, func, literal_column, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from huawu.cases.core.tokens import looked_for
from huawu.cases.models import CaseLinkRow, CaseReceiptRow, CaseRow
from huawu.cases.types import CaseLine, CasesWanted
from huawu.customers import queries as customers
from huawu.platform.clock import Micros
from huawu.platform.database import behind
from huawu.platform.ids import Id

_NUMBER_LONGEST = 12
_LOOKED_AT = 1500
"""So many cases, in the order of the list, are looked at for words before the index of words is asked."""
_PLANNED_FOR_THESE = select(
    func.set_config("plan_cache_mode", "force_custom_plan", True),
    func.set_config("enable_seqscan", "off", True),
)
"""A plan made once for all values would not know which of them are rare, and one that reads the whole table
is never the best for a page. Until the transaction ends."""
STILL_OPEN = CaseRow.state != literal_column("'closed'")
"""Written out as the partial indexes have it: a plan made once for all values uses them too."""


async def cases(session: AsyncSession, site: str, wanted: CasesWanted, now: Micros) -> list[CaseLine]:
    """A page of cases."""
    await session.execute(_PLANNED_FOR_THESE)
    row, words = CaseRow, _words(wanted.text)
    asked = [row.site_id == site, *_filters(wanted, now)]
    if words is not None:
        return [line_of(each) for each in await _with_words(session, asked, wanted, words)]
    found = await session.execute(
        select(row).where(*asked).order_by(*_order(row, wanted)).limit(wanted.limit)
    )
    return [line_of(each) for each in found.scalars()]


async def _with_words(
    session: AsyncSession, asked: list[ColumnElement[bool]], wanted: CasesWanted, words: ColumnElement[Any]
) -> list[CaseRow]:
    """Common words fill a page from the first cases that one looks at, in the order of the list; by the index
    of words these would be hundred thousands. Of words that do not, there are few enough for that index."""
    first = select(CaseRow).where(*asked).order_by(*_order(CaseRow, wanted)).limit(_LOOKED_AT).subquery()
    row = aliased(CaseRow, first)
    near = select(row).where(row.found_by.bool_op("@@")(words)).order_by(*_order(row, wanted))
    found = list((await session.execute(near.limit(wanted.limit))).scalars())
    if len(found) == wanted.limit:
        return found
    having = select(CaseRow.id).where(*asked, CaseRow.found_by.bool_op("@@")(words))
    hits = having.cte("hits").prefix_with("MATERIALIZED")  # else it is read in the order of the list
    whole = select(CaseRow).join(hits, hits.c.id == CaseRow.id).order_by(*_order(CaseRow, wanted))
    return list((await session.execute(whole.limit(wanted.limit))).scalars())


def _order(row: type[CaseRow], wanted: CasesWanted) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if wanted.by_due:
        return row.due_order.asc(), row.id.asc()
    return row.opened_at.desc(), row.id.desc()


async def counts(
    session: AsyncSession, site: str, owner: Id | None, team: str, now: Micros
) -> dict[str, int]:
    """How many open cases are mine, wait in my team's list, and are overdue; of mine and of the list."""
    row = CaseRow
    mine = row.owner == owner if owner else false()
    lists = row.owner.is_(None) & (row.team == team)
    asked = (
        select(func.count(), func.count().filter(row.due_order < now)).where(
            row.site_id == site, STILL_OPEN, whose, *not_about(owner)
        )
        for whose in (mine, lists)
    )
    (own, late), (listed, late_there) = [(await session.execute(each)).one() for each in asked]
    return {"mine": own, "list": listed, "overdue": late + late_there}


def not_about(viewer: Id | None) -> list[ColumnElement[bool]]:
    """Nobody sees a case that is about them. `viewer`: the agent who looks; None: the house itself, or
    somebody who is no agent."""
    return [CaseRow.about_agent.is_distinct_from(viewer)] if viewer else []


async def open_of_customer(
    session: AsyncSession, customer: Id, most: int, *, viewer: Id | None
) -> list[CaseLine]:
    """The open cases of a customer, the newest first."""
    row = CaseRow
    theirs = row.customer.in_(await customers.ids_of(session, customer))
    asked = select(row).where(theirs, STILL_OPEN, *not_about(viewer))
    found = await session.execute(asked.order_by(row.opened_at.desc(), row.id.desc()).limit(most))
    return [line_of(each) for each in found.scalars()]


async def of_contact(session: AsyncSession, interaction: Id, *, viewer: Id | None) -> list[CaseLine]:
    """The cases that a contact is about, the newest first."""
    row, link = CaseRow, CaseLinkRow
    linked = select(link.case_id).where(link.kind == "contact", link.target == interaction)
    asked = select(row).where(row.id.in_(linked), *not_about(viewer))
    found = await session.execute(asked.order_by(row.opened_at.desc()))
    return [line_of(each) for each in found.scalars()]


async def lines(session: AsyncSession, ids: Iterable[Id], *, viewer: Id | None) -> dict[Id, CaseLine]:
    """These cases, those that there are."""
    wanted = set(ids)
    if not wanted:
        return {}
    found = await session.execute(select(CaseRow).where(CaseRow.id.in_(wanted), *not_about(viewer)))
    return {each.id: line_of(each) for each in found.scalars()}


def line_of(row: CaseRow) -> CaseLine:
    return CaseLine(
        id=row.id,
        number=row.number,
        revision=row.revision,
        opened_at=row.opened_at,
        type=row.type,
        type_name=row.type_name,
        top=row.top,
        priority=row.priority,
        subject=row.subject,
        customer=row.customer,
        state=row.state,
        waiting=row.waiting_since is not None,
        team=row.team,
        owner=row.owner,
        due_at=row.due_at,
        due_order=row.due_order,
        solved=row.solved_at is not None,
        escalated=row.escalated,
        master=row.master,
        receipt_due_at=row.receipt_due_at,
    )


def _filters(wanted: CasesWanted, now: Micros) -> list[ColumnElement[bool]]:
    row = CaseRow
    found = not_about(wanted.viewer)
    if wanted.state == "open" or wanted.by_due:
        found.append(STILL_OPEN)
    if wanted.state not in (None, "open"):
        found.append(row.state == wanted.state)
    if wanted.types:
        found.append(row.type.in_(wanted.types))
    if wanted.owner is not None:
        found.append(row.owner == wanted.owner if wanted.owner else row.owner.is_(None))
    if wanted.customers:
        found.append(row.customer.in_(wanted.customers))
    for column, value in ((row.priority, wanted.priority), (row.team, wanted.team)):
        if value is not None:
            found.append(column == value)
    return found + _due(wanted, now) + _receipt(wanted, now) + _number(wanted.text) + _after(wanted)


def _after(wanted: CasesWanted) -> list[ColumnElement[bool]]:
    """Where the page starts."""
    if wanted.after is None:
        return []
    order = CaseRow.due_order if wanted.by_due else CaseRow.opened_at
    return [behind(order, CaseRow.id, wanted.after, newest_first=not wanted.by_due)]


def _due(wanted: CasesWanted, now: Micros) -> list[ColumnElement[bool]]:
    row = CaseRow
    if wanted.due == "waiting":
        return [row.waiting_since.is_not(None), STILL_OPEN]
    if wanted.due == "overdue":
        return [row.due_order < now, STILL_OPEN]
    if wanted.due == "today" and wanted.until is not None:
        return [row.due_order < wanted.until, STILL_OPEN]
    return []


def _receipt(wanted: CasesWanted, now: Micros) -> list[ColumnElement[bool]]:
    """All of them by the index of those that are awaited."""
    if wanted.receipt is None:
        return []
    row, held, (team, user) = CaseRow, CaseReceiptRow, wanted.asks
    awaited = [row.receipt_due_at.is_not(None), STILL_OPEN]
    if wanted.receipt == "mine":
        return [*awaited, row.team == team if team else false()]
    if wanted.receipt == "late":
        return [*awaited, row.receipt_due_at < now]
    if wanted.receipt == "sent":
        # asked of each that is awaited: joined, all receipts that there ever were might be read
        sent_by = select(held.sent_by).where(held.case_id == row.id).scalar_subquery()
        return [*awaited, sent_by == user]
    return awaited


def _number(text: str) -> list[ColumnElement[bool]]:
    plain = text.strip().upper().removeprefix("GD").lstrip("-").strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= _NUMBER_LONGEST:
        return [CaseRow.number == int(plain)]
    return []


def _words(text: str) -> ColumnElement[Any] | None:
    """What is looked for, unless it is a number. Each word is letters and digits only, so quoting it is
    enough."""
    words = [] if _number(text) else looked_for(text)
    return cast(" & ".join(f"'{word}'" for word in words), TSQUERY) if words else None
