"""Improvements, with what they were worth by the cases that there were."""

from sqlalchemy import Integer, and_, case, cast, extract, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import improving as core
from huawu.cases.core import trees
from huawu.cases.models import CaseRow, ImprovementCaseRow, ImprovementRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.finding import not_about
from huawu.cases.schemas.improved import Improvement, ImprovementEffect, Improvements
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn

_MOST = 100


async def improvements(
    session: AsyncSession,
    there: Arranged,
    site: str,
    person: SignedIn,
    now: Micros,
    *,
    of_case: Id | None = None,
) -> Improvements:
    """Of a site, or of one case; at most 100."""
    of, still_open = ImprovementRow, ImprovementRow.state.in_(core.OPEN)
    asked = select(of).where(of.site_id == site)
    if of_case is not None:
        mine = select(ImprovementCaseRow.improvement_id).where(ImprovementCaseRow.case_id == of_case)
        asked = asked.where(of.id.in_(mine))
    over = case((still_open, 0), else_=1)
    rows = list((await session.execute(asked.order_by(over, of.due_at, of.id).limit(_MOST))).scalars())
    late = select(func.count()).where(of.site_id == site, still_open, of.due_at < now)
    agents = await people.agent_names(session, {row.owner for row in rows})
    users = await people.user_names(session, {row.created_by for row in rows})
    cases = await _cases(session, [row.id for row in rows], person.agent)
    leads = person.may(CASES_ASSIGN)
    items = []
    for row in rows:
        owner = agents.get(row.owner)
        mine_too = person.may(CASES_WORK) and row.owner == person.agent
        items.append(
            Improvement.model_validate(
                {
                    **{name: getattr(row, name) for name in _PLAIN},
                    "owner": agent_brief(owner) if owner else None,
                    "due_at": moment(row.due_at),
                    "late": row.state in core.OPEN and row.due_at < now,
                    "node_name": Words.model_validate(row.node_name),
                    "created_at": moment(row.created_at),
                    "created_by": users.get(row.created_by),
                    "done_at": moment_or_none(row.done_at),
                    "cases": cases.get(row.id, []),
                    "effect": await _effect(session, there, row, now),
                    "changeable": leads or mine_too,
                }
            )
        )
    return Improvements(items=items, late=(await session.execute(late)).scalar_one())


_PLAIN = ("id", "number", "revision", "what", "expected", "of", "weeks", "percent", "state", "result")


async def _effect(
    session: AsyncSession, there: Arranged, row: ImprovementRow, now: Micros
) -> ImprovementEffect:
    before = await _weeks(session, there, row, row.created_at - row.weeks * core.WEEK, row.weeks)
    many = core.weeks_since(row.done_at, now, row.weeks)
    after = await _weeks(session, there, row, row.done_at or 0, many)
    found = core.effect(before, after, row.percent) if after else core.Effect(tuple(before), (), None, None)
    return ImprovementEffect(
        before=list(found.before), after=list(found.after), change=found.change, reached=found.reached
    )


async def _weeks(
    session: AsyncSession, there: Arranged, row: ImprovementRow, begins: Micros, weeks: int
) -> list[int]:
    """How many such cases were opened in each week from `begins` on."""
    if not weeks:
        return []
    nodes, column = (there.causes, CaseRow.cause) if row.of == "cause" else (there.types, CaseRow.type)
    keys = trees.below(nodes, row.node) or [row.node]
    ends = begins + weeks * core.WEEK
    second = extract("epoch", CaseRow.opened_at)
    week = cast(func.width_bucket(second, begins / SECOND, ends / SECOND, weeks), Integer)
    ours = and_(CaseRow.site_id == row.site_id, column.in_(keys))
    within = and_(CaseRow.opened_at >= begins, CaseRow.opened_at < ends)
    asked = select(week, func.count()).where(ours, within).group_by(week)
    found = {nth: many for nth, many in await session.execute(asked)}
    return [found.get(nth, 0) for nth in range(1, weeks + 1)]


async def _cases(session: AsyncSession, ids: list[Id], viewer: Id | None) -> dict[Id, list[Id]]:
    """For whose sake these improvements are; without cases about the viewer."""
    of = ImprovementCaseRow
    asked = select(of.improvement_id, of.case_id).join(CaseRow, CaseRow.id == of.case_id)
    asked = asked.where(of.improvement_id.in_(ids), *not_about(viewer)).order_by(of.case_id)
    found: dict[Id, list[Id]] = {}
    for improvement, each in await session.execute(asked):
        found.setdefault(improvement, []).append(each)
    return found
