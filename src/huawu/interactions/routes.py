"""Lists of contacts, one contact with its timeline, and the wrap-up."""

import logging
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions import config, queries, service
from huawu.interactions.ports import Consequences, Decisions, Desk, WrapUpTypes
from huawu.interactions.queries import finding
from huawu.interactions.queries.showing import shown_rows, shown_whole
from huawu.interactions.schemas import (
    InteractionPage,
    InteractionWhole,
    WrapUpAsked,
    WrapUpKept,
    WrapUpShown,
    WrapUpTypeList,
)
from huawu.interactions.types import InteractionRecord, PromisedCall, WrapUpRecord
from huawu.people.types import AGENT_WORK
from huawu.platform.clock import as_micros
from huawu.platform.config import published
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound, Refusal
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId, cursor
from huawu.platform.web.signed_in import Person, SignedIn

log = logging.getLogger(__name__)
DeskPort = Annotated[Desk, Depends(port(Desk))]
DecisionsPort = Annotated[Decisions, Depends(port(Decisions))]
router = APIRouter(prefix="/api", tags=["interactions"])


@dataclass(frozen=True, slots=True)
class Beside:
    """What other rooms know and do of a wrap-up."""

    types: WrapUpTypes
    consequences: Consequences
    decisions: Decisions


async def _beside(
    types: Annotated[WrapUpTypes, Depends(port(WrapUpTypes))],
    consequences: Annotated[Consequences, Depends(port(Consequences))],
    decisions: DecisionsPort,
) -> Beside:
    return Beside(types, consequences, decisions)


@router.get("/interactions")
async def list_interactions(
    asked: Annotated[finding.Asked, Query()], person: Person, session: Reading, desk: DeskPort
) -> InteractionPage:
    """Contacts, newest first. Without `interactions.all` one sees one's own."""
    wanted = await finding.wanted_by(session, person, asked)
    found = await queries.interactions(session, wanted)
    more = len(found) == asked.limit
    open_ones = any(contact.ended_at is None for contact in found)
    items = await shown_rows(session, person, found, await desk.stages() if open_ones else {})
    return InteractionPage(items=items, next=cursor(found[-1].started_at, found[-1].id) if more else None)


@router.get("/interactions/{interaction_id}")
async def show_interaction(
    interaction_id: PathId,
    person: Person,
    session: Reading,
    desk: DeskPort,
    decisions: DecisionsPort,
) -> InteractionWhole:
    """One contact: timeline, wrap-ups, recordings, and why routing did what it did."""
    contact = await _visible(session, person, interaction_id, decisions)
    why = await decisions.about(session, contact)
    stages = await desk.stages() if contact.ended_at is None else {}
    return await shown_whole(session, person, contact, decisions=why, stages=stages)


@router.post("/interactions/{interaction_id}/wrap-up")
async def wrap_up_interaction(
    interaction_id: PathId,
    body: WrapUpAsked,
    person: Person,
    place: Here,
    desk: DeskPort,
    beside: Annotated[Beside, Depends(_beside)],
) -> WrapUpKept:
    """Say what came of it. It is kept, with the call back that goes with it, before the agent is free."""
    person.require(AGENT_WORK)
    agent = person.own_agent()
    async with place.work(person.actor) as work:
        results = await beside.types.results_of(work.session, body.type)
        outcome = service.Outcome(body.type, body.result, body.note, results)
        kept = await service.wrap_up(work, interaction_id, agent, outcome, beside.decisions)
        contact = await queries.interaction(work.session, interaction_id)
        assert contact is not None
        await beside.consequences.of_wrap_up(work, contact, agent, _promised(body))
    free = await _tell(desk, agent, interaction_id)
    return WrapUpKept(wrap_up=await _shown(place, person, kept), agent_free=free)


@router.get("/wrap-up-types")
async def list_wrap_up_types(person: Person, session: Reading, place: Here) -> WrapUpTypeList:
    """What may come of a contact: a tree of types, each with its results."""
    types = await published(session, place.site, config.KIND)
    return WrapUpTypeList.model_validate({"items": config.tree(types)})


def _promised(body: WrapUpAsked) -> PromisedCall | None:
    if body.callback is None:
        return None
    return PromisedCall(as_micros(body.callback.at), body.callback.number, body.callback.note)


async def _tell(desk: Desk, agent: Id, interaction: Id) -> bool:
    """Live asks the database when it comes back, so nothing is lost when it cannot be told now."""
    try:
        await desk.wrapped_up(agent, interaction)
    except Refusal as refusal:
        log.info("live was not told of a wrap-up: %s", refusal.key)
        return False
    return True


async def _shown(place: Place, person: SignedIn, kept: WrapUpRecord) -> WrapUpShown:
    async with place.sessions() as session:
        contact = await queries.interaction(session, kept.interaction)
        assert contact is not None
        whole = await shown_whole(session, person, contact, stages={})
    return next(w for w in reversed(whole.wrap_ups) if w.agent.id == kept.agent)


async def _visible(
    session: AsyncSession, person: SignedIn, interaction: Id, decisions: Decisions
) -> InteractionRecord:
    contact = await queries.interaction(session, interaction)
    if contact is None or not await finding.may_see(session, person, contact, decisions.had_part):
        raise NotFound("interaction.unknown")
    return contact
