"""A page whose agent is not in charge of the call is lost and found: one that called somebody, that was
called into a call, that listens, or that waits in a queue, in a menu, at the door of a conference.

It has a minute. Those whom it talked to hear music meanwhile; as soon as it is there again it is called anew,
unless it still holds its leg, and stands where it stood. After the minute it has left the call: `no_path`.
The agent in charge is `path`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.switch import customer, menu, parties, sent_on, wait
from huawu.telephony.core.switch.conferences import rooms
from huawu.telephony.core.switch.house import lamps
from huawu.telephony.core.switch.party import GRACE, NO_PATH
from huawu.telephony.core.switch.types import LEAVING, MENU, VOICEMAIL, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def told(
    switch: Switch, call: Call, leg: Id, event: ports.PathLost | ports.PathGone | ports.PathFound
) -> None:
    """The page on this leg is heard no more, or again."""
    if isinstance(event, ports.PathFound):
        _is_heard(call, leg)
        return
    _is_not_heard(switch, call, leg)
    if isinstance(event, ports.PathGone):
        call_page(switch, call, leg)


def _is_heard(call: Call, leg: Id) -> None:
    party = call.parties.get(leg)
    if party is None:
        call.away_until = None
    elif party.up:
        party.due = None


def _is_not_heard(switch: Switch, call: Call, leg: Id) -> None:
    party, until = call.parties.get(leg), switch.now + GRACE
    if party is None and call.away_until is None:
        call.away_until = until
    elif party is not None and party.present:
        party.due = until
    else:
        return
    switch.wake_at(call, until)


def is_waited_for(call: Call, leg: Id) -> bool:
    """Whether a page was lost and may still come back."""
    party = call.parties.get(leg)
    if party is None:
        return not call.parties and call.away_until is not None
    return party.up and party.due is not None


# ---- it comes back -----------------------------------------------------------------------------------------


def at(switch: Switch, call: Call, extension: str) -> list[Id]:
    """The legs of this call at an extension that are up, without that of the agent in charge."""
    if not call.parties:
        mine = call.trunk is None and call.caller == extension and call.answered
        return [call.leg] if mine else []
    desk = switch.desk_at(extension)
    agent = desk.agent if desk is not None else None
    found = [each for each in call.parties.values() if each.up and each.leg != call.agent_leg]
    return [
        p.leg
        for p in found
        if not p.outside and (p.number == extension if p.number else p.agent is not None and p.agent == agent)
    ]


def call_page(switch: Switch, call: Call, leg: Id) -> bool:
    """Call the page of this leg anew. False: it is nobody's, or leaves a message, which is kept as it is."""
    extension = _extension(switch, call, leg)
    if not extension or call.stage == VOICEMAIL:
        return False
    parties.not_called_anew(switch, call, leg)
    new = call.anew[leg] = switch.ids()
    switch.leg_of(new, call)
    switch.port.dial(
        new,
        extension=extension,
        caller=call.caller,
        caller_name=call.caller_name,
        ring_seconds=int(GRACE // SECOND),
        near=next((each for each in (call.leg, *call.parties) if each != leg), None),
        about=ports.About(call.id, "resume"),
    )
    return True


def _extension(switch: Switch, call: Call, leg: Id) -> str:
    party = call.parties.get(leg)
    if party is not None:
        return lamps.number_of(switch, party)
    return call.caller if call.trunk is None else ""


def is_new(call: Call, leg: Id) -> bool:
    """Whether a page is called anew by this leg."""
    return leg in call.anew.values()


def event(switch: Switch, call: Call, new: Id, told: ports.LegEvent) -> None:
    """Something happened on the leg by which a page is called anew."""
    old = next(each for each, other in call.anew.items() if other == new)
    if isinstance(told, ports.Ended):
        del call.anew[old]
        switch.forget_leg(new)
    elif isinstance(told, ports.Answered):
        del call.anew[old]
        if old in call.parties:
            parties.moves(switch, call, call.parties[old], new)
        else:
            caller_moves(switch, call, new)


def caller_moves(switch: Switch, call: Call, new: Id) -> None:
    """Who waits alone is there again, and hears what there is to hear from the beginning. A message that is
    being left is kept as it is."""
    if call.stage == VOICEMAIL:
        switch.forget_leg(new)
        switch.port.hang_up(new)
        return
    switch.forget_leg(call.leg)
    switch.port.hang_up(call.leg)
    call.leg, call.away_until = new, None
    if call.asks:
        rooms.ask_again(switch, call)
    elif call.stage == MENU:
        menu.again(switch, call)
    elif call.stage == LEAVING:
        if not sent_on.said(switch, call):
            switch.end(call, "system", "done")
    else:
        wait.go_on(switch, call)


# ---- it does not -------------------------------------------------------------------------------------------


def overdue(switch: Switch, call: Call) -> None:
    """Who waits alone was not heard for too long."""
    if call.away_until is not None and call.away_until <= switch.now:
        call.away_until = None
        caller_gone(switch, call)


def caller_gone(switch: Switch, call: Call) -> None:
    """Who called was not heard for too long."""
    switch.changed.add(call.id)
    switch.port.hang_up(call.leg)
    customer.left(switch, call, ports.Ended(call.leg, NO_PATH, ours=True))
