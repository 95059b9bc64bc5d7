"""Finding customers by what one knows of them, and who may be behind a number."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.folding import folded
from huawu.customers.core.numbers import digits_reversed, normalised
from huawu.customers.core.searching import is_number, words_of
from huawu.customers.models import CustomerKeyRow, CustomerNumberRow, CustomerRow
from huawu.customers.queries.knowing import whole
from huawu.customers.queries.records import standings_of
from huawu.customers.types import SHOWN_END, Customer, CustomerName, Standing, customer_of

_CANDIDATES = 400
"""A search looks at this many keys at most, the closest first, so that one letter costs no more than a
name.
"""
_AFTER = "\U0010ffff"
_With = Callable[[str], Select[Any]]
_Fits = Callable[[str], Any]


async def search(
    session: AsyncSession, text: str, limit: int, *, whole_numbers: bool = True
) -> list[Customer]:
    """Customers by name, company or tag, in characters, pinyin or initials, by mail address, or by the
    beginning or end of a number; of several words each must fit. All of them for "". `whole_numbers`: whoever
    asks may see them whole; else a number is found by all of it or by the end that a mask shows, so that
    nobody finds out the digits between one by one."""
    with_, fits = (_with, _fits) if whole_numbers else (_with_shown, _fits_shown)
    here = CustomerRow.merged_into.is_(None)
    chosen = select(CustomerRow).where(here)
    wanted = folded(text)
    if wanted:
        rows = await _rows(session, chosen.where(CustomerRow.id.in_(with_(wanted))), limit)
        words = words_of(text)
        if not rows and len(words) > 1:
            rows = await _rows(
                session, _with_each(chosen, await _rarest_first(session, words, with_), with_, fits), limit
            )
    else:
        rows = await _rows(session, chosen, limit)
    return await whole(session, rows) if rows else []


async def at_number(session: AsyncSession, number: str, most: int) -> list[Customer]:
    """Everyone who has this number, in the order of a telephone book; nobody for a withheld one."""
    return [customer_of(each) for each in await standings_at(session, number, most)]


async def standings_at(session: AsyncSession, number: str, most: int) -> list[Standing]:
    """As `at_number`, with everything that is written down of them."""
    form = normalised(number)
    if not form:
        return []
    found = await session.execute(
        select(CustomerRow)
        .join(CustomerNumberRow, CustomerRow.id == CustomerNumberRow.customer_id)
        .where(CustomerNumberRow.number == form, CustomerRow.merged_into.is_(None))
        .order_by(CustomerRow.sort_key, CustomerRow.id)
        .limit(most)
    )
    rows = list(found.scalars())
    return await standings_of(session, rows) if rows else []


async def behind_numbers(session: AsyncSession, numbers: Iterable[str]) -> dict[str, list[CustomerName]]:
    """Who may be calling, by number as given: nobody, one customer, or all who share the number."""
    asked = {number: normalised(number) for number in numbers}
    wanted = {form for form in asked.values() if form}
    if not wanted:
        return {number: [] for number in asked}
    found = await session.execute(
        select(CustomerNumberRow.number, CustomerRow)
        .join(CustomerRow, CustomerRow.id == CustomerNumberRow.customer_id)
        .where(CustomerNumberRow.number.in_(wanted), CustomerRow.merged_into.is_(None))
        .order_by(CustomerRow.sort_key, CustomerRow.id)
    )
    known: dict[str, list[CustomerName]] = {}
    for number, row in found:
        known.setdefault(number, []).append(CustomerName(row.id, row.name, row.level))
    return {number: known.get(form, []) for number, form in asked.items()}


async def _rows(session: AsyncSession, chosen: Select[Any], limit: int) -> list[CustomerRow]:
    """In the order of a telephone book."""
    found = await session.execute(chosen.order_by(CustomerRow.sort_key, CustomerRow.id).limit(limit))
    return list(found.scalars())


def _with(word: str) -> Select[Any]:
    return _with_number(word) if is_number(word) else _with_key(word)


async def _rarest_first(session: AsyncSession, words: list[str], with_: _With) -> list[str]:
    """The word that fits fewest in front: those whom it fits are looked at for the others."""
    counts = (select(func.count()).select_from(with_(word).subquery()).scalar_subquery() for word in words)
    many = (await session.execute(select(*counts))).one()
    return [word for _, word in sorted(zip(many, words, strict=True), key=lambda each: each[0])]


def _with_each(chosen: Select[Any], words: list[str], with_: _With, fits: _Fits) -> Select[Any]:
    """Who fits the first word, of those whom every other word fits as well."""
    for word in words[1:]:
        chosen = chosen.where(fits(word))
    return chosen.where(CustomerRow.id.in_(with_(words[0])))


def _fits(word: str) -> Any:  # noqa: ANN401 - a condition
    """Whether a customer at hand is found by a word: looked at for each by its own keys, so that a word that
    fits many costs nothing."""
    if is_number(word):
        number = CustomerNumberRow
        ending = digits_reversed(word)
        near = number.reversed.startswith(ending, autoescape=True) | number.number.contains(
            word.lstrip("+"), autoescape=True
        )
        return select(number.number).where(number.customer_id == CustomerRow.id, near).exists()
    key = CustomerKeyRow
    return (
        select(key.key)
        .where(key.customer_id == CustomerRow.id, key.key >= word, key.key < word + _AFTER)
        .exists()
    )


def _shown(word: str) -> list[Any]:
    """Whether a number is this one, or ends so as far as a mask shows it."""
    number, ending = CustomerNumberRow, digits_reversed(word)
    ways: list[Any] = [number.number == normalised(word)]
    if len(ending) <= SHOWN_END:
        ways.append((number.reversed >= ending) & (number.reversed < ending + _AFTER))
    return ways


def _with_shown(word: str) -> Select[Any]:
    if not is_number(word):
        return _with_key(word)
    of = CustomerNumberRow.customer_id
    ways = [select(of).where(way).limit(_CANDIDATES).subquery() for way in _shown(word)]
    return select(union_all(*(select(way.c.customer_id) for way in ways)).subquery().c.customer_id)


def _fits_shown(word: str) -> Any:  # noqa: ANN401 - a condition
    if not is_number(word):
        return _fits(word)
    number = CustomerNumberRow
    return select(number.number).where(number.customer_id == CustomerRow.id, or_(*_shown(word))).exists()


def _with_key(text: str) -> Select[Any]:
    key = CustomerKeyRow.key
    near = select(CustomerKeyRow.customer_id, key).where(key >= text, key < text + _AFTER)
    part = near.order_by(key).limit(_CANDIDATES).subquery()
    return select(part.c.customer_id)


def _with_number(text: str) -> Select[Any]:
    """Each way is cut short by itself: two digits are the end of one number in a hundred."""
    number, backwards = CustomerNumberRow.number, CustomerNumberRow.reversed
    form, ending = normalised(text), digits_reversed(text)
    beginnings = {form} if form.startswith("+") else {form, f"+{form}", f"+86{form.removeprefix('0')}"}
    ranges = [(number, start) for start in sorted(beginnings)] + [(backwards, ending)]
    ways = [
        select(CustomerNumberRow.customer_id)
        .where(column >= start, column < start + _AFTER)
        .order_by(column)
        .limit(_CANDIDATES)
        .subquery()
        for column, start in ranges
    ]
    return select(union_all(*(select(way.c.customer_id) for way in ways)).subquery().c.customer_id)
