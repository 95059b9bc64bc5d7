"""My day so far."""

from fastapi import APIRouter

from huawu.desk.queries.day import day
from huawu.desk.schemas import Day
from huawu.people.types import AGENT_WORK
from huawu.platform.config import published
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/desk", tags=["desk"])


@router.get("/day")
async def desk_day(person: Person, session: Reading, place: Here) -> Day:
    """What I have done since the business day began, with what each figure means."""
    person.require(AGENT_WORK)
    reasons = await published(session, place.site, "pause_reason")
    return await day(session, person.own_agent(), since=place.day_start(), now=place.clock(), reasons=reasons)
