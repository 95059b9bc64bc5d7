"""Calls from outside ring at the operator first, while the operator is on duty (`house.duty`); whom the
operator does not take goes on to where the number leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch import wait
from huawu.telephony.core.switch.house import duty, extensions
from huawu.telephony.core.switch.menu import first, ringing, walking
from huawu.telephony.core.switch.party import CUSTOMER, Party
from huawu.telephony.core.switch.types import Call, Target

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

RINGS = "operator"
"""What follows (`Call.then`) while the operator's telephone rings for a call from outside."""


def rings(switch: Switch, call: Call, target: Target) -> bool:
    """Have the operator rung. False: the number has none, or the attendant is on duty."""
    if not target.has_operator or duty.on_duty(switch) != duty.OPERATOR:
        return False
    switch.port.ring_back(call.leg)
    if target.operator_queue is not None:
        wait.enqueue(switch, call, target.operator_queue)
        return True
    call.then = RINGS
    call.parties = {call.leg: Party(call.leg, CUSTOMER, since=switch.now)}
    if refused := extensions.try_number(switch, call, target.operator):
        not_reached(switch, call, refused)
    return True


def not_reached(switch: Switch, call: Call, cause: str) -> bool:
    """Nobody answers: on to the attendant, or with the flow that had it ring. False: nobody's caller."""
    if call.then != RINGS or call.answered_at is not None:
        return walking.not_reached(switch, call, cause)
    ringing.back(switch, call, cause)
    lead(switch, call)
    return True


def given_back(switch: Switch, call: Call) -> bool:
    """The operator's queue lets the caller wait no longer: on to the attendant. False: not the operator's."""
    target = switch.plan.numbers.get(call.number)
    if target is None or call.queue is None or call.flow or call.answered_at is not None:
        return False
    if target.operator_queue != call.queue or target.at(switch.now).queue == call.queue:
        return False
    lead(switch, call)
    return True


def lead(switch: Switch, call: Call, *, told: bool = False) -> None:
    """To where the dialled number leads at this moment. `told`: the caller has heard what is said before the
    menu or the queue."""
    target = switch.plan.numbers.get(call.number, Target()).at(switch.now)
    if target.extension is not None:
        extensions.begin(switch, call, target.extension)
    elif not told and first.says(switch, call):
        return
    elif target.queue is not None:
        if not call.answered:
            switch.port.ring_back(call.leg)
        wait.enqueue(switch, call, target.queue)
    else:
        walking.entered(switch, call, target.flow or "")
