"""Promised calls back (回电): see them, say that they were made, or are not needed."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.queries.callbacks import callbacks_shown
from huawu.desk.schemas import CallbackClosing, CallbackList, CallbackMoved, CallbackShown
from huawu.people.types import AGENT_WORK, CALLBACKS_ALL
from huawu.platform.clock import as_micros
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import Limit, PathId
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.routing import queries
from huawu.routing.queries import CallbacksWanted
from huawu.routing.service import callbacks as service

router = APIRouter(prefix="/callbacks", tags=["desk"])
State = Literal["open", "done", "cancelled", "all"]


@router.get("")
async def list_callbacks(
    person: Person,
    session: Reading,
    place: Here,
    mine: bool = True,
    state: Annotated[State, Query()] = "open",
    limit: Limit = 100,
) -> CallbackList:
    """Mine, or everybody's for those who may; the next one due first."""
    agent = _agent(person)
    if not mine:
        person.require(CALLBACKS_ALL)
    wanted = CallbacksWanted(limit, agent if mine else None, None if state == "all" else state)
    found = await queries.callbacks(session, wanted)
    return CallbackList(items=await callbacks_shown(session, person, found, place.clock()))


@router.post("/{callback_id}/done")
async def finish_callback(
    callback_id: PathId, body: CallbackClosing, person: Person, place: Here
) -> CallbackShown:
    """The customer was called back."""
    return await _close(place, person, callback_id, state=service.DONE, note=body.note)


@router.post("/{callback_id}/cancel")
async def cancel_callback(
    callback_id: PathId, body: CallbackClosing, person: Person, place: Here
) -> CallbackShown:
    """It is not needed any more."""
    return await _close(place, person, callback_id, state=service.CANCELLED, note=body.note)


@router.post("/{callback_id}/reopen")
async def reopen_callback(callback_id: PathId, person: Person, place: Here) -> CallbackShown:
    """It was closed by mistake."""
    agent = _agent(person)
    async with place.work(person.actor) as work:
        await service.reopen(work, callback_id, agent)
        await work.session.flush()
        return await _shown(work.session, place, person, callback_id)


@router.post("/{callback_id}/move")
async def move_callback(
    callback_id: PathId, body: CallbackMoved, person: Person, place: Here
) -> CallbackShown:
    """Promise another time."""
    agent = _agent(person)
    async with place.work(person.actor) as work:
        await service.move(work, callback_id, agent, at=as_micros(body.at))
        await work.session.flush()
        return await _shown(work.session, place, person, callback_id)


async def _close(place: Place, person: SignedIn, callback: str, *, state: str, note: str) -> CallbackShown:
    agent = _agent(person)
    async with place.work(person.actor) as work:
        await service.close(work, callback, agent, state=state, note=note)
        await work.session.flush()
        return await _shown(work.session, place, person, callback)


async def _shown(session: AsyncSession, place: Place, person: SignedIn, callback: str) -> CallbackShown:
    found = await queries.callback(session, callback)
    if found is None:
        raise NotFound("callback.unknown")
    return (await callbacks_shown(session, person, [found], place.clock()))[0]


def _agent(person: SignedIn) -> str:
    person.require(AGENT_WORK)
    return person.own_agent()
