"""Making and changing customers, and their relations."""

from fastapi import APIRouter

from huawu.customers import service
from huawu.customers.routes.showing import CHANGE, NUMBERS, BesidePort, whole_of
from huawu.customers.schemas.records import CustomerTold, CustomerWhole, RelationTold
from huawu.platform.web.place import Here
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/customers", tags=["customers"])


@router.post("", status_code=201)
async def add_customer(body: CustomerTold, person: Person, place: Here, beside: BesidePort) -> CustomerWhole:
    """Make a customer. With `once`, asking twice makes one."""
    person.require(CHANGE)
    once = f"{person.user} {body.once}" if body.once else None
    async with place.work(person.actor) as work:
        customer = await service.write_customer(work, body.record(), once=once)
    async with place.sessions() as session:
        return await whole_of(session, person, beside, customer)


@router.put("/{customer_id}")
async def change_customer(
    customer_id: PathId, body: CustomerTold, person: Person, place: Here, beside: BesidePort
) -> CustomerWhole:
    """Write what is known of a customer anew. Refused when somebody else changed it since `revision`:
    `fields` says what."""
    person.require(CHANGE)
    async with place.work(person.actor) as work:
        await service.change_customer(
            work, customer_id, body.record(), seen=body.revision, masks=not person.may(NUMBERS)
        )
    async with place.sessions() as session:
        return await whole_of(session, person, beside, customer_id)


@router.post("/{customer_id}/relations")
async def relate_customers(
    customer_id: PathId, body: RelationTold, person: Person, place: Here, beside: BesidePort
) -> CustomerWhole:
    """Say that the customer has a relation to another. Said twice, it is one."""
    person.require(CHANGE)
    async with place.work(person.actor) as work:
        await service.relate(work, customer_id, body.kind, body.other, body.note)
    async with place.sessions() as session:
        return await whole_of(session, person, beside, customer_id)


@router.delete("/{customer_id}/relations/{relation}")
async def end_relation(
    customer_id: PathId, relation: PathId, person: Person, place: Here, beside: BesidePort
) -> CustomerWhole:
    """End a relation."""
    person.require(CHANGE)
    async with place.work(person.actor) as work:
        await service.unrelate(work, customer_id, relation)
    async with place.sessions() as session:
        return await whole_of(session, person, beside, customer_id)
