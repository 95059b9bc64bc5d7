"""Transfers that phones do by themselves: REFER (RFC 3515), REFER with Replaces for two calls of one phone
(RFC 5589).

The verbs are the same as in the page; the phone is told how it goes. Whoever may not is told so, and the call
goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.telephony import ports
from huawu.telephony.core.switch import customer, parties, settle, verbs
from huawu.telephony.core.switch.party import CONSULTED, CUSTOMER, GUIDES, Party
from huawu.telephony.core.switch.transfers import handing_back, house_transfer, transfer
from huawu.telephony.core.switch.types import MENU, QUEUE, RINGING, Call, Handed, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

_CAUSES = {
    "call.target_busy": "busy",
    "call.already_there": "busy",
    "call.to_yourself": "busy",
    "call.not_to_be_disturbed": "busy",
    "call.place_taken": "busy",
    "call.group_busy": "busy",
    "call.sent_on_nowhere": "unreachable",
}
_ALONE = frozenset((MENU, QUEUE, RINGING))
"""Stages in which a caller who is no party yet can be waited for elsewhere."""


def referred(switch: Switch, call: Call, event: ports.Referred) -> None:
    """The phone of a party asks that the other one be put through. Who is in charge of a customer may, and
    everyone in a plain call."""
    party = call.parties.get(event.leg)
    if party is not None and event.replaces is not None:
        _joins(switch, call, party, event.replaces)
    elif party is not None and house_transfer.may(call, party):
        house_transfer.begin(switch, call, party, event.target)
    elif party is None or not verbs.VERBS["transfer"].may(switch, call, party):
        switch.port.refer_progress(event.leg, "declined")
    else:
        _blind(switch, call, party, event.target)


def _joins(switch: Switch, call: Call, party: Party, other_leg: Id) -> None:
    """The phone has two calls and leaves both to those it talks to."""
    other = switch.call_with(other_leg)
    join = joining(switch, call, party, other, other_leg) if other is not None else None
    if join is None:
        switch.port.refer_progress(party.leg, "declined")
    else:
        join()


def joining(
    switch: Switch, call: Call, party: Party, other: Call, other_leg: Id
) -> Callable[[], None] | None:
    """How two calls of a telephone are left to those it talks to; None: it may not. Where it has a customer
    in one of them, that call goes on."""
    mine, transfers, passes = other.parties.get(other_leg), verbs.VERBS["transfer"].may, house_transfer.may
    gives = transfers(switch, call, party) or passes(call, party)
    if other is call:
        return None
    if mine is None:
        waits = gives and other_leg == other.leg and other.stage in _ALONE
        return partial(_to_where_it_waits, switch, call, party, other) if waits else None
    if _waits(mine) and gives:
        return partial(_still_rings, switch, call, party, other)
    if transfers(switch, call, party):
        return partial(_attended, switch, call, party, other, other_leg, told=party.leg)
    if transfers(switch, other, mine) and passes(call, party):
        return partial(_the_other_way, switch, call, party, other, mine)
    if passes(call, party) and passes(other, mine):
        return partial(house_transfer.join, switch, call, party, other, mine)
    return None


def _the_other_way(switch: Switch, call: Call, party: Party, other: Call, mine: Party) -> None:
    """The customer is in the other call of the phone."""
    _attended(switch, other, mine, call, party.leg, told=party.leg)
    switch.changed.add(other.id)
    settle.settle(switch, other)


def _waits(mine: Party) -> bool:
    """Whether it has called, and was not answered yet."""
    return mine.role == CUSTOMER and not mine.up


def _still_rings(switch: Switch, call: Call, party: Party, other: Call) -> None:
    """The second call of the phone was not answered yet: it is given up, and who was to be asked there has
    the first one transferred to them (RFC 5589 7.6)."""
    number = other.number
    parties.over(switch, other, "customer", "cancelled")
    referred(switch, call, ports.Referred(party.leg, number, None))


def _to_where_it_waits(switch: Switch, call: Call, party: Party, other: Call) -> None:
    """In the second call the phone waits in a queue or a menu: the first one is transferred to that number,
    and who transfers waits no more."""
    referred(switch, call, ports.Referred(party.leg, other.number, None))
    switch.changed.add(other.id)
    switch.port.hang_up(other.leg)
    customer.left(switch, other, ports.Ended(other.leg, "transferred", ours=True))


def _blind(switch: Switch, call: Call, party: Party, target: str) -> None:
    try:
        transfer.blind(switch, call, party, To("number", target))
    except Refusal as refusal:
        switch.port.refer_progress(party.leg, _CAUSES.get(refusal.key, "unknown_number"))
        return
    if party.leg in call.parties:
        call.referrer = party.leg
        switch.port.refer_progress(party.leg, "ringing")


def _attended(switch: Switch, call: Call, party: Party, other: Call, other_leg: Id, *, told: Id) -> None:
    """The phone has another call, with one party: that one takes the customer over, and the other call is
    over. `told`: the leg by which the phone asked."""
    peer = _peer(other, other_leg)
    if peer is None:
        switch.port.refer_progress(told, "declined")
        return
    switch.port.refer_progress(told, "done")
    parties.comes_over(switch, other, call, peer)
    peer.role, peer.by = CONSULTED, party.leg
    call.handed = Handed(party.agent, "transfer", "", switch.now)
    transfer.taken(switch, call, peer)
    handing_back.leave_to_it(switch, call)


def _peer(call: Call, leg: Id) -> Party | None:
    """The only one whom a leg talks to; a customer from outside is nobody's to give away."""
    others = [each for each in call.parties.values() if each.leg != leg and each.role not in GUIDES]
    if leg not in call.parties or len(others) != 1 or not others[0].up:
        return None
    if others[0].role == CUSTOMER and call.trunk is not None:
        return None
    return others[0]
