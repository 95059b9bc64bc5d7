"""What improvements were worth: how many cases of their kind there were in each whole week before they were
planned and since they were done, of all of a page by one statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ARRAY,
    Integer,
    Select,
    Text,
    cast,
    column,
    extract,
    func,
    select,
    true,
    union_all,
    values,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from huawu.cases.core import improving as core
from huawu.cases.core import trees
from huawu.cases.core.improving import Effect
from huawu.cases.models import CaseRow, ImprovementRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.finding import line_of, not_about
from huawu.cases.types import CaseLine
from huawu.platform.clock import Micros
from huawu.platform.database import MicrosType
from huawu.platform.ids import Id

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Period:
    """`weeks` whole weeks from `begins` on; `keys`: the type or cause with all below it, of a site."""

    improvement: Id
    site: str
    side: str
    of: str
    keys: tuple[str, ...]
    begins: Micros
    weeks: int


async def worth(
    session: AsyncSession, there: Arranged, rows: Sequence[ImprovementRow], now: Micros
) -> dict[Id, Effect]:
    """The effect of each."""
    periods = [each for row in rows for each in _periods(there, row, now)]
    counted = await _counted(session, periods)
    return {row.id: _effect(row, now, counted) for row in rows}


async def of_week(
    session: AsyncSession,
    there: Arranged,
    row: ImprovementRow,
    week: int,
    now: Micros,
    *,
    viewer: Id | None,
    most: int,
) -> list[CaseLine]:
    """The cases that one number counts: of the first (-1: the last) week before it was planned, or of the
    `week`th since it was done; the newest first."""
    before, after = _periods(there, row, now)
    chosen, nth = (before, before.weeks + week) if week < 0 else (after, week - 1)
    if not 0 <= nth < chosen.weeks:
        return []
    begins, of = chosen.begins + nth * core.WEEK, CaseRow
    within = (of.opened_at >= begins, of.opened_at < begins + core.WEEK)
    asked = select(of).where(_COLUMNS[row.of].in_(chosen.keys), of.site_id == row.site_id, *within)
    found = await session.execute(
        asked.where(*not_about(viewer)).order_by(of.opened_at.desc(), of.id).limit(most)
    )
    return [line_of(each) for each in found.scalars()]


_COLUMNS: dict[str, InstrumentedAttribute[str] | InstrumentedAttribute[str | None]] = {
    "type": CaseRow.type,
    "cause": CaseRow.cause,
}


def _periods(there: Arranged, row: ImprovementRow, now: Micros) -> tuple[Period, Period]:
    nodes = there.causes if row.of == "cause" else there.types
    keys = tuple(trees.below(nodes, row.node) or [row.node])
    done = core.weeks_since(row.done_at, now, row.weeks)
    return (
        Period(row.id, row.site_id, BEFORE, row.of, keys, row.created_at - row.weeks * core.WEEK, row.weeks),
        Period(row.id, row.site_id, AFTER, row.of, keys, row.done_at or 0, done),
    )


async def _counted(session: AsyncSession, periods: list[Period]) -> dict[tuple[Id, str], dict[int, int]]:
    asked = [
        _of_column(mine, by)
        for of, by in _COLUMNS.items()
        if (mine := [each for each in periods if each.of == of and each.weeks])
    ]
    found: dict[tuple[Id, str], dict[int, int]] = {}
    if asked:
        for row in await session.execute(union_all(*asked)):
            found.setdefault((row.improvement, row.side), {})[row.week] = row.many
    return found


def _of_column(
    periods: list[Period], by: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
) -> Select[tuple[str, str, int, int]]:
    """A row for each week of each period that has cases: improvement, side, week (from 1), how many."""
    each = values(
        column("improvement", Text),
        column("site", Text),
        column("side", Text),
        column("keys", ARRAY(Text)),
        column("begins", MicrosType),
        column("ends", MicrosType),
        column("weeks", Integer),
        name="period",
    ).data(
        [
            (
                one.improvement,
                one.site,
                one.side,
                list(one.keys),
                one.begins,
                one.begins + one.weeks * core.WEEK,
                one.weeks,
            )
            for one in periods
        ]
    )
    begins, ends = (cast(each.c[name], MicrosType) for name in ("begins", "ends"))
    opened, first, last = (extract("epoch", at) for at in (CaseRow.opened_at, begins, ends))
    week = cast(func.width_bucket(opened, first, last, cast(each.c.weeks, Integer)), Integer).label("week")
    ours = by == func.any(cast(each.c["keys"], ARRAY(Text)))
    counted = (
        select(week, func.count().label("many"))
        .where(ours, CaseRow.site_id == each.c.site, CaseRow.opened_at >= begins, CaseRow.opened_at < ends)
        .group_by(week)
        .lateral("counted")
    )
    return select(each.c.improvement, each.c.side, counted.c.week, counted.c.many).join(counted, true())


def _effect(row: ImprovementRow, now: Micros, counted: dict[tuple[Id, str], dict[int, int]]) -> Effect:
    before, after = counted.get((row.id, BEFORE), {}), counted.get((row.id, AFTER), {})
    was = [before.get(nth, 0) for nth in range(1, row.weeks + 1)]
    many = core.weeks_since(row.done_at, now, row.weeks)
    if not many:
        return Effect(tuple(was), (), None, None)
    return core.effect(was, [after.get(nth, 0) for nth in range(1, many + 1)], row.percent)
