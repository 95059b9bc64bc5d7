"""What others may read about customers."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.folding import folded
from huawu.customers.core.numbers import digits_reversed, normalised
from huawu.customers.events import NumberAdded, NumberTakenBack
from huawu.customers.models import CustomerKeyRow, CustomerNumberRow, CustomerRow
from huawu.customers.types import Customer, CustomerName
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.outbox import WORK, FactRow

_CANDIDATES = 400
"""A search looks at this many keys at most, the closest first, so that one letter costs no more than a
name.
"""
_AFTER = "\U0010ffff"
_SHORTEST_PART = 2


async def search(session: AsyncSession, text: str, limit: int) -> list[Customer]:
    """Customers by name, pinyin, initials, or the beginning or end of a number; all of them for ""."""
    wanted = folded(text)
    if not wanted:
        chosen = select(CustomerRow)
    elif _is_number(wanted):
        chosen = select(CustomerRow).where(CustomerRow.id.in_(_with_number(wanted)))
    else:
        chosen = select(CustomerRow).where(CustomerRow.id.in_(_with_key(wanted)))
    rows = await session.execute(chosen.order_by(CustomerRow.sort_key, CustomerRow.id).limit(limit))
    return await _whole(session, list(rows.scalars()))


async def customer(session: AsyncSession, customer: Id) -> Customer | None:
    """One customer with numbers."""
    row = await session.get(CustomerRow, customer)
    return (await _whole(session, [row]))[0] if row else None


async def names(session: AsyncSession, ids: Iterable[Id]) -> dict[Id, CustomerName]:
    """Who these customers are; those who are gone are left out."""
    found = await session.execute(select(CustomerRow).where(CustomerRow.id.in_(set(ids))))
    return {row.id: CustomerName(row.id, row.name, row.level) for row in found.scalars()}


async def at_number(session: AsyncSession, number: str, most: int) -> list[Customer]:
    """Everyone who has this number, in the order of a telephone book; nobody for a withheld one."""
    form = normalised(number)
    if not form:
        return []
    found = await session.execute(
        select(CustomerRow)
        .join(CustomerNumberRow, CustomerRow.id == CustomerNumberRow.customer_id)
        .where(CustomerNumberRow.number == form)
        .order_by(CustomerRow.sort_key, CustomerRow.id)
        .limit(most)
    )
    rows = list(found.scalars())
    return await _whole(session, rows) if rows else []


async def behind_numbers(session: AsyncSession, numbers: Iterable[str]) -> dict[str, list[CustomerName]]:
    """Who may be calling, by number as given: nobody, one customer, or all who share the number."""
    asked = {number: normalised(number) for number in numbers}
    wanted = {form for form in asked.values() if form}
    if not wanted:
        return {number: [] for number in asked}
    found = await session.execute(
        select(CustomerNumberRow.number, CustomerRow)
        .join(CustomerRow, CustomerRow.id == CustomerNumberRow.customer_id)
        .where(CustomerNumberRow.number.in_(wanted))
        .order_by(CustomerRow.sort_key, CustomerRow.id)
    )
    known: dict[str, list[CustomerName]] = {}
    for number, row in found:
        known.setdefault(number, []).append(CustomerName(row.id, row.name, row.level))
    return {number: known.get(form, []) for number, form in asked.items()}


async def number_went_to(session: AsyncSession, interaction: Id, *, since: Micros) -> Id | None:
    """The customer to whom the number of this contact, which began at `since`, was added; None when it was
    not, or was taken back."""
    added, back = NumberAdded.KIND, NumberTakenBack.KIND  # type: ignore[attr-defined]  # set by @fact
    found = await session.execute(
        select(FactRow.kind, FactRow.body["customer"].astext)
        .where(FactRow.stream == WORK + interaction, FactRow.kind.in_((added, back)), FactRow.at >= since)
        .order_by(FactRow.at.desc(), FactRow.seq.desc())
        .limit(1)
    )
    last = found.one_or_none()
    return last[1] if last is not None and last[0] == added else None


def _is_number(text: str) -> bool:
    digits = sum(c.isdigit() for c in text)
    return digits >= _SHORTEST_PART and all(c.isdigit() or c in "+-()" for c in text)


def _with_key(text: str) -> Select[Any]:
    key = CustomerKeyRow.key
    near = select(CustomerKeyRow.customer_id, key).where(key >= text, key < text + _AFTER)
    part = near.order_by(key).limit(_CANDIDATES).subquery()
    return select(part.c.customer_id)


def _with_number(text: str) -> Select[Any]:
    number, backwards = CustomerNumberRow.number, CustomerNumberRow.reversed
    form, ending = normalised(text), digits_reversed(text)
    beginnings = {form} if form.startswith("+") else {form, f"+{form}", f"+86{form.removeprefix('0')}"}
    near = select(CustomerNumberRow.customer_id).where(
        or_(
            *((number >= start) & (number < start + _AFTER) for start in beginnings),
            (backwards >= ending) & (backwards < ending + _AFTER),
        )
    )
    return near.limit(_CANDIDATES)


async def _whole(session: AsyncSession, rows: list[CustomerRow]) -> list[Customer]:
    found = await session.execute(
        select(CustomerNumberRow.customer_id, CustomerNumberRow.number)
        .where(CustomerNumberRow.customer_id.in_([row.id for row in rows]))
        .order_by(CustomerNumberRow.place)
    )
    numbers: dict[str, list[str]] = {}
    for owner, number in found:
        numbers.setdefault(owner, []).append(number)
    return [
        Customer(
            id=row.id,
            name=row.name,
            company=row.company,
            level=row.level,
            language=row.language,
            note=row.note,
            numbers=tuple(numbers.get(row.id, [])),
        )
        for row in rows
    ]
