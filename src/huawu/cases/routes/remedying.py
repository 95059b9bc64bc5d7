"""Remedies of cases: offered, decided on by another, revoked; what waits for a word, and what they cost."""

from fastapi import APIRouter
from pydantic import AwareDatetime

from huawu.cases import queries
from huawu.cases.queries import remedied
from huawu.cases.queries.showing import lines_shown
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.remedied import (
    CaseRemedies,
    RemediesCount,
    RemediesWaiting,
    RemedyDecision,
    RemedyOffered,
    RemedyRevoking,
    RemedySums,
    RemedyWaiting,
)
from huawu.cases.service import remedies as service
from huawu.cases.service.remedies import Asker, Offer
from huawu.people.types import CASES_ASSIGN, CASES_SEE
from huawu.platform.clock import as_micros
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter()


@router.get("/remedies/waiting")
async def list_waiting_remedies(person: Person, session: Reading, place: Here) -> RemediesWaiting:
    """What waits for this person's word, with the cases."""
    person.require(CASES_ASSIGN)
    found = await remedied.waiting(session, place.site, person)
    there = await queries.arranged(session, place.site)
    cases = await lines_shown(session, [case for _, case in found], there, place.clock())
    items = [RemedyWaiting(remedy=each, case=case) for (each, _), case in zip(found, cases, strict=True)]
    return RemediesWaiting(items=items)


@router.get("/remedies/count")
async def count_waiting_remedies(person: Person, session: Reading, place: Here) -> RemediesCount:
    """How many wait for this person's word."""
    person.require(CASES_SEE)
    return RemediesCount(waiting=await remedied.waiting_many(session, place.site, person))


@router.get("/remedies/sums")
async def sum_remedies(
    begin: AwareDatetime, end: AwareDatetime, person: Person, session: Reading, place: Here
) -> RemedySums:
    """What was given from `begin` to before `end`, and still is, kind by kind."""
    person.require(CASES_ASSIGN)
    return await remedied.sums(session, place.site, as_micros(begin), as_micros(end))


@router.get("/cases/{case_id}/remedies")
async def list_remedies(case_id: PathId, person: Person, place: Here) -> CaseRemedies:
    """What the customer of a case is given, and what this person may offer."""
    person.require(CASES_SEE)
    return await _shown(place, person, case_id)


@router.post("/cases/{case_id}/remedies", status_code=201)
async def offer_remedy(case_id: PathId, body: RemedyOffered, person: Person, place: Here) -> CaseRemedies:
    """Give the customer something; what is above one's limit is asked for."""
    async with place.work(person.actor) as work:
        said = Offer(body.key, body.kind, body.amount, body.note)
        await service.offer(work, case_id, said, Asker(person.agent, person.roles))
    return await _shown(place, person, case_id)


@router.post("/cases/{case_id}/remedies/{remedy_id}/decision")
async def decide_remedy(
    case_id: PathId, remedy_id: PathId, body: RemedyDecision, person: Person, place: Here
) -> CaseRemedies:
    """Approve or refuse what somebody else asks for."""
    async with place.work(person.actor) as work:
        await service.decide(work, case_id, remedy_id, yes=body.yes, why=body.why, roles=person.roles)
    return await _shown(place, person, case_id)


@router.post("/cases/{case_id}/remedies/{remedy_id}/revocation")
async def revoke_remedy(
    case_id: PathId, remedy_id: PathId, body: RemedyRevoking, person: Person, place: Here
) -> CaseRemedies:
    """Take back what was given or asked for."""
    async with place.work(person.actor) as work:
        await service.revoke(work, case_id, remedy_id, why=body.why)
    return await _shown(place, person, case_id)


async def _shown(place: Place, person: SignedIn, case: str) -> CaseRemedies:
    async with place.sessions() as session:
        row = await row_of(session, place.site, case, viewer=person.agent)
        return await remedied.remedies(session, row, person)
