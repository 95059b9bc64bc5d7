"""Records of many customers, and sheets that were taken."""

from collections.abc import AsyncIterator, Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.models import CustomerImportRow, CustomerNumberRow, CustomerRow
from huawu.customers.queries.records import standings_of
from huawu.customers.types import Import, Standing
from huawu.platform.database import Sessions
from huawu.platform.ids import Id

_PAGE = 500
_AT_ONCE = 1000
_LAST = 50


async def standings_for(
    session: AsyncSession, ids: Collection[Id], numbers: Collection[str]
) -> dict[Id, Standing]:
    """Records of these customers and of everybody who has one of these numbers, by id; of no one who was
    merged."""
    number = CustomerNumberRow
    whose = [CustomerRow.id.in_(part) for part in _parts(ids)]
    whose += [
        CustomerRow.id.in_(select(number.customer_id).where(number.number.in_(part)))
        for part in _parts(numbers)
    ]
    found: dict[Id, Standing] = {}
    for each in whose:
        rows = await session.scalars(select(CustomerRow).where(each, CustomerRow.merged_into.is_(None)))
        found |= {one.customer: one for one in await standings_of(session, list(rows))}
    return found


async def pages(sessions: Sessions) -> AsyncIterator[list[Standing]]:
    """Every customer's record, some hundred at a time, in the order in which they were made. Each page is
    read by itself: nobody waits for whoever reads slowly."""
    after = ""
    while True:
        async with sessions() as session:
            chosen = select(CustomerRow).where(CustomerRow.id > after, CustomerRow.merged_into.is_(None))
            rows = list(await session.scalars(chosen.order_by(CustomerRow.id).limit(_PAGE)))
            if not rows:
                return
            page = await standings_of(session, rows)
        yield page
        after = rows[-1].id


async def imports(session: AsyncSession, site: str) -> list[Import]:
    """The sheets that were taken, the last first."""
    of = CustomerImportRow
    found = await session.scalars(
        select(of).where(of.site_id == site).order_by(of.at.desc(), of.id.desc()).limit(_LAST)
    )
    return [Import(row.id, row.file, row.by, row.at, row.new, row.changed, row.undone_at) for row in found]


def _parts(values: Collection[str]) -> list[Sequence[str]]:
    whole = list(dict.fromkeys(values))
    return [whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE)]
