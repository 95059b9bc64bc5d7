"""Warnings about customers as they stand."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.marks import Standing
from huawu.customers.models import CustomerMarkRow
from huawu.platform.clock import Micros
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


async def holding_marks(session: AsyncSession, site: str, now: Micros) -> list[CustomerMarkRow]:
    """Those that hold, the next one to end first."""
    row = CustomerMarkRow
    holding = (row.site_id == site, row.state == "approved", row.expires_at > now)
    chosen = select(row).where(*holding).order_by(row.expires_at, row.id)
    return list((await session.execute(chosen.limit(_MOST))).scalars())


async def decided_marks(session: AsyncSession, site: str, now: Micros) -> list[CustomerMarkRow]:
    """Those that were refused or lifted, or have ended, the last one decided about first."""
    row = CustomerMarkRow
    over = or_(row.state.in_(("refused", "lifted")), row.expires_at <= now)
    chosen = select(row).where(row.site_id == site, over).order_by(row.decided_at.desc(), row.id)
    return list((await session.execute(chosen.limit(_MOST))).scalars())


async def marks_by(session: AsyncSession, site: str, user: Id) -> list[CustomerMarkRow]:
    """What somebody proposed, the newest first, with what became of it."""
    row = CustomerMarkRow
    chosen = select(row).where(row.site_id == site, row.proposed_by == user)
    found = await session.execute(chosen.order_by(row.proposed_at.desc(), row.id.desc()).limit(_MOST))
    return list(found.scalars())


@dataclass(frozen=True, slots=True)
class MarkTold:
    """What is told of a mark. `decided_why` "": nobody decided, or without a word."""

    id: Id
    kind: str
    proposed_by: Id
    decided_why: str


async def mark_told(session: AsyncSession, mark: Id) -> MarkTold | None:
    """A mark, as far as people are told of it."""
    row = await session.get(CustomerMarkRow, mark)
    return MarkTold(row.id, row.kind, row.proposed_by, row.decided_why) if row else None


def standing_of(row: CustomerMarkRow) -> Standing:
    """A row as far as it holds."""
    return Standing(row.state, row.proposed_by, row.expires_at)
