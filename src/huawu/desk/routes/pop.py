"""Who is calling, and saying who it is."""

from typing import Annotated

from fastapi import APIRouter, Depends

from huawu.customers import queries as customers
from huawu.desk.ports import LiveCalls
from huawu.desk.queries.pop import call_at_hand, pop
from huawu.desk.schemas import CustomerAsked, Pop
from huawu.interactions import service as interactions
from huawu.people.types import AGENT_WORK, CUSTOMERS_SEE
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/desk/pop", tags=["desk"])
Live = Annotated[LiveCalls, Depends(port(LiveCalls))]


@router.get("/{interaction_id}")
async def desk_pop(interaction_id: PathId, person: Person, place: Here, live: Live) -> Pop:
    """Who is calling: while it rings, while one talks and while one writes it up."""
    _require(person)
    call = await live.call(interaction_id)
    async with place.sessions() as session:
        return await pop(session, person, interaction_id, call, place.clock())


@router.post("/{interaction_id}/customer")
async def choose_desk_customer(
    interaction_id: PathId, body: CustomerAsked, person: Person, place: Here, live: Live
) -> Pop:
    """Say who the customer is, of those who share the number or of all; null takes it back."""
    _require(person)
    call = await live.call(interaction_id)
    async with place.work(person.actor) as work:
        await call_at_hand(work.session, person, interaction_id, call)
        if body.customer is not None and await customers.customer(work.session, body.customer) is None:
            raise NotFound("customer.unknown")
        await interactions.choose_customer(work, interaction_id, body.customer, person.user)
    async with place.sessions() as session:
        return await pop(session, person, interaction_id, call, place.clock())


def _require(person: SignedIn) -> None:
    person.require(AGENT_WORK)
    person.require(CUSTOMERS_SEE)
