"""Call control: what agents, and those who lead, do with a call that is up."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from huawu.people.types import AGENT_WORK, CALLS_RECORD, CALLS_SUPERVISE
from huawu.platform.config import published
from huawu.platform.refusals import Refusal
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.routing.queries import pause_limit
from huawu.telephony.ports.pages import CallControl
from huawu.telephony.queries import call_shown
from huawu.telephony.schemas import (
    CallShown,
    CallTarget,
    CallTargets,
    ConferenceAsked,
    ConsultAsked,
    DoAsked,
    PartyAsked,
    RecordingAsked,
    StateForced,
    SuperviseAsked,
    TransferAsked,
)

router = APIRouter(tags=["calls"])
Live = Annotated[CallControl, Depends(port(CallControl))]


@router.get("/call-targets")
async def list_call_targets(person: Person, place: Here) -> CallTargets:
    """Ring groups and menus that calls can be put through to."""
    person.require(AGENT_WORK)
    async with place.sessions() as session:
        groups = await published(session, place.site, "ring_group")
        menus = await published(session, place.site, "flow")
    return CallTargets(groups=_targets(groups), menus=_targets(menus))


def _targets(items: Mapping[str, Mapping[str, Any]]) -> list[CallTarget]:
    return [CallTarget(id=key, name=items[key].get("name")) for key in sorted(items)]


@router.get("/calls/{interaction}")
async def show_call(interaction: PathId, person: Person, place: Here, live: Live) -> CallShown:
    """A call that is up: for those in it, and those who may supervise."""
    leads = person.may(CALLS_SUPERVISE)
    if not leads:
        person.require(AGENT_WORK)
    shown = await live.show_call(interaction, agent=person.agent, leads=leads)
    return await _shown(place, person, shown)


@router.post("/calls/{interaction}/transfer")
async def transfer_call(
    interaction: PathId, body: TransferAsked, person: Person, place: Here, live: Live
) -> CallShown:
    """Put the customer through without asking first. Who is not reached gives the customer back."""
    return await _do(place, person, live, interaction, "transfer", body.model_dump())


@router.post("/calls/{interaction}/consult")
async def consult_in_call(
    interaction: PathId, body: ConsultAsked, person: Person, place: Here, live: Live
) -> CallShown:
    """Call somebody aside while the customer hears music."""
    return await _do(place, person, live, interaction, "consult", body.model_dump())


@router.post("/calls/{interaction}/parties")
async def add_to_call(
    interaction: PathId, body: ConferenceAsked, person: Person, place: Here, live: Live
) -> CallShown:
    """Call somebody into the conversation, or one after another (`serial`)."""
    verb = "serial" if body.serial else "add"
    return await _do(place, person, live, interaction, verb, {"to": body.to.model_dump()})


@router.post("/calls/{interaction}/actions")
async def act_in_call(
    interaction: PathId, body: DoAsked, person: Person, place: Here, live: Live
) -> CallShown:
    """Go on with a consultation, lock a conference, transfer urgently, park, or leave."""
    return await _do(place, person, live, interaction, body.action, {})


@router.post("/calls/{interaction}/recording")
async def record_call(
    interaction: PathId, body: RecordingAsked, person: Person, place: Here, live: Live
) -> CallShown:
    """Pause the recording for a card number, or go on; begin or end it where calls are recorded on demand."""
    if body.action in ("start", "stop"):
        person.require(CALLS_RECORD)
    return await _do(place, person, live, interaction, f"{body.action}_recording", {})


@router.post("/calls/{interaction}/parties/{party}")
async def act_on_party(
    interaction: PathId, party: PathId, body: PartyAsked, person: Person, place: Here, live: Live
) -> CallShown:
    """Drop or mute one, or let them be in charge."""
    return await _do(place, person, live, interaction, body.action, {"party": party})


@router.post("/calls/{interaction}/supervision")
async def supervise_call(
    interaction: PathId, body: SuperviseAsked, person: Person, place: Here, live: Live
) -> CallShown:
    """Come into an agent's call, or be in it in another way. The own telephone is called and answers by
    itself."""
    person.require(CALLS_SUPERVISE)
    return await _do(place, person, live, interaction, "supervise", {"mode": body.mode})


@router.delete("/calls/{interaction}/supervision", status_code=204)
async def leave_supervision(interaction: PathId, person: Person, live: Live) -> None:
    """Leave the call of an agent."""
    person.require(CALLS_SUPERVISE)
    await live.do_in_call(person.own_agent(), interaction, "leave", {})


@router.post("/agents/{agent}/state", status_code=204)
async def force_state(agent: PathId, body: StateForced, person: Person, place: Here, live: Live) -> None:
    """Give an agent a state: for those who may supervise. A pause has the limit of its reason."""
    person.require(CALLS_SUPERVISE)
    limit, reason = None, body.reason or ""
    if body.state == "paused":
        async with place.sessions() as session:
            limit = await pause_limit(session, place, agent, reason)
    await live.force_state(agent, body.state, reason, by=person.user, limit_seconds=limit)


async def _do(
    place: Place, person: SignedIn, live: CallControl, interaction: str, verb: str, args: dict[str, Any]
) -> CallShown:
    if person.agent is None:
        raise Refusal("call.no_phone")
    if verb != "supervise":
        person.require(AGENT_WORK)
    return await _shown(place, person, await live.do_in_call(person.agent, interaction, verb, args))


async def _shown(place: Place, person: SignedIn, call: dict[str, Any]) -> CallShown:
    async with place.sessions() as session:
        return await call_shown(session, person, call)
