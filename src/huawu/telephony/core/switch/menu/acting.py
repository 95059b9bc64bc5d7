"""What each answer of a walk does to the call. What is known at once, without anybody being waited for, is
answered, to be told to the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.flows.types import (
    Answered,
    Ask,
    Dial,
    Enqueue,
    Failed,
    Finished,
    Found,
    HangUp,
    Look,
    Play,
    Pressed,
    Score,
    Send,
    TakeMessage,
    Told,
    Transfer,
    Web,
)
from huawu.interactions.events import SurveyAnswered
from huawu.platform.clock import SECOND
from huawu.telephony.core.switch import customer, wait
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.core.switch.menu import beginning, ringing, speaking, words
from huawu.telephony.core.switch.menu.desk import Question
from huawu.telephony.core.switch.menu.leaving import leave
from huawu.telephony.core.switch.types import Call
from huawu.telephony.core.voicemail.box import QUEUE

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

ASKED = "asked"
"""What follows (`Call.then`) while the world is asked."""
LONGEST_SECONDS = 10
"""So long the world has to answer, at most."""
MOST_UNHEARD = 20
"""So often in a row something is asked of the world, or somebody is rung, before the caller hears of it."""

MOST_ROUNDS = 5
"""So often in a row a caller who does nothing is sent on: flows may lead to each other."""


def act(switch: Switch, call: Call, answer: Answered, *, voiced: bool = False) -> Told | None:
    """Do it. `voiced`: the voice has said of its texts what it could."""
    call.listens = isinstance(answer, Ask) or (isinstance(answer, Play) and answer.interruptible)
    if isinstance(answer, Play | Ask) and call.listens and call.typed:
        digit, call.typed = call.typed[0], call.typed[1:]
        return Pressed(digit)
    if not voiced and speaking.waits(switch, call, answer):
        return None
    if isinstance(answer, Play | Ask):
        return _say(switch, call, answer)
    call.unheard += 1
    if call.unheard > MOST_UNHEARD:
        give_up(switch, call)
        return None
    if isinstance(answer, Look | Web | Send):
        return ask_the_world(switch, call, answer)
    if isinstance(answer, Score):
        answered = SurveyAnswered(call.id, call.flow, answer.question, answer.value, switch.now)
        switch.announce(call.id, answered)
        return Finished()
    if isinstance(answer, Dial):
        return ringing.dial(switch, call, answer)
    if isinstance(answer, TakeMessage):
        return _take_message(switch, call, answer)
    return _go(switch, call, answer)


def _go(switch: Switch, call: Call, answer: Answered) -> Told | None:
    """The caller leaves the flow, for as long as a queue has them or for good."""
    if isinstance(answer, Transfer):
        call.rounds += 1
        if call.rounds <= MOST_ROUNDS:
            return ringing.send(switch, call, answer)
    beginning.left(switch, call)
    if isinstance(answer, Enqueue):
        switch.close_segment(call, "menu", call.stage_since, "next")
        wait.enqueue(switch, call, answer.queue, priority=answer.priority, needs=answer.needs)
    elif isinstance(answer, HangUp):
        switch.close_segment(call, "menu", call.stage_since, "done")
        leave(switch, call, words.of_flow(switch, call, answer.say), "done")
    else:  # a line of a script: nothing for a call
        give_up(switch, call)
    return None


def give_up(switch: Switch, call: Call) -> None:
    """The flow leads nowhere: a polite end."""
    switch.close_segment(call, "menu", call.stage_since, "failed")
    leave(switch, call, switch.voice.overflow(call, "failed"), "failed")


# ---- said --------------------------------------------------------------------------------------------------


def _say(switch: Switch, call: Call, answer: Play | Ask) -> Told | None:
    said = words.of_flow(switch, call, answer.say)
    if isinstance(answer, Play):
        if not said:
            return Finished()
        call.unheard = 0
        switch.say(call, said, "step")
        return None
    call.unheard = 0
    call.wait_seconds = max(1, answer.wait_seconds)
    if said:
        switch.say(call, said, "wait")
    else:
        call.token = ""
        awaits(switch, call)
    if answer.listens:
        switch.flows.listen(call.id, call.token, answer)
    return None


def awaits(switch: Switch, call: Call) -> None:
    """The caller has the word."""
    switch.port.play(call.leg, customer.QUIET, loop=True)
    switch.wake(call, switch.now + call.wait_seconds * SECOND)


# ---- asked of the world ------------------------------------------------------------------------------------


def ask_the_world(switch: Switch, call: Call, question: Question) -> Told | None:
    """Opening hours are known here; for all else the caller waits, for so long at most."""
    if isinstance(question, Look) and question.what == "hours":
        hours = switch.plan.hours.get(question.by)
        return Failed("unknown") if hours is None else Found({"open": hours.open_at(switch.now)})
    call.said += 1
    call.token, call.then = f"{call.id}:{call.said}", ASKED
    if not switch.flows.ask(call.id, call.token, question):
        call.token = call.then = ""
        return Failed("not_set_up")
    switch.port.play(call.leg, customer.QUIET, loop=True)
    switch.wake(call, switch.now + min(max(question.seconds, 1), LONGEST_SECONDS) * SECOND)
    return None


def may_be_asked_again(question: Answered) -> bool:
    """Whether asking twice does no harm: the process died, and nobody knows what came of it."""
    return isinstance(question, Look) or (isinstance(question, Web) and question.method == "GET")


# ---- a message ---------------------------------------------------------------------------------------------


def _take_message(switch: Switch, call: Call, wish: TakeMessage) -> Told | None:
    mailbox = voicemail.mailbox_of(switch, wish.mailbox)
    if not _is_there(switch, mailbox) or call.id in switch.mail.visits:
        return Failed("unknown")
    switch.close_segment(call, "menu", call.stage_since, "next")
    said = tuple(words.of_flow(switch, call, wish.say))
    voicemail.enter(switch, call, mailbox, words=said, returns=True)
    return None


def _is_there(switch: Switch, mailbox: str) -> bool:
    if mailbox.startswith(QUEUE):
        return mailbox.removeprefix(QUEUE) in switch.plan.queues
    return extensions.is_extension(switch, mailbox)
