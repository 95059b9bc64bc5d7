"""Reading the ledger of segments."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Subquery, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions.models import Segment
from huawu.interactions.types import AgentDay, InteractionRecord, SegmentRecord, Spans
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

LONGEST_CONTACT: Micros = 24 * 3600 * SECOND
"""No segment of a contact begins later than this after the contact: lets PostgreSQL skip whole months."""


async def segments(session: AsyncSession, of: InteractionRecord) -> list[SegmentRecord]:
    """The timeline of a contact, in order."""
    return (await segments_of(session, [of])).get(of.id, [])


async def segments_of(
    session: AsyncSession, contacts: Sequence[InteractionRecord]
) -> dict[Id, list[SegmentRecord]]:
    """The timeline of each of these contacts, in order; one that has none is left out."""
    if not contacts:
        return {}
    rows = select(Segment).where(*_within(contacts)).order_by(Segment.started_at, Segment.id)
    found: dict[Id, list[SegmentRecord]] = {}
    for row in (await session.execute(rows)).scalars():
        found.setdefault(row.interaction, []).append(_segment(row))
    return found


async def spans(session: AsyncSession, contacts: Sequence[InteractionRecord]) -> dict[Id, Spans]:
    """How long each of these contacts waited and was talked to."""
    if not contacts:
        return {}
    lasted = Segment.ended_at - Segment.started_at
    micros = func.sum(func.extract("epoch", lasted) * SECOND)
    waits = (Segment.role == "queue") & Segment.agent.is_(None)
    talks = (Segment.role == "talk") & Segment.agent.is_not(None)
    found = await session.execute(
        select(Segment.interaction, micros.filter(waits), micros.filter(talks))
        .where(*_within(contacts))
        .group_by(Segment.interaction)
    )
    return {id: Spans(_rounded(wait), _rounded(talk)) for id, wait, talk in found}


def _within(contacts: Sequence[InteractionRecord]) -> list[ColumnElement[bool]]:
    """What segments of these contacts have in common."""
    began, starts = Segment.started_at, [contact.started_at for contact in contacts]
    return [
        Segment.interaction.in_([contact.id for contact in contacts]),
        began >= min(starts),
        began < max(starts) + LONGEST_CONTACT,
    ]


async def handled(session: AsyncSession, contacts: Sequence[Id], *, since: Micros) -> dict[Id, Micros]:
    """How long agents were busy with each of these contacts: talk, hold and wrap-up. Without an answer a
    contact is left out. `since`: none of them was answered more than a day before."""
    began = Segment.started_at
    micros = func.sum(func.extract("epoch", Segment.ended_at - began) * SECOND)
    found = await session.execute(
        select(Segment.interaction, micros)
        .where(
            Segment.interaction.in_(contacts),
            began >= since - LONGEST_CONTACT,
            Segment.role.in_(("talk", "hold", "wrap_up")),
            Segment.agent.is_not(None),
        )
        .group_by(Segment.interaction)
    )
    return {contact: round(spent) for contact, spent in found}


async def took_part(session: AsyncSession, of: InteractionRecord, agent: Id) -> bool:
    """Whether the contact was offered to, or handled by, this agent."""
    if of.agent == agent:
        return True
    return any(segment.agent == agent for segment in await segments(session, of))


def ledger(longest: Micros, since: Micros) -> Subquery:
    """The segments that ended since a moment; none of them began more than `longest` before it."""
    recent = (Segment.started_at >= since - longest) & (Segment.ended_at >= since)
    return select(Segment.__table__).where(recent).subquery("ledger")


async def segments_between(
    session: AsyncSession, site: str, since: Micros, until: Micros
) -> list[SegmentRecord]:
    """All intervals of a site that began in this time, in order."""
    began = Segment.started_at
    found = await session.execute(
        select(Segment)
        .where(Segment.site_id == site, began >= since, began < until)
        .order_by(Segment.started_at, Segment.id)
    )
    return [_segment(row) for row in found.scalars()]


async def queued_by_day(
    session: AsyncSession, site: str, since: Micros, *, zone: str, starts_hour: int
) -> list[tuple[date, int]]:
    """How often somebody began to wait in a queue, by business day of the site; the latest day first."""
    began = Segment.started_at
    day = cast(func.timezone(zone, began) - timedelta(hours=starts_hour), Date)
    found = await session.execute(
        select(day, func.count())
        .where(Segment.site_id == site, Segment.role == "queue", Segment.agent.is_(None), began >= since)
        .group_by(day)
        .order_by(day.desc())
    )
    return [(each, count) for each, count in found]


async def agent_segments(session: AsyncSession, agent: Id, since: Micros) -> list[SegmentRecord]:
    """An agent's intervals that ended since a moment, in order."""
    found = await session.execute(
        select(Segment)
        .where(
            Segment.agent == agent,
            Segment.ended_at >= since,
            Segment.started_at >= since - LONGEST_CONTACT,
        )
        .order_by(Segment.started_at, Segment.id)
    )
    return [_segment(row) for row in found.scalars()]


async def agent_day(session: AsyncSession, agent: Id, since: Micros) -> AgentDay:
    """What an agent has done since a moment, from the ledger."""
    lasted = func.sum(func.extract("epoch", Segment.ended_at - Segment.started_at) * SECOND)
    found = await session.execute(
        select(Segment.role, Segment.ending, func.count(), lasted)
        .where(
            Segment.agent == agent,
            Segment.ended_at >= since,
            Segment.started_at >= since - LONGEST_CONTACT,
        )
        .group_by(Segment.role, Segment.ending)
    )
    spent: dict[str, Micros] = {}
    answered = missed = 0
    for role, ending, count, micros in found:
        spent[role] = spent.get(role, 0) + round(micros)
        if role == "ringing":
            answered += count if ending == "answered" else 0
            missed += count if ending in ("no_answer", "declined") else 0
    return AgentDay(
        answered=answered,
        talk_micros=spent.get("talk", 0),
        hold_micros=spent.get("hold", 0),
        wrap_up_micros=spent.get("wrap_up", 0),
        missed=missed,
    )


def _rounded(micros: Any) -> Micros | None:  # noqa: ANN401 - numeric as the driver gives it
    return None if micros is None else round(micros)


def _segment(row: Segment) -> SegmentRecord:
    return SegmentRecord(
        id=row.id,
        interaction=row.interaction,
        role=row.role,
        agent=row.agent,
        queue=row.queue,
        started_at=row.started_at,
        ended_at=row.ended_at,
        end=row.ending,
        reason=row.reason,
    )
