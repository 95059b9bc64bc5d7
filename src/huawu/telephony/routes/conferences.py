"""Conferences that are booked: by who has a telephone, held by the live process."""

import secrets
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Depends

from huawu.people.types import AGENT_WORK, CALLS_SUPERVISE
from huawu.platform.clock import SECOND, as_micros
from huawu.platform.config import published
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, Unavailable
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.telephony import service
from huawu.telephony.models import ConferenceRow
from huawu.telephony.queries.conferences import booked_shown, conference, conferences
from huawu.telephony.schemas.conferences import BookedList, BookedShown, ConferenceBooked, ConferenceDo

router = APIRouter(prefix="/conferences", tags=["conferences"])
PIN_DIGITS = 6
EMPTY: dict[str, Any] = {"locked": False, "parties": []}


class Conferences(Protocol):
    """What is asked of the live process about conferences; `app` fills it. Each may refuse,
    Unavailable("live.away") among others.

    A conference as it goes: `{locked, parties}`, the parties as `ports.CallControl` has them; empty while
    nobody is there.
    """

    async def book_conference(self, booking: dict[str, Any]) -> None:
        """`{id, room, title, pin, starts_at, ends_at, invited: [{kind, id}]}`."""

    async def cancel_conference(self, booking: Id) -> None:
        """It is not held, or over at once."""

    async def act_in_conference(self, booking: Id, action: str, party: str) -> None:
        """mute, unmute, drop a party; lock, unlock, end."""

    async def show_conferences(self, bookings: list[Id]) -> dict[Id, dict[str, Any]]:
        """How these are."""


Live = Annotated[Conferences, Depends(port(Conferences))]


@router.get("")
async def list_conferences(person: Person, place: Here, live: Live) -> BookedList:
    """Conferences of today and later: one's own, and all for who may supervise; and the rooms."""
    _require(person)
    async with place.sessions() as session:
        rows = await conferences(session, person, since=place.day_start())
        rooms = sorted(await published(session, place.site, "conference"))
    now, at = await _now(live, [row.id for row in rows]), place.clock()
    async with place.sessions() as session:
        items = [await booked_shown(session, person, row, now.get(row.id, EMPTY), at=at) for row in rows]
    return BookedList(items=items, rooms=rooms)


@router.post("", status_code=201)
async def book_conference(body: ConferenceBooked, person: Person, place: Here, live: Live) -> BookedShown:
    """Book a room. Those invited are called when it begins. Refused when the room is taken then, and with
    more people than a conversation holds."""
    _require(person)
    starts = as_micros(body.starts_at)
    booking: dict[str, Any] = {
        "id": new_id(),
        "room": body.room,
        "title": body.title,
        "pin": body.pin or "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS)),
        "starts_at": starts,
        "ends_at": starts + body.minutes * 60 * SECOND,
        "invited": [each.model_dump() for each in body.invited],
    }
    await live.book_conference(booking)
    try:
        async with place.work(person.actor) as work:
            await service.keep_conference(work, booking, organiser=person.user)
    except Exception:
        await live.cancel_conference(booking["id"])  # nobody could see it, or call it off
        raise
    return await _shown(place, person, live, booking["id"])


@router.get("/{booking}")
async def show_conference(booking: PathId, person: Person, place: Here, live: Live) -> BookedShown:
    """One conference, with who is in it."""
    _require(person)
    return await _shown(place, person, live, booking)


@router.post("/{booking}/actions")
async def act_in_conference(
    booking: PathId, body: ConferenceDo, person: Person, place: Here, live: Live
) -> BookedShown:
    """Mute or drop one, lock it, or end it for all: for who organises it, and who may supervise."""
    await _row(place, person, booking)
    if body.action in ("mute", "unmute", "drop") and body.party is None:
        raise Invalid("call.party_unknown")
    await live.act_in_conference(booking, body.action, body.party or "")
    if body.action == "end":
        await _cancelled(place, person, booking)
    return await _shown(place, person, live, booking)


@router.delete("/{booking}", status_code=204)
async def cancel_conference(booking: PathId, person: Person, place: Here, live: Live) -> None:
    """Call it off; who is in it is hung up with."""
    await _row(place, person, booking)
    await live.cancel_conference(booking)
    await _cancelled(place, person, booking)


def _require(person: SignedIn) -> None:
    if not person.may(CALLS_SUPERVISE):
        person.require(AGENT_WORK)


async def _row(place: Place, person: SignedIn, booking: Id) -> ConferenceRow:
    async with place.sessions() as session:
        return await conference(session, person, booking)


async def _cancelled(place: Place, person: SignedIn, booking: Id) -> None:
    async with place.work(person.actor) as work:
        await service.cancel_conference(work, booking)


async def _shown(place: Place, person: SignedIn, live: Conferences, booking: Id) -> BookedShown:
    row = await _row(place, person, booking)
    now = await _now(live, [booking])
    async with place.sessions() as session:
        return await booked_shown(session, person, row, now.get(booking, EMPTY), at=place.clock())


async def _now(live: Conferences, bookings: list[Id]) -> dict[Id, dict[str, Any]]:
    """Who is in them; nobody as far as is known while live is away: a list is worth showing without."""
    try:
        return await live.show_conferences(bookings)
    except Unavailable:
        return {}
