"""Which recordings have been kept long enough."""

from collections.abc import Mapping

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions.models import Recording
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

DAY: Micros = 86_400 * SECOND


async def recordings_over(
    session: AsyncSession, *, days: Mapping[Id, int], otherwise: int | None, now: Micros, most: int
) -> list[tuple[Id, Id, str, int]]:
    """Recordings older than their queue says (`otherwise`: of other queues; None: for ever), the oldest
    first: id, interaction, path, days. None that is held, deleted or not closed yet."""
    limits = {queue: now - kept * DAY for queue, kept in days.items()}
    if otherwise is None and not limits:
        return []
    began, queue = Recording.started_at, Recording.queue
    over = [(queue == key, began < limit) for key, limit in limits.items()]
    rest = began < now - otherwise * DAY if otherwise is not None else began < 0
    is_over = case(*over, else_=rest) if over else rest
    there = Recording.deleted_at.is_(None) & Recording.held_by.is_(None) & Recording.closed_at.is_not(None)
    found = await session.execute(
        select(Recording.id, Recording.interaction, Recording.path, queue)
        .where(there & is_over)
        .order_by(began)
        .limit(most)
    )
    return [(id, call, path, days.get(key or "", otherwise or 0)) for id, call, path, key in found]
