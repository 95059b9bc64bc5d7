"""The customer walks through a flow: prompts, keys, silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.flows import service as flows
from huawu.flows.types import (
    Answered,
    Ask,
    Enqueue,
    Entered,
    Finished,
    HangUp,
    Items,
    Play,
    Pressed,
    Silence,
    Stay,
    Told,
)
from huawu.interactions.events import MenuLeft
from huawu.telephony.core.switch import wait
from huawu.telephony.core.switch.recordings import consent
from huawu.telephony.core.switch.types import LEAVING, MENU, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def entered(switch: Switch, call: Call, flow: str) -> None:
    """Answer the call and take the first step."""
    plan = switch.plan.flows.get(flow)
    if plan is None:
        switch.counters["refused"] += 1
        switch.end(call, "system", "failed")
        return
    switch.port.answer(call.leg)
    call.answered = True
    call.walk = flows.start(plan.graph, plan.key, plan.version)
    switch.enter(call, MENU)
    _step(switch, call, Entered())


def finished(switch: Switch, call: Call) -> None:
    """What the flow wanted said was said."""
    plan = switch.plan.flows.get(call.flow)
    if plan is not None and consent.SAYS_IT in plan.graph["nodes"].get(call.node, {}).get("say", ()):
        consent.said_by_flow(switch, call)
    _step(switch, call, Finished())


MOST_AHEAD = 16
MOST_KEYS = 64
"""How many of the keys pressed are remembered: the last ones."""


def pressed(switch: Switch, call: Call, digit: str) -> None:
    """A key ends what is being said or waited for; one pressed too early is kept for the next question."""
    if call.listens:
        call.due = None
        call.token = ""
        _step(switch, call, Pressed(digit))
    elif len(call.typed) < MOST_AHEAD:
        call.typed += digit


def again(switch: Switch, call: Call) -> None:
    """The caller has not heard what was said."""
    call.due, call.token = None, ""
    _step(switch, call, Entered())


def silent(switch: Switch, call: Call) -> None:
    """No key came in time."""
    _step(switch, call, Silence())


def _step(switch: Switch, call: Call, told: Told) -> None:
    if isinstance(told, Pressed):
        call.keys = (call.keys + told.digit)[-MOST_KEYS:]
    plan = switch.plan.flows.get(call.flow)
    if plan is None:
        leave(switch, call, [], "failed")
        return
    walk, answer = flows.step(plan.graph, call.walk, told)
    call.walk = walk
    _act(switch, call, answer)


def _act(switch: Switch, call: Call, answer: Answered) -> None:
    call.listens = isinstance(answer, Ask) or (isinstance(answer, Play) and answer.interruptible)
    if call.listens and call.typed:
        digit, call.typed = call.typed[0], call.typed[1:]
        _step(switch, call, Pressed(digit))
    elif isinstance(answer, Play):
        switch.say(call, spoken(call, answer.say), "step")
    elif isinstance(answer, Ask):
        call.wait_seconds = answer.wait_seconds
        switch.say(call, spoken(call, answer.say), "wait")
    elif isinstance(answer, Enqueue):
        switch.close_segment(call, "menu", call.started_at, "next")
        switch.announce(call.id, MenuLeft(call.id, call.flow, call.flow_version, call.keys, switch.now))
        wait.enqueue(switch, call, answer.queue, priority=answer.priority, needs=answer.needs)
    elif isinstance(answer, HangUp):
        switch.close_segment(call, "menu", call.started_at, "done")
        leave(switch, call, spoken(call, answer.say), "done")
    elif not isinstance(answer, Stay):  # what calls cannot do yet ends them politely
        switch.close_segment(call, "menu", call.started_at, "failed")
        leave(switch, call, spoken(call, ("goodbye",)), "failed")


def spoken(call: Call, say: Items) -> list[str]:
    """Prompt ids in the language of the call. `music` and silences have none."""
    return [
        s if s == "music" or s.startswith("silence:") or "/" in s else f"{call.language}/{s}"
        for s in say
        if isinstance(s, str)
    ]


def leave(switch: Switch, call: Call, say: list[str], cause: str) -> None:
    """Say something last and hang up."""
    switch.enter(call, LEAVING)
    if say and call.answered:
        switch.say(call, say, "hang_up")
    else:
        switch.end(call, "system", cause)
