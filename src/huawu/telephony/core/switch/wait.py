"""The customer waits in a queue: music, position, leaving, overflow."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Protocol

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.types import Abandoned, Arrived, Contact, Overflow
from huawu.telephony.core.switch import ring, sent_on
from huawu.telephony.core.switch.calling_back import asking, calling
from huawu.telephony.core.switch.recordings import consent
from huawu.telephony.core.switch.types import QUEUE, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


class Voice(Protocol):
    """Which prompts say things to someone who waits."""

    def waiting(self, call: Call) -> list[str]:
        """The first words in a queue, with the position when it is known; other ones to someone who was
        cut off."""

    def again(self, call: Call) -> list[str]:
        """Said at intervals."""

    def overflow(self, call: Call, cause: str) -> list[str]:
        """Why the caller cannot wait any longer."""


def enqueue(
    switch: Switch, call: Call, queue: Id, *, priority: int = 5, needs: tuple[tuple[str, int], ...] = ()
) -> None:
    """Start to wait. What is said is decided after routing had its chance to offer at once (`settle`)."""
    call.queue, call.priority, call.needs = queue, priority, needs
    begin(switch, call, queue, switch.now)


def begin(switch: Switch, call: Call, queue: Id, since: Micros) -> None:
    """Wait from now on, at the place of who came at `since`: for the ledger it is a wait of its own. An agent
    is looked for once the caller knows that the call will be recorded, where that is to be said."""
    call.queue_since, call.token, call.then = switch.now, "", ""
    switch.enter(call, QUEUE)
    if consent.wanted(switch, call):
        call.place_since = since
        consent.ask(switch, call)
    else:
        _look_for_an_agent(switch, call, queue, since)


def notified(switch: Switch, call: Call) -> None:
    """The caller was told of the recording: an agent is looked for."""
    consent.said(switch, call)
    since, call.place_since = call.place_since, 0
    if call.queue is not None:
        switch.enter(call, QUEUE)
        _look_for_an_agent(switch, call, call.queue, since)


def _look_for_an_agent(switch: Switch, call: Call, queue: Id, since: Micros) -> None:
    call.waiting, call.then = True, ""
    if queue in switch.plan.callbacks and not call.answered:  # so that it can be offered
        switch.answer(call)
    needs = tuple((skill, level) for skill, level in call.needs)
    caller = known_by(switch, call) if queue in switch.plan.resuming else None
    switch.tells.append(Arrived(Contact(call.id, queue, since, call.priority, needs, caller=caller)))


def known_by(switch: Switch, call: Call) -> str | None:
    """By what a caller who was cut off is known again: of the number, under a key, so that nobody finds it by
    the journal of routing. None: who shows no number is known by nothing."""
    if not call.caller.removeprefix("+").isdecimal():
        return None
    return hmac.digest(switch.number_key, f"caller {call.caller}".encode(), "sha256")[:8].hex()


def settle(switch: Switch, call: Call) -> None:
    """Say the first words to an answered caller who has just begun to wait or to hear it ring."""
    if call.answered and call.waiting and not call.then:
        switch.changed.add(call.id)
        switch.say(call, [*switch.voice.waiting(call), *asking.offer(switch, call)], "music")


def music(switch: Switch, call: Call) -> None:
    """Hold music until an agent answers, interrupted by notices."""
    call.then = "queued"
    switch.port.play(call.leg, ["music"], loop=True)
    switch.wake(call, asking.next_look(switch, call, switch.now + switch.plan.notice_seconds * SECOND))


def go_on(switch: Switch, call: Call) -> None:
    """The caller has not heard what was said: of a recording it is said again."""
    if call.then == consent.THEN:
        consent.ask(switch, call)
    elif call.waiting:
        music(switch, call)


def notice(switch: Switch, call: Call) -> None:
    """Tell a waiting caller the position again."""
    if asking.silent(switch, call):
        return
    if call.waiting and call.answered:
        switch.say(call, [*switch.voice.again(call), *asking.offer(switch, call)], "music")


def abandoned(switch: Switch, call: Call, by: str, cause: str) -> None:
    """The customer left while waiting or while it rang."""
    call.waiting = False
    switch.close_segment(call, "queue", call.queue_since, "abandoned")
    switch.tells.append(Abandoned(call.id, "hung_up"))
    if call.agent_leg is not None:
        ring.stop(switch, call)
    switch.end(call, by, cause)


def turned_away(switch: Switch, call: Call, cause: str) -> None:
    """Who may not wait any longer does not want to be called back either."""
    switch.backs.asking.pop(call.id, None)
    overflowed(switch, call, Overflow(call.id, cause))


def back_in_line(switch: Switch, call: Call, since: Micros) -> None:
    """It could not be noted that they are to be called back: they wait on, at their place."""
    begin(switch, call, call.queue or "", since)
    switch.say(call, [f"{call.language}/callback.failed", *switch.voice.again(call)], "music")


def overflowed(switch: Switch, call: Call, told: Overflow) -> None:
    """Routing will not let the caller wait (any longer) here: on to where the rule says (`sent_on`)."""
    if not call.leg or call.dialling == calling.FIRST:
        calling.overflowed(switch, call, told)
        return
    call.waiting, call.due = False, None
    if told.to is not None and told.to.kind == "callback" and asking.instead(switch, call, told):
        return
    switch.backs.asking.pop(call.id, None)
    switch.close_segment(call, "queue", call.queue_since, "overflowed")
    call.waited += switch.now - call.queue_since
    since = switch.now if told.since is None else told.since
    sent_on.go(switch, call, sent_on.way_of(told.to), told.cause, since)
