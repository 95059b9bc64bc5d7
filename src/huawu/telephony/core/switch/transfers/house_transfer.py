"""A telephone passes on a call in which nobody is in charge: one between extensions, or with an outside
number; or one that an agent has made to it from the page. Whoever answers takes the place of who passes it
on; who is not reached gives the call back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import PassedOn
from huawu.telephony.core.switch import hearing, parties
from huawu.telephony.core.switch.house import called, extensions, parking, places
from huawu.telephony.core.switch.party import CUSTOMER, JOINED, OUT, Party
from huawu.telephony.core.switch.transfers import handing_back
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

SENDS = "sends"
"""The verb of a party that waits until somebody else has the call."""


def may(call: Call, party: Party) -> bool:
    """Whether a party is one of two, the caller one of them, with nobody in charge, or an agent who has
    called it."""
    if call.leg not in call.parties:
        return False
    two = len(call.parties) == 2 and all(each.up and each.verb == "" for each in call.parties.values())
    if not two or not party.number or party.outside:
        return False
    return hearing.in_charge(call.parties) is None or called.passes_on(call, party)


def begin(switch: Switch, call: Call, party: Party, target: str) -> None:
    """Ring there, or park the call there. The telephone is told how it goes."""
    stays = _opposite(call, party)
    called.in_charge_no_more(switch, call)
    before = (call.leg, call.caller, call.diverted)
    if party.role == CUSTOMER:
        called.is_called_by(call, stays, party)
    place = places.place_for(switch, target)
    if place is not None:
        switch.port.refer_progress(party.leg, "done")
        parking.park(switch, call, place, party)
        return
    party.verb, party.circle = SENDS, OUT
    call.referrer, call.diverted = party.leg, (party.number,)
    refused = "busy" if target == stays.number else extensions.try_number(switch, call, target)
    if refused:
        if stays.role == CUSTOMER and before[0] != call.leg:
            called.is_called_by(call, party, stays)
            call.caller = before[1]
        back(switch, call, refused)
        call.diverted = before[2]
    elif call.parties:
        switch.port.refer_progress(party.leg, "ringing")


def join(switch: Switch, call: Call, party: Party, other: Call, mine: Party) -> None:
    """A telephone leaves its two calls to those with whom it talks in them: they are one call from now on."""
    stays, comes = _opposite(call, party), _opposite(other, mine)
    if party.number != mine.number or (stays.number and stays.number == comes.number):
        switch.port.refer_progress(party.leg, "declined" if party.number != mine.number else "busy")
        return
    called.in_charge_no_more(switch, call)
    called.in_charge_no_more(switch, other)
    if comes.role == CUSTOMER and other.trunk is not None:
        comes.number, comes.outside = other.caller, True
    switch.port.refer_progress(party.leg, "done")
    if party.role == CUSTOMER:
        called.is_called_by(call, stays, party)
    parties.comes_over(switch, other, call, comes)
    comes.role = JOINED
    kind, to = ("number", "") if comes.outside else ("extension", comes.number)
    passed_on = PassedOn(call.id, party.agent, "transfer", kind, to, "answered", "", switch.now)
    switch.announce(call.id, passed_on)
    parties.leave(switch, call, party, "transferred")
    called.in_charge(switch, call)
    if other.trunk in (None, call.trunk):
        handing_back.leave_to_it(switch, call)


def _opposite(call: Call, party: Party) -> Party:
    return next(each for each in call.parties.values() if each is not party)


def sender(call: Call) -> Party | None:
    """Who waits until somebody else has the call."""
    return next((each for each in call.parties.values() if each.verb == SENDS), None)


def back(switch: Switch, call: Call, end: str) -> bool:
    """Nobody was reached: the call is with who wanted to pass it on. False: they are not there any more."""
    _tell(switch, call, end)
    party = sender(call)
    if party is None:
        return False
    party.verb = ""
    party.back()
    called.in_charge(switch, call)
    return True


def held(party: Party, *, on: bool) -> None:
    """A telephone puts the call on hold, or takes it back. One that waits until somebody else has it has it
    not to take."""
    if party.verb == SENDS:
        party.holds = on
    else:
        party.held(on=on)


def done(switch: Switch, call: Call) -> None:
    """Somebody answered: who passed the call on leaves it."""
    _tell(switch, call, "done")
    party = sender(call)
    if party is not None:
        parties.leave(switch, call, party, "transferred")


def _tell(switch: Switch, call: Call, outcome: str) -> None:
    if call.referrer is not None:
        switch.port.refer_progress(call.referrer, outcome)
        call.referrer = None
