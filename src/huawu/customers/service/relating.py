"""Relations between customers: works at, spouse, parent, companion, contact of, other."""

from sqlalchemy import select

from huawu.customers import queries
from huawu.customers.core.relations import written
from huawu.customers.events import CustomerRelated
from huawu.customers.models import CustomerRelationRow
from huawu.customers.service.rows import at_hand
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound
from huawu.platform.work import Work

_LONGEST = 200


async def relate(work: Work, customer: Id, kind: str, other: Id, note: str = "") -> Id:
    """Say that a customer has a relation to another, as seen from the customer. Said again, it changes
    nothing but the note. Refused for an unknown relation, or one to oneself."""
    way = written(kind, customer, other)
    if way is None:
        raise Invalid("customer.unknown_relation", relation=kind[:40])
    if customer == await queries.kept_of(work.session, other):
        raise Invalid("customer.related_to_itself")
    for each in sorted({customer, other}):
        await at_hand(work, each)
    one, stored, two = way
    of = CustomerRelationRow
    row = await work.session.scalar(
        select(of).where(of.customer_id == one, of.kind == stored, of.other_id == two)
    )
    if row is not None:
        row.note = note[:_LONGEST]
        return row.id
    fresh = of(
        id=new_id(),
        customer_id=one,
        kind=stored,
        other_id=two,
        note=note[:_LONGEST],
        by=work.actor.id,
        at=work.now,
    )
    work.session.add(fresh)
    await work.announce(customer, _said(work, customer, other, kind, ended=False))
    return fresh.id


async def unrelate(work: Work, customer: Id, relation: Id) -> None:
    """End a relation of a customer. Ending it twice changes nothing."""
    found = await queries.customer(work.session, customer)
    if found is None:
        raise NotFound("customer.unknown")
    row = await work.session.get(CustomerRelationRow, relation, with_for_update=True)
    if row is None or not {row.customer_id, row.other_id} & set(found.ids):
        return
    other = row.other_id if row.customer_id in found.ids else row.customer_id
    await work.session.delete(row)
    await work.announce(customer, _said(work, customer, other, row.kind, ended=True))


def _said(work: Work, customer: Id, other: Id, kind: str, *, ended: bool) -> CustomerRelated:
    return CustomerRelated(customer, other, kind, ended, work.actor.id, work.now)
