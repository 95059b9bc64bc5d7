"""Gathers what a page of contacts or recordings needs, with one query a table however long the page."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries as customers
from huawu.customers.types import CustomerName
from huawu.interactions import queries
from huawu.interactions.queries.presenting import (
    Beside,
    decision_shown,
    recording_shown,
    row_shown,
    segment_shown,
    wrap_up_shown,
)
from huawu.interactions.schemas import InteractionRow, InteractionWhole, RecordingShown
from huawu.interactions.types import Caller, Decision, InteractionRecord, RecordingRecord
from huawu.people import queries as people
from huawu.people.types import CUSTOMERS_SEE, NUMBERS_SEE
from huawu.platform.ids import Id
from huawu.platform.web.signed_in import SignedIn


async def shown_rows(
    session: AsyncSession, person: SignedIn, contacts: Sequence[InteractionRecord], stages: dict[Id, str]
) -> list[InteractionRow]:
    """Contacts as this person may see them in a list."""
    ids = [contact.id for contact in contacts]
    beside = Beside(
        agents=await people.agent_names(session, {c.agent for c in contacts}),
        callers=await _callers(session, person, {c.caller for c in contacts}),
        chosen=await _chosen(session, person, contacts),
        spans=await queries.spans(session, contacts),
        stages=stages,
        wrap_ups=await queries.wrap_ups(session, ids),
        recordings=await queries.recordings_of(session, ids),
        whole_numbers=person.may(NUMBERS_SEE),
    )
    return [row_shown(contact, beside) for contact in contacts]


async def shown_whole(
    session: AsyncSession,
    person: SignedIn,
    contact: InteractionRecord,
    *,
    decisions: Sequence[Decision] = (),
    stages: dict[Id, str],
) -> InteractionWhole:
    """A contact with its timeline, as this person may see it."""
    segments = await queries.segments(session, contact)
    wrap_ups = await queries.wrap_ups(session, [contact.id])
    recordings = await queries.recordings_of(session, [contact.id])
    said, heard = wrap_ups.get(contact.id, []), recordings.get(contact.id, [])
    agents = {contact.agent} | {s.agent for s in segments} | {w.agent for w in said}
    beside = Beside(
        agents=await people.agent_names(session, agents),
        callers=await _callers(session, person, {contact.caller}),
        chosen=await _chosen(session, person, [contact]),
        spans=await queries.spans(session, [contact]),
        stages=stages,
        wrap_ups=wrap_ups,
        recordings=recordings,
        whole_numbers=person.may(NUMBERS_SEE),
    )
    return InteractionWhole(
        **dict(row_shown(contact, beside)),
        segments=[segment_shown(s, beside) for s in segments],
        wrap_ups=[wrap_up_shown(w, beside) for w in said],
        recordings=[recording_shown(r, Caller(contact.caller, contact.caller_name), beside) for r in heard],
        decisions=[decision_shown(d) for d in decisions],
        consent=await queries.recording_consent(session, contact),
    )


async def shown_recordings(
    session: AsyncSession, person: SignedIn, recordings: Sequence[RecordingRecord]
) -> list[RecordingShown]:
    """Recordings as this person may see them in a list."""
    calls = await queries.callers_of(session, {r.interaction for r in recordings})
    beside = Beside(
        agents=await people.agent_names(session, {r.agent for r in recordings}),
        callers=await _callers(session, person, {caller.number for caller in calls.values()}),
        whole_numbers=person.may(NUMBERS_SEE),
    )
    return [recording_shown(r, calls.get(r.interaction, Caller("")), beside) for r in recordings]


async def _callers(
    session: AsyncSession, person: SignedIn, numbers: set[str]
) -> dict[str, list[CustomerName]]:
    return await customers.behind_numbers(session, numbers) if person.may(CUSTOMERS_SEE) else {}


async def _chosen(
    session: AsyncSession, person: SignedIn, contacts: Sequence[InteractionRecord]
) -> dict[Id, CustomerName]:
    ids = {contact.customer for contact in contacts if contact.customer is not None}
    return await customers.names(session, ids) if ids and person.may(CUSTOMERS_SEE) else {}
