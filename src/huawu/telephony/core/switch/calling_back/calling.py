"""Whoever asked for it is called back.

Agent first: an agent is offered it like a call that waits, takes it, and hears the customer's telephone ring.
Customer first: an agent is kept free, the customer's telephone rings, and once they answer the agent's does;
from then on it is a call that waits like any other. Each call is a contact of its own that begins with the
first ring outside; the one in which it was asked for has ended. Until it begins, `Call.leg` is "".

Who is not reached is called again after the pause, at the old place; the agent is free at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import CallbackOver, CallbackTried, Dialled
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.types import (
    Abandoned,
    Answered,
    CallbackMissed,
    CallbackMoved,
    CallbackReached,
    CallbackRule,
    ContactChanged,
    Offer,
    Overflow,
    Released,
    Withdraw,
)
from huawu.telephony import ports
from huawu.telephony.core.line_signals import ANSWERED, CANCELLED, FAILED, signal_of
from huawu.telephony.core.switch import parties, ring, settle
from huawu.telephony.core.switch.calling_back.desk import Back
from huawu.telephony.core.switch.outside import is_blocked
from huawu.telephony.core.switch.party import AGENT, CUSTOMER, DIALS, OUT, Party
from huawu.telephony.core.switch.types import QUEUE, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

BACK, FIRST = "back", "first"
"""Whose telephone rings (`Call.dialling`): the customer's, with an agent who hears it, or alone."""
DIALLING = "dialling"
_SOON: Micros = 30 * SECOND
"""After a call that was no attempt: an agent gave up, a process died."""
_USUAL = CallbackRule()


def stream_of(back: Back) -> str:
    return f"callback/{back.id}"


def rule_of(switch: Switch, back: Back) -> CallbackRule:
    return switch.plan.callbacks.get(back.queue, _USUAL)


# ---- it is their turn --------------------------------------------------------------------------------------


def call_for(switch: Switch, answer: Answered) -> Call | None:
    """Routing decided about a call that is not there: that of somebody who is to be called back?"""
    contact = getattr(answer, "contact", None) or ""
    back = switch.backs.of(contact)
    if back is None:
        return None
    if isinstance(answer, Overflow):
        close(switch, back, answer.cause)
    if not isinstance(answer, Offer):
        return None
    trunk = switch.plan.trunks[0] if switch.plan.trunks else None
    call = Call(back.call, "", back.shown, back.number, back.name, trunk, switch.now, back.language)
    call.queue, call.stage, call.waiting, call.callback = back.queue, QUEUE, True, back.id
    call.queue_since, call.consent = switch.now, back.consent
    switch.calls[call.id] = call
    return call


def overflowed(switch: Switch, call: Call, told: Overflow) -> None:
    """They are not called any more: nobody has been rung outside, or the customer's telephone rings first and
    is cut off."""
    back = switch.backs.of(call.id)
    if back is not None:
        close(switch, back, told.cause)
    if not call.leg:
        _forget(switch, call)
        return
    call.dialling = ""
    switch.announce(call.id, Dialled(call.id, call.agent or "", None, CANCELLED, switch.now))
    switch.end(call, "system", told.cause)


def offered(switch: Switch, call: Call, offer: Offer) -> bool:
    """An agent is offered somebody whom we call first: kept free while that telephone rings; or somebody who
    may not be called any more. False: the agent is to be rung now."""
    back = switch.backs.of(call.id)
    if back is not None and not is_under_way(switch, back) and is_blocked(back.number, switch.plan.blocked):
        cancel(switch, back, "cancelled")
        return True
    first = back is not None and rule_of(switch, back).mode == "customer_first"
    if back is None or not (first or call.dialling == FIRST):
        return False
    call.offer, call.agent, call.ring_since = offer.id, offer.agent, switch.now
    back.deadline = offer.deadline
    if not call.dialling:
        _dial_first(switch, call, back)
    return True


def _dial_first(switch: Switch, call: Call, back: Back) -> None:
    _begin(switch, call)
    call.dialling = FIRST
    switch.enter(call, DIALLING)
    _dial(switch, call, back, near=None)


def agent_there(switch: Switch, call: Call) -> None:
    """The agent has taken it: the customer's telephone rings, and the agent hears it."""
    back = switch.backs.of(call.id)
    assert back is not None
    assert call.agent_leg is not None
    switch.close_segment(call, "ringing", call.ring_since, "answered", call.agent)
    _begin(switch, call)
    call.waiting, call.dialler, call.dialling = False, call.agent, BACK
    agent = Party(call.agent_leg, AGENT, call.agent, "", switch.now, OUT, verb=DIALS, served=True)
    customer = Party(call.leg, CUSTOMER, up=False, since=switch.now, by=agent.leg)
    call.parties = {call.leg: customer, agent.leg: agent}
    settle.settle(switch, call)
    _dial(switch, call, back, near=agent.leg)


def _begin(switch: Switch, call: Call) -> None:
    call.leg, call.started_at = switch.ids(), switch.now
    switch.begin(call, "out")


def _dial(switch: Switch, call: Call, back: Back, *, near: Id | None) -> None:
    seconds = rule_of(switch, back).ring_seconds
    switch.wake(call, switch.now + seconds * SECOND)
    switch.port.dial(
        call.leg,
        number=back.number,
        trunk=call.trunk,
        caller=switch.plan.shown or back.shown,
        caller_name="",
        ring_seconds=seconds,
        near=near,
        about=ports.About(call.id),
    )


# ---- what comes of it --------------------------------------------------------------------------------------


def event(switch: Switch, call: Call, told: ports.LegEvent) -> None:
    """Something happened on the only telephone that rings, the customer's."""
    if isinstance(told, ports.Answered):
        _waits_in_person(switch, call)
    elif isinstance(told, ports.Ended):
        switch.forget_leg(told.leg)
        not_reached(switch, call, "system", told.cause)


def reached(switch: Switch, call: Call) -> None:
    """The customer has answered: from now on it is a talk, or a wait, like any other."""
    back = switch.backs.of(call.id)
    if back is not None:
        back.tries += 1
        close(switch, back, "reached", call=call.id)
    switch.tells.append(CallbackReached(call.id))


def _waits_in_person(switch: Switch, call: Call) -> None:
    back = switch.backs.of(call.id)
    deadline = 0 if back is None else back.deadline
    call.dialling, call.due, call.answered = "", None, True
    call.queue_since, call.waiting = switch.now, True
    switch.announce(call.id, Dialled(call.id, call.agent or "", None, ANSWERED, switch.now))
    reached(switch, call)
    switch.enter(call, QUEUE)
    switch.say(call, [f"{call.language}/callback.hello"], "music")
    if call.offer is not None:
        ring.now(switch, call, deadline)


def not_reached(switch: Switch, call: Call, by: str, cause: str) -> None:
    """Nobody answered. That the agent gave up (`by` agent), or that our own line failed, is no attempt."""
    back, agent = switch.backs.of(call.id), call.parties.get(call.agent_leg or "")
    signal = CANCELLED if by == "agent" else signal_of(cause)
    whose = call.agent or ""
    switch.announce(call.id, Dialled(call.id, whose, None, signal, switch.now))
    call.dialling = ""
    if agent is not None:
        parties.no_more_of_the_agent(switch, call)
        settle.close(switch, call, agent, signal)
        settle.unwire(switch, call)
        switch.left.append((whose, call.id))
    switch.end(call, by, cause)
    if back is not None:
        _again(switch, call, back, signal, soon=by == "agent")


def _again(switch: Switch, call: Call, back: Back, signal: str, *, soon: bool) -> None:
    """Once more later, unless that was the last time."""
    rule, counts = rule_of(switch, back), signal not in (CANCELLED, FAILED)
    back.tries, back.last_try = back.tries + counts, signal
    over = back.served or back.tries >= rule.attempts
    back.next_at = switch.now + (_SOON if soon else rule.pause_seconds * SECOND)
    at = None if over else back.next_at
    tried = CallbackTried(back.id, call.id, call.agent, signal, back.tries, at, switch.now)
    switch.announce(stream_of(back), tried)
    if over:
        close(switch, back, "served" if back.served else "attempts", call=call.id)
        taken = bool(call.parties)
        switch.tells.append(Released(call.agent or "", call.id) if taken else Abandoned(call.id, "moved"))
        return
    switch.backs.rename(back, switch.ids())
    switch.tells.append(CallbackMissed(call.id, back.call, back.next_at))


def interrupted(switch: Switch, call: Call) -> None:
    """The process died while it rang."""
    not_reached(switch, call, "agent", "failed")


def close(switch: Switch, back: Back, end: str, *, by: Id | None = None, call: Id | None = None) -> None:
    """Nobody is called back any more. `end`: reached, attempts, expired, cancelled, served (they called
    again and were served), closed, failed."""
    switch.backs.drop(back)
    switch.announce(stream_of(back), CallbackOver(back.id, end, call, back.tries, by, switch.now))


def _forget(switch: Switch, call: Call) -> None:
    """A call that nobody has been rung outside for."""
    switch.calls.pop(call.id, None)
    switch.changed.add(call.id)


# ---- what those who lead, and the customer, do about it ----------------------------------------------------


def is_under_way(switch: Switch, back: Back) -> bool:
    """Whether an agent has been offered it, or it rings."""
    call = switch.calls.get(back.call)
    return call is not None and (call.offer is not None or bool(call.leg))


def cancel(switch: Switch, back: Back, end: str, *, by: Id | None = None) -> None:
    """Not to be called after all. It must not be under way."""
    switch.tells.append(Abandoned(back.call, "cancelled"))
    close(switch, back, end, by=by)
    if (call := switch.calls.get(back.call)) is not None:
        _forget(switch, call)


def hurry(switch: Switch, back: Back) -> None:
    """Before all others, and at once, but not out of hours."""
    back.next_at = switch.now
    switch.backs.put(back)
    switch.tells += [ContactChanged(back.call, vip=True), CallbackMoved(back.call, switch.now)]


def served(switch: Switch, call: Call) -> None:
    """An agent talks with somebody who waits to be called back: that is done. Whose telephone rings for it
    already is not called again."""
    back = switch.backs.by_number(call.caller)
    if back is None or back.call == call.id:
        return
    there = switch.calls.get(back.call)
    if there is not None and there.leg:
        back.served = True
        switch.backs.put(back)
        return
    if there is not None and there.offer is not None:
        ring.withdrawn(switch, there, Withdraw(there.offer, there.id, there.agent or "", "contact_left"))
    cancel(switch, back, "served")
