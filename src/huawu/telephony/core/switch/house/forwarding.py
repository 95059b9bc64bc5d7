"""An extension rings, or its calls go on elsewhere: do not disturb, no free line, forwards, their loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import PassedOn
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.house.lines import ALWAYS, BUSY, HOPS, NO_ANSWER, OFFLINE, Wishes
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

_WHY = {"busy": BUSY, "no_answer": NO_ANSWER, "unreachable": OFFLINE}
"""Which forward applies, by how the telephone was not reached."""


def wishes_of(switch: Switch, number: str) -> Wishes:
    """What the owner of an extension wishes now."""
    return switch.wishes.get(number) or Wishes()


def ring(switch: Switch, call: Call, number: str, *, diverted: tuple[str, str] | None) -> str:
    """Ring an extension unless its owner wishes otherwise. "" when something rings; else why not."""
    wishes, line = wishes_of(switch, number), extensions.line_of(switch, number)
    if wishes.always:
        return send_on(switch, call, number, wishes.always, ALWAYS)
    if wishes.dnd or _no_line(switch, call, number):
        to = _forward(switch, number, BUSY)
        return send_on(switch, call, number, to, BUSY) if to else "busy"
    extensions.ring_at(switch, call, number, seconds=line.ring_seconds, diverted=diverted)
    return ""


def _no_line(switch: Switch, call: Call, number: str) -> bool:
    """Whether an extension has as many calls as it takes."""
    if call.caller == number and call.trunk is None:
        return True
    line = extensions.line_of(switch, number)
    return extensions.calls_at(switch, number) >= (line.lines if line.call_waiting else 1)


def free(switch: Switch, call: Call, number: str) -> bool:
    """Whether an extension can be rung for a group: forwards of one member do not lead a group's calls
    away."""
    wishes = wishes_of(switch, number)
    return extensions.is_extension(switch, number) and not wishes.dnd and not _no_line(switch, call, number)


def missed(switch: Switch, call: Call, number: str, end: str) -> str:
    """An extension was not reached: "" when the call goes on elsewhere; else why it is over."""
    why = _WHY.get(end, "")
    to = _forward(switch, number, why)
    return send_on(switch, call, number, to, why) if to else end


def _forward(switch: Switch, number: str, why: str) -> str:
    """Where calls to an extension go on in one case; "" nowhere."""
    mailbox = why and extensions.line_of(switch, number).voicemail
    return wishes_of(switch, number).forward(why) or (voicemail.HERE if mailbox else "")


def send_on(switch: Switch, call: Call, number: str, to: str, why: str) -> str:
    """A number sends a call on. It comes back to none that it came from, and stops after some hops. Whom an
    intercom is sent on to was not called by it, and answers in person."""
    if to in (number, *call.diverted) or len(call.diverted) >= HOPS:
        switch.counters["forward_loops"] += 1
        return "unreachable"
    call.diverted, call.aloud = (*call.diverted, number), False
    desk = switch.desk_at(number)
    outside = extensions.leads_outside(switch, to)
    passed_on = PassedOn(
        call.id,
        desk.agent if desk is not None else None,
        "forward",
        "number" if outside else "extension",
        "" if outside else to,
        why,
        "",
        switch.now,
    )
    switch.announce(call.id, passed_on)
    return extensions.try_number(switch, call, to, diverted=(number, why))
