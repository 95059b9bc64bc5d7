"""Rows of customers as the records in them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.models import CustomerNumberRow, CustomerRow
from huawu.customers.types import Address, Number, Record, Standing
from huawu.platform.ids import Id


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
    return Standing(
        row.id, row.site_id, record, row.revision, row.changed_by, row.changed_at, row.created_at, also
    )
