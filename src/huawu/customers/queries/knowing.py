"""Customers whose id is known. The id of one who was merged means the one who was kept."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from huawu.customers.events import NumberAdded, NumberTakenBack
from huawu.customers.models import CustomerRow
from huawu.customers.queries.records import standings_of
from huawu.customers.types import Customer, CustomerName, customer_of
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.outbox import WORK, FactRow


async def customer(session: AsyncSession, customer: Id) -> Customer | None:
    """One customer with numbers."""
    row = await kept_row(session, customer)
    return (await whole(session, [row]))[0] if row else None


async def kept_row(session: AsyncSession, customer: Id) -> CustomerRow | None:
    """The row of the customer into whom this one was merged, else of this one."""
    kept = func.coalesce(CustomerRow.merged_into, CustomerRow.id)
    which = select(kept).where(CustomerRow.id == customer).scalar_subquery()
    return await session.scalar(select(CustomerRow).where(CustomerRow.id == which))


async def kept_of(session: AsyncSession, customer: Id) -> Id:
    """The customer into whom this one was merged, else this one, known or not."""
    into = select(CustomerRow.merged_into).where(CustomerRow.id == customer)
    return await session.scalar(into) or customer


async def ids_of(session: AsyncSession, customer: Id) -> tuple[Id, ...]:
    """The ids under which a customer is written down: of the one who was kept, then of those who were merged
    into it. Of somebody unknown, the id that was asked for."""
    kept = func.coalesce(CustomerRow.merged_into, CustomerRow.id)
    which = select(kept).where(CustomerRow.id == customer).scalar_subquery()
    found = await session.execute(select(CustomerRow.id, CustomerRow.also).where(CustomerRow.id == which))
    row = found.one_or_none()
    return (row[0], *row[1]) if row else (customer,)


async def names(session: AsyncSession, ids: Iterable[Id]) -> dict[Id, CustomerName]:
    """Who these customers are; those who are gone are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    kept = aliased(CustomerRow)
    found = await session.execute(
        select(CustomerRow.id, kept.id, kept.name, kept.level)
        .join(kept, kept.id == func.coalesce(CustomerRow.merged_into, CustomerRow.id))
        .where(CustomerRow.id.in_(wanted))
    )
    return {asked: CustomerName(id, name, level) for asked, id, name, level in found}


async def number_went_to(session: AsyncSession, interaction: Id, *, since: Micros) -> Id | None:
    """The customer to whom the number of this contact, which began at `since`, was added; None when it was
    not, or was taken back."""
    added, back = NumberAdded.KIND, NumberTakenBack.KIND  # type: ignore[attr-defined]  # set by @fact
    found = await session.execute(
        select(FactRow.kind, FactRow.body["customer"].astext)
        .where(FactRow.stream == WORK + interaction, FactRow.kind.in_((added, back)), FactRow.at >= since)
        .order_by(FactRow.at.desc(), FactRow.seq.desc())
        .limit(1)
    )
    last = found.one_or_none()
    return last[1] if last is not None and last[0] == added else None


async def whole(session: AsyncSession, rows: Sequence[CustomerRow]) -> list[Customer]:
    """These customers with their numbers, in their order."""
    return [customer_of(each) for each in await standings_of(session, rows)]
