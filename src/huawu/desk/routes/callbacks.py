"""Promised calls back (回电): see them, say that they were made, or are not needed; give them to others."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.queries.callbacks import callbacks_shown
from huawu.desk.schemas import (
    CallbackClosing,
    CallbackCounts,
    CallbackList,
    CallbackMoved,
    CallbacksGiven,
    CallbacksGiving,
    CallbackShown,
)
from huawu.people.types import AGENT_WORK, CALLBACKS_ALL
from huawu.platform.clock import Micros, as_micros
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import Before, Limit, PathId, QueryId, cursor, read_cursor
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.routing import queries
from huawu.routing.queries import CallbacksWanted
from huawu.routing.service import callbacks as service

router = APIRouter(prefix="/callbacks", tags=["desk"])
State = Literal["open", "done", "cancelled", "all"]


class Wanted:
    """Which of them: `mine`, else everybody's for those who may; of these those of whoever has `left`, those
    of one `agent`; those whose time is over."""

    def __init__(
        self,
        mine: bool = True,
        state: Annotated[State, Query()] = "open",
        left: bool = False,
        overdue: bool = False,
        agent: QueryId = None,
        after: Before = None,
        limit: Limit = 100,
    ) -> None:
        self.mine, self.left, self.overdue, self.agent = mine, left, overdue, agent
        self.state = None if state == "all" else state
        self.after, self.limit = after, limit

    def read(self, person: SignedIn, now: Micros) -> CallbacksWanted:
        """As `routing` is asked."""
        person.require(AGENT_WORK if self.mine else CALLBACKS_ALL)
        return CallbacksWanted(
            self.limit,
            person.own_agent() if self.mine else self.agent,
            left=self.left,
            state=self.state,
            due_by=now if self.overdue else None,
            after=read_cursor(self.after),
        )


@router.get("")
async def list_callbacks(
    wanted: Annotated[Wanted, Depends()], person: Person, session: Reading, place: Here
) -> CallbackList:
    """Open ones the next one due first, others the last first."""
    now = place.clock()
    found = await queries.callbacks(session, wanted.read(person, now))
    last = found[-1] if len(found) == wanted.limit else None
    return CallbackList(
        items=await callbacks_shown(session, person, found, now),
        next=cursor(last.due_at, last.id) if last else None,
    )


@router.get("/counts")
async def count_callbacks(person: Person, session: Reading, place: Here) -> CallbackCounts:
    """How many of everybody's are open, late, and of those who have left."""
    person.require(CALLBACKS_ALL)
    return CallbackCounts(**await queries.callback_counts(session, place.clock()))


@router.post("/give")
async def give_callbacks(body: CallbacksGiving, person: Person, place: Here) -> CallbacksGiven:
    """Somebody else is to keep these promises."""
    agent = _agent(person)
    async with place.work(person.actor) as work:
        return CallbacksGiven(ids=await service.give(work, body.ids, agent, to=body.agent))


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


def _agent(person: SignedIn) -> Id | None:
    """Whose own they may change. Who may change everybody's need not be an agent."""
    if person.may(CALLBACKS_ALL):
        return person.agent
    person.require(AGENT_WORK)
    return person.own_agent()
