"""The agent's own state, queues, pause reasons, and the live board."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from huawu.people.types import AGENT_WORK, BOARD_SEE
from huawu.platform.config import published
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Words
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.routing.ports import LiveAgents, View
from huawu.routing.queries.me import me_shown
from huawu.routing.schemas import (
    Accepted,
    BoardShown,
    CallAction,
    Me,
    Nothing,
    PauseReasonList,
    PauseReasonShown,
    QueueList,
    QueueShown,
    StateAsked,
)
from huawu.routing.types import Queue

router = APIRouter(prefix="/api", tags=["routing"])
Live = Annotated[LiveAgents, Depends(port(LiveAgents))]


@router.get("/agents/me")
async def show_me(person: Person, place: Here, live: Live) -> Me:
    """My state, my contact, my day."""
    return await _me(place, person, await live.show(_agent(person)))


@router.post("/agents/me/sign-in")
async def agent_sign_in(body: Nothing, person: Person, place: Here, live: Live) -> Me:
    """Begin to take calls. Refused until the agent's phone is registered."""
    return await _me(place, person, await live.sign_in(_agent(person)))


@router.post("/agents/me/sign-out")
async def agent_sign_out(body: Nothing, person: Person, place: Here, live: Live) -> Me:
    """Take no more calls."""
    return await _me(place, person, await live.sign_out(_agent(person)))


@router.post("/agents/me/state")
async def agent_change_state(body: StateAsked, person: Person, place: Here, live: Live) -> Me:
    """Pause with a reason, or be ready again."""
    agent = _agent(person)
    if body.state == "paused":
        async with place.sessions() as session:
            known = await published(session, place.site, "pause_reason")
        if body.reason not in known:
            raise Invalid("agent.pause_reason_needed" if not body.reason else "agent.unknown_pause_reason")
    return await _me(place, person, await live.change(agent, body.state, body.reason or ""))


@router.post("/agents/me/call", status_code=202)
async def agent_call(body: CallAction, person: Person, live: Live) -> Accepted:
    """Hold, resume, hang up, send keys, or get the page back on the call at hand."""
    if body.action == "keys" and not body.keys:
        raise Invalid("agent.keys_needed")
    await live.act(_agent(person), body.action, reason=body.reason or "", keys=body.keys or "")
    return Accepted(action=body.action)


@router.get("/queues")
async def list_queues(person: Person, session: Reading, place: Here) -> QueueList:
    """Queues by their order, then their key."""
    queues = await published(session, place.site, "queue")
    return QueueList(
        items=[
            QueueShown(
                id=key,
                name=Words.model_validate(queues[key]["name"]),
                answer_seconds=queues[key].get("answer_seconds", Queue(key).answer_seconds),
            )
            for key in sorted(queues, key=lambda key: (queues[key].get("order", 0), key))
        ]
    )


@router.get("/pause-reasons")
async def list_pause_reasons(person: Person, session: Reading, place: Here) -> PauseReasonList:
    """Why an agent may pause."""
    reasons = await published(session, place.site, "pause_reason")
    return PauseReasonList(
        items=[
            PauseReasonShown(id=key, name=Words.model_validate(reasons[key]["name"]))
            for key in sorted(reasons, key=lambda key: (reasons[key].get("order", 0), key))
        ]
    )


@router.get("/board", response_model=BoardShown)
async def show_board(person: Person, live: Live) -> JSONResponse:
    """The live board at this moment, as live keeps it."""
    person.require(BOARD_SEE)
    return JSONResponse(await live.board())


def _agent(person: SignedIn) -> str:
    person.require(AGENT_WORK)
    return person.own_agent()


async def _me(place: Place, person: SignedIn, view: View) -> Me:
    async with place.sessions() as session:
        return await me_shown(session, person, view, place.day_start())
