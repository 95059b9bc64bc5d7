"""Calls that wait at a place with a number until somebody dials it; who parked one is rung after a while, and
again until it is fetched or the caller gives up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import PassedOn
from huawu.platform.clock import SECOND
from huawu.telephony import ports
from huawu.telephony.core.switch import parties, settle
from huawu.telephony.core.switch.house import extensions, places
from huawu.telephony.core.switch.house.lines import ParkPlace
from huawu.telephony.core.switch.party import JOINED, MAIN, Party
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def park(switch: Switch, call: Call, place: ParkPlace, by: Party) -> None:
    """Let everyone but the caller leave; the caller hears music at this place."""
    desk = switch.desk_at(by.number) if by.agent is None else switch.plan.desks.get(by.agent)
    call.parked_by = desk.extension if desk is not None else by.number
    parties.put_in_charge(switch, call, None)
    parties.others_leave(switch, call, "transferred")
    caller = call.parties[call.leg]
    caller.circle = MAIN
    call.parked, call.parked_since, call.sender, call.referrer = place.number, switch.now, None, None
    _told(switch, call, "park", place.number, by)
    switch.wake(call, switch.now + place.return_seconds * SECOND)


def _told(switch: Switch, call: Call, verb: str, to: str, by: Party) -> None:
    passed_on = PassedOn(call.id, by.agent, verb, "extension", to, "answered", "", switch.now)
    switch.announce(call.id, passed_on)


def fetch(switch: Switch, event: ports.Arrived, extension: str) -> bool:
    """A telephone dials a place: it has the call that waits there. False: the number is no place."""
    if event.number not in switch.plan.lines.places:
        return False
    call = places.parked_at(switch, event.number)
    if call is None:
        switch.port.hang_up(event.leg, "unreachable")
        return True
    switch.port.answer(event.leg)
    switch.leg_of(event.leg, call)
    agent = switch.free_agent_at(extension)
    party = Party(event.leg, JOINED, agent, "", switch.now, number=extension)
    call.parties[event.leg] = party
    if agent is not None:
        switch.occupied(agent, call)
    _told(switch, call, "unpark", extension, party)
    extensions.answered(switch, call, party)
    if agent is not None and call.queue is not None:
        parties.put_in_charge(switch, call, party)
    switch.changed.add(call.id)
    settle.settle(switch, call)
    return True


def fetched(switch: Switch, call: Call) -> None:
    """It waits no more."""
    if call.parked:
        switch.close_segment(call, "hold", call.parked_since, "resumed")
        call.parked = ""


def left(switch: Switch, call: Call) -> None:
    """The caller would wait no longer."""
    if call.parked:
        switch.close_segment(call, "hold", call.parked_since, "abandoned")


def due(switch: Switch, call: Call) -> None:
    """It has waited long: who parked it is rung, and the call stays where it is meanwhile."""
    refused = extensions.try_number(switch, call, call.parked_by, diverted=(call.parked, "no_answer"))
    if refused:
        wait_on(switch, call)


def wait_on(switch: Switch, call: Call) -> None:
    """Who parked it was not reached: it waits on."""
    place = switch.plan.lines.places.get(call.parked) or ParkPlace(call.parked)
    call.diverted = ()
    switch.wake(call, switch.now + place.return_seconds * SECOND)
