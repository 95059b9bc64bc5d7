"""The customer's leg: it arrives, hears what was said to the end, presses keys, leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony import ports
from huawu.telephony.core.switch import anew, menu, parties, sent_on, wait
from huawu.telephony.core.switch.calling_back import asking
from huawu.telephony.core.switch.conferences import going_on
from huawu.telephony.core.switch.house import extensions, parking
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.core.switch.menu import acting, first, operator, walking
from huawu.telephony.core.switch.party import NO_PATH
from huawu.telephony.core.switch.recordings import consent
from huawu.telephony.core.switch.transfers import handing_back
from huawu.telephony.core.switch.types import LEAVING, MENU, QUEUE, RINGING, VOICEMAIL, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

QUIET = ["silence:1000"]
"""Played while a key is waited for: some phones and NATs close a way on which nothing comes."""
_NOT_BY_THEM = ("failed", "unreachable", "no_media", NO_PATH)


def arrived(switch: Switch, event: ports.Arrived) -> None:
    """Somebody calls a number of ours."""
    target = switch.plan.numbers.get(event.number)
    if event.extension is not None and (
        target is None or extensions.line_of(switch, event.extension).hot_line
    ):
        extensions.dialled(switch, event, event.extension)
        return
    if target is None:
        switch.counters["unknown_number"] += 1
        switch.port.hang_up(event.leg, "unknown_number")
        return
    call = Call(
        switch.ids(),
        event.leg,
        event.number,
        event.extension or event.caller,
        event.caller_name,
        event.trunk,
        switch.now,
        target.language,
    )
    switch.begin(call, "internal" if event.extension else "in")
    if event.extension is not None or not operator.rings(switch, call, target):
        operator.lead(switch, call)


def event(switch: Switch, call: Call, event: ports.LegEvent) -> None:
    """Something happened on the customer's leg."""
    if isinstance(event, ports.Ended):
        left(switch, call, event)
    elif isinstance(event, ports.Played) and event.token == call.token:
        _said(switch, call)
    elif isinstance(event, ports.Digit) and call.stage == MENU:
        menu.pressed(switch, call, event.digit)
    elif isinstance(event, ports.Digit) and call.stage == VOICEMAIL:
        voicemail.event(switch, call, voicemail.Pressed(event.digit))
    elif isinstance(event, ports.Digit) and call.stage in (QUEUE, RINGING):
        if asking.has_keys(switch, call) or not consent.refuses(switch, call, event.digit):
            asking.pressed(switch, call, event.digit)
    elif isinstance(event, ports.Held | ports.Resumed):
        extensions.held(call, on=isinstance(event, ports.Held))
    elif isinstance(event, ports.PathLost | ports.PathGone | ports.PathFound):
        anew.told(switch, call, call.leg, event)
    elif isinstance(event, ports.ReferAnswered):
        handing_back.told(switch, call, event.outcome)


def _said(switch: Switch, call: Call) -> None:
    call.token, then = "", call.then
    if then == "step":
        menu.finished(switch, call)
    elif then == "wait":
        acting.awaits(switch, call)
    elif then == walking.UNABLE:
        menu.unable(switch, call)
    elif then == "music":
        wait.music(switch, call)
    elif then == asking.THEN:
        asking.said(switch, call)
    elif then == consent.THEN:
        wait.notified(switch, call)
    elif then == first.THEN:
        first.said(switch, call)
        operator.lead(switch, call, told=True)
    elif then == sent_on.THEN:
        sent_on.said(switch, call)
    elif then == "voicemail":
        voicemail.event(switch, call, voicemail.Said())
    elif then == "hang_up":
        switch.end(call, "system", "done")


def left(switch: Switch, call: Call, event: ports.Ended) -> None:
    """The customer is gone: whatever the call was, it is over, but a conference, in which others go on."""
    switch.forget_leg(call.leg)
    if call.parties and (handing_back.left(switch, call, event.cause) or going_on.left(switch, call)):
        return
    by = "system" if event.cause in _NOT_BY_THEM else "customer"
    if call.parties:
        parking.left(switch, call)
        parties.over(switch, call, by, event.cause)
    elif call.stage == MENU:
        switch.close_segment(call, "menu", call.stage_since, "hung_up")
        switch.end(call, by, event.cause)
    elif call.stage == VOICEMAIL:
        voicemail.left(switch, call, by, event.cause)
    elif call.stage == LEAVING:
        if not asking.left(switch, call):
            switch.end(call, *sent_on.how_ended(call, by, event.cause))
    else:
        wait.abandoned(switch, call, by, event.cause)
