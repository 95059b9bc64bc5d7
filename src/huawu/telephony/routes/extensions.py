"""Extensions: how they are, and what their owners wish."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from huawu.people import queries as people
from huawu.people.types import CALLS_SUPERVISE
from huawu.platform.refusals import NotAllowed
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import moment
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.telephony.ports.pages import Extensions
from huawu.telephony.schemas.extensions import ExtensionShown, WishesAsked

router = APIRouter(prefix="/extensions", tags=["extensions"])
Live = Annotated[Extensions, Depends(port(Extensions))]
Number = Annotated[str, Path(pattern=r"^[0-9]{2,8}$")]


@router.get("/{number}")
async def show_extension(number: Number, person: Person, place: Here, live: Live) -> ExtensionShown:
    """An extension as it is now: for its owner, and those who may supervise."""
    await _own(place, person, number)
    return _shown(await live.show_extension(number))


@router.put("/{number}/wishes")
async def wish_for_extension(
    number: Number, body: WishesAsked, person: Person, place: Here, live: Live
) -> ExtensionShown:
    """Do not disturb, and forwards: always, busy, no answer, offline."""
    await _own(place, person, number)
    return _shown(await live.wish(number, body.model_dump(), by=person.user))


def _shown(extension: dict[str, Any]) -> ExtensionShown:
    timed = {
        name: [each | {"since": moment(each["since"])} for each in extension[name]]
        for name in ("parked", "ringing")
    }
    return ExtensionShown.model_validate(extension | timed)


async def _own(place: Place, person: SignedIn, number: str) -> None:
    if person.may(CALLS_SUPERVISE):
        return
    async with place.sessions() as session:
        own = await people.agent_record(session, person.agent) if person.agent is not None else None
    if own is None or own.extension != number:
        raise NotAllowed("extension.not_yours")
