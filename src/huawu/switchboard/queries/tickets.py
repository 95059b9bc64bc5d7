"""Call tickets as they stand, and what their calls cost in seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions import queries as interactions
from huawu.platform.clock import Micros
from huawu.platform.database import behind
from huawu.platform.ids import Id
from huawu.switchboard.core.tickets import Standing, Talk, billing_seconds
from huawu.switchboard.models import CallTicketEntryRow, CallTicketRow

_CHARGED = frozenset({"talk", "hold", "conference", "transfer"})
"""Roles of segments in which the caller has the line; while somebody else has the customer, the operator's is
`transfer`."""


@dataclass(frozen=True, slots=True)
class TicketsWanted:
    """Which rows of the list: `over` None: all; `before`: the row after which the page starts."""

    limit: int
    over: bool | None = None
    state: str | None = None
    direction: str | None = None
    before: tuple[Micros, Id] | None = None
    interaction: Id | None = None


async def ticket(session: AsyncSession, site: str, ticket: Id) -> CallTicketRow | None:
    """One; None when there is none."""
    row = CallTicketRow
    found = await session.execute(select(row).where(row.id == ticket, row.site_id == site))
    return found.scalar_one_or_none()


async def tickets(session: AsyncSession, site: str, wanted: TicketsWanted) -> list[CallTicketRow]:
    """The latest first."""
    row = CallTicketRow
    chosen = select(row).where(row.site_id == site)
    if wanted.over is not None:
        chosen = chosen.where(row.over if wanted.over else ~row.over)
    if wanted.state is not None:
        chosen = chosen.where(row.state == wanted.state)
    if wanted.direction is not None:
        chosen = chosen.where(row.direction == wanted.direction)
    if wanted.interaction is not None:
        chosen = chosen.where(row.interaction == wanted.interaction)
    if wanted.before is not None:
        chosen = chosen.where(behind(row.opened_at, row.id, wanted.before))
    chosen = chosen.order_by(row.opened_at.desc(), row.id.desc()).limit(wanted.limit)
    return list((await session.execute(chosen)).scalars())


async def due_tickets(
    session: AsyncSession, site: str, lives: Mapping[str, Mapping[str, Any]], now: Micros
) -> int:
    """How many that were booked are to be rung by now."""
    row = CallTicketRow
    booked = or_(*(and_(row.purpose == each, row.state == life["booked"]) for each, life in lives.items()))
    due = select(func.count()).where(row.site_id == site, ~row.over, row.due_at <= now, booked)
    return int((await session.execute(due)).scalar_one())


async def ticket_history(session: AsyncSession, ticket: Id) -> list[CallTicketEntryRow]:
    """What became of it, in order."""
    row = CallTicketEntryRow
    return list(
        (await session.execute(select(row).where(row.ticket == ticket).order_by(row.revision))).scalars()
    )


async def charged(session: AsyncSession, rows: Sequence[CallTicketRow]) -> dict[Id, int]:
    """The billing seconds of these tickets, from the ledgers of the real calls. A ticket is left out while
    that is not known: no call was linked, or ticket or call are not over. An enquiry is charged from when
    somebody talks with the caller, as nobody is put through."""
    linked = {row.interaction for row in rows if row.interaction and row.ended_at is not None}
    contacts = await interactions.by_id(session, linked) if linked else {}
    ledgers = await interactions.segments_of(session, list(contacts.values()))
    seconds: dict[Id, int] = {}
    for row in rows:
        contact = contacts.get(row.interaction or "")
        if row.ended_at is None or contact is None or contact.ended_at is None:
            continue
        found = ledgers.get(contact.id, [])
        talks = [Talk(each.started_at, each.ended_at) for each in found if each.role in _CHARGED]
        began = contact.started_at if row.purpose == "enquiry" else row.put_through_at
        seconds[row.id] = billing_seconds(began, min(row.ended_at, contact.ended_at), talks)
    return seconds


def standing_of(row: CallTicketRow) -> Standing:
    """A row as far as its life goes."""
    return Standing(
        row.state,
        row.called_number,
        row.person,
        row.called,
        row.person_to_person,
        row.interpreter,
        row.answer,
        row.reverse,  # type: ignore[arg-type]  # written by the core
        row.due_at,
        row.put_through_at,
        row.ended_at,
        row.note,
    )
