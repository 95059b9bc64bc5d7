"""Conferences that are booked, with who is in them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.types import masked
from huawu.people import queries as people
from huawu.people.types import CALLS_SUPERVISE, NUMBERS_SEE
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.shapes import moment
from huawu.platform.web.signed_in import SignedIn
from huawu.telephony.core.switch.conferences.booked import EARLY
from huawu.telephony.models import ConferenceRow
from huawu.telephony.queries.calls import party_shown
from huawu.telephony.schemas.conferences import BookedShown

MOST = 200


async def conference(session: AsyncSession, person: SignedIn, booking: Id) -> ConferenceRow:
    """One booking: for who organises it, and who may supervise. Raises NotFound."""
    row = await session.get(ConferenceRow, booking)
    if row is None or not _may(person, row):
        raise NotFound("conference.unknown")
    return row


async def conferences(session: AsyncSession, person: SignedIn, *, since: Micros) -> list[ConferenceRow]:
    """Bookings that end after a moment, in their order: one's own, and all for who may supervise."""
    row = ConferenceRow
    wanted = select(row).where(row.ends_at > since).order_by(row.starts_at, row.id).limit(MOST)
    if not person.may(CALLS_SUPERVISE):
        wanted = wanted.where(row.organiser == person.user)
    return [*(await session.execute(wanted)).scalars()]


def _invited(to: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    return to if whole or to["kind"] != "number" else {**to, "id": masked(to["id"])}


async def booked_shown(
    session: AsyncSession, person: SignedIn, row: ConferenceRow, now: dict[str, Any], *, at: Micros
) -> BookedShown:
    """A booking as this person sees it. `now`: what `routes.conferences.Conferences` says of it."""
    names = await people.agent_names(session, {each["agent"] for each in now["parties"]})
    whole = person.may(NUMBERS_SEE)
    return BookedShown.model_validate(
        {
            "id": row.id,
            "room": row.room,
            "title": row.title,
            "pin": row.pin,
            "starts_at": moment(row.starts_at),
            "ends_at": moment(row.ends_at),
            "state": state_of(row, at),
            "mine": _may(person, row),
            "invited": [_invited(to, whole=whole) for to in row.invited],
            "locked": now["locked"],
            "parties": [party_shown(each, names, whole=whole) for each in now["parties"]],
        }
    )


def state_of(row: ConferenceRow, at: Micros) -> str:
    """booked, open, over, cancelled."""
    if row.cancelled_at is not None:
        return "cancelled"
    if row.ends_at <= at:
        return "over"
    return "open" if row.starts_at - EARLY <= at else "booked"


def _may(person: SignedIn, row: ConferenceRow) -> bool:
    return row.organiser == person.user or person.may(CALLS_SUPERVISE)
