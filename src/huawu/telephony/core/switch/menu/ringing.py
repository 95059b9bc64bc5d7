"""A flow has somebody rung, or sends the caller on for good.

Whoever is dialled is rung as if their number had been dialled (their forwards, their group, their mailbox),
and the caller hears it ring. `Call.then` says whose the caller is meanwhile: the flow's (`DIALLED`: it goes
on after the talk, or when there is none) or nobody's (`SENT`: who is not reached is told so). Whatever else
takes the call over, a mailbox or a queue, sets it anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.flows.types import Dial, Entered, Failed, Told, Transfer
from huawu.platform.clock import SECOND
from huawu.telephony.core.switch import parties, settle, wait
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.menu import beginning, leaving
from huawu.telephony.core.switch.outside import NUMBER, is_blocked
from huawu.telephony.core.switch.party import CALL, CUSTOMER, JOINED, Party
from huawu.telephony.core.switch.transfers.targets import Way
from huawu.telephony.core.switch.types import Call, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

DIALLED, SENT = "dialled", "sent"
OUTSIDE_SECONDS = 60


def dial(switch: Switch, call: Call, wish: Dial) -> Told | None:
    """Ring somebody. What is answered is known at once: that it cannot be done."""
    _stands_for_it(switch, call, DIALLED)
    call.until = switch.now + max(1, wish.seconds) * SECOND
    refused = _ring(switch, call, wish.to, outside=wish.kind == "outside")
    if not refused:
        return None
    _is_alone(switch, call, refused)
    return Failed(refused)


def send(switch: Switch, call: Call, wish: Transfer) -> Told | None:
    """Let the caller go on elsewhere for good. What is answered goes into the flow that begins."""
    target = None
    if wish.kind == "number" and (found := switch.plan.numbers.get(wish.to)) is not None:
        target = found.at(switch.now)
    flow = wish.to if wish.kind == "flow" else target.flow if target is not None else None
    if flow is not None and (target is None or target.queue is None):
        beginning.left(switch, call)
        return Entered() if beginning.begun(switch, call, flow) else Failed("unknown")
    beginning.left(switch, call)
    if target is not None and target.queue is not None:
        switch.close_segment(call, "menu", call.stage_since, "next")
        wait.enqueue(switch, call, target.queue)
        return None
    _stands_for_it(switch, call, SENT)
    number = target.extension if target is not None and target.extension is not None else wish.to
    if refused := _ring(switch, call, number, outside=extensions.leads_outside(switch, number)):
        sorry(switch, call, refused)
    return None


def sorry(switch: Switch, call: Call, cause: str) -> None:
    """Whom the caller was sent on to is not reached: say so, and let them go."""
    _is_alone(switch, call, cause)
    leaving.leave(switch, call, switch.voice.overflow(call, cause), cause)


def back(switch: Switch, call: Call, end: str) -> None:
    """The caller is alone again, and the flow's."""
    _is_alone(switch, call, end)


def _is_alone(switch: Switch, call: Call, end: str) -> None:
    """Nobody is in the call any more but the caller."""
    call.then, call.until, call.outcome = "", None, None
    call.group, call.turn, call.due = "", 0, None
    if call.parties:
        parties.disband(switch, call, end)
        call.agent = None


def _stands_for_it(switch: Switch, call: Call, then: str) -> None:
    """The caller stands where one stands who has dialled a number."""
    switch.close_segment(call, "menu", call.stage_since, "next")
    call.token, call.then, call.due, call.diverted = "", then, None, ()
    caller = Party(call.leg, CUSTOMER, call.dialler, "", switch.now, up=call.answered, due=call.away_until)
    call.away_until, call.parties = None, {call.leg: caller}
    if call.trunk is None:
        caller.number = call.caller
        if caller.agent is None and (agent := switch.free_agent_at(call.caller)) is not None:
            caller.agent = agent
            switch.occupied(agent, call)


def _ring(switch: Switch, call: Call, number: str, *, outside: bool) -> str:
    """Let it ring there. "" when it does, or the call goes on elsewhere; else why not."""
    if not outside:
        known = extensions.is_known(switch, number)
        refused = extensions.try_number(switch, call, number) if known else "unknown_number"
    elif not NUMBER.fullmatch(number) or is_blocked(number, switch.plan.blocked):
        refused = "forbidden"
    elif not switch.plan.trunks:
        refused = "unreachable"
    else:
        refused = ""
        seconds = OUTSIDE_SECONDS if call.until is None else (call.until - switch.now) // SECOND
        shown = call.number if call.trunk is not None else switch.plan.shown or call.number
        way = Way(To("number", number), number=number, shown=shown, ring_seconds=int(seconds))
        call.dialled = number
        parties.dial(switch, call, way, role=JOINED, verb=CALL, by=call.parties[call.leg])
    if not refused:
        settle.settle(switch, call)
    return refused


def seconds_left(switch: Switch, call: Call, seconds: int) -> int:
    """So long a telephone may ring that would ring for so many seconds: no longer than a flow says."""
    if call.until is None or call.then != DIALLED:
        return seconds
    return max(1, min(seconds, (call.until - switch.now) // SECOND))
