"""People with their abilities over HTTP: see, draft several at once; and the teams."""

from fastapi import APIRouter

from huawu.app.abilities import alone, changing, reading
from huawu.app.abilities.schemas import People, PeopleDrafted, TeamList, body_of
from huawu.app.config_seen import saying_who
from huawu.people.config import AGENT, TEAM
from huawu.people.types import ABILITIES_CHANGE, BOARD_SEE, CONFIG_SEE
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api", tags=["people"])
router.include_router(alone.router)


@router.get("/teams")
async def list_teams(person: Person, session: Reading, place: Here) -> TeamList:
    """The teams, their leaders and their members."""
    person.require(BOARD_SEE)
    return TeamList(items=await reading.teams(session, place.site))


@router.get("/people")
async def list_people(person: Person, session: Reading, place: Here) -> People:
    """Every agent with team, languages, skills and queues: in force, and drafts."""
    person.require(CONFIG_SEE)
    return await reading.people(session, place.site)


@router.put("/people/drafts")
async def draft_people(body: PeopleDrafted, person: Person, place: Here) -> People:
    """Save drafts of agents and teams, all or none; nothing changes before they are published."""
    person.require(ABILITIES_CHANGE)
    agents = {(AGENT, number): body_of(each) for number, each in body.agents.items()}
    teams = {(TEAM, key): each if each is None else body_of(each) for key, each in body.teams.items()}
    bases = {(AGENT, number): mark for number, mark in body.agents_from.items()}
    bases |= {(TEAM, key): mark for key, mark in body.teams_from.items()}
    async with saying_who(place), place.work(person.actor) as work:
        await changing.draft(work, {**agents, **teams}, bases=bases, note=body.note)
        return await reading.people(work.session, place.site)


@router.delete("/people/drafts")
async def discard_people_drafts(person: Person, place: Here) -> People:
    """Throw every draft of agents and teams away."""
    person.require(ABILITIES_CHANGE)
    async with place.work(person.actor) as work:
        await changing.discard(work)
        return await reading.people(work.session, place.site)
