"""Agents lent to a queue, or taken out of one, until a time, over HTTP. It holds at once and ends by itself;
nothing is drafted or published, and who did it is the fact `agent.moved`."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import AwareDatetime, Field
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app.abilities.schemas import Key
from huawu.app.live_client import LiveClient
from huawu.people import queries
from huawu.people.types import ABILITIES_CHANGE, CONFIG_SEE
from huawu.platform.clock import SECOND, Micros, as_micros
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Asked, PathId, Shape, Words, moment
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/people/moves", tags=["people"])
Live = Annotated[LiveClient, Depends(port(LiveClient))]
_AgentId = Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")]
_Queue = Annotated[str, Path(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
_LONGEST_DAYS = 7
_LONGEST: Micros = _LONGEST_DAYS * 86_400 * SECOND


class MoveAsked(Asked):
    """`level`: in the queue, 1 is asked first; null: they are taken out of it."""

    agents: Annotated[list[_AgentId], Field(min_length=1, max_length=500)]
    queue: Key
    level: Annotated[int | None, Field(ge=1, le=10)]
    until: AwareDatetime


class MoveShown(Shape):
    """`agent`: their id; `by`: who did it, null when they are not here any more."""

    agent: str
    queue: str
    level: int | None
    until: datetime
    by: Words | None


class MoveList(Shape):
    """Those that hold now."""

    items: list[MoveShown]


@router.get("")
async def list_moves(person: Person, session: Reading, live: Live) -> MoveList:
    """Who serves a queue otherwise than the configuration says, and until when."""
    person.require(CONFIG_SEE)
    return await _shown(session, await live.moves())


@router.post("", status_code=201)
async def move_agents(body: MoveAsked, person: Person, session: Reading, place: Here, live: Live) -> MoveList:
    """Lend agents to a queue, or take them out of it, until a time. Calls go on; who waits is offered at
    once."""
    person.require(ABILITIES_CHANGE)
    until, now = as_micros(body.until), place.clock()
    if until <= now:
        raise Invalid("people.move_over")
    if until > now + _LONGEST:
        raise Invalid("people.move_too_long", days=_LONGEST_DAYS)
    agents = list(dict.fromkeys(body.agents))
    return await _shown(session, await live.move(agents, body.queue, body.level, until=until, by=person.user))


@router.delete("/{agent}/{queue}")
async def end_move(agent: PathId, queue: _Queue, person: Person, session: Reading, live: Live) -> MoveList:
    """Let an agent serve the queue as the configuration says, before the time is over."""
    person.require(ABILITIES_CHANGE)
    return await _shown(session, await live.end_move(agent, queue, by=person.user))


async def _shown(session: AsyncSession, moves: list[dict[str, Any]]) -> MoveList:
    names = await queries.user_names(session, {each["by"] for each in moves})
    return MoveList(
        items=[
            MoveShown(
                agent=each["agent"],
                queue=each["queue"],
                level=each["level"],
                until=moment(each["until"]),
                by=Words.model_validate(names[each["by"]]) if each["by"] in names else None,
            )
            for each in moves
        ]
    )
