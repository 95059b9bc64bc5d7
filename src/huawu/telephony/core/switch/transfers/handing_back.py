"""A call with a trunk that goes on to an outside number by the same trunk is handed back to the neighbour
(REFER, RFC 5589 6): once it has the call, nothing of it is left with us.

Until then whoever transfers waits as for any transfer, and may hang up. What the neighbour refuses, or tries
in vain, goes on with a leg of ours. One that agreed and then ends the call has it, whether it says so or not.
Two who were both reached through it are left to it likewise (RFC 5589 7), and talk through us until then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch import hearing, parties
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.party import (
    ASKED,
    CALL,
    GUIDES,
    HANDED,
    HANDING,
    JOINING,
    JOINS,
    LEFT,
    OUT,
    TARGET,
    Party,
)
from huawu.telephony.core.switch.transfers import house_transfer, targets
from huawu.telephony.core.switch.types import Call, Outcome, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def begin(switch: Switch, call: Call, way: targets.Way, verb: str, by: Party | None) -> bool:
    """Ask the neighbour to have the call back and to call that number. False: it is not one to be asked, or
    there are others in the call. `by`: on whose behalf."""
    customer = _asked_about(switch, call)
    if customer is None or customer.verb in HANDING or way.number is None:
        return False
    customer.verb = ASKED
    agent = by.agent if by is not None else None
    call.outcome = Outcome(verb, "number", way.number, agent, "ringing", switch.now)
    switch.port.refer(call.leg, way.number)
    return True


def leave_to_it(switch: Switch, call: Call) -> None:
    """Nobody of the house is left between a customer and an outside party: the neighbour is asked to join
    the two."""
    customer = _asked_about(switch, call)
    other = next((each for each in call.parties.values() if each.outside and each.leg != call.leg), None)
    if customer is not None and other is not None and not customer.verb:
        customer.verb = LEFT
        switch.port.refer(call.leg, "", replaces=other.leg)


def _asked_about(switch: Switch, call: Call) -> Party | None:
    """The customer, when they talk with one other and their neighbour, by which calls go out, takes calls
    back."""
    if call.trunk not in switch.plan.handing_back or switch.plan.trunks[:1] != (call.trunk,):
        return None
    two = [each for each in call.parties.values() if each.role not in GUIDES]
    return call.parties.get(call.leg) if len(two) == 2 and all(each.up for each in two) else None


def told(switch: Switch, call: Call, outcome: str) -> None:
    """What the neighbour says of it."""
    customer = call.parties.get(call.leg)
    if customer is None or customer.verb not in HANDING | JOINING:
        return
    if customer.verb in JOINING:
        _joined(switch, call, customer, outcome)
    elif outcome == "done":
        _done(switch, call)
    elif outcome in ("refused", "failed"):
        _bridged(switch, call, customer)
    else:
        customer.verb = HANDED


def left(switch: Switch, call: Call, cause: str) -> bool:
    """The neighbour ends the call. True: it had agreed to have it."""
    customer = call.parties.get(call.leg)
    if customer is not None and customer.verb == JOINS and cause == "hung_up":
        parties.over(switch, call, "agent", "transferred")
        return True
    if customer is None or customer.verb not in HANDING:
        return False
    if customer.verb == HANDED and cause == "hung_up":
        _done(switch, call)
        return True
    _concluded(switch, call, "cancelled")
    return False


def other_left(switch: Switch, call: Call, party: Party, cause: str) -> bool:
    """The neighbour ends the leg of whom the customer talks with. True: it had agreed to join the two."""
    customer = call.parties.get(call.leg)
    if customer is None or customer.verb != JOINS or cause != "hung_up" or not party.outside:
        return False
    parties.leave(switch, call, party, "transferred")
    parties.over(switch, call, "agent", "transferred")
    return True


def taken_back(switch: Switch, call: Call) -> None:
    """Somebody talks with the customer now: what the neighbour says of it later counts no more."""
    customer = call.parties.get(call.leg)
    if customer is not None and customer.verb in HANDING:
        _concluded(switch, call, "cancelled")
        customer.verb = ""


def _done(switch: Switch, call: Call) -> None:
    _concluded(switch, call, "answered")
    parties.put_in_charge(switch, call, None)
    parties.others_leave(switch, call, "transferred")
    parties.over(switch, call, "agent", "transferred")


def _joined(switch: Switch, call: Call, customer: Party, outcome: str) -> None:
    if outcome == "done":
        parties.over(switch, call, "agent", "transferred")
    elif outcome in ("refused", "failed"):
        customer.verb = ""  # they talk on
    else:
        customer.verb = JOINS


def _concluded(switch: Switch, call: Call, end: str) -> None:
    """As if a leg of ours had been called for it."""
    if call.outcome is None:
        return
    agent = hearing.in_charge(call.parties)
    party = Party("", TARGET, number=call.outcome.to, outside=True, verb=call.outcome.verb)
    party.by = call.referrer or (agent.leg if agent is not None else None)
    parties.concluded(switch, call, party, end)


def _bridged(switch: Switch, call: Call, customer: Party) -> None:
    """It goes on as where no neighbour is asked."""
    verb, number = (call.outcome.verb, call.outcome.to) if call.outcome is not None else ("", "")
    if verb == CALL:
        refused = extensions.try_number(switch, call, number)
        customer.verb = ""
        if refused and not house_transfer.back(switch, call, refused):
            parties.over(switch, call, "system", refused)
        return
    customer.verb = ""
    agent = hearing.in_charge(call.parties)
    if agent is not None:
        agent.circle = OUT
    way = targets.Way(To("number", number), number=number)
    target = parties.dial(switch, call, way, role=TARGET, verb=verb, by=agent)
    target.by = target.by or call.referrer
