"""Callers who are called back instead of waiting, as the page shows them: who waits for it, and what became
of those who did."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries as customers
from huawu.customers.types import CustomerName, masked
from huawu.desk.queries.callbacks import brief
from huawu.desk.schemas import CallbackEnded, CallbackWaiting
from huawu.interactions import queries as interactions
from huawu.interactions.events import CallbackNoted, CallbackOver
from huawu.people.types import CUSTOMERS_SEE, NUMBERS_SEE
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.outbox import FactRow
from huawu.platform.web.shapes import moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn

Row = dict[str, Any]
_STREAM = "callback/"


async def waiting_shown(session: AsyncSession, person: SignedIn, rows: list[Row]) -> list[CallbackWaiting]:
    """What live told of those who wait, with names where somebody is the only one with the number."""
    known = await _behind(session, person, (row["number"] for row in rows))
    return [
        CallbackWaiting.model_validate(
            {
                **row,
                **_who(person, row["number"], known),
                "since": moment(row["since"]),
                "asked_at": moment(row["asked_at"]),
                "next_at": moment_or_none(row["next_at"]),
            }
        )
        for row in rows
    ]


async def ended_shown(
    session: AsyncSession, person: SignedIn, *, since: Micros, most: int
) -> list[CallbackEnded]:
    """What became of those that were asked for since a moment and are over, the last one asked for first."""
    asked = await interactions.called_back(session, since=since, most=most)
    noted, over = await _told(session, asked, since)
    found = [(noted[each], over[each]) for each in asked if each in noted and each in over]
    known = await _behind(session, person, (first["caller"] for first, _ in found))
    return [_ended(person, first, last, known) for first, last in found]


def _ended(person: SignedIn, asked: Row, end: Row, known: dict[str, CustomerName]) -> CallbackEnded:
    return CallbackEnded.model_validate(
        {
            "interaction": end["interaction"],
            "queue": asked["queue"],
            **_who(person, asked["caller"], known),
            "since": moment(asked["since"]),
            "asked_at": moment(asked["at"]),
            "tries": end["tries"],
            "end": end["end"],
            "call": end["call"],
            "ended_at": moment(end["at"]),
        }
    )


async def _told(session: AsyncSession, asked: list[Id], since: Micros) -> tuple[dict[Id, Row], dict[Id, Row]]:
    """How they asked for it and how it ended, by contact."""
    streams = [f"{_STREAM}{interaction}" for interaction in asked]
    facts = await session.execute(
        select(FactRow.kind, FactRow.body).where(FactRow.stream.in_(streams), FactRow.at >= since)
    )
    noted: dict[Id, Row] = {}
    over: dict[Id, Row] = {}
    for kind, body in facts:
        if kind == CallbackNoted.KIND:  # type: ignore[attr-defined]  # set by @fact
            noted[body["interaction"]] = body
        elif kind == CallbackOver.KIND:  # type: ignore[attr-defined]  # set by @fact
            over[body["interaction"]] = body
    return noted, over


async def _behind(session: AsyncSession, person: SignedIn, numbers: Iterable[str]) -> dict[str, CustomerName]:
    """Who has these numbers, each alone."""
    if not person.may(CUSTOMERS_SEE):
        return {}
    having = await customers.behind_numbers(session, set(numbers))
    return {number: found[0] for number, found in having.items() if len(found) == 1}


def _who(person: SignedIn, number: str, known: dict[str, CustomerName]) -> Row:
    whole = person.may(NUMBERS_SEE)
    customer = known.get(number)
    return {
        "number": number if whole else masked(number),
        "number_masked": not whole,
        "customer": None if customer is None else brief(customer),
    }
