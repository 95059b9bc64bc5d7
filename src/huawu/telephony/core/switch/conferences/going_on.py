"""A conference that its customer has left: the others go on among themselves, until fewer than two talk, or
nobody of the house is left among them. What was under way for the customer's sake is given up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch import hearing, parties, settle
from huawu.telephony.core.switch.party import AGENT, CONSULTED, JOINED, TARGET, Party
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def without_customer(call: Call) -> bool:
    """Whether the customer has left a conversation that goes on."""
    return bool(call.parties) and call.leg not in call.parties


def left(switch: Switch, call: Call) -> bool:
    """The customer leaves. False: fewer than two others talk, so that the call is over."""
    customer = call.parties[call.leg]
    if not _enough([each for each in call.parties.values() if each is not customer]):
        return False
    for each in [p for p in call.parties.values() if _for_the_customer(p)]:
        if not each.up:
            parties.concluded(switch, call, each, "cancelled")
        parties.send_away(switch, call, each, "cancelled")
        _back(call)
    parties.leave(switch, call, customer, "hung_up", hang_up=None)
    return True


def end_if_alone(switch: Switch, call: Call) -> None:
    """Without a customer, a conversation of fewer than two is over."""
    if call.room or not without_customer(call) or call.id not in switch.calls:
        return
    if not _enough([*call.parties.values()]):
        parties.over(switch, call, "agent", "hung_up")


def settled(switch: Switch, call: Call) -> None:
    """What a step of a call leads to is told, once it is known whether the call goes on. A booked room is
    over when nobody is in it."""
    if call.room and not call.parties and call.id in switch.calls:
        parties.over(switch, call, "system", "done")
    end_if_alone(switch, call)
    settle.settle(switch, call)


def _enough(others: list[Party]) -> bool:
    talk = [p for p in others if p.up and p.role in (AGENT, JOINED) and not _for_the_customer(p)]
    return len(talk) > 1 and not all(each.outside for each in talk)


def _for_the_customer(party: Party) -> bool:
    """Called, or there, for nothing but the customer: a target, somebody consulted, one of a serial call."""
    return party.role in (TARGET, CONSULTED) or (party.role == JOINED and party.verb in ("serial", "sends"))


def _back(call: Call) -> None:
    """The agent was with one of them, or had stepped out for them."""
    agent = hearing.in_charge(call.parties)
    if agent is not None:
        agent.back()
