"""A customer's record as it stands, and to whom there are relations."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.relations import seen
from huawu.customers.models import CustomerRelationRow
from huawu.customers.queries.knowing import kept_row, names
from huawu.customers.queries.records import standing_of
from huawu.customers.types import Customer, Related, Standing
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound


async def standing(session: AsyncSession, customer: Id) -> Standing | None:
    """The record of a customer."""
    row = await kept_row(session, customer)
    return await standing_of(session, row) if row else None


async def known_standing(session: AsyncSession, customer: Id) -> Standing:
    """The same. Refused when there is no such customer."""
    found = await standing(session, customer)
    if found is None:
        raise NotFound("customer.unknown")
    return found


async def related(session: AsyncSession, of: Customer) -> list[Related]:
    """Everybody to whom a customer has a relation, once each way; those of customers merged into it too."""
    row = CustomerRelationRow
    found = await session.execute(
        select(row).where(or_(row.customer_id.in_(of.ids), row.other_id.in_(of.ids))).order_by(row.at, row.id)
    )
    rows = list(found.scalars())
    who = await names(session, {each.customer_id for each in rows} | {each.other_id for each in rows})
    shown: dict[tuple[str, Id], Related] = {}
    for each in rows:
        back = each.customer_id not in of.ids
        other = who.get(each.customer_id if back else each.other_id)
        if other is not None and other.id not in of.ids:
            kind = seen(each.kind, back=back)
            shown.setdefault((kind, other.id), Related(each.id, kind, other, each.note))
    return list(shown.values())
