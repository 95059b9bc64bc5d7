"""Figures computed from the ledger of segments."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Interval, case, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions.queries import LONGEST_CONTACT, ledger
from huawu.measures.ledger import QueueFigures
from huawu.measures.service_level import Counts
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

_USUAL_ANSWER_SECONDS = 20
SHORT_SECONDS = 5
"""Who leaves within this was hardly there: counted apart."""


async def figures_since(
    session: AsyncSession, since: Micros, answer_seconds: dict[Id, int]
) -> dict[Id, QueueFigures]:
    """Figures of each queue from the intervals that ended since a moment: `measures.ledger.by_queue` in SQL.

    `answer_seconds`: by queue. A queue that was taken away meanwhile is there too.
    """
    c = (rows := ledger(LONGEST_CONTACT, since)).c
    lasted = c.ended_at - c.started_at
    entered = (c.role == "queue") & c.agent.is_(None)
    answered, abandoned = entered & (c.ending == "answered"), entered & (c.ending == "abandoned")
    in_time = lasted <= _promise(rows, answer_seconds)
    short = lasted <= literal(timedelta(seconds=SHORT_SECONDS))
    counted = (entered, answered, answered & in_time, abandoned, abandoned & in_time, abandoned & short)
    worked = ((c.role == role) & c.agent.is_not(None) for role in ("talk", "hold", "wrap_up"))
    found = await session.execute(
        select(
            c.queue,
            *(func.count().filter(which) for which in counted),
            *(_sum(lasted, which) for which in (answered, *worked)),
        )
        .where(c.queue.is_not(None))
        .group_by(c.queue)
    )
    return {
        queue: QueueFigures(Counts(*values[:6]), *(round(micros) for micros in values[6:]))
        for queue, *values in found
    }


def _promise(rows: FromClause, answer_seconds: dict[Id, int]) -> ColumnElement[Any]:
    usual = literal(_USUAL_ANSWER_SECONDS)
    whole = case(answer_seconds, value=rows.c.queue, else_=usual) if answer_seconds else usual
    return cast(func.make_interval(0, 0, 0, 0, 0, 0, whole), Interval)


def _sum(lasted: ColumnElement[Any], which: ColumnElement[bool]) -> ColumnElement[Any]:
    micros = func.sum(func.extract("epoch", lasted) * SECOND).filter(which)
    return func.coalesce(micros, 0)
