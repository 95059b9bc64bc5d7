"""Emergencies (紧急电话): sent with one key, told to the team, confirmed by it."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from huawu.cases import queries
from huawu.cases.queries.asking import who
from huawu.cases.queries.emergencies import emergencies_past, emergencies_shown
from huawu.cases.schemas.emergencies import EmergenciesPast, EmergencyList, EmergencySending, EmergencySent
from huawu.cases.service import emergencies as service
from huawu.people.types import CASES_SEE
from huawu.platform.clock import DAY
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Place
from huawu.platform.web.shapes import PathId, micros_or_none
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/emergencies")
When = Annotated[AwareDatetime | None, Query()]
_WEEK, _LONGEST = 7 * DAY, 731 * DAY


@router.get("")
async def list_emergencies(person: Person, place: Here) -> EmergencyList:
    """Those that wait to be confirmed by my team (all, for who assigns), and what I sent within the last
    hour."""
    person.require(CASES_SEE)
    return await _shown(person, place)


@router.get("/past")
async def list_past_emergencies(
    person: Person, place: Here, since: When = None, until: When = None
) -> EmergenciesPast:
    """Those that were sent to my team (all, for who assigns) within the last week or the time that is named
    (two years at most)."""
    person.require(CASES_SEE)
    end = micros_or_none(until) or place.clock()
    begin = micros_or_none(since) or end - _WEEK
    if not 0 < end - begin <= _LONGEST:
        raise Invalid("emergency.bad_time")
    async with place.sessions() as session:
        asks = await who(session, person.agent, person.may)
        return await emergencies_past(session, place.site, asks, begin, end)


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
