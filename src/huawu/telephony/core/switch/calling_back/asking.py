"""A caller who waits asks to be called back: it is offered when the queue's rule says so, the number is read
to them, or they enter another one, and what they hear last is true: that it is noted on the disk.

While it is only offered the wait goes on as it was. Once the number is confirmed they wait no longer, for the
ledger too; whether they hear the last words to the end or not, they are called back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import CallbackNoted
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.types import Abandoned, CallbackAsked, CallbackRule, Contact, Overflow
from huawu.telephony.core.switch import customer, menu, wait
from huawu.telephony.core.switch.calling_back import calling
from huawu.telephony.core.switch.calling_back.desk import CONFIRMING, ENTERING, OFFERED, Asking, Back
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.outside import Shorts, why_not
from huawu.telephony.core.switch.types import LEAVING, QUEUE, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

THEN = "call_back"
"""What follows (`Call.then`) while it is spoken of; when the caller leaves: that it was noted."""
YES, OTHER, END = "1", "2", "#"
KEY_SECONDS = 8
MOST_WRONG = 3
MOST_DIGITS = 20
EVERY_NOTICES = 3
"""Of so many notices one offers it again."""
GOODBYE: Micros = 15 * SECOND
"""So long nobody is called back who has just been told that they will be: they still have the telephone in
their hand."""


# ---- offered -----------------------------------------------------------------------------------------------


def offer(switch: Switch, call: Call) -> list[str]:
    """What offers it, after other words to somebody who waits; [] when it is not to be offered now."""
    rule = switch.plan.callbacks.get(call.queue or "")
    if rule is None or call.offer is not None or not _can_call(switch, call):
        return []
    asking = switch.backs.asking.get(call.id)
    if asking is None:
        if not _is_time(switch, call, rule):
            return []
        switch.backs.asking[call.id] = Asking(since=call.queue_since)
    else:
        asking.notices += 1
        if asking.notices % EVERY_NOTICES:
            return []
    return [f"{call.language}/callback.offer"]


def _can_call(switch: Switch, call: Call) -> bool:
    """Whether a caller from outside can be called outside."""
    return call.trunk is not None and bool(switch.plan.trunks)


def _is_time(switch: Switch, call: Call, rule: CallbackRule) -> bool:
    if rule.after_seconds is not None and switch.now >= call.queue_since + rule.after_seconds * SECOND:
        return True
    if rule.estimate_seconds is None and rule.position is None:
        return False
    position, estimate = switch.backs.prospect(call.id)
    if rule.position is not None and position is not None and position > rule.position:
        return True
    return rule.estimate_seconds is not None and estimate is not None and estimate > rule.estimate_seconds


def next_look(switch: Switch, call: Call, notice: Micros) -> Micros:
    """When the music is interrupted: for the next notice, or earlier, when it is time to offer it."""
    rule = switch.plan.callbacks.get(call.queue or "")
    if rule is None or rule.after_seconds is None or call.id in switch.backs.asking:
        return notice
    return min(notice, max(switch.now, call.queue_since + rule.after_seconds * SECOND))


def instead(switch: Switch, call: Call, told: Overflow) -> bool:
    """A queue's rule sends who may not wait (any longer) here. False: they cannot be called."""
    if call.queue not in switch.plan.callbacks or not _can_call(switch, call):
        return False
    since = call.queue_since if told.since is None else told.since
    switch.backs.asking[call.id] = Asking(OFFERED, cause=told.cause, since=since)
    switch.answer(call)
    _ask(switch, call, ["callback.instead"])
    return True


# ---- keys and silence --------------------------------------------------------------------------------------


def has_keys(switch: Switch, call: Call) -> bool:
    """Whether keys answer a question about it, or are figures of a number, and mean nothing else."""
    asking = switch.backs.asking.get(call.id)
    return asking is not None and (call.then == THEN or asking.step != OFFERED)


def pressed(switch: Switch, call: Call, digit: str) -> None:
    """A key while it is offered or spoken of."""
    asking = switch.backs.asking.get(call.id)
    offers = call.queue in switch.plan.callbacks
    if asking is None or call.stage != QUEUE or not call.answered or not offers:
        return
    if asking.step == ENTERING:
        _typed(switch, call, asking, digit)
    elif digit == YES and asking.step == OFFERED:
        _read(switch, call, asking, call.caller)
    elif digit == YES:
        _note(switch, call, asking)
    elif digit == OTHER and asking.step == CONFIRMING:
        _enter(switch, call, asking, [])
    elif asking.step == CONFIRMING:
        _no(switch, call, asking)


def said(switch: Switch, call: Call) -> None:
    """What was said came to its end: a key is waited for, or it was the last word."""
    if call.stage == LEAVING:
        switch.end(call, "system", "callback")
    elif call.id in switch.backs.asking:
        switch.port.play(call.leg, customer.QUIET, loop=True)
        switch.wake(call, switch.now + KEY_SECONDS * SECOND)
        call.then = THEN
    else:
        wait.music(switch, call)


def silent(switch: Switch, call: Call) -> bool:
    """Whether the time that was over was that for a key."""
    asking = switch.backs.asking.get(call.id)
    if asking is None or call.then != THEN or call.stage != QUEUE:
        return False
    if asking.step == ENTERING and asking.typed:
        _entered(switch, call, asking)
    else:
        _no(switch, call, asking)
    return True


def _no(switch: Switch, call: Call, asking: Asking) -> None:
    """They do not want it, or say nothing: the wait goes on, if it may."""
    if asking.cause:
        wait.turned_away(switch, call, asking.cause)
        return
    asking.step, asking.typed, asking.wrong = OFFERED, "", 0
    wait.music(switch, call)


# ---- which number ------------------------------------------------------------------------------------------


def may_be_called(switch: Switch, number: str, *, shorts: Shorts = ()) -> bool:
    """An outside number that is not barred; none of ours, so that we do not call ourselves. `shorts`: behind
    these trunks it may be a short one."""
    plan = switch.plan
    refused = why_not(number, ours=plan.numbers, blocked=plan.blocked, shorts=shorts)
    return not refused and not extensions.is_known(switch, number)


def _read(switch: Switch, call: Call, asking: Asking, number: str) -> None:
    """Read the number to them; who has none that can be called enters one."""
    if not may_be_called(switch, number):
        _enter(switch, call, asking, ["callback.number.bad"] if number else [])
        return
    asking.step, asking.number, asking.typed = CONFIRMING, number, ""
    digits = switch.backs.digits(number.removeprefix("+"), call.language)
    _ask(switch, call, ["callback.number.before", *digits, "callback.number.after"])


def _enter(switch: Switch, call: Call, asking: Asking, first: list[str]) -> None:
    asking.step, asking.typed = ENTERING, ""
    _ask(switch, call, [*first, "callback.enter"])


def _typed(switch: Switch, call: Call, asking: Asking, digit: str) -> None:
    if digit == END:
        _entered(switch, call, asking)
        return
    if digit.isdecimal() and len(asking.typed) < MOST_DIGITS:
        asking.typed += digit
    call.token, call.then = "", THEN
    switch.port.play(call.leg, customer.QUIET, loop=True)
    switch.wake(call, switch.now + KEY_SECONDS * SECOND)


def _entered(switch: Switch, call: Call, asking: Asking) -> None:
    if may_be_called(switch, asking.typed):
        _read(switch, call, asking, asking.typed)
        return
    asking.wrong += 1
    if asking.wrong < MOST_WRONG:
        _enter(switch, call, asking, ["callback.number.bad"])
    else:
        _no(switch, call, asking)


def _ask(switch: Switch, call: Call, words: list[str]) -> None:
    """Say something that is answered by a key."""
    call.due = None
    switch.say(call, menu.spoken(call, tuple(words)), THEN)


# ---- noted -------------------------------------------------------------------------------------------------


def _note(switch: Switch, call: Call, asking: Asking) -> None:
    """It is asked for: they wait on the line no longer. Who has asked before keeps the first place."""
    had = switch.backs.by_number(asking.number) is not None
    was_waiting = call.waiting
    call.waiting, call.due, call.token, call.then = False, None, "", THEN
    switch.close_segment(call, "queue", call.queue_since, "callback")
    call.waited += switch.now - call.queue_since
    switch.enter(call, LEAVING)
    if had:
        if was_waiting:
            switch.tells.append(Abandoned(call.id, "moved"))
        _goodbye(switch, call, "callback.already")
        return
    _begin(switch, call, asking)
    switch.port.play(call.leg, customer.QUIET, loop=True)
    switch.backs.confirm(call.id)


def _begin(switch: Switch, call: Call, asking: Asking) -> None:
    queue, not_before = call.queue or "", switch.now + GOODBYE
    back = Back(
        id=call.id,
        call=switch.ids(),
        queue=queue,
        number=asking.number,
        name=call.caller_name if asking.number == call.caller else "",
        shown=call.number,
        language=call.language,
        since=asking.since,
        asked_at=switch.now,
        next_at=not_before,
        consent=call.consent,
    )
    switch.backs.put(back)
    noted = CallbackNoted(call.id, queue, back.number, back.since, back.next_at, switch.now)
    switch.announce(calling.stream_of(back), noted)
    needs = tuple((skill, level) for skill, level in call.needs)
    contact = Contact(back.call, queue, asking.since, call.priority, needs)
    switch.tells.append(CallbackAsked(contact, call.id, not_before))


def confirmed(switch: Switch, call: Id, *, safe: bool) -> None:
    """It is on the disk, or could not be written: then they wait on where they were."""
    found, asking = switch.calls.get(call), switch.backs.asking.get(call)
    back = switch.backs.waiting.get(call)
    if found is not None and found.stage == LEAVING and found.then == THEN and not found.token:
        switch.changed.add(call)
        if safe:
            _goodbye(switch, found, "callback.accepted")
        elif asking is not None and back is not None:
            calling.close(switch, back, "failed")
            switch.tells.append(Abandoned(back.call, "failed"))
            del switch.backs.asking[call]
            wait.back_in_line(switch, found, asking.since)


def _goodbye(switch: Switch, call: Call, words: str) -> None:
    switch.say(call, [f"{call.language}/{words}"], THEN)


def left(switch: Switch, call: Call) -> bool:
    """Whether the caller who hung up will be called back: that is how the contact ended."""
    if call.stage != LEAVING or call.then != THEN:
        return False
    switch.end(call, "system", "callback")
    return True


def taken_up(switch: Switch, call: Call) -> None:
    """Another process has it now. What it was noted by is on the disk, else it would not know of it."""
    if call.stage == LEAVING and call.then == THEN and not call.token:
        confirmed(switch, call.id, safe=True)
    elif call.stage == QUEUE and not call.waiting and call.then == THEN:
        _asked_in_another_life(switch, call)


def _asked_in_another_life(switch: Switch, call: Call) -> None:
    """Somebody who may not wait any longer was asked when the process died, and nothing was noted: routing
    says anew whether they may wait, and if not, they are asked again."""
    switch.changed.add(call.id)
    since = call.queue_since
    switch.close_segment(call, "queue", since, "overflowed")
    call.waited += switch.now - since
    wait.back_in_line(switch, call, since)
