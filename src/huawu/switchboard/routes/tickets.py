"""Calls that operators make for others (话务单): opened, taken on by the configured life, charged."""

from typing import Annotated

from fastapi import APIRouter, Query

from huawu.people.types import TICKETS_WORK
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import PathId, cursor, micros_or_none, read_cursor
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.switchboard.config import lives_in_force
from huawu.switchboard.core.dialling import help_with
from huawu.switchboard.core.tickets import Told
from huawu.switchboard.queries import tickets as queries
from huawu.switchboard.queries.tickets import TicketsWanted
from huawu.switchboard.queries.tickets_shown import dial_help_shown, life_shown, ticket_whole, tickets_shown
from huawu.switchboard.schemas.tickets import (
    DialHelpShown,
    TicketFilters,
    TicketLife,
    TicketLinkAsked,
    TicketList,
    TicketNew,
    TicketPurpose,
    TicketStepAsked,
    TicketsWaiting,
    TicketWhole,
)
from huawu.switchboard.service import tickets as service

router = APIRouter(prefix="/tickets", tags=["switchboard"])


@router.get("")
async def list_tickets(
    person: Person, session: Reading, place: Here, asked: Annotated[TicketFilters, Query()]
) -> TicketList:
    """The latest first."""
    person.require(TICKETS_WORK)
    wanted = TicketsWanted(
        asked.limit + 1,
        asked.over,
        asked.state,
        asked.direction,
        read_cursor(asked.before),
        asked.interaction,
    )
    found = await queries.tickets(session, place.site, wanted)
    page = found[: asked.limit]
    following = cursor(page[-1].opened_at, page[-1].id) if len(found) > asked.limit else None
    lives = await lives_in_force(session, place.site)
    return TicketList(items=await tickets_shown(session, person, lives, page), next=following)


@router.get("/waiting")
async def count_due_tickets(person: Person, session: Reading, place: Here) -> TicketsWaiting:
    """How many booked ones are to be rung by now."""
    person.require(TICKETS_WORK)
    lives = await lives_in_force(session, place.site)
    return TicketsWaiting(due=await queries.due_tickets(session, place.site, lives, place.clock()))


@router.get("/dialling")
async def help_dialling(
    person: Person, place: Here, asked: Annotated[str, Query(min_length=1, max_length=60)]
) -> DialHelpShown:
    """Which country is meant by its name, its code or a number, and how the number is dialled from here."""
    person.require(TICKETS_WORK)
    return dial_help_shown(help_with(asked), place.clock())


@router.get("/life")
async def show_ticket_life(
    person: Person, session: Reading, place: Here, purpose: TicketPurpose = "call"
) -> TicketLife:
    """The states and steps that are in force for calls, or for enquiries."""
    person.require(TICKETS_WORK)
    return life_shown((await lives_in_force(session, place.site))[purpose])


@router.get("/{ticket}")
async def show_ticket(ticket: PathId, person: Person, place: Here) -> TicketWhole:
    """One with what became of it."""
    person.require(TICKETS_WORK)
    return await _whole(place, person, ticket)


@router.post("", status_code=201)
async def open_ticket(body: TicketNew, person: Person, place: Here) -> TicketWhole:
    """Take a call on for somebody. Sent again with the same `key`, it is the same ticket."""
    person.require(TICKETS_WORK)
    new = service.NewTicket(**body.model_dump(exclude={"due_at"}), due_at=micros_or_none(body.due_at))
    async with place.work(person.actor) as work:
        ticket = await service.open_ticket(work, new, agent=person.agent)
    return await _whole(place, person, ticket)


@router.post("/{ticket}/steps")
async def step_ticket(ticket: PathId, body: TicketStepAsked, person: Person, place: Here) -> TicketWhole:
    """Take it on by a step of the life in force. Refused when somebody else did since `revision`."""
    person.require(TICKETS_WORK)
    said = body.model_dump(exclude={"step", "revision", "due_at"})
    told = Told(**said, due_at=micros_or_none(body.due_at))
    async with place.work(person.actor) as work:
        await service.make_step(work, ticket, body.step, told, seen=body.revision)
    return await _whole(place, person, ticket)


@router.post("/{ticket}/link")
async def link_ticket(ticket: PathId, body: TicketLinkAsked, person: Person, place: Here) -> TicketWhole:
    """Say which real call it is."""
    person.require(TICKETS_WORK)
    async with place.work(person.actor) as work:
        await service.link(work, ticket, body.interaction, agent=person.agent, seen=body.revision)
    return await _whole(place, person, ticket)


async def _whole(place: Place, person: SignedIn, ticket: str) -> TicketWhole:
    async with place.sessions() as session:
        row = await queries.ticket(session, place.site, ticket)
        if row is None:
            raise NotFound("ticket.unknown")
        return await ticket_whole(session, person, await lives_in_force(session, place.site), row)
