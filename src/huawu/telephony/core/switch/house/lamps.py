"""Busy lamps: how each extension is, told to whoever watches it (RFC 4235) when a step changes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.telephony.core.switch.party import CUSTOMER, Party
from huawu.telephony.core.switch.types import RINGING, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

IDLE, RINGS, BUSY = "idle", "ringing", "busy"


def state_of(switch: Switch, number: str) -> str:
    """How an extension is: busy when it talks at all."""
    states = set(switch.lit.get(number, {}).values())
    return BUSY if BUSY in states else RINGS if RINGS in states else IDLE


def tell(switch: Switch, calls: Iterable[Id]) -> None:
    """Tell what has changed by what happened to these calls."""
    touched: set[str] = set()
    for key in calls:
        call = switch.calls.get(key)
        now = _of(switch, call) if call is not None else {}
        for number in switch.lit_by.get(key, set()) - now.keys():
            del switch.lit[number][key]
            touched.add(number)
        for number, state in now.items():
            if switch.lit.setdefault(number, {}).get(key) != state:
                switch.lit[number][key] = state
                touched.add(number)
        if now:
            switch.lit_by[key] = set(now)
        else:
            switch.lit_by.pop(key, None)
    for number in sorted(touched):
        _show(switch, number)


def _show(switch: Switch, number: str) -> None:
    state = state_of(switch, number)
    if not switch.lit.get(number):
        switch.lit.pop(number, None)
    if switch.lamps.get(number, IDLE) != state:
        switch.lamps[number] = state
        if state == IDLE:
            del switch.lamps[number]
        switch.port.lamp(number, state)


def _of(switch: Switch, call: Call) -> dict[str, str]:
    """The extensions that have a part in a call, and the place at which it is parked."""
    found: dict[str, str] = {call.parked: BUSY} if call.parked else {}
    if not call.parties and call.stage == RINGING:
        desks = (switch.plan.desks.get(ring.agent) for ring in call.rings)
        found = {desk.extension: RINGS for desk in desks if desk is not None}
    if caller := caller_of(switch, call):
        found[caller] = BUSY
    for party in call.parties.values():
        if number := number_of(switch, party):
            found[number] = BUSY if party.up or party.role == CUSTOMER else RINGS
    return found


def caller_of(switch: Switch, call: Call) -> str:
    """The extension that called, and is in the call yet: also one that waits in a queue or a menu, or talks
    to an agent as a customer does; "" none."""
    there = not call.parties or call.leg in call.parties
    if call.trunk is not None or not there or call.dialling:
        return ""
    known = call.caller in switch.plan.extensions or switch.desk_at(call.caller) is not None
    return call.caller if known else ""


def number_of(switch: Switch, party: Party) -> str:
    """The extension that a party is at; "" for who is outside."""
    if party.outside:
        return ""
    if party.number:
        return party.number
    desk = switch.plan.desks.get(party.agent or "")
    return desk.extension if desk is not None else ""
