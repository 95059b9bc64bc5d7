"""What happens on the legs of parties that are not in charge: they answer, are not reached, or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony import ports
from huawu.telephony.core.switch import anew, hearing, menu, parties, sent_on, settle, supervise
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.party import (
    AGENT,
    CALL,
    CONSULTED,
    CUSTOMER,
    JOINED,
    NO_PATH,
    OUT,
    OVERFLOW,
    SUPERVISE,
    TARGET,
    Party,
)
from huawu.telephony.core.switch.transfers import group_called, handing_back, house_transfer, transfer
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

_ENDS = {"hung_up": "declined", "no_media": "failed", "unknown_number": "failed", "congested": "failed"}
"""How a call to somebody ended, by the cause of the leg, where the words differ."""


def event(switch: Switch, call: Call, party: Party, told: ports.LegEvent) -> None:
    """Something happened on the leg of a party that is not in charge."""
    if isinstance(told, ports.Answered) and not party.up:
        answered(switch, call, party)
    elif isinstance(told, ports.Ended):
        switch.forget_leg(party.leg)
        if party.up:
            if not handing_back.other_left(switch, call, party, told.cause):
                gone(switch, call, party)
        else:
            plain = party.verb == CALL and told.cause != "hung_up"  # the caller is told just what was found
            end = told.cause if plain else _ENDS.get(told.cause, told.cause)
            missed(switch, call, party, end, rings=False)
    elif isinstance(told, ports.Ringing) and not party.up:
        party.sounds = party.sounds or told.sounding
    elif isinstance(told, ports.PathLost | ports.PathGone | ports.PathFound) and party.up:
        anew.told(switch, call, party.leg, told)
    elif isinstance(told, ports.Held | ports.Resumed) and party.role == JOINED:
        house_transfer.held(party, on=isinstance(told, ports.Held))


def answered(switch: Switch, call: Call, party: Party) -> None:
    """Somebody who was called is there."""
    if party.group:
        group_called.answered(switch, call, party)
    party.up, party.due, party.sounds = True, None, False
    parties.concluded(switch, call, party, "answered")
    if party.verb == CALL:
        extensions.answered(switch, call, party)
    elif party.verb == OVERFLOW:
        sent_on.answered(switch, call, party)
    elif party.role == TARGET and party.verb == SUPERVISE:
        supervise.taken_over(switch, call, party)
    elif party.role == TARGET:
        transfer.taken(switch, call, party)
    elif party.verb == "serial" and (agent := hearing.in_charge(call.parties)) is not None:
        agent.circle = OUT


def missed(switch: Switch, call: Call, party: Party, end: str, *, rings: bool = True) -> None:
    """Somebody who was called was not reached: whoever had them called is told why, and gets the customer
    back."""
    hang_up = "cancelled" if rings else None
    if party.group and group_called.rings_on(switch, call, party, end, hang_up=hang_up):
        return
    waits = _hears_it_ring(switch, call, party)
    parties.concluded(switch, call, party, end)
    parties.leave(switch, call, party, end, hang_up=hang_up)
    if party.verb == CALL:
        extensions.not_reached(switch, call, party, end)
        return
    if party.verb == OVERFLOW:
        sent_on.missed(switch, call, end)
        return
    if party.role == TARGET:
        transfer.failed(switch, call, party)
    else:
        _back_to_the_customer(call, party)
    if waits and end == "busy" and party.by in call.parties:
        switch.told_busy.add(party.by)
    go_on_or_end(switch, call)


def _hears_it_ring(switch: Switch, call: Call, party: Party) -> bool:
    wired = switch.wired.get(call.id)
    return wired is not None and wired.plays.get(party.by or "") == settle.RING_BACK


def gone(
    switch: Switch, call: Call, party: Party, *, hang_up: str | None = None, end: str = "hung_up"
) -> None:
    """Somebody who was in the call has left it."""
    parties.leave(switch, call, party, end, hang_up=hang_up)
    _back_to_the_customer(call, party)
    go_on_or_end(switch, call)


def _back_to_the_customer(call: Call, gone: Party) -> None:
    """The agent was with this party, or had stepped out for it."""
    agent = hearing.in_charge(call.parties)
    if agent is not None and (gone.role == CONSULTED or gone.verb == "serial"):
        agent.back()


def overdue(switch: Switch, call: Call) -> None:
    """Phones that have rung long enough, and browsers that were not heard for too long."""
    for party in list(call.parties.values()):
        late = party.due is not None and party.due <= switch.now
        if late and party.leg in call.parties and call.id in switch.calls:
            if party.up and party.leg == call.leg:
                anew.caller_gone(switch, call)
            elif party.up:
                gone(switch, call, party, hang_up="hung_up", end=NO_PATH)
            else:
                missed(switch, call, party, "no_answer")


def go_on_or_end(switch: Switch, call: Call) -> None:
    """A customer with whom nobody is, or will be, is alone: the call is over."""
    there = any(each.role in (AGENT, JOINED) for each in call.parties.values())
    kept = there or hearing.is_sent(call.parties)
    if call.parties and not kept and call.id in switch.calls and not menu.talked(switch, call):
        parties.over(switch, call, "agent", "hung_up")


def asked(switch: Switch, call: Call, party: Party, action: str, keys: str) -> bool:
    """What an agent who is not in charge pressed in the page about their own leg. True when it was done. Keys
    are for the only one whom they talk to."""
    if action == "hang_up" and party.role == CUSTOMER:
        parties.over(switch, call, "customer", "hung_up")
    elif action == "hang_up" and party.up:
        gone(switch, call, party, hang_up="hung_up")
    elif action == "hold" and party.role == JOINED:
        party.circle = OUT
    elif action == "resume" and party.role == JOINED:
        party.held(on=False)
    elif action == "keys":
        others = [each for each in call.parties.values() if each.up and each is not party]
        if len(others) != 1 or not party.up:
            return False
        switch.port.digits(others[0].leg, keys)
    else:
        return action in ("mute", "unmute")
    return True
