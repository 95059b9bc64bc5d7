"""A past day from the books, and which days there are."""

import asyncio
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions.queries import segments_between
from huawu.platform.clock import SECOND, Micros, as_micros
from huawu.platform.facts import load
from huawu.platform.ids import Id
from huawu.platform.outbox import FactRow
from huawu.routing.events import AgentQueueMoved, Decided, QueueDoorMoved
from huawu.routing.models import AgentStateRow
from huawu.routing.service.replay import Ledger, PastDay, State, past_day
from huawu.routing.service.replay.reading import AFTER, Wish

_LENT: Micros = 7 * 24 * 3600 * SECOND
"""No lending is longer."""
_CLOSED: Micros = 31 * 24 * 3600 * SECOND
"""A queue that was closed earlier than this, and not opened again, is taken to be open."""
_BEFORE: Micros = 24 * 3600 * SECOND
"""The state of an agent when the day began is not older than this."""


def span_of(day: date, zone: str, starts_hour: int) -> tuple[Micros, Micros]:
    """When a business day of the site begins and ends, UTC."""
    begins, ends = (
        datetime(each.year, each.month, each.day, starts_hour, tzinfo=ZoneInfo(zone))
        for each in (day, day + timedelta(days=1))
    )
    return as_micros(begins), as_micros(ends)


async def read_day(
    session: AsyncSession,
    site: str,
    begins: Micros,
    ends: Micros,
    *,
    pauses: frozenset[str],
    queues: Collection[Id] = (),
) -> PastDay:
    """The day as it was. `pauses`: the reasons by which agents are paused who do not answer; `queues`: those
    of which it matters whether they were closed early. It is put
    together in a thread: of a busy day that takes a while, in which whoever asks has other things to do."""
    segments = await segments_between(session, site, begins - AFTER, ends + AFTER)
    states = await _states(session, site, begins, ends + AFTER)
    there = {each.agent for each in states} | {each.agent for each in segments if each.agent is not None}
    agents = {f"agent/{each}" for each in there}
    doors = {f"queue/{each}" for each in queues}
    ledger = Ledger(
        begins,
        ends,
        segments,
        states,
        await _wishes(session, site, begins, ends),
        pauses,
        await _done(session, site, AgentQueueMoved, agents, begins - _LENT, ends),
        await _done(session, site, QueueDoorMoved, doors, begins - _CLOSED, ends),
    )
    return await asyncio.to_thread(past_day, ledger)


async def _states(session: AsyncSession, site: str, begins: Micros, until: Micros) -> list[State]:
    row = AgentStateRow
    found = await session.execute(
        select(row.agent, row.state, row.reason, row.since, row.contact)
        .where(row.site_id == site, row.since >= begins - _BEFORE, row.since < until)
        .order_by(row.agent, row.since, row.seq)
    )
    return [State(*each) for each in found]


Fact = TypeVar("Fact")


async def _done(
    session: AsyncSession,
    site: str,
    fact: type[Fact],
    streams: Collection[str],
    since: Micros,
    until: Micros,
) -> list[Fact]:
    """What those who lead did to agents or queues, in order; for as long as facts are kept."""
    row, kind = FactRow, fact.KIND  # type: ignore[attr-defined]  # set by @fact
    found = await session.execute(
        select(row.version, row.body)
        .where(
            row.stream.in_(streams),
            row.site_id == site,
            row.kind == kind,
            row.at >= since,
            row.at < until,
        )
        .order_by(row.at, row.stream, row.seq)
    )
    return [load(kind, version, body) for version, body in found]


async def _wishes(
    session: AsyncSession, site: str, begins: Micros, ends: Micros
) -> dict[Id, list[tuple[Micros, Wish]]]:
    """What routing was told of each contact that came, for as long as facts are kept."""
    told = FactRow.body["told"]
    found = await session.execute(
        select(FactRow.at, told["contact"]).where(
            FactRow.kind == Decided.KIND,  # type: ignore[attr-defined]  # set by @fact
            FactRow.site_id == site,
            FactRow.at >= begins,
            FactRow.at < ends,
            told["kind"].astext == "Arrived",
        )
    )
    wishes: dict[Id, list[tuple[Micros, Wish]]] = {}
    for at, contact in found:
        wishes.setdefault(contact["id"], []).append((at, contact))
    return wishes
