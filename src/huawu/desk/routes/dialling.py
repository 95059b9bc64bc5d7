"""Calling somebody from the page: the card before, and the call."""

import logging
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlalchemy.exc import SQLAlchemyError

from huawu.desk import service
from huawu.desk.ports import Dialling
from huawu.desk.queries.dialling import preparation, whom
from huawu.desk.schemas import DialAsked, DialStarted, DialTo, Preparation
from huawu.people.types import AGENT_WORK
from huawu.platform.refusals import Refusal
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.signed_in import Person, SignedIn

log = logging.getLogger(__name__)
router = APIRouter(tags=["desk"])
Live = Annotated[Dialling, Depends(port(Dialling))]


@router.get("/desk/preparation")
async def prepare_call(
    to: Annotated[DialTo, Query()], person: Person, place: Here, live: Live
) -> Preparation:
    """Who it is, the last contacts, what is promised, which number is shown, and whether it can be called."""
    agent = _agent(person)
    async with place.sessions() as session:
        found = await whom(session, person, to, site=place.site, now=place.clock())
    may = await live.may_dial(agent, found.kind, found.id)
    async with place.sessions() as session:
        return await preparation(session, person, to, found, may, now=place.clock())


@router.post("/calls", status_code=202)
async def dial_call(body: DialAsked, person: Person, place: Here, live: Live) -> DialStarted:
    """Call somebody: first the own telephone rings (a browser answers by itself), then theirs. Refused
    without a telephone, to who is in a call, and where nobody may call."""
    agent = _agent(person)
    async with place.sessions() as session:
        found = await whom(session, person, body.to, site=place.site, now=place.clock())
    interaction = await live.dial(agent, found.kind, found.id, callback=found.callback)
    kept = not body.note or await _keep_note(place, person, interaction, body.note)
    return DialStarted(interaction=interaction, note_kept=kept)


async def _keep_note(place: Place, person: SignedIn, interaction: str, note: str) -> bool:
    """The wrap-up begins with this. False: it could not be kept; the call goes on, and the page, which still
    has the words, brings them again."""
    written = {"type": "", "result": "", "note": note, "callback": None}
    try:
        async with place.work(person.actor) as work:
            await service.keep_draft(work, interaction, _agent(person), body=written, seen=0)
    except (SQLAlchemyError, OSError, Refusal) as failure:
        log.error("the note of a dialled call was not kept: %s", type(failure).__name__)
        return False
    return True


def _agent(person: SignedIn) -> str:
    person.require(AGENT_WORK)
    if person.agent is None:
        raise Refusal("call.no_phone")
    return person.agent
