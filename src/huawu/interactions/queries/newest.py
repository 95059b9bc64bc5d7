"""The newest contacts of some callers and customers: the last few of each by an index, then the last of
these, so that it costs the same whoever has ten of them or ten thousand."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    bindparam,
    func,
    literal,
    select,
    true,
    union,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from huawu.interactions.models import Interaction
from huawu.platform.clock import Micros
from huawu.platform.ids import Id

Asked = Sequence[ColumnElement[bool]]
Way = Select[Id]
Values = list[str] | BindParameter[Any]
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


async def of_all(
    session: AsyncSession, callers: Collection[str], customers: Collection[Id], most: int
) -> list[Interaction]:
    """The last ones from these numbers. With the ids of a customer: theirs, those from the numbers that an
    agent gave to somebody else left out. Asked at every call that rings: put together once."""
    asked = {"callers": [caller[::-1] for caller in callers]}
    if customers:
        asked["customers"] = list(customers)
    ids = (await session.execute(_of_all(bool(customers), most), asked)).scalars()
    return await _last_of(session, list(ids), most)


async def together(session: AsyncSession, ways: Sequence[Way], most: int) -> list[Interaction]:
    """The last of all that these find."""
    ids = (await session.execute(_any_of(ways))).scalars()
    return await _last_of(session, list(ids), most)


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


@cache
def _of_all(known: bool, most: int) -> Way:
    nobodys = [Interaction.customer.is_(None)] if known else []
    ways = [_of_each(Interaction.caller_reversed, _asked("callers"), nobodys, most)]
    if known:
        ways.append(_of_each(Interaction.customer, _asked("customers"), [], most))
    return _any_of(ways)


async def _last_of(session: AsyncSession, ids: list[Id], most: int) -> list[Interaction]:
    return list((await session.execute(_these(most), {"ids": ids})).scalars()) if ids else []


@cache
def _these(most: int) -> Select[Interaction]:
    rows = select(Interaction).where(Interaction.id.in_(bindparam("ids", expanding=True)))
    found: Select[Interaction] = _last(rows, most)
    return found


def _asked(name: str) -> BindParameter[Any]:
    return bindparam(name, type_=ARRAY(Text))


def _any_of(ways: Sequence[Way]) -> Way:
    if len(ways) == 1:
        return ways[0]
    every = union(*(select(way.subquery().c.id) for way in ways)).subquery()
    return select(every.c.id)


def _of_each(column: InstrumentedAttribute[Any], values: Values, asked: Asked, most: int) -> Way:
    each = _each(values)
    last = _last(select(Interaction.id).where(column == each.c.value, *asked), most).lateral()
    return select(last.c.id).select_from(each).join(last, true())


def _each(values: Values) -> Any:  # noqa: ANN401 - a set of rows
    given = literal(values, ARRAY(Text)) if isinstance(values, list) else values
    return select(func.unnest(given).label("value")).subquery()


def _last(rows: Any, most: int) -> Any:  # noqa: ANN401 - a Select of whatever columns
    return rows.order_by(Interaction.started_at.desc(), Interaction.id.desc()).limit(most)
