"""What was said of the facts of customers."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.verifying import facts_of, stamp
from huawu.customers.models import CustomerVerdictRow
from huawu.customers.types import Record, Standing, Verdict
from huawu.platform.clock import Micros
from huawu.platform.ids import Id


async def verdicts_of(session: AsyncSession, standing: Standing) -> list[Verdict]:
    """The last of each field and layer, the one on what the record says now before those on what it said."""
    return await verdicts_on(session, (standing.customer, *standing.also), standing.record)


async def verdicts_on(session: AsyncSession, ids: Collection[Id], record: Record) -> list[Verdict]:
    """As `verdicts_of`, of a customer with these ids whose record is this."""
    of = CustomerVerdictRow
    rows = await session.scalars(select(of).where(of.customer_id.in_(ids)).order_by(of.at, of.id))
    return _last(rows, record)


async def verdicts_of_many(session: AsyncSession, records: Mapping[Id, Record]) -> dict[Id, list[Verdict]]:
    """As `verdicts_on`, of these customers; those of whom nothing was said are left out."""
    of = CustomerVerdictRow
    found = await session.scalars(select(of).where(of.customer_id.in_(list(records))).order_by(of.at, of.id))
    rows: dict[Id, list[CustomerVerdictRow]] = {}
    for row in found:
        rows.setdefault(row.customer_id, []).append(row)
    return {customer: _last(each, records[customer]) for customer, each in rows.items()}


def _last(rows: Iterable[CustomerVerdictRow], record: Record) -> list[Verdict]:
    now = {field: stamp(value) for field, value in facts_of(record).items()}
    found: dict[tuple[str, str], Verdict] = {}
    for row in rows:
        holds = now.get(row.field) == row.stamp
        before = found.get((row.field, row.layer))
        if before is None or holds or not before.holds:
            verdict = Verdict(row.field, row.layer, row.result, row.why, row.by, row.at, holds)
            found[row.field, row.layer] = verdict
    return list(found.values())


async def error_counts(
    session: AsyncSession, site: str, since: Micros
) -> dict[tuple[str, str], tuple[int, int]]:
    """How many facts were found right or wrong since then, and how many of them wrong, by layer and field."""
    of = CustomerVerdictRow
    found = await session.execute(
        select(of.layer, of.field, func.count(), func.count().filter(of.result == "wrong"))
        .where(of.site_id == site, of.at >= since, of.result.in_(("right", "wrong")))
        .group_by(of.layer, of.field)
    )
    return {(layer, field): (many, wrong) for layer, field, many, wrong in found}
