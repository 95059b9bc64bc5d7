"""An agent calls somebody from the page: first the agent's own telephone (a browser answers by itself, a desk
telephone rings), then whom they call, with the ringing tone for the agent meanwhile.

Outside numbers: who is called stands in the place of the customer and the agent is in charge, so that all
that can be done with a call can be done with this one, and it is written up afterwards. Numbers of the house:
the agent stands where a telephone that dials stands, and is in charge once a telephone that is no agent's has
answered (`house.called`); nobody writes it up.

While `Call.dialling` says so, all that happens on the legs of the call comes here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import Dialled
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.routing.types import Released
from huawu.telephony import ports
from huawu.telephony.core.line_signals import ANSWERED, CANCELLED, signal_of
from huawu.telephony.core.switch import customer, in_charge, parties, path, settle, wait
from huawu.telephony.core.switch.calling_back import calling
from huawu.telephony.core.switch.house import extensions, taking
from huawu.telephony.core.switch.outside import NUMBER, is_blocked
from huawu.telephony.core.switch.party import AGENT, CALL, CUSTOMER, DIALS, MAIN, OUT, Party
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.types import Call, Desk, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

OWN, THERE = "own", "there"
"""Whose telephone rings."""
OWN_SECONDS = 25
RING_SECONDS = 60


# ---- whom, and whether -------------------------------------------------------------------------------------


def check(switch: Switch, desk: Desk, to: To) -> To:
    """Whom this leads to: a queue, an extension (or another number of the house), or an outside number.
    Refused when it leads to nobody, to who calls, or where nobody may call."""
    plan = switch.plan
    if to.kind == "queue":
        if to.id not in plan.queues:
            raise NotFound("call.unknown_queue")
        return to
    number = to.id
    if to.kind == "agent":
        called = plan.desks.get(to.id)
        if called is None:
            raise NotFound("call.unknown_agent")
        number = called.extension
    if taking.asks(switch, number):
        taking.check(switch, desk.extension, number)
        return To("extension", number)
    called_at, aloud = _aloud(number)
    if called_at == desk.extension:
        raise Refusal("call.your_own_number")
    known = extensions.is_extension if aloud else extensions.is_known
    if known(switch, called_at):
        return To("extension", number)
    if to.kind != "number":
        raise NotFound("call.unknown_extension")
    if not NUMBER.fullmatch(number):
        raise Invalid("call.bad_number")
    if is_blocked(number, plan.blocked):
        raise Refusal("call.blocked_number")
    if not plan.trunks:
        raise Refusal("call.no_trunk")
    return To("number", number)


def _aloud(number: str) -> tuple[str, bool]:
    """Which number it is, and whether its telephone is to answer by itself: an intercom."""
    intercom = extensions.INTERCOM.fullmatch(number)
    return (number, False) if intercom is None else (intercom[1], True)


# ---- begin -------------------------------------------------------------------------------------------------


def begin(switch: Switch, agent: Id, to: To, *, callback: Id | None = None) -> Call:
    """An agent calls somebody. `callback`: the promise that is kept by it. Refused as `check` does, and to
    who is in a call already."""
    desk = switch.plan.desks.get(agent)
    if desk is None:
        raise NotFound("agent.unknown")
    if switch.call_of(agent) is not None:
        raise Refusal("agent.in_call")
    found = check(switch, desk, to)
    call = _outside(switch, desk, found.id) if found.kind == "number" else _inside(switch, desk, found)
    call.dialler, call.dialling, call.callback = agent, OWN, callback
    switch.occupied(agent, call, write_up=found.kind == "number")
    settle.settle(switch, call)
    switch.wake(call, switch.now + OWN_SECONDS * SECOND)
    switch.port.dial(
        _own(call),
        extension=desk.extension,
        caller=call.caller if found.kind == "number" else found.id,
        caller_name="",
        ring_seconds=OWN_SECONDS,
        about=ports.About(call.id, "dial"),
    )
    return call


def _outside(switch: Switch, desk: Desk, number: str) -> Call:
    """The customer's leg has its id, and is dialled when the agent is there."""
    own, trunk = switch.ids(), switch.plan.trunks[0]
    shown = switch.plan.shown_by(desk.extension)
    call = Call(switch.ids(), switch.ids(), shown, number, "", trunk, switch.now)
    call.agent, call.agent_leg = desk.agent, own
    agent = Party(own, AGENT, desk.agent, "", switch.now, OUT, up=False, verb=DIALS)
    call.parties = {call.leg: Party(call.leg, CUSTOMER, up=False, since=switch.now), own: agent}
    switch.begin(call, "out")
    switch.leg_of(own, call)
    return call


def _inside(switch: Switch, desk: Desk, to: To) -> Call:
    number, aloud = _aloud(to.id)
    call = Call(switch.ids(), switch.ids(), number, desk.extension, desk.name, None, switch.now)
    call.dialled, call.aloud = "" if to.kind == "queue" else number, aloud
    caller = Party(call.leg, CUSTOMER, desk.agent, up=False, since=switch.now, number=desk.extension)
    caller.verb = CALL
    call.parties = {call.leg: caller}
    switch.begin(call, "internal")
    return call


def _own(call: Call) -> Id:
    """The leg of the agent who calls."""
    return call.agent_leg or call.leg


# ---- what happens ------------------------------------------------------------------------------------------


def event(switch: Switch, call: Call, told: ports.LegEvent) -> None:
    """Something happened on a leg of a call that is being dialled."""
    leg = getattr(told, "leg", None)
    own = leg == _own(call)
    if call.dialling == calling.FIRST:
        calling.event(switch, call, told)
    elif leg == call.next_leg:
        in_charge.next_event(switch, call, told)
    elif isinstance(told, ports.Answered):
        if own and call.dialling == OWN:
            _own_answered(switch, call)
        elif not own and call.dialling in (THERE, calling.BACK):
            _answered(switch, call)
    elif isinstance(told, ports.Ended):
        switch.forget_leg(told.leg)
        if own and call.dialling == OWN:
            over(switch, call, "system", told.cause)
        elif own:
            over(switch, call, "agent", CANCELLED)
        else:
            over(switch, call, "system", told.cause)
    elif isinstance(told, ports.Ringing) and told.sounding and not own:
        call.parties[call.leg].sounds = True
    elif isinstance(told, ports.PathLost | ports.PathGone | ports.PathFound) and own:
        _path(switch, call, told)
    elif isinstance(told, ports.Referred):
        switch.port.refer_progress(told.leg, "declined")


def _path(switch: Switch, call: Call, told: ports.PathLost | ports.PathGone | ports.PathFound) -> None:
    """The agent hears it ring no more, or again. It goes on ringing: whoever answers hears music until the
    agent is back."""
    call.lost_since = None if isinstance(told, ports.PathFound) else call.lost_since or switch.now
    if isinstance(told, ports.PathGone):
        path.rejoin(switch, call)


def overdue(switch: Switch, call: Call) -> None:
    """It has rung long enough."""
    over(switch, call, "system", "no_answer")


def _own_answered(switch: Switch, call: Call) -> None:
    party = call.parties[_own(call)]
    party.up = True
    if call.agent_leg is None:
        _inside_from_here(switch, call, party)
        return
    party.served, call.dialling = True, THERE
    switch.wake(call, switch.now + RING_SECONDS * SECOND)
    call.parties[call.leg].by = party.leg  # so that the agent hears it ring
    switch.port.dial(
        call.leg,
        number=call.caller,
        trunk=call.trunk,
        caller=call.number,
        caller_name="",
        ring_seconds=RING_SECONDS,
        near=party.leg,
        about=ports.About(call.id),
    )


def _inside_from_here(switch: Switch, call: Call, party: Party) -> None:
    """The agent is there: from here on it is a call of a telephone of the house that was answered."""
    party.verb, call.dialling, call.due, call.answered = "", "", None, True
    if not call.dialled:
        settle.unwire(switch, call)
        call.parties.clear()
        wait.enqueue(switch, call, call.number)
        return
    if taking.asks(switch, call.dialled):
        taking.take(switch, call, party)
        return
    refused = extensions.try_number(switch, call, call.dialled)
    if refused:
        parties.over(switch, call, "system", refused)


def _answered(switch: Switch, call: Call) -> None:
    """Whom the agent called is there: from here on it is a talk like any other."""
    if call.dialling == calling.BACK:
        calling.reached(switch, call)
    agent, lost = call.parties[_own(call)], call.lost_since
    call.dialling, call.due, call.lost_since = "", None, None
    there = call.parties[call.leg]
    there.up = call.answered = True
    there.sounds, there.by, call.answered_at = False, None, switch.now
    agent.verb, agent.circle = "", MAIN
    _say(switch, call, ANSWERED)
    settle.settle(switch, call)
    recording.begin(switch, call)
    if lost is not None:
        path.lost(switch, call)
        if call.next_leg is None:
            path.rejoin(switch, call)


def over(switch: Switch, call: Call, by: str, cause: str) -> None:
    """Nobody was reached, the agent's own telephone was not, or the agent gave up."""
    if call.dialling in (calling.BACK, calling.FIRST):
        calling.not_reached(switch, call, by, cause)
        return
    outside, there = call.agent_leg is not None, call.dialling == THERE
    party = call.parties[_own(call)]
    if outside:
        _say(switch, call, signal_of(cause) if there or by == "agent" else "failed")
        settle.close(switch, call, party, signal_of(cause))
    party.verb, call.dialling, call.lost_since = "", "", None
    parties.over(switch, call, by, cause if there or by == "agent" else "own_phone")


def _say(switch: Switch, call: Call, signal: str) -> None:
    switch.announce(call.id, Dialled(call.id, call.dialler or "", call.callback, signal, switch.now))


# ---- what the agent asks -----------------------------------------------------------------------------------


def is_dialling(call: Call, agent: Id) -> bool:
    """Whether what this agent asks of the call belongs here: they called, and talk to nobody yet."""
    return call.dialler == agent and (bool(call.dialling) or not call.parties)


def asked(switch: Switch, call: Call, action: str, keys: str) -> bool:
    """What the agent pressed in the page meanwhile. True when it was done. Keys are for what talks to who
    waits alone: a menu, a mailbox, the question for a PIN."""
    if action == "keys" and not call.dialling and call.answered:
        leg = call.leg
        for key in keys:
            switch.leg_event(ports.Digit(leg, key), switch.now)
        return True
    if action != "hang_up":
        return action in ("mute", "unmute")
    if call.dialling:
        over(switch, call, "agent", CANCELLED)
    else:
        switch.port.hang_up(call.leg)
        customer.left(switch, call, ports.Ended(call.leg, "hung_up", ours=True))
    return True


def ended(switch: Switch, call: Call) -> None:
    """The call is over: whoever called somebody of the house is free again."""
    if call.agent_leg is None or call.agent != call.dialler:
        switch.tells.append(Released(call.dialler or "", call.id))


def given_up(switch: Switch, call: Call) -> None:
    """The process died while it rang: it is not called anew."""
    if call.dialling in (calling.BACK, calling.FIRST):
        calling.interrupted(switch, call)
        switch.changed.add(call.id)
    if call.dialling and call.id in switch.calls:
        over(switch, call, "system", "failed")
        switch.changed.add(call.id)
