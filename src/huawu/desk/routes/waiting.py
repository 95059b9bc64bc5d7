"""Callers who are called back instead of waiting (排队回电): who waits for it, what became of it; have it
done now, or not at all."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from huawu.desk.ports import WaitingCallbacks
from huawu.desk.queries.waiting import ended_shown, waiting_shown
from huawu.desk.schemas import CallbackEndedList, CallbackWaitingList
from huawu.people.types import CALLBACKS_ALL
from huawu.platform.clock import SECOND
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Limit, PathId
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/waiting-callbacks", tags=["desk"])
Live = Annotated[WaitingCallbacks, Depends(port(WaitingCallbacks))]
_DAY = 24 * 3600 * SECOND


@router.get("")
async def list_waiting_callbacks(
    person: Person,
    session: Reading,
    live: Live,
    queue: Annotated[str | None, Query(pattern=r"^[0-9a-z_-]{1,40}$")] = None,
) -> CallbackWaitingList:
    """Who waits to be called back, by queue and place."""
    person.require(CALLBACKS_ALL)
    return CallbackWaitingList(items=await waiting_shown(session, person, await live.backs(queue)))


@router.get("/ended")
async def list_ended_callbacks(
    person: Person,
    session: Reading,
    place: Here,
    days: Annotated[int, Query(ge=1, le=31)] = 2,
    limit: Limit = 100,
) -> CallbackEndedList:
    """What became of those that are over, the last first."""
    person.require(CALLBACKS_ALL)
    since = place.clock() - days * _DAY
    return CallbackEndedList(items=await ended_shown(session, person, since=since, most=limit))


@router.post("/{interaction}/cancel", status_code=204)
async def cancel_waiting_callback(interaction: PathId, person: Person, live: Live) -> None:
    """They are not to be called."""
    person.require(CALLBACKS_ALL)
    await live.cancel_back(interaction, by=person.user)


@router.post("/{interaction}/now", status_code=204)
async def hurry_waiting_callback(interaction: PathId, person: Person, live: Live) -> None:
    """Before all others, and as soon as an agent is free, but not out of the hours for calling."""
    person.require(CALLBACKS_ALL)
    await live.hurry_back(interaction, by=person.user)
