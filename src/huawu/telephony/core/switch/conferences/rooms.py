"""A conference room: callers say its PIN and are let in, those invited are called when it begins, and it ends
with its time. What goes on in it is a call of its own, in which nobody is a customer and nobody in charge;
it is there as long as somebody is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.telephony import ports
from huawu.telephony.core.switch import anew, customer, legs, parties, settle
from huawu.telephony.core.switch.conferences import going_on
from huawu.telephony.core.switch.conferences.booked import Booking
from huawu.telephony.core.switch.party import JOINED, Party
from huawu.telephony.core.switch.transfers import house_transfer, targets
from huawu.telephony.core.switch.types import MENU, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

TRIES = 3
WAIT_SECONDS = 10
MOST_DIGITS = 12
PIN, WRONG, LOCKED = "voicemail.pin", "voicemail.pin.wrong", "voicemail.pin.locked"
NOT_NOW = "closed.hours"


# ---- booked ------------------------------------------------------------------------------------------------


def book(switch: Switch, booking: Booking) -> None:
    """Let this conference be held; one that is booked already, otherwise. Refused with no such room, when the
    room is taken then, and with more people than a conversation holds."""
    limit = switch.plan.conference_limit
    if booking.room not in switch.plan.lines.rooms:
        raise NotFound("conference.unknown_room")
    if booking.ends_at <= max(switch.now, booking.starts_at):
        raise Invalid("conference.bad_time")
    if len(booking.invited) > limit:
        raise Refusal("call.full", limit=limit)
    for to in booking.invited:
        way = targets.found(switch, to)
        if not _is_one(way):
            raise Invalid("call.bad_number")
    for other in switch.rooms.bookings.values():
        apart = other.ends_at <= booking.starts_at or booking.ends_at <= other.starts_at
        if other.id != booking.id and other.room == booking.room and not apart:
            raise Refusal("conference.room_taken")
    take_up(switch, booking)
    switch.rooms.changed.add(booking.id)


def cancel(switch: Switch, booking: Id) -> None:
    """The conference is not held, or over: whoever is in it is hung up with."""
    switch.rooms.forget_old(switch.now)
    if (call := call_of(switch, booking)) is not None:
        parties.over(switch, call, "system", "done")
    if switch.rooms.bookings.pop(booking, None) is not None:
        switch.rooms.changed.add(booking)


def due(switch: Switch, booking: Booking) -> None:
    """It begins: those invited are called. Or its time is over."""
    switch.rooms.forget_old(switch.now)
    if booking.ends_at <= switch.now:
        cancel(switch, booking.id)
    elif booking.starts_at <= switch.now and not booking.called:
        _keep(switch, replace(booking, called=True))
        if booking.invited:
            _call_invited(switch, booking)


def _keep(switch: Switch, booking: Booking) -> None:
    switch.rooms.bookings[booking.id] = booking
    switch.rooms.changed.add(booking.id)


def _call_invited(switch: Switch, booking: Booking) -> None:
    """Whoever cannot be called now may still dial in."""
    call = call_of(switch, booking.id) or _begin(switch, booking)
    for to in booking.invited:
        try:
            way = targets.way_to(switch, call, to, None)
        except Refusal:
            continue
        if _is_one(way) and len(call.parties) < switch.plan.conference_limit:
            way = replace(way, shown=switch.plan.shown if way.number is not None else "")
            parties.dial(switch, call, way, role=JOINED, verb="join", by=None)
    going_on.settled(switch, call)


def _is_one(way: targets.Way) -> bool:
    """Whether it leads to one who can be called in."""
    return not way.is_nobodys and way.group is None


# ---- at the door -------------------------------------------------------------------------------------------


def ask(switch: Switch, call: Call, room: str) -> str:
    """Somebody called a room: they are asked for the PIN."""
    house_transfer.done(switch, call)
    settle.unwire(switch, call)
    parties.nobodys(switch, call)
    switch.port.answer(call.leg)
    call.answered, call.asks, call.typed, call.tries = True, room, "", 0
    switch.enter(call, MENU)
    if switch.rooms.open_at(room, switch.now) is None:
        _say(switch, call, NOT_NOW, "hang_up")
    elif switch.rooms.guesses_too_much(room, call.caller, switch.now):
        _say(switch, call, LOCKED, "hang_up")
    else:
        _say(switch, call, PIN, "ask")
    return ""


def ask_again(switch: Switch, call: Call) -> None:
    """Somebody at the door has not heard what was said."""
    call.typed, call.due = "", None
    if call.then == "hang_up":
        _turned_away(switch, call, "system", "declined")
    else:
        _say(switch, call, PIN, "ask")


def _say(switch: Switch, call: Call, words: str, then: str) -> None:
    switch.say(call, [f"{call.language}/{words}"], then)


def event(switch: Switch, call: Call, told: ports.LegEvent) -> None:
    """Something happened on the leg of somebody at the door."""
    if isinstance(told, ports.Ended):
        switch.forget_leg(call.leg)
        _turned_away(switch, call, "customer", told.cause)
    elif isinstance(told, ports.Played) and told.token == call.token:
        call.token, then = "", call.then
        if then == "hang_up":
            _turned_away(switch, call, "system", "declined")
        else:
            switch.port.play(call.leg, customer.QUIET, loop=True)
            switch.wake(call, switch.now + WAIT_SECONDS * SECOND)
    elif isinstance(told, ports.Digit) and call.then == "ask":
        _pressed(switch, call, told.digit)
    elif isinstance(told, ports.PathLost | ports.PathGone | ports.PathFound):
        anew.told(switch, call, call.leg, told)


def silent(switch: Switch, call: Call) -> None:
    """No more keys came: what was pressed is the PIN."""
    _checked(switch, call)


def _pressed(switch: Switch, call: Call, digit: str) -> None:
    if not call.typed:
        switch.port.play(call.leg, customer.QUIET, loop=True)
    if digit == "#" or len(call.typed) >= MOST_DIGITS:
        _checked(switch, call)
        return
    call.typed, call.token = call.typed + digit, ""
    switch.wake(call, switch.now + WAIT_SECONDS * SECOND)


def _checked(switch: Switch, call: Call) -> None:
    rooms, room, pin = switch.rooms, call.asks, call.typed
    call.typed, call.due = "", None
    booking = rooms.open_at(room, switch.now)
    if booking is None:
        _say(switch, call, NOT_NOW, "hang_up")
    elif pin == booking.pin and not rooms.guesses_too_much(room, call.caller, switch.now):
        _let_in(switch, call, booking)
    else:
        call.tries += 1
        rooms.guessed(room, call.caller, switch.now)
        if call.tries >= TRIES or rooms.guesses_too_much(room, call.caller, switch.now):
            _say(switch, call, LOCKED, "hang_up")
        else:
            switch.say(call, [f"{call.language}/{words}" for words in (WRONG, PIN)], "ask")


def _turned_away(switch: Switch, call: Call, by: str, cause: str) -> None:
    switch.close_segment(call, "menu", call.started_at, "hung_up" if by == "customer" else "done")
    switch.end(call, by, cause)


def _let_in(switch: Switch, door: Call, booking: Booking) -> None:
    """The PIN is right: the caller leaves the door for the room, unless it is locked or full. A page that is
    not heard has the rest of its minute there."""
    call = call_of(switch, booking.id) or _begin(switch, booking)
    if call.locked or len(call.parties) >= switch.plan.conference_limit:
        switch.say(door, settle.BUSY, "hang_up")
        return
    switch.port.stop(door.leg)
    switch.forget_leg(door.leg)  # so that the end of that call does not end it
    parties.called_anew_in(switch, door, call, door.leg)
    switch.close_segment(door, "menu", door.started_at, "next")
    switch.end(door, "system", "transferred")
    outside = door.trunk is not None
    agent = None if outside else switch.free_agent_at(door.caller)
    party = Party(door.leg, JOINED, agent, "", switch.now, number=door.caller, outside=outside)
    party.due = door.away_until
    if party.due is not None:
        switch.wake_at(call, party.due)
    call.parties[party.leg] = party
    switch.leg_of(party.leg, call)
    if agent is not None:
        switch.occupied(agent, call)
    switch.changed.add(call.id)
    going_on.settled(switch, call)


# ---- in the room -------------------------------------------------------------------------------------------


def call_of(switch: Switch, booking: Id) -> Call | None:
    """What goes on in a room."""
    return next((call for call in switch.calls.values() if call.room == booking), None)


def _begin(switch: Switch, booking: Booking) -> Call:
    call = Call(switch.ids(), switch.ids(), booking.room, booking.room, booking.title, None, switch.now)
    call.room, call.answered, call.answered_at = booking.id, True, switch.now
    switch.begin(call, "internal")
    return call


def act(switch: Switch, booking: Id, action: str, leg: str = "") -> None:
    """What the organiser wants: mute, unmute and drop one; lock, unlock, end. Refused when nobody is in the
    room, or not that one."""
    if booking not in switch.rooms.bookings:
        raise NotFound("conference.unknown")
    if action == "end":
        cancel(switch, booking)
        return
    call = call_of(switch, booking)
    if call is None:
        raise Refusal("conference.nobody_there")
    if action in ("lock", "unlock"):
        call.locked = action == "lock"
    else:
        _act_on(switch, call, action, leg)
    switch.changed.add(call.id)
    going_on.settled(switch, call)


def _act_on(switch: Switch, call: Call, action: str, leg: str) -> None:
    party = call.parties.get(leg)
    if party is None:
        raise NotFound("call.party_unknown")
    if action in ("mute", "unmute"):
        party.muted = action == "mute"
    elif action != "drop":
        raise Invalid("call.unknown_verb")
    elif party.up:
        legs.gone(switch, call, party, hang_up="hung_up")
    else:
        legs.missed(switch, call, party, "cancelled")


def take_up(switch: Switch, booking: Booking) -> None:
    """Another process goes on with what is booked."""
    switch.rooms.bookings[booking.id] = booking
    switch.wake_at(booking, booking.starts_at)
    switch.wake_at(booking, booking.ends_at)
