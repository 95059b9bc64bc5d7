"""What an agent takes from the page: a call that is parked, or one that rings at another telephone.

The own telephone is called first, as for any call from the page; when it answers it stands where a telephone
that dialled the place, or the code of a pickup, would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.platform.refusals import Refusal
from huawu.telephony import ports
from huawu.telephony.core.switch import parties, settle
from huawu.telephony.core.switch.conferences import going_on
from huawu.telephony.core.switch.house import parking, pickup, places
from huawu.telephony.core.switch.party import Party
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

TAKEN = "picked_up"
"""The cause with which the own call ends, in which the telephone was called."""


def asks(switch: Switch, number: str) -> bool:
    """Whether it is the number of a place, or the code of a pickup."""
    return number in switch.plan.lines.places or pickup.wanted(number) is not None


def check(switch: Switch, extension: str, number: str) -> None:
    """Refused when nothing is parked there, or nothing rings that this extension may pick up."""
    if number in switch.plan.lines.places:
        if places.parked_at(switch, number) is None:
            raise Refusal("call.nothing_parked")
    elif next(pickup.ringing(switch, extension, pickup.wanted(number) or ""), None) is None:
        raise Refusal("call.nothing_rings")


def take(switch: Switch, call: Call, party: Party) -> None:
    """The own telephone has answered: it has the call from now on, unless somebody else took it meanwhile."""
    leg, extension = party.leg, party.number
    try:
        check(switch, extension, call.dialled)
    except Refusal:
        parties.over(switch, call, "system", "unreachable")
        return
    settle.unwire(switch, call)
    call.parties.clear()
    switch.forget_leg(leg)
    switch.end(call, "agent", TAKEN)
    dialled = ports.Arrived(leg, call.dialled, extension, "", None, extension)
    if not pickup.dialled(switch, dialled, extension):
        parking.fetch(switch, dialled, extension)
    taken = switch.call_with(leg)
    if taken is not None:
        going_on.settled(switch, taken)


def parked(switch: Switch) -> list[tuple[str, Micros, str]]:
    """What waits at places: the place, since when, and which extension parked it."""
    found = [(each.parked, each.parked_since, each.parked_by) for each in switch.calls.values()]
    return sorted(each for each in found if each[0])


def ringing(switch: Switch, extension: str) -> list[tuple[str, Micros]]:
    """What this extension may pick up: where it rings, and since when."""
    return [(party.number, party.since) for _, party in pickup.ringing(switch, extension, "")]
