"""Major incidents (突发事件) over HTTP."""

from typing import Any

from fastapi import APIRouter

from huawu.cases import queries
from huawu.cases.queries import incidents as shown
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.incidents import (
    IncidentAnnouncing,
    IncidentBody,
    IncidentCases,
    IncidentChanging,
    IncidentContacts,
    IncidentDeclaring,
    IncidentEnding,
    IncidentJoining,
    IncidentPage,
    IncidentResults,
    IncidentSolvingAsked,
    IncidentStepAsked,
    IncidentWhole,
)
from huawu.cases.service import incident_together
from huawu.cases.service import incidents as service
from huawu.people.types import CASES_SEE
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import Before, Limit, PathId, micros_or_none, read_cursor
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter()


@router.get("/incidents")
async def list_incidents(
    person: Person,
    session: Reading,
    place: Here,
    ended: bool = False,
    after: Before = None,
    limit: Limit = 50,
) -> IncidentPage:
    """Major incidents that run, or (`ended`) that are over, the newest first."""
    person.require(CASES_SEE)
    at = read_cursor(after)
    return await shown.incident_page(session, place.site, person.agent, limit, ended=ended, after=at)


@router.get("/incidents/running")
async def list_running_incidents(person: Person, session: Reading, place: Here) -> IncidentPage:
    """What everybody with a desk has to know now: at most 20."""
    person.require(CASES_SEE)
    return IncidentPage(items=await shown.running(session, place.site, person.agent), next=None)


@router.get("/cases/{case_id}/incident")
async def show_incident(case_id: PathId, person: Person, place: Here) -> IncidentWhole:
    """A case as the master of a major incident; with what one chooses from, for who may declare one."""
    person.require(CASES_SEE)
    return await _shown(person, place, case_id)


@router.post("/cases/{case_id}/incident", status_code=201)
async def declare_incident(
    case_id: PathId, body: IncidentDeclaring, person: Person, place: Here
) -> IncidentWhole:
    """The case is the master of a major incident. Sent twice, it is one."""
    async with place.work(person.actor) as work:
        said = _said(body)
        await service.declare(work, case_id, body.key, said, plan=body.plan, prompt=body.prompt)
    return await _shown(person, place, case_id)


@router.put("/cases/{case_id}/incident")
async def change_incident(
    case_id: PathId, body: IncidentChanging, person: Person, place: Here
) -> IncidentWhole:
    """Say anew what it is. The second of two is refused (409)."""
    async with place.work(person.actor) as work:
        await service.change(work, case_id, _said(body), seen=body.revision)
    return await _shown(person, place, case_id)


@router.post("/cases/{case_id}/incident/end")
async def end_incident(case_id: PathId, body: IncidentEnding, person: Person, place: Here) -> IncidentWhole:
    """It is over."""
    async with place.work(person.actor) as work:
        await service.end(work, case_id, body.result, seen=body.revision)
    return await _shown(person, place, case_id)


@router.put("/cases/{case_id}/incident/announcement")
async def announce_incident(
    case_id: PathId, body: IncidentAnnouncing, person: Person, place: Here
) -> IncidentWhole:
    """Say it to callers before the menu, or no more."""
    async with place.work(person.actor) as work:
        await service.announce(work, case_id, body.prompt, seen=body.revision)
    return await _shown(person, place, case_id)


@router.put("/cases/{case_id}/incident/steps/{step}")
async def see_to_incident_step(
    case_id: PathId, step: PathId, body: IncidentStepAsked, person: Person, place: Here
) -> IncidentWhole:
    """A step of its plan is done, or seen to."""
    async with place.work(person.actor) as work:
        await service.see_to_step(work, case_id, step, done=body.done, mine=body.mine)
    return await _shown(person, place, case_id)


@router.post("/cases/{case_id}/incident/members", status_code=204)
async def join_incident(case_id: PathId, body: IncidentJoining, person: Person, place: Here) -> None:
    """A contact or a case belongs to it. Sent twice, it is linked once."""
    if (body.interaction is None) == (body.case is None):
        raise Invalid("incident.join_one")
    async with place.work(person.actor) as work:
        if body.interaction is not None:
            await service.join_contact(work, case_id, body.interaction)
        if body.case is not None:
            await service.join_case(work, case_id, body.case)


@router.get("/cases/{case_id}/incident/contacts")
async def list_incident_contacts(
    case_id: PathId,
    person: Person,
    session: Reading,
    place: Here,
    after: Before = None,
    limit: Limit = 50,
) -> IncidentContacts:
    """The calls that were linked."""
    await _master(person, session, place, case_id)
    return await shown.incident_contacts(session, case_id, limit, read_cursor(after))


@router.get("/cases/{case_id}/incident/cases")
async def list_incident_cases(
    case_id: PathId,
    person: Person,
    session: Reading,
    place: Here,
    after: Before = None,
    limit: Limit = 50,
) -> IncidentCases:
    """The cases that were linked."""
    await _master(person, session, place, case_id)
    there = await queries.arranged(session, place.site)
    at, now = read_cursor(after), place.clock()
    return await shown.incident_cases(session, there, case_id, person.agent, limit, at, now)


@router.post("/cases/{case_id}/incident/solving")
async def solve_incident_cases(
    case_id: PathId, body: IncidentSolvingAsked, person: Person, place: Here
) -> IncidentWhole:
    """Take the linked cases on together, in the background. Sent twice, it is done once."""
    async with place.work(person.actor) as work:
        there = await queries.arranged(work.session, work.site)
        wanted = incident_together.Solving(**dict(body))
        await incident_together.solve(work, there, case_id, wanted)
    return await _shown(person, place, case_id)


@router.get("/cases/{case_id}/incident/results")
async def list_incident_results(
    case_id: PathId,
    person: Person,
    session: Reading,
    place: Here,
    after: Before = None,
    limit: Limit = 50,
) -> IncidentResults:
    """What came of them, those that were stopped by something first."""
    await _master(person, session, place, case_id)
    return await shown.incident_results(session, case_id, person, limit, read_cursor(after))


async def _master(person: SignedIn, session: Any, place: Place, case: str) -> None:  # noqa: ANN401 - a session
    person.require(CASES_SEE)
    await row_of(session, place.site, case, viewer=person.agent)


async def _shown(person: SignedIn, place: Place, case: str) -> IncidentWhole:
    async with place.sessions() as session:
        row = await row_of(session, place.site, case, viewer=person.agent)
        return await shown.incident_whole(session, place.site, row, person)


def _said(body: IncidentBody) -> service.Described:
    return service.Described(
        what=body.what,
        say=body.say.model_dump(),
        types=tuple(body.types),
        words=tuple(body.words),
        affected=body.affected,
        expected_end=micros_or_none(body.expected_end),
    )
