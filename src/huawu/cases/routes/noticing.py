"""What a person is told of cases, until they have seen it."""

from fastapi import APIRouter

from huawu.cases.queries.noticed import notices
from huawu.cases.schemas.noticed import CaseNotices, CaseNoticesSeen
from huawu.cases.service import notices as service
from huawu.people.types import CASES_SEE
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/case-notices")


@router.get("")
async def list_case_notices(person: Person, session: Reading) -> CaseNotices:
    """What concerns this person and they have not seen."""
    person.require(CASES_SEE)
    return await notices(session, person)


@router.post("/seen")
async def see_case_notices(body: CaseNoticesSeen, person: Person, place: Here) -> CaseNotices:
    """These were seen; they are not said again."""
    person.require(CASES_SEE)
    async with place.work(person.actor) as work:
        await service.see(work, body.ids)
    async with place.sessions() as session:
        return await notices(session, person)
