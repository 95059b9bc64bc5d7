"""Another leg stands in the place of a party: it is heard where that one was, answers where it rang, and has
what it had; the old leg is ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony import ports
from huawu.telephony.core.switch import legs, parties, settle
from huawu.telephony.core.switch.house import lamps
from huawu.telephony.core.switch.party import AGENT, CUSTOMER, JOINED, Party
from huawu.telephony.core.switch.transfers import handing_back
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def take(switch: Switch, call: Call, party: Party, event: ports.Arrived) -> None:
    """The leg that arrived stands in the place of a party from now on; of one that rang, it answers."""
    switch.changed.add(call.id)
    switch.port.answer(event.leg)
    switch.leg_of(event.leg, call)
    if event.extension is not None:
        _becomes(switch, call, party, event.extension)
    parties.moves(switch, call, party, event.leg)
    if call.leg == event.leg:
        call.answered = True  # the leg is, whether or not the old one was
        handing_back.told(switch, call, "refused")  # what the neighbour was asked was about the old leg
    if not party.up:
        legs.answered(switch, call, party)
    settle.settle(switch, call)


def _becomes(switch: Switch, call: Call, party: Party, extension: str) -> None:
    """Another phone stands in the place of a party: whose it is counts from now on. An agent who is in a call
    already is there as any telephone is."""
    desk = switch.desk_at(extension)
    if party.role == CUSTOMER and lamps.caller_of(switch, call) == extension:
        return
    if extension == party.number or (desk is not None and desk.agent == party.agent):
        return
    settle.close(switch, call, party, "transferred" if party.up else "withdrawn")
    parties.parted(switch, call, party)
    if party.agent is not None and party.agent == call.dialler:
        call.dialler = None  # it was their call; it goes on without them
    agent = switch.free_agent_at(extension)
    party.agent, party.number, party.interval, party.served = agent, extension, "", False
    if agent is not None:
        switch.occupied(agent, call)
    if party.role == AGENT and agent is not None:
        party.served, call.agent = True, agent
    elif party.role == AGENT:
        party.role = JOINED
        parties.put_in_charge(switch, call, None)
    if party.role == CUSTOMER:
        call.caller = extension
