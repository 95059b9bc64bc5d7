"""The agent's own state, queues, pause reasons, and the live board."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from huawu.people.types import AGENT_WORK, BOARD_SEE, HELP_ANSWER
from huawu.platform.config import published
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Words
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.routing.config import REMIND_SECONDS, in_order
from huawu.routing.ports import LiveAgents, View
from huawu.routing.queries.me import me_shown
from huawu.routing.queries.pausing import pause_limit
from huawu.routing.schemas import (
    Accepted,
    BoardShown,
    CallAction,
    HelpReasonList,
    HelpReasonShown,
    HoldReasonList,
    HoldReasonShown,
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
_REASONS = {
    "hold": ("hold_reason", "agent.unknown_hold_reason"),
    "help": ("help_reason", "agent.unknown_help_reason"),
}
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
    agent, limit, reason = _agent(person), None, body.reason or ""
    if body.state == "paused":
        async with place.sessions() as session:
            limit = await pause_limit(session, place, agent, reason)
    view = await live.change(agent, body.state, reason, limit_seconds=limit)
    return await _me(place, person, view)


@router.post("/agents/me/call", status_code=202)
async def agent_call(body: CallAction, person: Person, place: Here, live: Live) -> Accepted:
    """Hold, resume, hang up, send keys, ask for help, get the page back on the call at hand, or ask for
    wrap-up after it."""
    if body.action == "keys" and not body.keys:
        raise Invalid("agent.keys_needed")
    if body.action in _REASONS and body.reason:
        kind, unknown = _REASONS[body.action]
        async with place.sessions() as session:
            if body.reason not in await published(session, place.site, kind):
                raise Invalid(unknown)
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
            for key in in_order(queues)
        ]
    )


@router.get("/pause-reasons")
async def list_pause_reasons(person: Person, session: Reading, place: Here) -> PauseReasonList:
    """Why an agent may pause."""
    reasons = await published(session, place.site, "pause_reason")
    return PauseReasonList(
        items=[
            PauseReasonShown(
                id=key,
                name=Words.model_validate(reasons[key]["name"]),
                limit_seconds=reasons[key].get("limit_seconds"),
                allowance_per_day_seconds=reasons[key].get("allowance_per_day_seconds"),
            )
            for key in in_order(reasons)
        ]
    )


@router.get("/hold-reasons")
async def list_hold_reasons(person: Person, session: Reading, place: Here) -> HoldReasonList:
    """Why an agent may put a customer on hold, and what to ask first."""
    reasons = await published(session, place.site, "hold_reason")
    return HoldReasonList(
        items=[
            HoldReasonShown(
                id=key,
                name=Words.model_validate(reasons[key]["name"]),
                say=Words.model_validate(said) if (said := reasons[key].get("say")) else None,
                remind_seconds=reasons[key].get("remind_seconds", REMIND_SECONDS),
            )
            for key in in_order(reasons)
        ]
    )


@router.get("/help-reasons")
async def list_help_reasons(person: Person, session: Reading, place: Here) -> HelpReasonList:
    """What an agent may ask help for."""
    reasons = await published(session, place.site, "help_reason")
    return HelpReasonList(
        items=[
            HelpReasonShown(id=key, name=Words.model_validate(reasons[key]["name"]))
            for key in in_order(reasons)
        ]
    )


@router.post("/interactions/{interaction}/help/seen", status_code=204)
async def help_seen(interaction: str, person: Person, live: Live) -> None:
    """Say that I see to the agent who asks for help in this call. The first one to say so stands."""
    person.require(HELP_ANSWER)
    await live.help_seen(interaction, by=person.user)


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
        return await me_shown(session, person, view, since=place.day_start(), now=place.clock())
