"""INVITE with Replaces (RFC 3891): somebody calls to take the place of a leg.

Who knows a call by its tags may still not have it, and what the caller says of who asked for it
(Referred-By, RFC 3892) counts for nothing, since nobody vouches for it: only what this exchange knows itself
does.

- A telephone takes over what it, or another one of the same extension, has; also while it waits in a queue or
  a menu, or at the door of a conference. A trunk takes the place of its own customer in the same way.
- It picks up what rings at a colleague of its pickup group: this exchange names that call in dialog-info.
- It takes the place of a colleague who consults it at this moment, through this exchange, and does not talk
  in the call in question: what that colleague could give it by REFER. A consultation is a second call of the
  two alone, or that of one who was called aside.

All else is forbidden, and the call is as it was. In a call that is only being dialled from a page nobody has
a place yet; nobody comes to listen in the place of a leader.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.switch import anew, parties, settle, verbs
from huawu.telephony.core.switch.conferences import going_on
from huawu.telephony.core.switch.house import lamps, pickup
from huawu.telephony.core.switch.party import CUSTOMER, MAIN, Party
from huawu.telephony.core.switch.transfers import consult, place, refer
from huawu.telephony.core.switch.types import VOICEMAIL, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

Way = Callable[[], None]
"""How a place is taken."""


def arrived(switch: Switch, event: ports.Arrived) -> None:
    """Somebody calls to take the place of a leg; refused, everything stays as it is."""
    old = event.replaces or ""
    call = switch.call_with(old)
    way = _way(switch, call, old, event) if call is not None and not call.dialling else None
    if call is None or way is None:
        switch.counters["refused"] += 1
        switch.port.hang_up(event.leg, "forbidden")
        return
    switch.changed.add(call.id)
    way()
    going_on.settled(switch, call)


def _way(switch: Switch, call: Call, old: Id, event: ports.Arrived) -> Way | None:
    party = call.parties.get(old)
    if party is not None and _may(switch, call, party, event):
        return partial(place.take, switch, call, party, event)
    if party is None and not _waits_alone(call, old):
        return None
    if party is None and _is_their_own(call, event):
        return partial(_waits_on, switch, call, event)
    return _given(switch, call, old, event) if event.extension is not None else None


def _may(switch: Switch, call: Call, party: Party, event: ports.Arrived) -> bool:
    if event.extension is None:
        return party.role == CUSTOMER and event.trunk is not None and event.trunk == call.trunk
    number = lamps.number_of(switch, party)
    if party.role == CUSTOMER:
        number = number or lamps.caller_of(switch, call)
    if not number or event.extension == number:
        return event.extension == number
    return not party.up and pickup.may(switch, event.extension, party)


# ---- who waits ---------------------------------------------------------------------------------------------


def _waits_alone(call: Call, old: Id) -> bool:
    """Whether it is the leg of a caller with whom nobody is yet. A message that is being left is finished as
    it was begun."""
    return old == call.leg and not call.parties and call.answered and call.stage != VOICEMAIL


def _is_their_own(call: Call, event: ports.Arrived) -> bool:
    if call.trunk is None:
        return event.extension is not None and event.extension == call.caller
    return event.extension is None and event.trunk == call.trunk


def _waits_on(switch: Switch, call: Call, event: ports.Arrived) -> None:
    """The caller waits on at their place, and hears again what there is to hear."""
    switch.port.answer(event.leg)
    switch.leg_of(event.leg, call)
    parties.not_called_anew(switch, call, call.leg)
    anew.caller_moves(switch, call, event.leg)


# ---- a consultation ----------------------------------------------------------------------------------------


def _given(switch: Switch, call: Call, old: Id, event: ports.Arrived) -> Way | None:
    """The place of somebody who is in consultation with the telephone that calls, as if they had given it."""
    party, comes = call.parties.get(old), event.extension or ""
    if party is None:
        holder = call.caller if call.trunk is None else ""
    else:
        holder = lamps.number_of(switch, party) if party.up and party.circle != MAIN else ""
    if not holder:
        return None
    if party is not None and (asked := _called_aside(switch, call, party, comes)) is not None:
        return partial(_completes, switch, call, party, asked, event)
    for other in switch.calls.values():
        two = {lamps.number_of(switch, each): each for each in other.parties.values() if each.up}
        if other is call or len(other.parties) != 2 or two.keys() != {holder, comes}:
            continue
        mine = two[holder]
        if party is not None:
            join = refer.joining(switch, call, party, other, mine.leg)
        else:
            join = refer.joining(switch, other, mine, call, old)
        return partial(_joins, switch, other, two[comes], event, join) if join is not None else None
    return None


def _called_aside(switch: Switch, call: Call, party: Party, extension: str) -> Party | None:
    """Whom this party consults, when they are at that extension."""
    asked = consult.consulted(call)
    if asked is None or asked.by != party.leg or lamps.number_of(switch, asked) != extension:
        return None
    return asked if asked.up and verbs.VERBS["complete"].may(switch, call, party) else None


def _completes(switch: Switch, call: Call, party: Party, asked: Party, event: ports.Arrived) -> None:
    _comes_by(switch, call, asked, event.leg)
    consult.complete(switch, call, party)
    settle.settle(switch, call)


def _joins(switch: Switch, other: Call, comes: Party, event: ports.Arrived, join: Way) -> None:
    _comes_by(switch, other, comes, event.leg)
    switch.changed.add(other.id)
    join()
    going_on.settled(switch, other)


def _comes_by(switch: Switch, call: Call, party: Party, leg: Id) -> None:
    """Who consulted is there by the leg that arrived."""
    switch.port.answer(leg)
    switch.leg_of(leg, call)
    parties.moves(switch, call, party, leg)
