"""The newest contacts of some callers and customers: the last few of each by an index, then the last of
these, so that it costs the same whoever has ten of them or ten thousand."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, func, literal, select, true, union
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from huawu.interactions.models import Interaction
from huawu.platform.clock import Micros
from huawu.platform.ids import Id

Asked = Sequence[ColumnElement[bool]]
Way = Select[tuple[Id]]
_AFTER = "\U0010ffff"
PLANNED_FOR_THESE = select(func.set_config("plan_cache_mode", "force_custom_plan", True))
"""A plan made once for all values would not know which of them are rare. Until the transaction ends."""


def of_callers(callers: Collection[str], asked: Asked, most: int) -> Way:
    """The last ones from each of these numbers, as networks write them."""
    backwards = [caller[::-1] for caller in callers]
    return _of_each(Interaction.caller_reversed, backwards, asked, most)


def of_customers(customers: Collection[Id], asked: Asked, most: int) -> Way:
    """The last ones that agents gave to each of these customers."""
    return _of_each(Interaction.customer, list(customers), asked, most)


def ending_in(digits: str, asked: Asked, most: int) -> Way:
    """The last ones from numbers that end so; compared as the index does, as bytes."""
    backwards, start = Interaction.caller_reversed, digits[::-1]
    within = (backwards.bool_op("~>=~")(start), backwards.bool_op("~<~")(start + _AFTER))
    found: Way = _last(select(Interaction.id).where(*within, *asked), most)
    return found


async def together(session: AsyncSession, ways: Sequence[Way], most: int) -> list[Interaction]:
    """The last of all that these find."""
    if len(ways) == 1:
        (found,) = ways
    else:
        every = union(*(select(way.subquery().c.id) for way in ways)).subquery()
        found = select(every.c.id)
    ids = list((await session.execute(found)).scalars())
    rows = select(Interaction).where(Interaction.id.in_(ids))
    return list((await session.execute(_last(rows, most))).scalars()) if ids else []


async def last_of_each(session: AsyncSession, callers: Sequence[str]) -> dict[str, Micros]:
    """When each of these numbers was last heard from; without those that never were."""
    each = _each([caller[::-1] for caller in callers])
    last = select(Interaction.caller, Interaction.started_at)
    last = last.where(Interaction.caller_reversed == each.c.value)
    newest = _last(last, 1).lateral()
    found = await session.execute(
        select(newest.c.caller, newest.c.started_at).select_from(each).join(newest, true())
    )
    return {caller: at for caller, at in found}


def _of_each(column: InstrumentedAttribute[Any], values: list[str], asked: Asked, most: int) -> Way:
    each = _each(values)
    last = _last(select(Interaction.id).where(column == each.c.value, *asked), most).lateral()
    return select(last.c.id).select_from(each).join(last, true())


def _each(values: list[str]) -> Any:  # noqa: ANN401 - a set of rows
    return select(func.unnest(literal(values, ARRAY(Text))).label("value")).subquery()


def _last(rows: Any, most: int) -> Any:  # noqa: ANN401 - a Select of whatever columns
    return rows.order_by(Interaction.started_at.desc(), Interaction.id.desc()).limit(most)
