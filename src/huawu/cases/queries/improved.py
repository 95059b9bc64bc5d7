"""Improvements, with what they were worth by the cases that there were."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import improving as core
from huawu.cases.core import trees
from huawu.cases.models import CaseRow, ImprovementCaseRow, ImprovementRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.finding import lines, not_about
from huawu.cases.queries.showing import lines_shown
from huawu.cases.queries.worth import of_week, worth
from huawu.cases.schemas.improved import Improvement, ImprovementEffect, Improvements
from huawu.cases.schemas.shown import CasePage
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn

_MOST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which improvements a list asks for. `show`: all, open, over, late, mine (that I have still to do).
    `node`: measured by this type or cause (`of`) or one below it. `improvement`: this one only."""

    show: str = "all"
    owner: Id | None = None
    of: str | None = None
    node: str | None = None
    of_case: Id | None = None
    improvement: Id | None = None


ALL = Wanted()


async def improvements(
    session: AsyncSession,
    there: Arranged,
    site: str,
    person: SignedIn,
    now: Micros,
    wanted: Wanted = ALL,
) -> Improvements:
    """Those of a site that are wanted; at most 200."""
    of, still_open = ImprovementRow, ImprovementRow.state.in_(core.OPEN)
    late = and_(still_open, of.due_at < now)
    mine = and_(still_open, of.owner == person.agent)
    asked = select(of).where(of.site_id == site, *_wanted(wanted, there, late=late, mine=mine))
    over = case((still_open, 0), else_=1)
    found = (await session.execute(asked.order_by(over, of.due_at, of.id).limit(_MOST + 1))).scalars().all()
    rows = found[:_MOST]
    counts = select(func.count().filter(late), func.count().filter(mine)).where(
        of.site_id == site, still_open
    )
    late_ones, my_ones = (await session.execute(counts)).one()
    effects = await worth(session, there, rows, now)
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
                    "effect": _shown(effects[row.id]),
                    "changeable": leads or mine_too,
                }
            )
        )
    return Improvements(items=items, late=late_ones, mine=my_ones, more=len(found) > _MOST)


_PLAIN = ("id", "number", "revision", "what", "expected", "of", "node", "weeks", "percent", "state", "result")


def _wanted(
    wanted: Wanted, there: Arranged, *, late: ColumnElement[bool], mine: ColumnElement[bool]
) -> list[ColumnElement[bool]]:
    of = ImprovementRow
    found: list[ColumnElement[bool]] = []
    if wanted.of_case is not None:
        link = ImprovementCaseRow
        found.append(of.id.in_(select(link.improvement_id).where(link.case_id == wanted.of_case)))
    if wanted.show in ("late", "mine"):
        found.append(late if wanted.show == "late" else mine)
    elif wanted.show in ("open", "over"):
        found.append(of.state.in_(core.OPEN) if wanted.show == "open" else of.state.not_in(core.OPEN))
    if wanted.improvement is not None:
        found.append(of.id == wanted.improvement)
    if wanted.owner is not None:
        found.append(of.owner == wanted.owner)
    if wanted.node is not None:
        nodes = there.causes if wanted.of == "cause" else there.types
        keys = trees.below(nodes, wanted.node) or [wanted.node]
        found += [of.of == (wanted.of or "type"), of.node.in_(keys)]
    return found


async def counted(
    session: AsyncSession,
    there: Arranged,
    site: str,
    person: SignedIn,
    now: Micros,
    *,
    improvement: Id,
    week: int,
) -> CasePage:
    """The cases behind a number; of week 0 those for whose sake it is. At most 200, none about the viewer."""
    of = ImprovementRow
    asked = select(of).where(of.id == improvement, of.site_id == site)
    row = (await session.execute(asked)).scalar_one_or_none()
    if row is None:
        raise NotFound("case.no_improvement")
    if week:
        found = await of_week(session, there, row, week, now, viewer=person.agent, most=_MOST)
    else:
        ids = (await _cases(session, [row.id], person.agent)).get(row.id, [])
        found = list((await lines(session, ids, viewer=person.agent)).values())
    return CasePage(items=await lines_shown(session, found, there, now), next=None)


def _shown(found: core.Effect) -> ImprovementEffect:
    return ImprovementEffect(
        before=list(found.before), after=list(found.after), change=found.change, reached=found.reached
    )


async def _cases(session: AsyncSession, ids: list[Id], viewer: Id | None) -> dict[Id, list[Id]]:
    """For whose sake these improvements are; without cases about the viewer."""
    of = ImprovementCaseRow
    asked = select(of.improvement_id, of.case_id).join(CaseRow, CaseRow.id == of.case_id)
    asked = asked.where(of.improvement_id.in_(ids), *not_about(viewer)).order_by(of.case_id)
    found: dict[Id, list[Id]] = {}
    for improvement, each in await session.execute(asked):
        found.setdefault(improvement, []).append(each)
    return found
