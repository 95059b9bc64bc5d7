"""What customers complained of, counted."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.models import CaseRow
from huawu.cases.queries.finding import not_about
from huawu.platform.clock import Micros
from huawu.platform.ids import Id

_COMPLAINT = "complaint"


async def complaints_of(
    session: AsyncSession, customers: Collection[Id], *, viewer: Id | None
) -> tuple[int, int, Micros | None]:
    """How many complaints there are under these ids of customers, how many of them are open, and when the
    last one was opened; of those about the viewer nothing."""
    row = CaseRow
    counted = select(func.count(), func.count().filter(row.state != "closed"), func.max(row.opened_at)).where(
        row.customer.in_(customers), row.top == _COMPLAINT, *not_about(viewer)
    )
    many, still_open, last = (await session.execute(counted)).one()
    return many, still_open, last
