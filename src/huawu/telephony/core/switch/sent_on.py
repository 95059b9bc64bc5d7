"""Where a caller goes on to whom a queue does not let wait (any longer): another queue, a mailbox, to be
called back, somebody outside, an announcement; else a last word.

Outside it rings for them as for a forward, and they hear that. Who answers talks with them, and nobody of
ours does: it is not recorded, and the contact counts as sent on. Who reaches nobody there, or has heard what
was announced, goes on as the rule says; without a word of it, who had only waited too long waits on at the
old place, and nobody is left without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.routing.types import Goal, Overflow
from huawu.telephony.core.switch import menu, parties, settle, wait
from huawu.telephony.core.switch.calling_back import asking
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.core.switch.menu import operator, words
from huawu.telephony.core.switch.outside import trunk_to
from huawu.telephony.core.switch.party import CUSTOMER, JOINED, OVERFLOW, Party
from huawu.telephony.core.switch.transfers.targets import Way
from huawu.telephony.core.switch.types import LEAVING, QUEUE, Call, SentOn, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

MOST = 5
"""So often a caller is sent on to a queue or outside, at most: queues that are full may name each other. Who
only waited too long waits on after that."""
THEN = "sent_on"
"""What follows (`Call.then`) when an announcement was heard to its end."""
OUTSIDE, ANNOUNCEMENT = "outside", "announcement"
_COUNTED = (QUEUE, OUTSIDE)
_WHY = {"closed": "offline", "no_agents": "offline", "waited_too_long": "no_answer"}
"""What whoever is called outside is told of why (RFC 5806); of all other causes: busy."""
_GOODBYES = ("goodbye", "menu.goodbye")
Goals = tuple[To, ...]
"""One after another."""


def way_of(goal: Goal | None) -> Goals:
    """Where a rule sends callers, and where from there."""
    return () if goal is None else tuple(To(each.kind, each.name) for each in goal.way)


def go(switch: Switch, call: Call, way: Goals, cause: str, since: Micros) -> None:
    """Send the caller there. `cause`: why they may not wait; `since`: their place in the line."""
    call.sent, call.token, call.then = None, "", ""
    if call.sent_on >= MOST:
        waited = cause == "waited_too_long" and switch.now > call.queue_since
        if waited and {each.kind for each in way} == {OUTSIDE}:
            _wait_on(switch, call, since)
            return
        way = tuple(each for each in way if each.kind not in _COUNTED)
    if way and way[0].kind in _COUNTED:
        call.sent_on += 1
    if not way or not _goes(switch, call, way[0], SentOn(way[0].kind, cause, since, way[1:])):
        if not menu.given_back(switch, call) and not operator.given_back(switch, call):
            menu.leave(switch, call, switch.voice.overflow(call, cause), cause)


def _goes(switch: Switch, call: Call, to: To, sent: SentOn) -> bool:
    """False: it cannot be done."""
    if to.kind == QUEUE:
        call.queue = to.id
        wait.begin(switch, call, to.id, sent.since)
    elif to.kind == "voicemail":
        voicemail.enter(switch, call, voicemail.mailbox_of(switch, to.id))
    elif to.kind == "callback":
        return _called_back(switch, call, sent)
    elif to.kind == OUTSIDE:
        _dial(switch, call, to, sent)
    elif to.kind == ANNOUNCEMENT:
        _announce(switch, call, to.id, sent)
    else:
        return False
    return True


def _go_on(switch: Switch, call: Call, sent: SentOn) -> None:
    """Nobody was reached, or what was to be said is said."""
    if not sent.then and sent.kind == OUTSIDE and sent.cause == "waited_too_long":
        _wait_on(switch, call, sent.since)
    else:
        go(switch, call, sent.then, sent.cause, sent.since)


def _wait_on(switch: Switch, call: Call, since: Micros) -> None:
    """Back to the own queue, which is no sending on."""
    call.sent = None
    wait.begin(switch, call, call.queue or "", since)


def how_ended(call: Call, by: str, cause: str) -> tuple[str, str]:
    """By whom and why a contact ended: who was put through to outside, or was told what there was to say, did
    not give up, and nobody of ours talked to them."""
    sent = call.sent
    return ("system", sent.kind) if sent is not None and sent.done else (by, cause)


# ---- called back -------------------------------------------------------------------------------------------


def _called_back(switch: Switch, call: Call, sent: SentOn) -> bool:
    """Ask them once more where they were: they wait while they are asked."""
    call.queue_since = switch.now
    switch.enter(call, QUEUE)
    return asking.instead(switch, call, Overflow(call.id, sent.cause, since=sent.since))


# ---- outside -----------------------------------------------------------------------------------------------


def _dial(switch: Switch, call: Call, to: To, sent: SentOn) -> None:
    """Let it ring there, with our number shown; where nobody may call any more, they go on at once."""
    shorts = switch.plan.shorts
    if not switch.plan.trunks or not asking.may_be_called(switch, to.id, shorts=shorts):
        _go_on(switch, call, sent)
        return
    call.sent = sent
    caller = Party(call.leg, CUSTOMER, call.dialler, "", switch.now, up=call.answered, due=call.away_until)
    call.away_until, call.parties = None, {call.leg: caller}
    shown = call.number if call.trunk is not None else switch.plan.shown or call.number
    diverted = (shown, _WHY.get(sent.cause, "busy"))
    trunk = trunk_to(to.id, shorts)
    way = Way(To("number", to.id), number=to.id, shown=shown, diverted=diverted, trunk=trunk)
    parties.dial(switch, call, way, role=JOINED, verb=OVERFLOW, by=caller)
    settle.settle(switch, call)


def answered(switch: Switch, call: Call, party: Party) -> None:
    """Somebody outside has taken it."""
    party.verb, party.by = "", None
    if call.sent is not None:
        call.sent = call.sent._replace(done=True)
    switch.answer(call)
    call.parties[call.leg].up = True
    settle.settle(switch, call)


def missed(switch: Switch, call: Call, end: str) -> None:
    """Nobody outside has taken it."""
    sent, call.outcome = call.sent, None  # it is nothing to the agent who takes the call later
    parties.disband(switch, call, end)
    _go_on(switch, call, sent or SentOn(OUTSIDE, end, switch.now))


# ---- announced ---------------------------------------------------------------------------------------------


def _announce(switch: Switch, call: Call, prompt: str, sent: SentOn) -> None:
    switch.answer(call)
    said = words.of_flow(switch, call, (prompt,))  # also one of the centre's own
    call.sent = sent._replace(done=not sent.then)
    if sent.then and not said:  # its sound was taken away with the configuration of now
        _go_on(switch, call, sent)
    elif sent.then:
        switch.enter(call, LEAVING)
        switch.say(call, said, THEN)
    else:
        goodbye = () if prompt in _GOODBYES else ("goodbye",)
        menu.leave(switch, call, [*said, *menu.spoken(call, goodbye)], sent.cause)


def said(switch: Switch, call: Call) -> bool:
    """They have heard it, or cannot hear it any more. False: that was the last word."""
    sent = call.sent
    if sent is None or not sent.then or call.then != THEN:
        return False
    _go_on(switch, call, sent)
    return True
