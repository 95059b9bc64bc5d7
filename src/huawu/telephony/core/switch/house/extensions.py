"""Calls to extensions of the house, and by them: found, sent on, answered, or refused with the reason.

The caller's leg stands in the place of a customer's; it is answered when somebody answers. Nobody is in
charge of such a call, but an agent who made it from the page (`called`), and nobody writes it up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.switch import menu, parties, settle, wait, whose
from huawu.telephony.core.switch.conferences import rooms
from huawu.telephony.core.switch.house import (
    called,
    forwarding,
    lamps,
    parking,
    pickup,
    ring_groups,
    short_codes,
)
from huawu.telephony.core.switch.house.lines import Extension
from huawu.telephony.core.switch.mailbox import mailbox_menu, voicemail
from huawu.telephony.core.switch.menu import ringing
from huawu.telephony.core.switch.outside import EMERGENCY, NUMBER, is_blocked, is_nobodys
from huawu.telephony.core.switch.party import CALL, CUSTOMER, JOINED, Party
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.transfers import handing_back, house_transfer
from huawu.telephony.core.switch.transfers.targets import Way, mailbox_at
from huawu.telephony.core.switch.types import Call, Target, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

INTERCOM = re.compile(r"\*80\*([0-9]{2,8})#?")


# ---- what is known of an extension ------------------------------------------------------------------------


def line_of(switch: Switch, number: str) -> Extension:
    """What is configured for an extension, or what holds without."""
    return switch.plan.lines.extensions.get(number) or Extension(number)


def is_extension(switch: Switch, number: str) -> bool:
    """Whether a telephone of ours has this number."""
    plan = switch.plan
    return number in plan.extensions or switch.desk_at(number) is not None


def calls_at(switch: Switch, number: str) -> int:
    """How many calls an extension has, ringing ones included."""
    desk = switch.desk_at(number)
    agent = desk.agent if desk is not None else None
    return sum(1 for call in switch.calls.values() if _has_a_part(switch, call, number, agent))


def _has_a_part(switch: Switch, call: Call, number: str, agent: Id | None) -> bool:
    if any(each.number == number for each in call.parties.values()):
        return True
    if lamps.caller_of(switch, call) == number:
        return True
    return agent is not None and whose.has_or_rings(agent, call)


# ---- a call begins ----------------------------------------------------------------------------------------


def dialled(switch: Switch, event: ports.Arrived, extension: str) -> None:
    """A telephone of ours dials what is no number of the centre."""
    hot_line = line_of(switch, extension).hot_line
    intercom = None if hot_line else INTERCOM.fullmatch(event.number)
    number = intercom[1] if intercom is not None else event.number
    if not hot_line and _is_no_call(switch, event, extension):
        return
    if number not in EMERGENCY:
        number = hot_line or number
    outside = leads_outside(switch, number) and intercom is None
    known = is_known if intercom is None else is_extension
    if not outside and not known(switch, number):
        switch.counters["unknown_number"] += 1
        switch.port.hang_up(event.leg, "unknown_number")
        return
    if outside and not may_call_outside(switch, extension, number):
        cause = "unknown_number" if is_nobodys(number, switch.plan.shorts) else "forbidden"
        switch.counters["refused" if cause == "forbidden" else cause] += 1
        switch.port.hang_up(event.leg, cause)
        return
    desk = switch.desk_at(extension)
    name = desk.name if desk is not None else event.caller_name
    call = Call(switch.ids(), event.leg, number, extension, name, None, switch.now)
    call.aloud = intercom is not None
    switch.begin(call, "out" if outside else "internal")
    begin(switch, call, number)


def _is_no_call(switch: Switch, event: ports.Arrived, extension: str) -> bool:
    """Whether what was dialled asks for something else than a call of its own; it is done then."""
    return (
        short_codes.dialled(switch, event, extension)
        or mailbox_menu.dialled(switch, event, extension)
        or pickup.dialled(switch, event, extension)
        or parking.fetch(switch, event, extension)
    )


def begin(switch: Switch, call: Call, number: str) -> None:
    """Ring at a number of the house for a caller who was not answered yet."""
    caller = Party(call.leg, CUSTOMER, up=call.answered, since=switch.now)
    call.parties = {call.leg: caller}
    if call.trunk is None:
        caller.number = call.caller
        caller.agent = switch.free_agent_at(call.caller)
        if caller.agent is not None:
            switch.occupied(caller.agent, call)
    if not call.answered:
        switch.port.ring_back(call.leg)
    refused = try_number(switch, call, number)
    if refused:
        parties.over(switch, call, "system", refused)


# ---- where a number leads ---------------------------------------------------------------------------------


def is_known(switch: Switch, number: str) -> bool:
    """Whether a number is one of ours."""
    plan = switch.plan
    if is_extension(switch, number) or number in plan.numbers or _is_shared(switch, number):
        return True
    return mailbox_at(switch, number) is not None


def _is_shared(switch: Switch, number: str) -> bool:
    """Whether a number is that of a ring group, or of a room for conferences."""
    return number in switch.plan.lines.groups or number in switch.plan.lines.rooms


def leads_outside(switch: Switch, number: str) -> bool:
    """Whether a number is nobody's here, but could be somebody's elsewhere."""
    return not is_known(switch, number) and bool(switch.plan.trunks) and bool(NUMBER.fullmatch(number))


def may_call_outside(switch: Switch, extension: str, number: str) -> bool:
    """Whether an extension may call this outside number."""
    if number in EMERGENCY:
        return True
    return line_of(switch, extension).outside and not is_blocked(number, switch.plan.blocked)


def try_number(switch: Switch, call: Call, number: str, *, diverted: tuple[str, str] | None = None) -> str:
    """Let it ring at a number, or wherever that one sends calls on to. "" when it does; else why not, as a
    cause of `ports.Ended`."""
    call.dialled = number
    if number == voicemail.HERE and call.diverted:
        return voicemail.enter(switch, call, call.diverted[-1])
    if (mailbox := mailbox_at(switch, number)) is not None:
        return voicemail.enter(switch, call, mailbox)
    if (group := switch.plan.lines.groups.get(number)) is not None:
        return ring_groups.begin(switch, call, group)
    if number in switch.plan.lines.rooms:
        return rooms.ask(switch, call, number)
    if is_extension(switch, number):
        return forwarding.ring(switch, call, number, diverted=diverted)
    if (target := switch.plan.numbers.get(number)) is not None:
        return _to_the_centre(switch, call, target.at(switch.now))
    if not leads_outside(switch, number):
        return "unknown_number"
    payer = call.diverted[-1] if call.diverted else call.caller if call.trunk is None else ""
    if not payer or not may_call_outside(switch, payer, number):
        return "forbidden"
    shown = line_of(switch, payer).shown or payer
    way = Way(To("number", number), number=number, shown=shown, diverted=diverted)
    sender = house_transfer.sender(call) if diverted is None else None
    if sender is None or not handing_back.begin(switch, call, way, CALL, sender):
        parties.dial(switch, call, way, role=JOINED, verb=CALL, by=_who_waits(call))
    return ""


def _to_the_centre(switch: Switch, call: Call, target: Target) -> str:
    """A call was sent on to a number that a flow or a queue answers."""
    if target.extension is not None:
        return try_number(switch, call, target.extension)
    house_transfer.done(switch, call)
    settle.unwire(switch, call)
    parties.nobodys(switch, call)
    if target.queue is not None:
        wait.enqueue(switch, call, target.queue)
    else:
        menu.entered(switch, call, target.flow or "")
    return ""


def ring_at(
    switch: Switch, call: Call, number: str, *, seconds: int, diverted: tuple[str, str] | None
) -> None:
    """Ring the telephone of an extension. An agent who talks already hears it as a second call."""
    agent, seconds = switch.free_agent_at(number), ringing.seconds_left(switch, call, seconds)
    way = Way(
        To("extension", number), agent, number, ring_seconds=seconds, diverted=diverted, aloud=call.aloud
    )
    parties.dial(switch, call, way, role=JOINED, verb=CALL, by=_who_waits(call))


def _who_waits(call: Call) -> Party | None:
    """An agent who called from the page, and who comes from a flow, hears by us that it rings; a telephone
    that dials makes the tone itself."""
    hears = call.dialler is not None or call.then in (ringing.DIALLED, ringing.SENT)
    return call.parties.get(call.leg) if hears else None


# ---- what becomes of it -----------------------------------------------------------------------------------


def answered(switch: Switch, call: Call, party: Party) -> None:
    """Somebody answered: the caller is answered, and whoever still rings does so no more. Who is called into
    an intercom from now on answers in person."""
    party.verb = ""
    for other in [each for each in call.parties.values() if each.verb == CALL]:
        parties.leave(switch, call, other, "cancelled", hang_up="taken")
    house_transfer.done(switch, call)
    parking.fetched(switch, call)
    call.group, call.turn, call.due, call.aloud = "", 0, None, False
    switch.answer(call)
    call.parties[call.leg].up = True
    call.answered_at = call.answered_at or switch.now
    called.in_charge(switch, call)
    settle.settle(switch, call)
    recording.begin(switch, call)


def not_reached(switch: Switch, call: Call, party: Party, end: str) -> None:
    """A telephone that rang for a dialled number was not answered: it goes on elsewhere, or is over."""
    if call.group:
        refused = ring_groups.missed(switch, call, end)
    elif party.outside:
        refused = end
    else:
        refused = forwarding.missed(switch, call, party.number, end)
    if refused and call.parked:
        parking.wait_on(switch, call)
    elif refused and not (
        house_transfer.back(switch, call, refused) or menu.not_reached(switch, call, refused)
    ):
        parties.over(switch, call, "system", refused)


def held(call: Call, *, on: bool) -> None:
    """The caller's telephone put the call on hold: who was called hears music."""
    caller = call.parties.get(call.leg)
    if caller is not None and caller.up and caller.number:
        caller.held(on=on)
