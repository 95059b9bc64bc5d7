"""The caller walks through a flow: what they do, and what the world answers, goes into the walk; what comes
out is done until somebody is to be waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from huawu.flows import service as flows
from huawu.flows.types import (
    About,
    Answered,
    Entered,
    Failed,
    Finished,
    Found,
    HangUp,
    Missing,
    Pressed,
    Said,
    Silence,
    Stay,
    Told,
)
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.telephony.core.switch.menu import acting, beginning, first, ringing, speaking, words
from huawu.telephony.core.switch.menu.leaving import leave
from huawu.telephony.core.switch.recordings import consent
from huawu.telephony.core.switch.types import MENU, Call, FlowPlan

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

spoken = words.spoken
MOST_AHEAD = 16
MOST_KEYS = 64
"""How many of the keys pressed are remembered: the last ones."""
MOST_AT_ONCE = 64
"""So many answers follow from one input at most."""
GREETED = "greeted"
"""What follows (`Call.then`) while it is found out who calls."""
GREETING_TIME = 1 * SECOND
"""So long a caller waits for that at most: then the flow begins without."""
UNABLE = "unable"
"""What follows (`Call.then`) when the caller has heard that a message could not be taken."""


def entered(switch: Switch, call: Call, flow: str) -> None:
    """Answer the call and take the first step."""
    if not beginning.begun(switch, call, flow):
        switch.counters["refused"] += 1
        switch.end(call, "system", "failed")
        return
    switch.port.answer(call.leg)
    call.answered = True
    switch.enter(call, MENU)
    if not _greets(switch, call):
        _step(switch, call, Entered())


def _greets(switch: Switch, call: Call) -> bool:
    """Whether it is found out first who calls: the flow wants to know it, and who calls shows a number."""
    plan = switch.plan.flows.get(call.flow)
    if plan is None or call.trunk is None or not call.caller or call.id in switch.flows.customers:
        return False
    if "customer." not in repr(plan.graph):
        return False
    call.said += 1
    call.token, call.then = f"{call.id}:{call.said}", GREETED
    if not switch.flows.greet(call.id, call.token, call.caller):
        return False
    switch.port.play(call.leg, ["silence:1000"], loop=True)
    switch.wake(call, switch.now + GREETING_TIME)
    return True


def greeted(switch: Switch, key: Id, token: str, known: About) -> None:
    """It is known who calls; too late, the flow has begun without."""
    call = switch.calls.get(key)
    if call is None or call.then != GREETED or call.token != token:
        return
    switch.flows.customers[key] = known
    call.due, call.token = None, ""
    switch.changed.add(key)
    _step(switch, call, Entered())


# ---- what the caller does ----------------------------------------------------------------------------------


def finished(switch: Switch, call: Call) -> None:
    """What the flow wanted said was said."""
    node = _node(switch.plan.flows.get(call.flow), call.node)
    said = node.get("say")
    if isinstance(said, list) and consent.SAYS_IT in said:
        consent.said_by_flow(switch, call)
    _step(switch, call, Finished())


def pressed(switch: Switch, call: Call, digit: str) -> None:
    """A key ends what is being said or waited for; one pressed too early is kept for the next question."""
    if call.listens:
        call.due = None
        call.token = ""
        _step(switch, call, Pressed(digit))
    elif len(call.typed) < MOST_AHEAD:
        call.typed += digit


def said(switch: Switch, call: Call, token: str, heard: Said) -> None:
    """Words were understood. Too late, when the caller has gone on since they were asked (`FlowDesk.listen`);
    not at all counts as silence."""
    if call.stage != MENU or not call.listens or token not in ("", call.token):
        return
    call.due, call.token = None, ""
    _step(switch, call, heard)


def silent(switch: Switch, call: Call) -> None:
    """No key came in time, or no answer of the world."""
    if call.then == GREETED:
        call.token = ""
        _step(switch, call, Entered())
        return
    if call.then == speaking.SPEAKING:
        _voiced(switch, call, {})
        return
    _step(switch, call, Failed("too_late") if call.then == acting.ASKED else Silence())


def again(switch: Switch, call: Call) -> None:
    """The caller has not heard what was said, or waits on a leg that is new."""
    if call.then == first.THEN:
        first.again(switch, call)
        return
    if call.then in (acting.ASKED, GREETED, speaking.SPEAKING):
        switch.port.play(call.leg, ["silence:1000"], loop=True)
        return
    call.due, call.token = None, ""
    _step(switch, call, Entered())


# ---- what the world answers --------------------------------------------------------------------------------


def answered(switch: Switch, key: Id, token: str, told: Found | Missing | Failed | Finished) -> None:
    """What was asked of the world has been found out; too late, it changes nothing."""
    call = switch.calls.get(key)
    if call is None or call.then != acting.ASKED or call.token != token:
        return
    call.due, call.token = None, ""
    switch.changed.add(call.id)
    _step(switch, call, told)


def voiced(switch: Switch, key: Id, token: str, prompts: Mapping[str, str]) -> None:
    """The voice has made texts sound, those that it could; too late, it changes nothing."""
    call = switch.calls.get(key)
    if call is None or call.then != speaking.SPEAKING or call.token != token:
        return
    switch.changed.add(key)
    _voiced(switch, call, prompts)


def _voiced(switch: Switch, call: Call, prompts: Mapping[str, str]) -> None:
    answer = speaking.taken(switch, call, prompts)
    told = Entered() if answer is None else acting.act(switch, call, answer, voiced=True)
    if told is not None:
        _step(switch, call, told)


def taken_up(switch: Switch, call: Call) -> None:
    """Another process had asked the world, and died: ask again where that does no harm."""
    if call.stage != MENU or call.then not in (acting.ASKED, GREETED, speaking.SPEAKING):
        return
    switch.changed.add(call.id)
    call.due, call.token = None, ""
    if call.then != acting.ASKED:
        _step(switch, call, Entered())
        return
    plan = switch.plan.flows.get(call.flow)
    answer = flows.step(plan.graph, call.walk, Entered(), beginning.about(switch, call))[1] if plan else None
    safe = answer is not None and acting.may_be_asked_again(answer)
    _step(switch, call, Entered() if safe else Failed("restarted"))


def given_back(switch: Switch, call: Call) -> bool:
    """A queue lets the caller wait no longer: on with the flow, where it says how. False: it does not."""
    node = _node(switch.plan.flows.get(call.flow), call.node)
    if node.get("do") != "enqueue" or not node.get("next"):
        return False
    _goes_on(switch, call, Finished())
    return True


def talked(switch: Switch, call: Call) -> bool:
    """Whom a flow had rung has hung up: on with the flow. False: the caller is not the flow's."""
    caller = call.parties.get(call.leg)
    if call.then != ringing.DIALLED or caller is None or not caller.up:
        return False
    ringing.back(switch, call, "hung_up")
    _goes_on(switch, call, Finished())
    return True


def not_reached(switch: Switch, call: Call, cause: str) -> bool:
    """Nobody answers where the flow had it ring. False: the caller is not the flow's."""
    if call.then == ringing.SENT:
        ringing.sorry(switch, call, cause)
        return True
    if call.then != ringing.DIALLED:
        return False
    ringing.back(switch, call, cause)
    _goes_on(switch, call, Failed(cause))
    return True


def recorded(switch: Switch, call: Call, prompts: tuple[str, ...], *, safe: bool) -> None:
    """A message was left for the flow, or could not be: say so, and go on."""
    switch.enter(call, MENU)
    switch.say(call, spoken(call, prompts), "step" if safe else UNABLE)


def unable(switch: Switch, call: Call) -> None:
    """The caller has heard that it could not be."""
    _step(switch, call, Failed("failed"))


def _goes_on(switch: Switch, call: Call, told: Told) -> None:
    switch.enter(call, MENU)
    switch.changed.add(call.id)
    _step(switch, call, told)


# ---- steps -------------------------------------------------------------------------------------------------


def _step(switch: Switch, call: Call, first: Told) -> None:
    """Take steps until somebody is to be waited for, or the call is out of the flow."""
    told = first
    for _ in range(MOST_AT_ONCE):
        call.then = ""
        if isinstance(told, Pressed | Said):
            call.rounds = 0
        if isinstance(told, Pressed):
            call.keys = (call.keys + told.digit)[-MOST_KEYS:]
        plan = switch.plan.flows.get(call.flow)
        if plan is None:
            leave(switch, call, switch.voice.overflow(call, "failed"), "failed")
            return
        call.walk, answer = flows.step(plan.graph, call.walk, told, beginning.about(switch, call))
        beginning.speaks(switch, call)
        if isinstance(answer, Stay):  # it does not fit where the walk is: nobody waits for ever because of it
            told = Entered() if isinstance(told, Failed) else Failed("out_of_place")
            continue
        known = acting.act(switch, call, _politely(answer, told))
        if known is None:
            return
        told = known
        if call.stage != MENU:
            switch.enter(call, MENU)
    acting.give_up(switch, call)


def _politely(answer: Answered, told: Told) -> Answered:
    """Nobody is let go without a word, but who has just heard the last one."""
    if isinstance(answer, HangUp) and not answer.say and not isinstance(told, Finished):
        return HangUp(("goodbye",))
    return answer


def _node(plan: FlowPlan | None, name: str) -> dict[str, object]:
    nodes = plan.graph.get("nodes") if plan is not None else None
    node = nodes.get(name) if isinstance(nodes, dict) else None
    return node if isinstance(node, dict) else {}
