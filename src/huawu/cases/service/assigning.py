"""Who gets a case: by its type, by hand, many at once with the way back, and when somebody has left."""

from dataclasses import dataclass

from sqlalchemy import func, select

from huawu.cases.core.assigning import Worker, assignee
from huawu.cases.core.life import STEPS
from huawu.cases.events import CaseStepped
from huawu.cases.models import CaseEntryRow, CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.service.common import case_row, written
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work

MOST_AT_ONCE = 200
_ASSIGNABLE = STEPS["assign"].of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case lies: a team's list, or with somebody."""

    team: str
    owner: Id | None


async def by_type(work: Work, arranged: Arranged, type: str) -> Place:
    """Where a new case of this type goes."""
    team = arranged.of_type(type, "team") or ""
    if not team:
        return Place("", None)
    way = arranged.of_type(type, "assign") or "team"
    experts = arranged.of_type(type, "experts") or []
    if way == "load":  # two cases at the same moment must not both go to whoever has least
        await work.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"cases of {team}"))))
    if way == "team":
        return Place(team, None)
    return Place(team, assignee(way, await _workers(work, arranged, team), experts))


async def _workers(work: Work, arranged: Arranged, team: str) -> list[Worker]:
    """Who works in the team; its leader gets no cases by a rule."""
    leader = arranged.teams.get(team, {}).get("leader")
    everybody = [each for each in await people.directory(work.session) if each.number != leader]
    members = [each for each in everybody if each.abilities.get("team") == team]
    row = CaseRow
    counted = await work.session.execute(
        select(row.owner, func.count())
        .where(row.owner.in_([each.id for each in members]), row.state != "closed")
        .group_by(row.owner)
    )
    open_of = {owner: many for owner, many in counted}
    return [Worker(each.id, each.number, open_of.get(each.id, 0)) for each in members]


async def place_for(
    work: Work, arranged: Arranged, team: str | None, owner: Id | None, *, standing: str
) -> Place:
    """Where somebody wants it: a team's list, a person (with the team in which they work), or both. Refused
    for a team that there is not, and a person who is not here (any more). `standing`: the team it has."""
    if team and team not in arranged.teams:
        raise Invalid("case.unknown_team", team=team)
    if owner is None:
        return Place(standing if team is None else team, None)
    record = next((each for each in await people.directory(work.session) if each.id == owner), None)
    if record is None:
        raise Invalid("case.owner_not_here")
    return Place(team or str(record.abilities.get("team") or standing), owner)


async def assign_many(
    work: Work, arranged: Arranged, cases: list[tuple[Id, int]], *, team: str | None, owner: Id | None
) -> list[Id]:
    """Assign several cases, each under the revision that was seen; all or none. Returns the entries by which
    it can be undone. Refused for cases that are solved already."""
    work.require(CASES_ASSIGN)
    if len(cases) > MOST_AT_ONCE:
        raise Invalid("case.too_many", most=MOST_AT_ONCE)
    entries = []
    for case, seen in sorted(
        set(cases)
    ):  # always in one order, so that two of these never wait for each other
        row = await case_row(work, case, seen)
        if row.state not in _ASSIGNABLE:
            raise Refusal("case.step_not_now", case=row.number)
        place = await place_for(work, arranged, team, owner, standing=row.team)
        entries.append(await moved(work, row, place, "assign"))
    return entries


async def undo(work: Work, entries: list[Id]) -> list[Id]:
    """Take assignments back that nothing came after. Returns the cases that lie where they lay before."""
    work.require(CASES_ASSIGN)
    if len(entries) > MOST_AT_ONCE:
        raise Invalid("case.too_many", most=MOST_AT_ONCE)
    of = CaseEntryRow
    found = await work.session.execute(select(of).where(of.id.in_(entries), of.kind == "assign"))
    back = []
    for entry in sorted(found.scalars(), key=lambda each: each.case_id):
        row = await case_row(work, entry.case_id)
        if row.revision != entry.revision:
            continue
        before = entry.body["before"]
        await moved(work, row, Place(before["team"], before["owner"]), "assign_undone", state=before["state"])
        back.append(row.id)
    if not back:
        raise NotFound("case.nothing_to_undo")
    return back


async def moved(work: Work, row: CaseRow, place: Place, kind: str, *, state: str = "assigned") -> Id:
    """Lay the case there. What was worked on by another is assigned anew."""
    before = {"team": row.team, "owner": row.owner, "state": row.state}
    row.team, row.owner, row.state = place.team, place.owner, state
    body = {"before": before, "team": place.team, "owner": place.owner, "fields": ["owner"]}
    entry = written(work, row, kind, body)
    await work.announce(
        row.id, CaseStepped(row.id, kind, row.state, row.team, row.owner, work.actor.id, work.now)
    )
    return entry


async def owner_left(work: Work, agent: Id) -> int:
    """Somebody works here no more: their open cases go back to the lists of their teams. Returns how many."""
    row = CaseRow
    theirs = select(row).where(row.owner == agent, row.state != "closed", row.site_id == work.site)
    many = 0
    for case in (await work.session.execute(theirs.order_by(row.id).with_for_update())).scalars():
        state = "assigned" if case.state in _ASSIGNABLE else case.state
        await moved(work, case, Place(case.team, None), "owner_left", state=state)
        many += 1
    return many
