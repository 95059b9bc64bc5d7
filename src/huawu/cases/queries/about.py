"""Complaints about agents: how many there are about each in a time, what was found of them, and which. Nobody
learns of those about themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Subquery, case, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core.improving import WEEK
from huawu.cases.models import CaseEntryRow, CaseRow
from huawu.cases.queries.finding import line_of, not_about
from huawu.cases.types import CaseLine
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

JUDGED = "about_judged"
"""The kind of entry that says whether a complaint about an agent is upheld; the last one counts."""


@dataclass(frozen=True, slots=True)
class About:
    """Complaints about one agent: all, those that are not closed, and those that were found to be so
    (`upheld`) or not (`unfounded`); of the others nobody has said."""

    agent: Id
    all: int
    open: int
    upheld: int
    unfounded: int


@dataclass(frozen=True, slots=True)
class Span:
    """Opened from `since` until before `until`, as `viewer` may know of them."""

    site: str
    since: Micros
    until: Micros
    viewer: Id | None


async def about_agents(session: AsyncSession, span: Span) -> list[About]:
    """By agent, most first."""
    row, judged = CaseRow, _judged(span)
    counts = (
        func.count(),
        func.count().filter(row.state != "closed"),
        func.count().filter(judged.c.upheld == "true"),
        func.count().filter(judged.c.upheld == "false"),
    )
    counted = (
        select(row.about_agent, *counts)
        .outerjoin(judged, judged.c.case_id == row.id)
        .where(*_within(span))
        .group_by(row.about_agent)
        .order_by(func.count().desc(), row.about_agent)
    )
    return [About(str(agent), *rest) for agent, *rest in await session.execute(counted)]


async def by_week(session: AsyncSession, span: Span) -> list[tuple[int, int]]:
    """How many were opened in each seven days from `since` on, and how many of them are upheld."""
    row, judged = CaseRow, _judged(span)
    week = func.floor((func.extract("epoch", row.opened_at) - span.since / SECOND) / (WEEK // SECOND))
    asked = (
        select(week, func.count(), func.count().filter(judged.c.upheld == "true"))
        .outerjoin(judged, judged.c.case_id == row.id)
        .where(*_within(span))
        .group_by(week)
    )
    found = {int(nth): (many, upheld) for nth, many, upheld in await session.execute(asked)}
    weeks = -(-(span.until - span.since) // WEEK)
    return [found.get(nth, (0, 0)) for nth in range(weeks)]


async def about_agent(session: AsyncSession, span: Span, agent: Id, most: int) -> list[CaseLine]:
    """Those about one agent, the newest first."""
    row = CaseRow
    asked = select(row).where(*_within(span), row.about_agent == agent)
    found = await session.execute(asked.order_by(row.opened_at.desc(), row.id).limit(most))
    return [line_of(each) for each in found.scalars()]


async def judgements(session: AsyncSession, cases: Iterable[Id]) -> dict[Id, bool]:
    """What was found of each; those of which nobody said anything are left out."""
    of = CaseEntryRow
    asked = (
        select(of.case_id, of.body["upheld"].astext)
        .where(of.kind == JUDGED, of.case_id.in_(set(cases)))
        .ext(distinct_on(of.case_id))
        .order_by(of.case_id, of.at.desc(), of.id.desc())
    )
    return {case_id: upheld == "true" for case_id, upheld in await session.execute(asked)}


def _within(span: Span) -> list[ColumnElement[bool]]:
    row = CaseRow
    opened = [row.opened_at >= span.since, row.opened_at < span.until]
    about = [row.about_agent.is_not(None), row.duplicate_of.is_(None), *not_about(span.viewer)]
    return [row.site_id == span.site, *opened, *about]


def _judged(span: Span) -> Subquery:
    """The last judgement of each case of the span: `upheld` is "true" or "false"."""
    of = CaseEntryRow
    cases = select(CaseRow.id).where(*_within(span))
    upheld = of.body["upheld"].astext
    said = case((upheld == "true", "true"), else_="false").label("upheld")
    return (
        select(of.case_id, said)
        .where(of.kind == JUDGED, of.case_id.in_(cases))
        .ext(distinct_on(of.case_id))
        .order_by(of.case_id, of.at.desc(), of.id.desc())
        .subquery("judged")
    )
