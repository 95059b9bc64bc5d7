"""Three and more in one conversation, and one after another (a serial call)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.refusals import NotFound, Refusal
from huawu.telephony.core.switch import legs, parties
from huawu.telephony.core.switch.party import AGENT, CUSTOMER, GUIDES, JOINED, OUT, Party
from huawu.telephony.core.switch.transfers import targets
from huawu.telephony.core.switch.types import Call, Handed, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def add(switch: Switch, call: Call, agent: Party, to: To, *, serial: bool = False) -> None:
    """Call somebody into the conversation. `serial`: the agent steps out when they answer, and gets the
    customer back when they hang up. Refused when it is locked, when it is full, without such a target."""
    if call.locked:
        raise Refusal("call.locked")
    check_room(switch, call)
    way = targets.way_to_one(switch, call, to, agent)
    verb = "serial" if serial else "join"
    call.handed = Handed(agent.agent, verb, "", switch.now)
    parties.dial(switch, call, way, role=JOINED, verb=verb, by=agent)
    if serial:
        agent.circle = OUT


def check_room(switch: Switch, call: Call, *, more: int = 1) -> None:
    """Refused where so many more would be more than a conversation holds."""
    limit = switch.plan.conference_limit
    if sum(1 for each in call.parties.values() if each.role not in GUIDES) + more > limit:
        raise Refusal("call.full", limit=limit)


def lock(switch: Switch, call: Call, agent: Party) -> None:
    """Nobody may join any more, until `unlock`."""
    call.locked = True


def unlock(switch: Switch, call: Call, agent: Party) -> None:
    """Others may join again."""
    call.locked = False


def other(call: Call, leg: str) -> Party:
    """Another party of the conversation. Refused when there is none."""
    party = call.parties.get(leg)
    if party is None or party.role in GUIDES:
        raise NotFound("call.party_unknown")
    return party


def drop(switch: Switch, call: Call, agent: Party, leg: str) -> None:
    """Have somebody leave the conversation; not the customer, who is hung up with."""
    party = other(call, leg)
    if party.role in (CUSTOMER, AGENT):
        raise Refusal("call.not_now", action="drop")
    if party.up:
        legs.gone(switch, call, party, hang_up="hung_up")
    else:
        legs.missed(switch, call, party, "cancelled")


def mute(switch: Switch, call: Call, agent: Party, leg: str) -> None:
    """Nobody hears this party any more."""
    other(call, leg).muted = True


def unmute(switch: Switch, call: Call, agent: Party, leg: str) -> None:
    """This party is heard again."""
    other(call, leg).muted = False


def hand_over(switch: Switch, call: Call, agent: Party, leg: str) -> None:
    """Another agent of the conversation is in charge from now on; who was stays in it."""
    party = other(call, leg)
    if party.role != JOINED or not party.up or party.agent is None:
        raise Refusal("call.not_now", action="hand_over")
    agent.role = JOINED
    party.muted = False
    parties.put_in_charge(switch, call, party)
