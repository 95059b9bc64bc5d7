"""Emergencies (紧急电话): sent with one key, told to the team, confirmed by it."""

from fastapi import APIRouter

from huawu.cases import queries
from huawu.cases.queries.asking import who
from huawu.cases.queries.emergencies import emergencies_shown
from huawu.cases.schemas.emergencies import EmergencyList, EmergencySending, EmergencySent
from huawu.cases.service import emergencies as service
from huawu.people.types import CASES_SEE
from huawu.platform.web.place import Here, Place
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/emergencies")


@router.get("")
async def list_emergencies(person: Person, place: Here) -> EmergencyList:
    """Those that wait to be confirmed by my team (all, for who assigns), and what I sent within the last
    hour."""
    person.require(CASES_SEE)
    return await _shown(person, place)


@router.post("", status_code=201)
async def send_emergency(body: EmergencySending, person: Person, place: Here) -> EmergencySent:
    """Send it with what is known. Sent twice, it is one."""
    async with place.work(person.actor) as work:
        there = await queries.arranged(work.session, work.site)
        case = await service.send(work, there, service.Facts(**dict(body)), person.agent)
        line = (await queries.lines(work.session, [case], viewer=None))[case]
    return EmergencySent(case=case, number=line.number)


@router.post("/{case_id}/confirm")
async def confirm_emergency(case_id: PathId, person: Person, place: Here) -> EmergencyList:
    """My team has it."""
    async with place.work(person.actor) as work:
        await service.confirm(work, case_id, person.agent)
    return await _shown(person, place)


async def _shown(person: SignedIn, place: Place) -> EmergencyList:
    async with place.sessions() as session:
        asks = await who(session, person.agent, person.may)
        return await emergencies_shown(session, place.site, asks, person.user, place.clock())
