"""What people have still to do for cases: somebody's tasks, and how much lies with whom."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import life
from huawu.cases.models import CaseRow, CaseTaskRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.finding import STILL_OPEN, not_about
from huawu.cases.queries.showing import customer_brief, words
from huawu.cases.schemas.doing import CaseLoad, CaseTaskOpen
from huawu.customers import queries as customers
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import moment_or_none


@dataclass(frozen=True, slots=True)
class _Todo:
    task: CaseTaskRow
    case: CaseRow

    @property
    def due_at(self) -> Micros | None:
        """A task of which nobody said until when is due with its case."""
        return self.task.due_at if self.task.due_at is not None else self.case.due_at


async def open_tasks(
    session: AsyncSession, site: str, agent: Id, now: Micros, most: int
) -> list[CaseTaskOpen]:
    """The open tasks of open cases (and those that a return visit left with a closed one) of an agent, or of
    nobody where the case is theirs; the next one due first, those that are due at no time last."""
    found = sorted(await _todos(session, site, agent), key=_order)[:most]
    known = await customers.names(session, {each.case.customer for each in found if each.case.customer})
    return [
        CaseTaskOpen(
            id=each.task.id,
            text=each.task.text,
            due_at=moment_or_none(each.due_at),
            overdue=each.due_at is not None and each.due_at < now,
            case=each.case.id,
            number=each.case.number,
            subject=each.case.subject,
            customer=customer_brief(known.get(each.case.customer or "")),
        )
        for each in found
    ]


def _order(todo: _Todo) -> tuple[bool, Micros, Id]:
    return todo.due_at is None, todo.due_at or 0, todo.task.id


async def _todos(session: AsyncSession, site: str, agent: Id) -> list[_Todo]:
    """Asked in two ways, each of which has an index."""
    task, case = CaseTaskRow, CaseRow
    asked = select(task, case).join(case, task.case_id == case.id)
    stands = STILL_OPEN | (task.created_at >= case.closed_at)
    asked = asked.where(task.done_at.is_(None), case.site_id == site, stands, *not_about(agent))
    mine = await session.execute(asked.where(task.agent == agent))
    with_mine = await session.execute(asked.where(task.agent.is_(None), case.owner == agent))
    return [_Todo(*each) for each in [*mine, *with_mine]]


async def loads(
    session: AsyncSession, site: str, there: Arranged, now: Micros, until: Micros, *, viewer: Id | None
) -> list[CaseLoad]:
    """How many open cases lie with each agent, and in the list of each team; who is late with most first.
    `until`: the end of the day. Cases about the viewer are not counted."""
    row = CaseRow
    counted = {
        "open": func.count(),
        "overdue": func.count().filter(row.due_order < now),
        "today": func.count().filter((row.due_order >= now) & (row.due_order < until)),
        "waiting": func.count().filter(row.waiting_since.is_not(None)),
    }
    asked = select(row.team, row.owner, *(each.label(name) for name, each in counted.items()))
    asked = asked.where(row.site_id == site, STILL_OPEN, *not_about(viewer)).group_by(row.team, row.owner)
    found = [dict(each) for each in (await session.execute(asked)).mappings()]
    names = await people.agent_names(session, {each["owner"] for each in found})
    teams = there.teams
    shown = [
        CaseLoad(
            team=each["team"],
            team_name=words(teams.get(each["team"], {}).get("name")),
            owner=agent_brief(names[each["owner"]]) if each["owner"] in names else None,
            **{name: each[name] for name in counted},
        )
        for each in found
    ]
    return sorted(shown, key=_most_pressing)


def counted_late(who: life.Who) -> ColumnElement[bool]:
    """Of which cases `late` tells somebody."""
    return _mine(who) | _led(who)


def _mine(who: life.Who) -> ColumnElement[bool]:
    return CaseRow.owner == who.agent if who.agent else false()


def _led(who: life.Who) -> ColumnElement[bool]:
    if not who.assigns:
        return false()
    return CaseRow.team == who.team if who.team else true()


async def late(session: AsyncSession, site: str, who: life.Who, now: Micros) -> dict[str, int]:
    """How many open cases are overdue: `mine`, and `led`: of the team of who assigns, of all where they are
    in none. Cases about who asks are not counted."""
    row = CaseRow
    mine, led = _mine(who), _led(who)
    asked = select(func.count().filter(mine), func.count().filter(led))
    asked = asked.where(row.site_id == site, STILL_OPEN, row.due_order < now, *not_about(who.agent))
    counted = (await session.execute(asked)).one()
    return {"mine": counted[0], "led": counted[1]}


def _most_pressing(load: CaseLoad) -> tuple[int, int, int, str, str]:
    return -load.overdue, -load.today, -load.open, load.team, load.owner.number if load.owner else ""
