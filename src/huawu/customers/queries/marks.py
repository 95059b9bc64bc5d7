"""Warnings about customers as they stand."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.marks import Standing
from huawu.customers.models import CustomerMarkRow
from huawu.platform.ids import Id

_MOST = 200


async def marks_of(session: AsyncSession, customers: Collection[Id]) -> list[CustomerMarkRow]:
    """All that were ever proposed for these ids of a customer, the newest first."""
    row = CustomerMarkRow
    chosen = select(row).where(row.customer_id.in_(customers)).order_by(row.proposed_at.desc(), row.id.desc())
    return list((await session.execute(chosen.limit(_MOST))).scalars())


async def proposed_marks(session: AsyncSession, site: str) -> list[CustomerMarkRow]:
    """Those that nobody decided about, the oldest first."""
    row = CustomerMarkRow
    chosen = select(row).where(row.site_id == site, row.state == "proposed").order_by(row.proposed_at)
    return list((await session.execute(chosen.limit(_MOST))).scalars())


def standing_of(row: CustomerMarkRow) -> Standing:
    """A row as far as it holds."""
    return Standing(row.state, row.proposed_by, row.expires_at)
