"""Who gets a case: by its type, by hand, and when somebody has left."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, Text, cast, func, select

from huawu.cases.core.assigning import IN_TURN, Worker, assignee
from huawu.cases.core.life import STEPS, after
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.service import promises
from huawu.cases.service.common import announce_step, written
from huawu.people import queries as people
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.platform.work import Work

_ASSIGN = STEPS["assign"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case lies: a team's list, or with somebody."""

    team: str
    owner: Id | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where cases are to lie. `team` None: with the team that each has."""

    team: str | None
    owner: Id | None

    def of(self, standing: str) -> Place:
        """Where the case of a team lies then."""
        return Place(standing if self.team is None else self.team, self.owner)


async def by_type(work: Work, arranged: Arranged, type: str, *, but: Id | None = None) -> Place:
    """Where a new case of this type goes; not to whom it is about (`but`)."""
    team = arranged.of_type(type, "team") or ""
    if not team:
        return Place("", None)
    way = arranged.of_type(type, "assign") or "team"
    experts = arranged.of_type(type, "experts") or []
    if way in IN_TURN:  # two cases at the same moment must not both go to one
        await work.alone(f"cases of {team}")
    if way == "team":
        return Place(team, None)
    workers = [each for each in await _workers(work, arranged, team, way) if each.agent != but]
    return Place(team, assignee(way, workers, experts))


async def _workers(work: Work, arranged: Arranged, team: str, way: str) -> list[Worker]:
    """Who works in the team, with what this way of assignment asks of them; its leader gets no cases by a
    rule."""
    leader = arranged.teams.get(team, {}).get("leader")
    everybody = [each for each in await people.directory(work.session) if each.number != leader]
    members = [each for each in everybody if each.abilities.get("team") == team]
    ids = [each.id for each in members]
    open_of = await _open(work, ids) if way == "load" else {}
    last_of = await _newest(work, ids) if way == "rota" else {}
    return [
        Worker(each.id, each.number, open_of.get(each.id, 0), last_of.get(each.id, 0)) for each in members
    ]


async def _open(work: Work, agents: list[Id]) -> dict[Id, int]:
    """How many open cases each has."""
    row = CaseRow
    counted = select(row.owner, func.count()).where(row.owner.in_(agents), row.state != "closed")
    found = await work.session.execute(counted.group_by(row.owner))
    return {owner: many for owner, many in found if owner is not None}


async def _newest(work: Work, agents: list[Id]) -> dict[Id, Micros]:
    """When the newest case of each was opened: the end of an index for each, however many cases they had."""
    row, agent = CaseRow, func.unnest(cast(agents, ARRAY(Text))).column_valued("agent")
    newest = select(row.opened_at).where(row.owner == agent).order_by(row.opened_at.desc()).limit(1)
    found = await work.session.execute(select(agent, newest.scalar_subquery()))
    return {each: at for each, at in found if at is not None}


async def wanted(work: Work, arranged: Arranged, team: str | None, owner: Id | None) -> Wanted:
    """Where somebody wants cases: in a team's list, with a person (and the team in which they work), or both.
    Refused for a team that there is not, and a person who is not here (any more)."""
    if team and team not in arranged.teams:
        raise Invalid("case.unknown_team", team=team)
    if owner is None:
        return Wanted(team, None)
    record = next((each for each in await people.directory(work.session) if each.id == owner), None)
    if record is None:
        raise Invalid("case.owner_not_here")
    return Wanted(team or str(record.abilities.get("team") or "") or None, owner)


async def is_here(work: Work, agent: Id) -> bool:
    """Whether somebody works here (still)."""
    return agent in await _here(work)


async def _here(work: Work) -> set[Id]:
    return {each.id for each in await people.directory(work.session)}


async def moved(  # noqa: PLR0913 - where to, and what is said of it
    work: Work,
    arranged: Arranged,
    row: CaseRow,
    place: Place,
    kind: str,
    *,
    state: str | None = None,
    said: dict[str, Any] | None = None,
) -> Id:
    """Lay the case there; `said` goes on record with it. What was worked on by another is assigned anew; what
    is solved stays so. The customer is not waited for by nobody: in a list the clock goes on."""
    if place.owner is not None and place.owner == row.about_agent:
        raise Invalid("case.about_owner")
    before = standing_before(row)
    row.team, row.owner, row.state = place.team, place.owner, state or after(_ASSIGN, row.state)
    if place.owner is None and row.waiting_since is not None:
        promises.go_on(row, work.now)
        promises.settle(row, arranged.time_of(row.priority))
    body = {"before": before, "team": place.team, "owner": place.owner, "fields": ["owner"]} | (said or {})
    entry = written(work, row, kind, body)
    await announce_step(work, row, kind)
    return entry


def standing_before(row: CaseRow) -> dict[str, Any]:
    """Where a case lay that is about to be assigned."""
    return {
        "team": row.team,
        "owner": row.owner,
        "state": row.state,
        "waiting_since": row.waiting_since,
    }


async def owner_left(work: Work, agent: Id) -> int:
    """Somebody works here no more: their open cases go back to the lists of their teams. Returns how many."""
    row = CaseRow
    there = await arranged(work.session, work.site)
    theirs = select(row).where(row.owner == agent, row.state != "closed", row.site_id == work.site)
    many = 0
    for case in (await work.session.execute(theirs.order_by(row.id).with_for_update())).scalars():
        await moved(work, there, case, Place(case.team, None), "owner_left")
        many += 1
    return many
