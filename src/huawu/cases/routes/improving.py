"""Improvements: planned for the sake of cases, taken on, and what they were worth."""

from fastapi import APIRouter

from huawu.cases import queries
from huawu.cases.queries import improved
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.improved import ImprovementChanged, ImprovementPlanned, Improvements
from huawu.cases.service import improvements as service
from huawu.cases.service.improvements import ImprovementChange, NewImprovement
from huawu.people.types import CASES_SEE
from huawu.platform.clock import as_micros
from huawu.platform.web.place import Here, Place
from huawu.platform.web.shapes import PathId, micros_or_none
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter()


@router.get("/improvements")
async def list_improvements(person: Person, place: Here) -> Improvements:
    """All of them, those that are late first."""
    person.require(CASES_SEE)
    return await _shown(place, person)


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
    return await _shown(place, person, case_id)


async def _shown(place: Place, person: SignedIn, case: str | None = None) -> Improvements:
    async with place.sessions() as session:
        if case is not None:
            await row_of(session, place.site, case, viewer=person.agent)
        there = await queries.arranged(session, place.site)
        return await improved.improvements(session, there, place.site, person, place.clock(), of_case=case)
