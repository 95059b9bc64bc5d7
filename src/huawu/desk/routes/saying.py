"""Scripts in a contact: what can be said, and saying it; and rehearsing, without a contact."""

from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.ports import LiveCalls
from huawu.desk.queries import script_uses as queries
from huawu.desk.queries.pop import call_at_hand
from huawu.desk.queries.script_library import today
from huawu.desk.queries.script_moment import AtHand, Contact, asking, at_hand, with_mood
from huawu.desk.queries.script_uses import Offered
from huawu.desk.schemas.scripts import (
    HelpfulAsked,
    RehearsalAsked,
    ScriptsAtHand,
    StepAsked,
    UseAsked,
    UseShown,
)
from huawu.desk.service import saying as service
from huawu.desk.service.saying import Saying
from huawu.desk.types import ScriptStep, ScriptUse
from huawu.people.types import AGENT_WORK, SCRIPTS_SEE, SCRIPTS_WRITE
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/desk", tags=["scripts"])
Live = Annotated[LiveCalls, Depends(port(LiveCalls))]


@router.get("/scripts/{interaction_id}")
async def scripts_at_hand(interaction_id: PathId, person: Person, place: Here, live: Live) -> ScriptsAtHand:
    """What there is to say in a contact, what is being said, and how it begins while it rings."""
    agent = _agent(person)
    call = await live.call(interaction_id)
    async with place.sessions() as session:
        contact = Contact(*await call_at_hand(session, person, interaction_id, call))
        uses = await queries.uses_of(session, interaction_id, agent)
        going = next((each for each in uses if each.ended_at is None), None)
        moment = await at_hand(session, person, place, contact, going.mood if going else "")
        offered = await queries.offered(session, place.site, interaction_id, today(place))
        said = {each.id: await _of(session, place, each) for each in uses}
        return queries.at_hand_shown(contact, moment, offered, uses, said=said)


@router.post("/scripts/{interaction_id}/uses", status_code=201)
async def say_script(
    interaction_id: PathId, body: UseAsked, person: Person, place: Here, live: Live
) -> UseShown:
    """Begin a script, or go on with it where it was set aside. Refused for one that is not shown now."""
    agent = _agent(person)
    call = await live.call(interaction_id)
    async with place.work(person.actor) as work:
        contact = Contact(*await call_at_hand(work.session, person, interaction_id, call))
        offered = await queries.offered(work.session, place.site, interaction_id, today(place))
        chosen = next((each for each in offered if each.script.id == body.script), None)
        if chosen is None:
            raise NotFound("script.not_shown")
        moment = await at_hand(work.session, person, place, contact, "")
        saying = _saying(chosen, agent, interaction_id, moment, person, work.session)
        use = await service.begin(work, saying)
        return await _shown(work.session, place, agent, use, moment)


@router.post("/script-uses/{use_id}/steps")
async def step_script(use_id: PathId, body: StepAsked, person: Person, place: Here, live: Live) -> UseShown:
    """Go on, answer, skip with a reason, say a mood, go back, leave with a reason, finish. What the page
    asked for twice changes nothing the second time."""
    agent = _agent(person)
    async with place.sessions() as session:
        of = await queries.use(session, use_id, agent)
    call = await live.call(of.interaction) if of.interaction else None
    async with place.work(person.actor) as work:
        session = work.session
        contact = None
        if of.interaction:
            contact = Contact(*await call_at_hand(session, person, of.interaction, call))
        mood = body.detail if body.did == "mood" else of.mood
        moment = with_mood(await at_hand(session, person, place, contact, mood), mood)
        at = await _of(session, place, of)
        saying = _saying(at, agent, of.interaction, moment, person, session)
        step = ScriptStep(did=body.did, seen=body.seen, detail=body.detail, note=body.note)
        await service.step(work, use_id, saying, step)
        return await _shown(session, place, agent, use_id, moment)


@router.put("/script-uses/{use_id}/helpful")
async def rate_script(use_id: PathId, body: HelpfulAsked, person: Person, place: Here) -> HelpfulAsked:
    """Say whether it helped; null takes it back."""
    async with place.work(person.actor) as work:
        await service.rate(work, use_id, _agent(person), body.helpful)
    return body


@router.post("/rehearsals", status_code=201)
async def rehearse_script(body: RehearsalAsked, person: Person, place: Here) -> UseShown:
    """Walk a version without a contact. Of those not approved yet: for who writes scripts."""
    agent = _agent(person)
    async with place.work(person.actor) as work:
        at = await queries.version_at_hand(work.session, place.site, body.script, body.version)
        if at.version.status != "approved":
            person.require(SCRIPTS_WRITE)
        moment = await at_hand(work.session, person, place, None, "")
        use = await service.begin(work, _saying(at, agent, None, moment, person, work.session))
        return await _shown(work.session, place, agent, use, moment)


async def _of(session: AsyncSession, place: Place, use: ScriptUse) -> Offered:
    return await queries.version_at_hand(session, place.site, use.script, use.version)


def _saying(
    at: Offered, agent: Id, contact: Id | None, moment: AtHand, person: SignedIn, session: AsyncSession
) -> Saying:
    return Saying(
        script=at.script.id,
        version=at.version.version,
        agent=agent,
        interaction=contact,
        graph=at.graph,
        moment=moment.moment,
        ask=asking(session, person),
    )


async def _shown(session: AsyncSession, place: Place, agent: Id, use: Id, moment: AtHand) -> UseShown:
    await session.flush()
    of = await queries.use(session, use, agent)
    return queries.use_shown(of, await _of(session, place, of), moment)


def _agent(person: SignedIn) -> Id:
    person.require(AGENT_WORK)
    person.require(SCRIPTS_SEE)
    return person.own_agent()
