"""Who takes calls from outside, the auto-attendant (电脑值班) or the operator (人工值班): seen by
everybody who sees the board, switched by operators and who leads."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends

from huawu.app.live_client import LiveClient
from huawu.people import queries as people
from huawu.people.types import BOARD_SEE, DUTY_SWITCH
from huawu.platform import config
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Asked, Shape, Words, moment_or_none
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/duty", tags=["duty"])
Live = Annotated[LiveClient, Depends(port(LiveClient))]
Mode = Literal["attendant", "operator", "calendar"]
OnDuty = Literal["attendant", "operator"]


class DutyNumber(Shape):
    """A number that has an operator. `name` null: it has none."""

    number: str
    name: Words | None


class Duty(Shape):
    """`mode`: what was said last; `on_duty`: who takes calls from outside at this moment. `since`, `how`,
    `by`: when it was said, by page or telephone, and by whom (`extension`: the telephone; `by` null: nobody
    knows who); all null: nobody ever said it. `next_change`: when the calendar changes it. `numbers`: those
    that it concerns; none: nothing can be switched."""

    mode: Mode
    on_duty: OnDuty
    since: datetime | None
    how: Literal["page", "phone"] | None
    by: Words | None
    extension: str | None
    next_change: datetime | None
    has_calendar: bool
    numbers: list[DutyNumber]


class DutyAsked(Asked):
    mode: Mode


@router.get("")
async def show_duty(person: Person, place: Here, live: Live) -> Duty:
    """Who takes calls from outside, who said so, and when."""
    person.require(BOARD_SEE)
    return await _shown(place, await live.duty())


@router.put("")
async def switch_duty(body: DutyAsked, person: Person, place: Here, live: Live) -> Duty:
    """Say who takes calls from outside from the next one on: the attendant, the operator, or whoever the
    calendar says."""
    person.require(DUTY_SWITCH)
    return await _shown(place, await live.switch_duty(body.mode, by=person.user))


async def _shown(place: Place, said: dict[str, Any]) -> Duty:
    by_phone = said["how"] == "phone"
    async with place.sessions() as session:
        known = await config.published(session, place.site, "number")
        asked = {said["by"]} if said["by"] and not by_phone else set()
        names = await people.user_names(session, asked)
    return Duty(
        mode=said["mode"],
        on_duty=said["on_duty"],
        since=moment_or_none(said["since"]),
        how=said["how"],
        by=names.get(said["by"]),
        extension=said["by"] if by_phone else None,
        next_change=moment_or_none(said["next_change"]),
        has_calendar=said["has_calendar"],
        numbers=[
            DutyNumber(number=number, name=known.get(number, {}).get("name")) for number in said["numbers"]
        ],
    )
