"""The parties of a call, as pages of those in it see them at once: ids and words, nothing personal."""

from typing import Any

from huawu.platform.ids import Id
from huawu.telephony.core.switch.party import CUSTOMER, Party
from huawu.telephony.core.switch.types import Call, Outcome

Args = dict[str, Any]


def parties_of(call: Call) -> Args:
    """A call with its parties. Outside numbers are left out."""
    return {
        "interaction": call.id,
        "stage": call.stage,
        "since": call.stage_since,
        "started": call.started_at,
        "queue": call.queue,
        "in_charge": call.agent if call.agent_leg is not None else None,
        "locked": call.locked,
        "outcome": outcome_of(call.outcome),
        "parties": [party_of(each) for each in call.parties.values()],
    }


def party_of(party: Party) -> Args:
    """One of them."""
    outside = party.outside or party.role == CUSTOMER
    return {
        "party": party.leg,
        "role": party.role,
        "kind": "outside" if outside else "agent" if party.agent is not None else "extension",
        "agent": party.agent,
        "extension": "" if outside else party.number,
        "state": "up" if party.up else "ringing",
        "circle": party.circle,
        "muted": party.muted,
        "since": party.since,
    }


def outcome_of(outcome: Outcome | None) -> Args | None:
    """What became of the last time somebody was called in; without an outside number."""
    if outcome is None:
        return None
    to = {"kind": outcome.kind, "id": "" if outcome.kind == "number" else outcome.to}
    return {"verb": outcome.verb, "to": to, "by": outcome.by, "end": outcome.end, "at": outcome.at}


def taken(call: Call, agent: Id, *, over: bool) -> Args:
    """What the page of an agent is told at whom a call rang that a colleague has answered. `over`: whose talk
    a leader has taken over."""
    return {"agent": agent, "interaction": call.id, "by": call.agent, "over": over}


def left(interaction: Id) -> Args:
    """What the page of an agent who has left a call is told."""
    return {"interaction": interaction, "stage": "left", "parties": [], "outcome": None, "locked": False}
