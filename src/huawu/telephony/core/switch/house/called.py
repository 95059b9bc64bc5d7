"""An agent has called a telephone of the house from the page, and it is no agent's: a room, an office.

Until it is answered the agent stands where a telephone that dials stands, so that forwards, groups and
pickups work as for any. From the answer on whoever was reached stands in the place of the customer and the
agent is in charge: holds, consults, puts them through like somebody outside whom they had called. Nobody
writes it up.

A telephone that passes such a call on by itself does so as in any call of the house: the agent stands where
they called from until somebody else has answered, or it has come to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch import hearing, parties
from huawu.telephony.core.switch.party import CUSTOMER, JOINED, Party
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def in_charge(switch: Switch, call: Call) -> None:
    """The agent who called comes to be in charge, where somebody was reached who is no agent."""
    agent, reached = call.parties.get(call.leg), _reached(switch, call)
    if agent is None or reached is None or agent.agent is None or agent.agent != call.dialler:
        return
    is_called_by(call, reached, agent)
    call.caller_name = ""
    parties.put_in_charge(switch, call, agent)


def _reached(switch: Switch, call: Call) -> Party | None:
    """The only other one, at a telephone that is nobody's in particular; None where a flow has the call rung
    there, or a queue had it."""
    others = [each for each in call.parties.values() if each.leg != call.leg]
    if len(others) != 1 or call.then or call.queue is not None:
        return None
    other = others[0]
    nobodys = other.agent is None and switch.desk_at(other.number) is None
    there = other.up and other.role == JOINED and not other.verb
    return other if there and nobodys and not other.outside else None


def passes_on(call: Call, party: Party) -> bool:
    """Whether it is the telephone that was reached, alone with the agent who called it."""
    agent = hearing.in_charge(call.parties)
    called = agent is not None and bool(agent.number) and agent.agent == call.dialler
    return called and party.role == CUSTOMER and len(call.parties) == 2


def in_charge_no_more(switch: Switch, call: Call) -> None:
    """The telephone that was reached passes the call on: the agent stands where they called from."""
    agent = hearing.in_charge(call.parties)
    if agent is None:
        return
    parties.put_in_charge(switch, call, None)
    is_called_by(call, agent, call.parties[call.leg])
    desk = switch.plan.desks.get(agent.agent or "")
    call.caller_name = desk.name if desk is not None else ""
    agent.served = False
    agent.back()


def is_called_by(call: Call, stays: Party, goes: Party) -> None:
    """The one that stays stands where the caller stood."""
    stays.role, goes.role = CUSTOMER, JOINED
    call.leg, call.caller = stays.leg, stays.number
