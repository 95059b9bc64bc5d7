"""Who is calling, and saying who it is."""

from typing import Annotated

from fastapi import APIRouter, Depends

from huawu.customers import queries as customers
from huawu.customers import service as customers_service
from huawu.desk.ports import LiveCalls
from huawu.desk.queries.pop import call_at_hand, pop
from huawu.desk.schemas import CustomerAsked, Nothing, Pop
from huawu.desk.types import LiveCall
from huawu.interactions import service as interactions
from huawu.people.types import AGENT_WORK, CUSTOMERS_SEE
from huawu.platform.database import AT_ONCE
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound, Refusal
from huawu.platform.web.place import Here
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.platform.work import Work

router = APIRouter(prefix="/desk/pop", tags=["desk"])
Live = Annotated[LiveCalls, Depends(port(LiveCalls))]


@router.get("/{interaction_id}")
async def desk_pop(interaction_id: PathId, person: Person, place: Here, live: Live) -> Pop:
    """Who is calling: while it rings, while one talks and while one writes it up."""
    _require(person)
    call = await live.call(interaction_id)
    async with place.sessions() as session:
        await session.connection(execution_options=AT_ONCE)
        return await pop(session, person, interaction_id, call, place.clock())


@router.post("/{interaction_id}/customer")
async def choose_desk_customer(
    interaction_id: PathId, body: CustomerAsked, person: Person, place: Here, live: Live
) -> Pop:
    """Say who the customer is, of those who share the number or of all; null takes it back."""
    _require(person)
    call = await live.call(interaction_id)
    async with place.work(person.actor) as work:
        caller, _ = await call_at_hand(work.session, person, interaction_id, call)
        await _take_back(work, caller, person, keep=body.customer)
        if body.customer is not None and await customers.customer(work.session, body.customer) is None:
            raise NotFound("customer.unknown")
        await interactions.choose_customer(work, interaction_id, body.customer, person.user)
    async with place.sessions() as session:
        return await pop(session, person, interaction_id, call, place.clock())


@router.post("/{interaction_id}/number")
async def add_caller_number(
    interaction_id: PathId, body: Nothing, person: Person, place: Here, live: Live
) -> Pop:
    """Add the number to the customer whom an agent chose, so that the next call is recognised. Refused while
    nobody is chosen, and for a number that anybody has."""
    _require(person)
    call = await live.call(interaction_id)
    async with place.work(person.actor) as work:
        caller, contact = await call_at_hand(work.session, person, interaction_id, call)
        if contact is None or contact.customer is None:
            raise Refusal("customer.not_chosen")
        await customers_service.add_caller(
            work, contact.customer, caller.caller, interaction=interaction_id, by=person.user
        )
    async with place.sessions() as session:
        return await pop(session, person, interaction_id, call, place.clock())


@router.delete("/{interaction_id}/number")
async def take_caller_number_back(interaction_id: PathId, person: Person, place: Here, live: Live) -> Pop:
    """Undo: the number is not the customer's after all."""
    _require(person)
    call = await live.call(interaction_id)
    async with place.work(person.actor) as work:
        caller, _ = await call_at_hand(work.session, person, interaction_id, call)
        await _take_back(work, caller, person)
    async with place.sessions() as session:
        return await pop(session, person, interaction_id, call, place.clock())


async def _take_back(work: Work, call: LiveCall, person: SignedIn, *, keep: Id | None = None) -> None:
    """If this contact's number was added to a customer other than `keep`, it is not theirs after all."""
    of = call.interaction
    customer = await customers.number_went_to(work.session, of, since=call.started_at)
    if customer is not None and customer != keep:
        await customers_service.take_caller_back(work, customer, call.caller, interaction=of, by=person.user)


def _require(person: SignedIn) -> None:
    person.require(AGENT_WORK)
    person.require(CUSTOMERS_SEE)
