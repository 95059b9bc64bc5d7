"""An agent's phone rings for a waiting customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.clock import SECOND, Micros
from huawu.routing.types import Accepted, Declined, Offer, Withdraw
from huawu.telephony.core.switch.calling_back import calling
from huawu.telephony.core.switch.types import QUEUE, RINGING, Call, Desk
from huawu.telephony.ports import About

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

_DECLINED = {"busy": "busy", "unreachable": "unreachable", "no_answer": "no_answer", "failed": "unreachable"}


def offered(switch: Switch, call: Call, offer: Offer) -> None:
    """Ring the chosen agent. Whom we call first, they are kept free for."""
    if (not call.leg or call.dialling) and calling.offered(switch, call, offer):
        return
    desk = switch.plan.desks.get(offer.agent)
    call.offer, call.agent, call.ring_since = offer.id, offer.agent, switch.now
    if desk is None or not call.waiting:
        switch.tells.append(Declined(offer.id, "unreachable"))
        call.offer = call.agent = None
        return
    _ring(switch, call, desk, offer.deadline)


def now(switch: Switch, call: Call, deadline: Micros) -> None:
    """An agent was kept free for this call, which is there now."""
    desk = switch.plan.desks.get(call.agent or "")
    if desk is None:
        switch.tells.append(Declined(call.offer or "", "unreachable"))
        call.offer = call.agent = None
        return
    call.ring_since = switch.now
    _ring(switch, call, desk, deadline)


def _ring(switch: Switch, call: Call, desk: Desk, deadline: Micros) -> None:
    leg = switch.ids()
    call.agent_leg = leg
    switch.leg_of(leg, call)
    switch.whose.add(desk.agent, call)
    switch.enter(call, RINGING)
    switch.port.dial(
        leg,
        extension=desk.extension,
        caller=call.caller,
        caller_name=call.caller_name,
        ring_seconds=max(1, (deadline - switch.now) // SECOND),
        near=call.leg or None,
        about=About(call.id),
    )


def answered(switch: Switch, call: Call) -> None:
    """The agent picked up: routing has the last word."""
    if call.stage == RINGING and call.offer is not None:
        switch.tells.append(Accepted(call.offer))


def missed(switch: Switch, call: Call, cause: str) -> None:
    """The agent's leg ended before it was joined."""
    if call.stage != RINGING or call.offer is None:
        return
    end = _DECLINED.get(cause, "declined")
    _stop(switch, call, end)
    switch.tells.append(Declined(call.offer, end))
    call.offer = call.agent = None
    switch.enter(call, QUEUE)


def withdrawn(switch: Switch, call: Call, withdraw: Withdraw) -> None:
    """Routing takes the offer back: too late, or the agent went away."""
    if call.offer != withdraw.offer:
        return
    leg = call.agent_leg
    _stop(switch, call, "no_answer" if withdraw.cause == "timeout" else "withdrawn")
    if leg is not None:
        switch.port.hang_up(leg, "cancelled")
    call.offer = call.agent = None
    switch.enter(call, QUEUE)


def _stop(switch: Switch, call: Call, end: str) -> None:
    switch.close_segment(call, "ringing", call.ring_since, end, call.agent)
    if call.agent_leg is not None:
        switch.forget_leg(call.agent_leg)
        call.agent_leg = None
