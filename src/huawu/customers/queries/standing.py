"""A customer's record as it stands, and to whom there are relations."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.relations import seen
from huawu.customers.models import CustomerNumberRow, CustomerRelationRow, CustomerRow
from huawu.customers.queries.knowing import kept_of, names
from huawu.customers.types import Address, Customer, Number, Record, Related, Standing
from huawu.platform.ids import Id


async def standing(session: AsyncSession, customer: Id) -> Standing | None:
    """The record of a customer."""
    row = await session.get(CustomerRow, await kept_of(session, customer))
    return await standing_of(session, row) if row else None


async def standing_of(session: AsyncSession, row: CustomerRow) -> Standing:
    """The record in a row, with the numbers that belong to it."""
    return (await standings_of(session, [row]))[0]


async def standings_of(session: AsyncSession, rows: Sequence[CustomerRow]) -> list[Standing]:
    """The records in these rows, in their order."""
    of = CustomerNumberRow
    found = await session.execute(
        select(of.customer_id, of.number, of.label)
        .where(of.customer_id.in_([row.id for row in rows]))
        .order_by(of.place)
    )
    numbers: dict[Id, list[Number]] = {}
    for owner, number, label in found:
        numbers.setdefault(owner, []).append(Number(number, label))
    return [_standing(row, numbers.get(row.id, [])) for row in rows]


def _standing(row: CustomerRow, numbers: Sequence[Number]) -> Standing:
    record = Record(
        name=row.name,
        kind=row.kind,
        company=row.company,
        level=row.level,
        risk=row.risk,
        language=row.language,
        note=row.note,
        numbers=tuple(numbers),
        mails=tuple(row.mails),
        addresses=tuple(Address(**each) for each in row.addresses),
        tags=tuple(row.tags),
        fields=dict(sorted(row.fields.items())),
    )
    also = tuple(row.also)
    return Standing(row.id, record, row.revision, row.changed_by, row.changed_at, row.created_at, also)


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
