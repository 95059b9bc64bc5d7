"""Reading promised calls back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.people.queries import agents_left
from huawu.platform.clock import Micros
from huawu.platform.database import behind
from huawu.platform.ids import Id
from huawu.routing.models import CallbackRow
from huawu.routing.types import Callback

OPEN = "open"
_LEFT = CallbackRow.agent.in_(agents_left())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which callbacks are asked for. `agent` None: everybody's; `left`: of those who do not work here any
    more; `state` None: any; `due_by`: due until then; `after`: when the last one of the page before is due,
    and its id."""

    limit: int
    agent: Id | None = None
    left: bool = False
    state: str | None = "open"
    due_by: Micros | None = None
    after: tuple[Micros, Id] | None = None


async def callbacks(session: AsyncSession, wanted: Wanted) -> list[Callback]:
    """Open ones by when they are due, others the last first."""
    of, waiting = CallbackRow, wanted.state == OPEN
    rows = select(of)
    if wanted.agent is not None:
        rows = rows.where(of.agent == wanted.agent)
    if wanted.left:
        rows = rows.where(_LEFT)
    if wanted.state is not None:
        rows = rows.where(of.state == wanted.state)
    if wanted.due_by is not None:
        rows = rows.where(of.due_at <= wanted.due_by)
    if wanted.after is not None:
        rows = rows.where(behind(of.due_at, of.id, wanted.after, newest_first=not waiting))
    order = (of.due_at, of.id) if waiting else (of.due_at.desc(), of.id.desc())
    found = await session.execute(rows.order_by(*order).limit(wanted.limit))
    return [_callback(row) for row in found.scalars()]


async def callback_counts(session: AsyncSession, now: Micros) -> dict[str, int]:
    """How many are open, of these how many should have been made by now, and how many are those of somebody
    who has left."""
    of = CallbackRow
    late, left = of.due_at <= now, _LEFT
    counted = select(func.count(), func.count().filter(late), func.count().filter(left))
    found = (await session.execute(counted.where(of.state == OPEN))).one()
    return dict(zip(("open", "overdue", "left"), found, strict=True))


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
        .where(CallbackRow.state == OPEN, or_(*whose))
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
