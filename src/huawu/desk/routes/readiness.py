"""Before the shift: what changed, the own checklist, being ready."""

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.queries.readiness import readiness
from huawu.desk.queries.script_library import today
from huawu.desk.routes.scripts import Number
from huawu.desk.schemas.scripts import ChecklistAsked, Readiness, TicksAsked
from huawu.desk.service import readiness as service
from huawu.people.types import AGENT_WORK, SCRIPTS_SEE
from huawu.platform.ids import Id
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/desk/readiness", tags=["scripts"])


@router.get("")
async def show_readiness(person: Person, session: Reading, place: Here) -> Readiness:
    """What changed since my last shift, and how far I am."""
    return await _shown(session, place, person, _agent(person))


@router.post("/read/{script_id}/{version}")
async def confirm_script(script_id: PathId, version: Number, person: Person, place: Here) -> Readiness:
    """I have read this version."""
    agent = _agent(person)
    async with place.work(person.actor) as work:
        await service.confirm_read(work, agent, script_id, version)
        return await _shown(work.session, place, person, agent)


@router.put("/checklist")
async def keep_checklist(body: ChecklistAsked, person: Person, place: Here) -> Readiness:
    """My own list; none: the house's."""
    agent = _agent(person)
    async with place.work(person.actor) as work:
        await service.keep_checklist(work, agent, [each.model_dump() for each in body.items])
        return await _shown(work.session, place, person, agent)


@router.put("/ticks")
async def tick_checklist(body: TicksAsked, person: Person, place: Here) -> Readiness:
    """These items are done today, and no others."""
    agent = _agent(person)
    async with place.work(person.actor) as work:
        await service.tick(work, agent, today(place), body.ticked)
        return await _shown(work.session, place, person, agent)


@router.post("/ready")
async def be_ready(person: Person, place: Here) -> Readiness:
    """I am ready for the shift."""
    agent = _agent(person)
    async with place.work(person.actor) as work:
        await service.be_ready(work, agent, today(place))
        return await _shown(work.session, place, person, agent)


async def _shown(session: AsyncSession, place: Place, person: SignedIn, agent: Id) -> Readiness:
    return await readiness(
        session, place.site, agent, day=today(place), now=place.clock(), locale=person.locale
    )


def _agent(person: SignedIn) -> Id:
    person.require(AGENT_WORK)
    person.require(SCRIPTS_SEE)
    return person.own_agent()
