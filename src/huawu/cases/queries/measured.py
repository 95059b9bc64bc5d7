"""How often what was suggested was taken: figures by query, of whole periods and nobody in particular."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from huawu.cases.models import CaseSuggestionRow
from huawu.cases.schemas.suggested import CaseSuggestionFigures, SuggestionFigure
from huawu.platform.clock import Micros
from huawu.platform.web.shapes import moment


async def suggestion_figures(session: AsyncSession, site: str, since: Micros) -> CaseSuggestionFigures:
    """Of the cases opened since then."""
    row = CaseSuggestionRow
    counted = select(
        func.count(),
        *_counts(row.type_shown, row.type_chosen, row.type_taken),
        *_counts(row.priority_shown, row.priority_chosen, row.priority_taken),
    ).where(row.site_id == site, row.at >= since)
    cases, *found = (await session.execute(counted)).one()
    return CaseSuggestionFigures(
        since=moment(since), cases=cases, type=_figure(found[:3]), priority=_figure(found[3:])
    )


def _counts(
    shown: InstrumentedAttribute[str | None],
    chosen: InstrumentedAttribute[str],
    taken: InstrumentedAttribute[bool],
) -> tuple[ColumnElement[int], ...]:
    """Shown at all, accepted, chosen without accepting it."""
    same: Any = (shown == chosen) & ~taken
    return func.count(shown), func.count().filter(taken), func.count().filter(same)


def _figure(found: Any) -> SuggestionFigure:  # noqa: ANN401 - a row of three counts
    shown, taken, same = found
    return SuggestionFigure(shown=shown, taken=taken, same=same, other=shown - taken - same)
