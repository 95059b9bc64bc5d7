"""Reading promised calls back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.ids import Id
from huawu.routing.models import CallbackRow
from huawu.routing.types import Callback


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which callbacks are asked for. `agent` None: everybody's; `state` None: any."""

    limit: int
    agent: Id | None = None
    state: str | None = "open"


async def callbacks(session: AsyncSession, wanted: Wanted) -> list[Callback]:
    """Open ones by when they are due, closed ones the last first."""
    rows = select(CallbackRow)
    if wanted.agent is not None:
        rows = rows.where(CallbackRow.agent == wanted.agent)
    if wanted.state is not None:
        rows = rows.where(CallbackRow.state == wanted.state)
    order = CallbackRow.due_at if wanted.state == "open" else CallbackRow.due_at.desc()
    found = await session.execute(rows.order_by(order, CallbackRow.id).limit(wanted.limit))
    return [_callback(row) for row in found.scalars()]


async def callback(session: AsyncSession, callback: Id) -> Callback | None:
    row = await session.get(CallbackRow, callback)
    return _callback(row) if row else None


async def open_callbacks_of(
    session: AsyncSession, *, numbers: Sequence[str], customers: Sequence[Id], most: int
) -> list[Callback]:
    """What is promised to a customer or to any of these numbers, by when it is due."""
    whose: list[ColumnElement[bool]] = [CallbackRow.number.in_(numbers)]
    if customers:
        whose.append(CallbackRow.customer.in_(customers))
    found = await session.execute(
        select(CallbackRow)
        .where(CallbackRow.state == "open", or_(*whose))
        .order_by(CallbackRow.due_at, CallbackRow.id)
        .limit(most)
    )
    return [_callback(row) for row in found.scalars()]


def _callback(row: CallbackRow) -> Callback:
    return Callback(
        id=row.id,
        interaction=row.interaction,
        agent=row.agent,
        queue=row.queue,
        customer=row.customer,
        number=row.number,
        due_at=row.due_at,
        note=row.note,
        state=row.state,
        created_at=row.created_at,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        closing_note=row.closing_note,
        tries=row.tries,
        last_try=row.last_try,
    )
