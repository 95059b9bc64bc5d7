"""Figures computed from the ledger of segments."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Interval, case, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.analytics.core.figures import Counts
from huawu.interactions.queries import LONGEST_CONTACT, ledger
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

_USUAL_ANSWER_SECONDS = 20


async def counts_since(
    session: AsyncSession, since: Micros, answer_seconds: dict[Id, int]
) -> dict[Id, Counts]:
    """The counts of each queue for intervals that ended since a moment. `answer_seconds`: by queue."""
    rows = ledger(LONGEST_CONTACT, since)
    c = rows.c
    lasted = c.ended_at - c.started_at
    entered = (c.role == "queue") & c.agent.is_(None)
    answered, abandoned = entered & (c.ending == "answered"), entered & (c.ending == "abandoned")
    in_time = lasted <= _promise(rows, answer_seconds)
    found = await session.execute(
        select(
            c.queue,
            func.count().filter(entered),
            func.count().filter(answered),
            func.count().filter(abandoned),
            func.count().filter(answered & in_time),
            func.count().filter(abandoned & in_time),
            _sum(lasted, answered),
            *(_sum(lasted, (c.role == role) & c.agent.is_not(None)) for role in ("talk", "hold", "wrap_up")),
        )
        .where(c.queue.is_not(None))
        .group_by(c.queue)
    )
    return {row[0]: Counts(*(round(value) for value in row[1:])) for row in found}


def _promise(rows: FromClause, answer_seconds: dict[Id, int]) -> ColumnElement[Any]:
    usual = literal(_USUAL_ANSWER_SECONDS)
    whole = case(answer_seconds, value=rows.c.queue, else_=usual) if answer_seconds else usual
    return cast(func.make_interval(0, 0, 0, 0, 0, 0, whole), Interval)


def _sum(lasted: ColumnElement[Any], which: ColumnElement[bool]) -> ColumnElement[Any]:
    micros = func.sum(func.extract("epoch", lasted) * SECOND).filter(which)
    return func.coalesce(micros, 0)
