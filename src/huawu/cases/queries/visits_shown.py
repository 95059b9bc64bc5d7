"""Return visits as lists show them, and what came of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import visits as core
from huawu.cases.models import CaseRow, CaseVisitRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.finding import line_of, not_about
from huawu.cases.queries.showing import lines_shown, words
from huawu.cases.queries.visits import calling_time, visit_rules
from huawu.cases.schemas.shown import CaseLineShown
from huawu.cases.schemas.visits import VisitFigure, VisitQuestion, VisitShown
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK, AgentName
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn

_STARS = 5
_DISSATISFIED = 2


@dataclass(frozen=True, slots=True)
class VisitsWanted:
    """Which visits. `state`: one, or None: all. `agent`: whose, with those of nobody in `team`; `case`: of
    one case."""

    limit: int
    state: str | None = core.PLANNED
    agent: Id | None = None
    team: str = ""
    case: Id | None = None


async def visits_shown(
    session: AsyncSession, person: SignedIn, there: Arranged, wanted: VisitsWanted, *, site: str, now: Micros
) -> list[VisitShown]:
    """Planned ones the next one due first, others the last one that ended first; none of cases that are
    about who looks."""
    visit = CaseVisitRow
    asked = select(visit, CaseRow).join(CaseRow, CaseRow.id == visit.case_id).where(visit.site_id == site)
    asked = asked.where(*_filters(wanted, person))
    if wanted.state == core.PLANNED:
        asked = asked.order_by(visit.due_at, visit.id)
    else:
        asked = asked.order_by(func.coalesce(visit.closed_at, visit.due_at).desc(), visit.id)
    found = [(one, case) for one, case in await session.execute(asked.limit(wanted.limit))]
    lines = await lines_shown(session, [line_of(case) for _, case in found], there, now)
    agents = await people.agent_names(session, {one.agent for one, _ in found if one.agent})
    return [
        _shown(one, line, agents, there, person, now) for (one, _), line in zip(found, lines, strict=True)
    ]


def _filters(wanted: VisitsWanted, person: SignedIn) -> list[ColumnElement[bool]]:
    visit = CaseVisitRow
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(visit.state == wanted.state)
    if wanted.agent is not None:
        lists = visit.agent.is_(None) & (visit.team == wanted.team)
        found.append(or_(visit.agent == wanted.agent, lists) if wanted.team else visit.agent == wanted.agent)
    if wanted.case is not None:
        found.append(visit.case_id == wanted.case)
    return found + not_about(person.agent)


def _shown(  # noqa: PLR0913 - all that a line shows
    row: CaseVisitRow,
    line: CaseLineShown,
    agents: dict[Id, AgentName],
    there: Arranged,
    person: SignedIn,
    now: Micros,
) -> VisitShown:
    planned = row.state == core.PLANNED
    theirs = row.agent in (None, person.agent) or person.may(CASES_ASSIGN)
    return VisitShown.model_validate(
        {
            "id": row.id,
            "rule_name": row.plan["name"],
            "state": row.state,
            "due_at": moment(row.due_at),
            "overdue": planned and row.due_at < now,
            "case": line,
            "agent": agent_brief(agents[row.agent]) if row.agent in agents else None,
            "team": row.team,
            "team_name": words(there.teams.get(row.team, {}).get("name")),
            "tries": row.tries,
            "most_tries": row.plan["tries"],
            "last_try": row.last_try,
            "interaction": row.interaction,
            "callable_now": planned and calling_time(there, row.plan).open_at(now),
            "may": planned and theirs and person.may(CASES_WORK),
            "questions": [_question(each) for each in row.plan["questions"]],
            "answers": row.answers,
            "satisfaction": row.satisfaction,
            "note": row.note,
            "closed_at": moment_or_none(row.closed_at),
        }
    )


def _question(question: dict[str, Any]) -> VisitQuestion:
    return VisitQuestion(
        id=question["id"],
        name=Words.model_validate(question["name"]),
        kind=question["kind"],
        most=question.get("most", _STARS),
        required=bool(question.get("required")),
    )


async def visit_figures(
    session: AsyncSession, site: str, since: Micros, until: Micros, now: Micros
) -> list[VisitFigure]:
    """What came of the visits of each rule that ended in [since, until), and what is to be made now."""
    visit = CaseVisitRow
    planned = visit.state == core.PLANNED
    ended = (visit.closed_at >= since) & (visit.closed_at < until)
    counted = {state: func.count().filter(ended, visit.state == state) for state in core.COUNTED}
    asked = select(
        visit.rule,
        func.max(visit.plan["name"]["zh"].astext).label("zh"),
        func.max(visit.plan["name"]["en"].astext).label("en"),
        func.count().filter(planned).label("planned"),
        func.count().filter(planned, visit.due_at < now).label("overdue"),
        *(each.label(state) for state, each in counted.items()),
        func.count(visit.satisfaction).filter(ended).label("answered"),
        func.avg(visit.satisfaction).filter(ended).label("satisfaction"),
        func.count().filter(ended, visit.satisfaction <= _DISSATISFIED).label("dissatisfied"),
    )
    asked = asked.where(visit.site_id == site, planned | ended).group_by(visit.rule).order_by(visit.rule)
    rules = await visit_rules(session, site)
    return [_figure(dict(each), rules) for each in (await session.execute(asked)).mappings()]


def _figure(found: dict[str, Any], rules: dict[str, dict[str, Any]]) -> VisitFigure:
    zh, en = found.pop("zh"), found.pop("en")
    name = rules.get(found["rule"], {}).get("name") or {"zh": zh, "en": en or ""}
    ended = sum(found[state] for state in core.COUNTED)
    mean = found.pop("satisfaction")
    return VisitFigure(
        rule_name=Words.model_validate(name),
        ended=ended,
        reached_rate=core.rate(found["reached"], ended),
        satisfaction=None if mean is None else float(mean),
        **found,
    )
