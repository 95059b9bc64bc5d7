"""A call that is up, as live tells it, with the names and numbers that this person may see."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.types import masked
from huawu.interactions.types import AgentBrief
from huawu.people import queries as people
from huawu.people.types import CALLS_RECORD, NUMBERS_SEE, AgentName
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.telephony.schemas import CallShown, PartyShown

_DEMANDS = ("start_recording", "stop_recording")


async def call_shown(session: AsyncSession, person: SignedIn, call: dict[str, Any]) -> CallShown:
    """`call`: what `ports.CallControl` answers."""
    names = await people.agent_names(session, {party["agent"] for party in call["parties"]})
    whole = person.may(NUMBERS_SEE)
    parties = [party_shown(each, names, whole=whole) for each in call["parties"]]
    outcome = call["outcome"] and _outcome(call["outcome"], whole=whole)
    may = [verb for verb in call["may"] if verb not in _DEMANDS or person.may(CALLS_RECORD)]
    plain = ("interaction", "stage", "queue", "locked", "limit", "parked")
    return CallShown.model_validate(
        {name: call[name] for name in plain}
        | {"since": moment(call["since"]), "agent": call["in_charge"], "parties": parties, "outcome": outcome}
        | {"recording": _recording(call["recording"]), "may": may}
        | {"urgent": call["urgent"] and _to(call["urgent"], whole=whole)}
    )


def _recording(now: dict[str, Any]) -> dict[str, Any]:
    return now | {"since": moment_or_none(now["since"]), "until": moment_or_none(now["until"])}


def party_shown(party: dict[str, Any], names: dict[Id, AgentName], *, whole: bool) -> PartyShown:
    """One of a call; outside numbers only for who may see them `whole`."""
    number = party["number"]
    shown = number if whole or party["kind"] != "outside" else masked(number)
    plain = ("party", "role", "kind", "state", "circle", "muted")
    return PartyShown.model_validate(
        {name: party[name] for name in plain}
        | {
            "agent": _brief(party["agent"], names),
            "number": shown,
            "number_masked": shown != number,
            "since": moment_or_none(party["since"] or None),
        }
    )


def _brief(agent: Id | None, names: dict[Id, AgentName]) -> AgentBrief | None:
    found = names.get(agent or "")
    if found is None:
        return None
    name = Words.model_validate(found.name)
    return AgentBrief(id=found.id, number=found.number, extension=found.extension, name=name)


def _outcome(outcome: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    return {**outcome, "to": _to(outcome["to"], whole=whole), "at": moment(outcome["at"])}


def _to(to: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    """Whom; an outside number only for who may see it `whole`."""
    return {**to, "id": masked(to["id"])} if to["kind"] == "number" and not whole else dict(to)
