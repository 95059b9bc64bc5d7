"""Merges of a customer, and who may be the same."""

from sqlalchemy import select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.folding import folded
from huawu.customers.core.merging import Marks, reasons
from huawu.customers.core.searching import LONGEST_KEY
from huawu.customers.models import CustomerKeyRow, CustomerMergeRow, CustomerNumberRow, CustomerRow
from huawu.customers.queries.knowing import whole
from huawu.customers.types import Customer, Merge
from huawu.platform.ids import Id

_CANDIDATES, _MOST = 50, 10


async def merges_of(session: AsyncSession, customer: Id) -> list[Merge]:
    """Who was merged into a customer, the last first; undone ones too."""
    of = CustomerMergeRow
    found = await session.execute(
        select(of, CustomerRow.name)
        .join(CustomerRow, CustomerRow.id == of.merged_id)
        .where(of.kept_id == customer)
        .order_by(of.number.desc())
    )
    return [
        Merge(row.number, row.kept_id, row.merged_id, name, row.by, row.at, row.undone_by, row.undone_at)
        for row, name in found
    ]


async def duplicates_of(session: AsyncSession, customer: Id) -> list[tuple[Customer, list[str]]]:
    """Who may be the same as a customer, and why: the surest first."""
    row = await session.get(CustomerRow, customer)
    if row is None:
        return []
    (one,) = await whole(session, [row])
    near = [each for each in await _near(session, row, one) if each.id != row.id]
    others = await whole(session, near) if near else []
    marks = _marks(row, one)
    found = [
        (other, why)
        for each, other in zip(near, others, strict=True)
        if (why := reasons(marks, _marks(each, other)))
    ]
    return sorted(found, key=lambda each: -len(each[1]))[:_MOST]


async def _near(session: AsyncSession, row: CustomerRow, one: Customer) -> list[CustomerRow]:
    """Who shares a number, a mail address or the whole name."""
    number, key = CustomerNumberRow, CustomerKeyRow
    names = [folded(text)[:LONGEST_KEY] for text in (*row.mails, row.name)]
    ways = [
        select(number.customer_id).where(number.number.in_(one.numbers)).limit(_CANDIDATES),
        select(key.customer_id).where(key.key.in_(names)).limit(_CANDIDATES),
    ]
    near = union_all(*(select(way.subquery().c.customer_id) for way in ways)).subquery()
    found = await session.execute(
        select(CustomerRow)
        .where(CustomerRow.merged_into.is_(None), CustomerRow.id.in_(select(near.c.customer_id)))
        .order_by(CustomerRow.sort_key, CustomerRow.id)
    )
    return list(found.scalars())


def _marks(row: CustomerRow, customer: Customer) -> Marks:
    mails = frozenset(folded(mail) for mail in row.mails)
    return Marks(row.kind, row.name, row.company, frozenset(customer.numbers), mails)
