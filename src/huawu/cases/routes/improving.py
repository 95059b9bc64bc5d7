"""Improvements: planned for the sake of cases, taken on, and what they were worth."""

from typing import Annotated

from fastapi import APIRouter, Query

from huawu.cases import queries
from huawu.cases.core.improving import MOST_WEEKS
from huawu.cases.queries import improved
from huawu.cases.queries.improved import ALL, Wanted
from huawu.cases.queries.whole import row_of
from huawu.cases.routes.listing import NodeAsked
from huawu.cases.schemas.improved import (
    Improvement,
    ImprovementChanged,
    ImprovementOf,
    ImprovementPlanned,
    Improvements,
    ImprovementsShown,
)
from huawu.cases.schemas.shown import CasePage
from huawu.cases.service import improvements as service
from huawu.cases.service.improvements import ImprovementChange, NewImprovement
from huawu.people.types import CASES_SEE
from huawu.platform.clock import as_micros
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import PathId, QueryId, micros_or_none
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter()


@router.get("/improvements")
async def list_improvements(
    person: Person,
    place: Here,
    show: Annotated[ImprovementsShown, Query()] = "all",
    owner: QueryId = None,
    of: Annotated[ImprovementOf | None, Query()] = None,
    node: NodeAsked = None,
) -> Improvements:
    """Those that are late first. `show`: over (done or dropped), mine (that I have still to do); `node`: by
    the cases of this type or cause (`of`), or of one below it, they are measured."""
    person.require(CASES_SEE)
    return await _shown(place, person, Wanted(show, owner, of, node))


@router.get("/improvements/{improvement_id}")
async def show_improvement(improvement_id: PathId, person: Person, place: Here) -> Improvement:
    """One of them."""
    person.require(CASES_SEE)
    found = (await _shown(place, person, Wanted(improvement=improvement_id))).items
    if not found:
        raise NotFound("case.no_improvement")
    return found[0]


@router.get("/improvements/{improvement_id}/cases")
async def list_improvement_cases(
    improvement_id: PathId,
    person: Person,
    session: Reading,
    place: Here,
    week: Annotated[int, Query(ge=-MOST_WEEKS, le=MOST_WEEKS)] = 0,
) -> CasePage:
    """The cases that a number of the effect counts: of a week before it was planned (-1: the last one) or
    since it was done (1: the first one); 0: for whose sake it is."""
    person.require(CASES_SEE)
    there = await queries.arranged(session, place.site)
    return await improved.counted(
        session, there, place.site, person, place.clock(), improvement=improvement_id, week=week
    )


@router.post("/improvements", status_code=201)
async def plan_improvement(body: ImprovementPlanned, person: Person, place: Here) -> Improvements:
    """Plan one, for the sake of cases."""
    async with place.work(person.actor) as work:
        there = await queries.arranged(work.session, work.site)
        told = dict(body) | {"due_at": as_micros(body.due_at), "cases": tuple(body.cases)}
        await service.create(work, there, NewImprovement(**told))
    return await _shown(place, person)


@router.patch("/improvements/{improvement_id}")
async def change_improvement(
    improvement_id: PathId, body: ImprovementChanged, person: Person, place: Here
) -> Improvements:
    """Take it on, say what came of it, or give it another date or owner."""
    async with place.work(person.actor) as work:
        change = ImprovementChange(body.state, body.result, body.owner, micros_or_none(body.due_at))
        await service.change(work, improvement_id, change, seen=body.revision, agent=person.agent)
    return await _shown(place, person)


@router.get("/cases/{case_id}/improvements")
async def list_case_improvements(case_id: PathId, person: Person, place: Here) -> Improvements:
    """Those for the sake of a case."""
    person.require(CASES_SEE)
    return await _shown(place, person, Wanted(of_case=case_id))


async def _shown(place: Place, person: SignedIn, wanted: Wanted = ALL) -> Improvements:
    async with place.sessions() as session:
        if wanted.of_case is not None:
            await row_of(session, place.site, wanted.of_case, viewer=person.agent)
        there = await queries.arranged(session, place.site)
        return await improved.improvements(session, there, place.site, person, place.clock(), wanted)
