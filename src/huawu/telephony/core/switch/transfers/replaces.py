"""INVITE with Replaces (RFC 3891): somebody calls to take the place of a leg.

Who knows a call by its tags may still not have it. A telephone takes over what it or another one of the same
extension has; it picks up what rings where it may pick up by code; it takes a talk of somebody else's only as
that one has asked it to. That it was asked is what the caller says (Referred-By, RFC 3892), and nobody
vouches for it; nobody comes to listen in the place of a leader by that. A trunk takes the place of its own
customer, nobody else's. In a call that is only being dialled from a page nobody has a place yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony import ports
from huawu.telephony.core.switch.house import lamps, pickup
from huawu.telephony.core.switch.party import CUSTOMER, GUIDES, Party
from huawu.telephony.core.switch.transfers import place
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def arrived(switch: Switch, event: ports.Arrived) -> None:
    """Somebody calls to take the place of a leg; refused, everything stays as it is."""
    old = event.replaces or ""
    call = switch.call_with(old)
    party = call.parties.get(old) if call is not None else None
    if call is None or call.dialling or party is None or not _may(switch, call, party, event):
        switch.counters["refused"] += 1
        switch.port.hang_up(event.leg, "declined")
        return
    place.take(switch, call, party, event)


def _may(switch: Switch, call: Call, party: Party, event: ports.Arrived) -> bool:
    if event.extension is None:
        return party.role == CUSTOMER and event.trunk is not None and event.trunk == call.trunk
    number = lamps.number_of(switch, party)
    if not number or event.extension == number:
        return event.extension == number
    if not party.up:
        return pickup.may(switch, event.extension, party)
    desk = switch.desk_at(event.extension)
    free = desk is None or switch.free_agent_at(event.extension) is not None
    return event.referred_by == number and party.role not in GUIDES and free
