"""Agents' phones ring for a waiting customer: one at a time, or, where the queue says so, several at once.

The first of them stands in the call itself (`offer`, `agent`, `agent_leg`, `ring_since`), the others in
`Call.also`. Who answers first has it, as routing says; the others ring no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.types import Accepted, Declined, Offer, Withdraw
from huawu.telephony import ports
from huawu.telephony.core.switch.calling_back import calling
from huawu.telephony.core.switch.types import QUEUE, RINGING, Call, Desk, Ring

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

_DECLINED = {"busy": "busy", "unreachable": "unreachable", "no_answer": "no_answer", "failed": "unreachable"}
_WITHDRAWN = {"timeout": "no_answer", "taken": "taken"}


def offered(switch: Switch, call: Call, offer: Offer) -> None:
    """Ring the chosen agent, besides those at whom it rings. Whom we call first, they are kept free for."""
    if (not call.leg or call.dialling) and calling.offered(switch, call, offer):
        return
    desk = switch.plan.desks.get(offer.agent)
    if desk is None or not call.waiting:
        switch.tells.append(Declined(offer.id, "unreachable"))
        return
    leg = switch.ids()
    if call.stage == RINGING and call.agent_leg is not None:
        call.also += (Ring(offer.id, offer.agent, leg, switch.now),)
        _whose_rings(switch, call)
    else:
        call.offer, call.agent, call.agent_leg, call.ring_since = offer.id, offer.agent, leg, switch.now
        switch.enter(call, RINGING)
    _ring(switch, call, desk, leg, deadline=offer.deadline)


def now(switch: Switch, call: Call, deadline: Micros) -> None:
    """An agent was kept free for this call, which is there now."""
    desk = switch.plan.desks.get(call.agent or "")
    if desk is None:
        switch.tells.append(Declined(call.offer or "", "unreachable"))
        call.offer = call.agent = None
        return
    call.agent_leg, call.ring_since = switch.ids(), switch.now
    switch.enter(call, RINGING)
    _ring(switch, call, desk, call.agent_leg, deadline=deadline)


def _ring(switch: Switch, call: Call, desk: Desk, leg: Id, *, deadline: Micros) -> None:
    switch.leg_of(leg, call)
    switch.whose.add(desk.agent, call)
    switch.port.dial(
        leg,
        extension=desk.extension,
        caller=call.caller,
        caller_name=call.caller_name,
        ring_seconds=max(1, (deadline - switch.now) // SECOND),
        near=call.leg or None,
        about=ports.About(call.id),
    )


def event(switch: Switch, call: Call, event: ports.LegEvent) -> None:
    """Something happened on a leg that rings besides the first."""
    if isinstance(event, ports.Answered):
        answered(switch, call, event.leg)
    elif isinstance(event, ports.Ended):
        missed(switch, call, event)


def answered(switch: Switch, call: Call, leg: Id) -> None:
    """An agent picked up: routing has the last word."""
    if call.stage == RINGING:
        switch.tells += [Accepted(each.offer) for each in call.rings if each.leg == leg]


def missed(switch: Switch, call: Call, event: ports.Ended) -> None:
    """An agent's leg ended before it was joined."""
    ring = next((each for each in call.rings if each.leg == event.leg), None)
    if call.stage != RINGING or ring is None:
        return
    end = _DECLINED.get(event.cause, "declined")
    switch.tells.append(Declined(ring.offer, end))
    _rings_no_more(switch, call, ring, end)


def withdrawn(switch: Switch, call: Call, withdraw: Withdraw) -> None:
    """Routing takes an offer back: too late, the agent went away, or another one was quicker."""
    ring = next((each for each in call.rings if each.offer == withdraw.offer), None)
    if ring is None:
        return
    _rings_no_more(switch, call, ring, _WITHDRAWN.get(withdraw.cause, "withdrawn"))
    if ring.leg:
        switch.port.hang_up(ring.leg, "taken" if withdraw.cause == "taken" else "cancelled")
    if withdraw.cause == "taken":
        switch.taken.append((ring.agent, call, False))


def stop(switch: Switch, call: Call) -> None:
    """It rings nowhere any more, whoever it was offered to."""
    for each in call.rings:
        _close(switch, call, each, "withdrawn")
        switch.port.hang_up(each.leg, "cancelled")
    call.agent_leg = call.offer = call.agent = None
    call.also = ()


def put_first(call: Call, offer: Id) -> None:
    """The telephone that rings for this offer is the one of the call from now on."""
    ring = next((each for each in call.also if each.offer == offer), None)
    if ring is not None:
        call.also = tuple(each for each in call.rings if each is not ring)
        call.offer, call.agent, call.agent_leg, call.ring_since = ring


def _rings_no_more(switch: Switch, call: Call, ring: Ring, end: str) -> None:
    """One telephone is out. Others that ring go on; else the customer just waits."""
    _close(switch, call, ring, end)
    if ring in call.also:
        call.also = tuple(each for each in call.also if each != ring)
        _whose_rings(switch, call)
    elif call.also:
        put_first(call, call.also[0].offer)
        call.also = call.also[1:]
        _whose_rings(switch, call)
    else:
        call.offer = call.agent = call.agent_leg = None
        switch.enter(call, QUEUE)


def _whose_rings(switch: Switch, call: Call) -> None:
    """Screens show whose telephones ring."""
    if not any(each is call for each in switch.stages):
        switch.stages.append(call)


def _close(switch: Switch, call: Call, ring: Ring, end: str) -> None:
    switch.close_segment(call, "ringing", ring.since, end, ring.agent)
    switch.forget_leg(ring.leg)
