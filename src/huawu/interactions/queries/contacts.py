"""What others may read about interactions. Lists go newest first, page by page (keyset: a page costs the same
however far back it is)."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from huawu.interactions.core.outcomes import CALLBACK
from huawu.interactions.events import MenuLeft, RecordingConsent
from huawu.interactions.models import OUTCOME, Interaction, Recording, WrapUp
from huawu.interactions.queries import newest
from huawu.interactions.queries.ledger import LONGEST_CONTACT
from huawu.interactions.types import (
    Caller,
    Hold,
    InteractionRecord,
    RecordingRecord,
    Wanted,
    WrapUpRecord,
)
from huawu.platform.clock import Micros
from huawu.platform.database import behind
from huawu.platform.ids import Id
from huawu.platform.outbox import FactRow

_CALLED_BACK = Interaction.cause.is_not_distinct_from(CALLBACK)
_OUTCOME: ColumnElement[str] = literal_column(OUTCOME)


async def interactions(session: AsyncSession, wanted: Wanted) -> list[InteractionRecord]:
    """A page of contacts, newest first."""
    await session.execute(newest.PLANNED_FOR_THESE)
    asked = _asked(Interaction, wanted)
    if wanted.outcome is not None:
        asked.append(_OUTCOME == wanted.outcome)
    ways = []
    if wanted.callers is not None:
        ways.append(newest.of_callers(wanted.callers, asked, wanted.limit))
    if wanted.customers:
        ways.append(newest.of_customers(wanted.customers, asked, wanted.limit))
    if wanted.caller_ends is not None:
        ways.append(newest.ending_in(wanted.caller_ends, asked, wanted.limit))
    if ways:
        return [_interaction(row) for row in await newest.together(session, ways, wanted.limit)]
    rows = select(Interaction).where(*asked)
    return [_interaction(row) for row in (await session.execute(_page(rows, Interaction, wanted))).scalars()]


async def interaction(session: AsyncSession, interaction: Id) -> InteractionRecord | None:
    row = await session.get(Interaction, interaction)
    return _interaction(row) if row else None


async def by_id(session: AsyncSession, interactions: Iterable[Id]) -> dict[Id, InteractionRecord]:
    """These contacts, those that the database knows."""
    found = await session.execute(select(Interaction).where(Interaction.id.in_(list(interactions))))
    return {row.id: _interaction(row) for row in found.scalars()}


async def called_back(session: AsyncSession, *, since: Micros, most: int) -> list[Id]:
    """The contacts since a moment whose customer asked to be called back instead of waiting, newest first."""
    found = await session.execute(
        select(Interaction.id)
        .where(Interaction.started_at >= since, _CALLED_BACK)
        .order_by(Interaction.started_at.desc(), Interaction.id.desc())
        .limit(most)
    )
    return list(found.scalars())


async def callers_of(session: AsyncSession, interactions: Iterable[Id]) -> dict[Id, Caller]:
    """Who called in each of these contacts."""
    found = await session.execute(
        select(Interaction.id, Interaction.caller, Interaction.caller_name).where(
            Interaction.id.in_(list(interactions))
        )
    )
    return {id: Caller(number, name) for id, number, name in found}


async def last_of_callers(
    session: AsyncSession, callers: Iterable[str], most: int, *, customers: Collection[Id] = ()
) -> list[InteractionRecord]:
    """The last contacts from these numbers (as networks write them), newest first. With the ids of a
    customer: theirs, those from their numbers that an agent gave to somebody else left out."""
    found = await newest.of_all(session, list(callers), customers, most)
    return [_interaction(row) for row in found]


async def last_contact_of_callers(session: AsyncSession, callers: Iterable[str]) -> dict[str, Micros]:
    """When each of these numbers was last heard from."""
    return await newest.last_of_each(session, list(callers))


async def ended_by(session: AsyncSession, agent: Id, since: Micros) -> dict[str, int]:
    """Who hung up first in the contacts that an agent talked in and that ended since a moment: customer,
    agent, system."""
    found = await session.execute(
        select(Interaction.ended_by, func.count())
        .where(
            Interaction.agent == agent,
            Interaction.answered_at.is_not(None),
            Interaction.ended_at >= since,
            Interaction.started_at >= since - LONGEST_CONTACT,
        )
        .group_by(Interaction.ended_by)
    )
    return {by: count for by, count in found if by is not None}


async def keys_pressed(session: AsyncSession, of: InteractionRecord) -> str:
    """What the customer pressed in menus; "" also when the facts of the contact are no longer kept."""
    found = await session.execute(_said(of, "keys", MenuLeft))
    return "".join(found.scalars())


async def recording_consent(session: AsyncSession, of: InteractionRecord) -> str | None:
    """What the caller knew of the recording: announced, offered, refused; None: nothing, or it is no longer
    kept."""
    found = await session.execute(_said(of, "how", RecordingConsent))
    return next(reversed(found.scalars().all()), None)


def _said(of: InteractionRecord, field: str, kind: type) -> Select[str]:
    """What the facts of one kind say in a field, in their order."""
    return (
        select(FactRow.body[field].astext)
        .where(
            FactRow.stream == of.id,
            FactRow.kind == kind.KIND,  # type: ignore[attr-defined]  # set by @fact
            FactRow.at >= of.started_at,
            FactRow.at < of.started_at + LONGEST_CONTACT,
        )
        .order_by(FactRow.at, FactRow.seq)
    )


async def wrap_ups(session: AsyncSession, interactions: Iterable[Id]) -> dict[Id, list[WrapUpRecord]]:
    """What agents said came of these contacts, oldest first."""
    wanted = list(interactions)
    if not wanted:
        return {}
    found = await session.execute(
        select(WrapUp).where(WrapUp.interaction.in_(wanted)).order_by(WrapUp.at, WrapUp.id)
    )
    by_interaction: dict[Id, list[WrapUpRecord]] = {}
    for row in found.scalars():
        by_interaction.setdefault(row.interaction, []).append(_wrap_up(row))
    return by_interaction


async def was_wrapped_up(session: AsyncSession, interaction: Id, agent: Id) -> bool:
    """Whether this agent has said what came of it: for a live process that was away when it was told."""
    found = await session.execute(
        select(WrapUp.id).where(WrapUp.interaction == interaction, WrapUp.agent == agent).limit(1)
    )
    return found.first() is not None


async def recordings(session: AsyncSession, wanted: Wanted) -> list[RecordingRecord]:
    """A page of recordings, newest first."""
    rows = select(Recording).where(*_asked(Recording, wanted))
    return [_recording(row) for row in (await session.execute(_page(rows, Recording, wanted))).scalars()]


async def recordings_of(session: AsyncSession, interactions: Iterable[Id]) -> dict[Id, list[RecordingRecord]]:
    """The recordings of these contacts, oldest first."""
    found = await session.execute(
        select(Recording)
        .where(Recording.interaction.in_(list(interactions)))
        .order_by(Recording.started_at, Recording.id)
    )
    by_interaction: dict[Id, list[RecordingRecord]] = {}
    for row in found.scalars():
        by_interaction.setdefault(row.interaction, []).append(_recording(row))
    return by_interaction


async def recording(session: AsyncSession, recording: Id) -> RecordingRecord | None:
    row = await session.get(Recording, recording)
    return _recording(row) if row else None


def _asked(table: type[Interaction] | type[Recording], wanted: Wanted) -> list[ColumnElement[bool]]:
    """Whose, of when, and where the page starts."""
    at: InstrumentedAttribute[Micros] = table.started_at
    asked: list[ColumnElement[bool]] = []
    if wanted.before is not None:
        asked.append(behind(at, table.id, wanted.before))
    if wanted.since is not None:
        asked.append(at >= wanted.since)
    if wanted.until is not None:
        asked.append(at < wanted.until)
    if wanted.queue is not None:
        asked.append(table.queue == wanted.queue)
    if wanted.agent is not None:
        asked.append(table.agent == wanted.agent)
    return asked


def _page(rows: Select[Any], table: type[Interaction] | type[Recording], wanted: Wanted) -> Select[Any]:
    return rows.order_by(table.started_at.desc(), table.id.desc()).limit(wanted.limit)


def _interaction(row: Interaction) -> InteractionRecord:
    return InteractionRecord(
        id=row.id,
        channel=row.channel,
        direction=row.direction,
        number=row.number,
        caller=row.caller,
        caller_name=row.caller_name,
        trunk=row.trunk,
        customer=row.customer,
        started_at=row.started_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        cause=row.cause,
        queue=row.queue,
        agent=row.agent,
    )


def _wrap_up(row: WrapUp) -> WrapUpRecord:
    return WrapUpRecord(row.id, row.interaction, row.agent, row.type, row.result, row.note, row.at)


def _recording(row: Recording) -> RecordingRecord:
    return RecordingRecord(
        id=row.id,
        interaction=row.interaction,
        agent=row.agent,
        queue=row.queue,
        path=row.path,
        started_at=row.started_at,
        seconds=row.seconds,
        size=row.size,
        hold=Hold(row.held_by, row.held_at, row.held_why or "") if row.held_by and row.held_at else None,
        deleted_at=row.deleted_at,
    )
