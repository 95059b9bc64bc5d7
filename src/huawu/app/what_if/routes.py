"""Past days played again, over HTTP: which days there are, what can be chosen, ask, look, cancel."""

from typing import Annotated

from fastapi import APIRouter, Path

from huawu.app import site_plan
from huawu.app.what_if.gathering import day_of, span
from huawu.app.what_if.schemas import (
    AgentThere,
    Choice,
    DayChoices,
    DayCounted,
    DayList,
    QueueChoice,
    ReplayAsked,
    ReplayList,
    ReplayShown,
    brief,
    shown,
    words,
)
from huawu.interactions import queries as interactions
from huawu.people.types import SIMULATE
from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import PathId, moment
from huawu.platform.web.signed_in import Person
from huawu.routing.config import in_order
from huawu.routing.service import replays
from huawu.routing.service.replay.changes import STRATEGY_NAMES
from huawu.routing.types import Queue

router = APIRouter(prefix="/api/simulation", tags=["simulation"])
DayPath = Annotated[str, Path(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
_LOOK_BACK = 92 * 86_400 * SECOND
_LATEST = 20
_MINUTE = 60 * SECOND


@router.get("/days")
async def list_past_days(person: Person, session: Reading, place: Here) -> DayList:
    """The days of the last three months on which somebody called, the latest first; not today."""
    person.require(SIMULATE)
    premises = place.premises
    found = await interactions.queued_by_day(
        session,
        place.site,
        place.clock() - _LOOK_BACK,
        zone=premises.zone,
        starts_hour=premises.day_starts_hour,
    )
    site = {"zone": premises.zone, "day_starts_hour": premises.day_starts_hour}
    over = [(day.isoformat(), offered) for day, offered in found]
    today = place.day_start()
    return DayList(
        items=[DayCounted(day=day, offered=offered) for day, offered in over if span(site, day)[0] < today]
    )


@router.get("/days/{day}")
async def show_past_day(day: DayPath, person: Person, session: Reading, place: Here) -> DayChoices:
    """Who was there on a day, and what can be changed."""
    person.require(SIMULATE)
    whole = await config.whole(session, place.site)
    site = await site_plan.site_from(session, place.site, whole)
    past = await day_of(session, place.site, site, day, now=place.clock())
    queues, skills = site["queues"], whole.get("skill", {})
    return DayChoices(
        day=day,
        begins_at=moment(past.begins),
        agents=[
            AgentThere(
                id=agent["id"],
                name=words(agent["name"], agent["number"]),
                number=agent["number"],
                queues=site["seats"][agent["id"]]["queues"],
                spans=[(b // _MINUTE, e // _MINUTE) for b, e in past.presence.get(agent["id"], ())],
            )
            for agent in sorted(site["agents"], key=lambda agent: str(agent["number"]))
        ],
        queues=[
            QueueChoice(
                id=key,
                name=words(queues[key].get("name"), key),
                strategy=queues[key].get("strategy", Queue(key).strategy),
            )
            for key in in_order(queues)
        ],
        skills=[Choice(id=key, name=words(skills[key].get("name"), key)) for key in in_order(skills)],
        strategies=list(STRATEGY_NAMES),
        drafts=bool(await config.drafts(session, place.site)),
    )


@router.get("/replays")
async def list_replays(person: Person, session: Reading, place: Here) -> ReplayList:
    """The latest ones, the newest first."""
    person.require(SIMULATE)
    found = await replays.latest(session, place.site, _LATEST)
    return ReplayList(items=[brief(row, person.locale) for row in found])


@router.post("/replays", status_code=202)
async def ask_for_replay(body: ReplayAsked, person: Person, place: Here) -> ReplayShown:
    """Play a past day again with changes. One at a time; it goes on when this is answered."""
    person.require(SIMULATE)
    async with place.work(person.actor) as work:
        site = await site_plan.load_site(work.session, place.site)
        if span(site, body.day)[1] > place.clock():
            raise Invalid("simulation.bad_day", day=body.day)
        replay = await replays.ask(work, day=body.day, changes=body.changes.plain(), repeats=body.repeats)
    async with place.sessions() as session:
        return shown(await replays.find(session, place.site, replay), person.locale)


@router.get("/replays/{replay}")
async def show_replay(replay: PathId, person: Person, session: Reading, place: Here) -> ReplayShown:
    """How far it is; when it is done, what it said."""
    person.require(SIMULATE)
    return shown(await replays.find(session, place.site, replay), person.locale)


@router.delete("/replays/{replay}", status_code=204)
async def cancel_replay(replay: PathId, person: Person, place: Here) -> None:
    """It is not wanted any more. One that is over stays as it is."""
    person.require(SIMULATE)
    async with place.work(person.actor) as work:
        await replays.cancel(work, replay)
