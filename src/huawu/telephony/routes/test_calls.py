"""Test calls: the built-in caller calls the centre."""

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.people.types import TEST_CALLS
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person
from huawu.telephony import queries, service
from huawu.telephony.schemas import TestCallAsked, TestCallShown, test_call_shown

router = APIRouter(tags=["telephony"])


@router.post("/test-calls", status_code=201)
async def place_test_call(body: TestCallAsked, person: Person, place: Here) -> TestCallShown:
    """Let the built-in caller call the centre: real SIP, real sound."""
    person.require(TEST_CALLS)
    async with place.work(person.actor) as work:
        call = await service.place_test_call(work, body.number, body.press)
    async with place.sessions() as session:
        return await _test_call(session, call)


@router.get("/test-calls/{test_call_id}")
async def show_test_call(test_call_id: PathId, person: Person, session: Reading) -> TestCallShown:
    """How far a test call is."""
    person.require(TEST_CALLS)
    return await _test_call(session, test_call_id)


@router.delete("/test-calls/{test_call_id}", status_code=204)
async def end_test_call(test_call_id: PathId, person: Person, place: Here) -> None:
    """Let the built-in caller hang up."""
    person.require(TEST_CALLS)
    async with place.work(person.actor) as work:
        await service.end_test_call(work, test_call_id)


async def _test_call(session: AsyncSession, call: Id) -> TestCallShown:
    found = await queries.test_call(session, call)
    if found is None:
        raise NotFound("test_call.unknown")
    return test_call_shown(found)
