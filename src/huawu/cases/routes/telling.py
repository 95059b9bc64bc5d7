"""What customers are told of their cases and asked about them."""

from fastapi import APIRouter

from huawu.cases import queries
from huawu.cases.queries.told import tellings
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.told import CaseSatisfactionAsked, CaseTellingAsked, CaseTellings
from huawu.cases.service import progress as service
from huawu.people.types import CASES_SEE
from huawu.platform.web.place import Here, Place
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/cases")


@router.get("/{case_id}/tellings")
async def list_tellings(case_id: PathId, person: Person, place: Here) -> CaseTellings:
    """What the customer was told and asked, and when they are told next."""
    person.require(CASES_SEE)
    return await _shown(place, person, case_id)


@router.post("/{case_id}/tellings", status_code=201)
async def tell_customer(case_id: PathId, body: CaseTellingAsked, person: Person, place: Here) -> CaseTellings:
    """Put on record that the customer was told how it stands, or how it ended."""
    async with place.work(person.actor) as work:
        await service.tell(work, case_id, body.what, how=body.how, text=body.text)
    return await _shown(place, person, case_id)


@router.post("/{case_id}/satisfaction", status_code=201)
async def ask_satisfaction(
    case_id: PathId, body: CaseSatisfactionAsked, person: Person, place: Here
) -> CaseTellings:
    """Put on record how satisfied the customer is, or that they would not say."""
    async with place.work(person.actor) as work:
        await service.ask_satisfaction(work, case_id, how=body.how, score=body.score, text=body.text)
    return await _shown(place, person, case_id)


async def _shown(place: Place, person: SignedIn, case: str) -> CaseTellings:
    async with place.sessions() as session:
        row = await row_of(session, place.site, case, viewer=person.agent)
        there = await queries.arranged(session, place.site)
        return await tellings(session, row, there, person)
