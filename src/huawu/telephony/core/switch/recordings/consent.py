"""The caller is told that the call will be recorded, before an agent is looked for, and may refuse.

The stamp on the call says how: `announced`, `offered` (told, and how to refuse), `refused` (pressed the key).
A flow that said so counts as told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import RecordingConsent
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.types import ANNOUNCED, OFFERED, REFUSED, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

THEN = "notice"
"""What follows (`Call.then`) while it is said."""
KEY = "9"
"""The key that refuses: the prompt names it."""
SAYS_IT = "recording.notice"


def wanted(switch: Switch, call: Call) -> bool:
    """Whether the caller must still be told."""
    rule = recording.rule_of(switch, call)
    if not rule.notice or not (rule.on_demand or rule.takes(call.id)):
        return False
    return not call.consent or (rule.may_refuse and call.consent == ANNOUNCED)


def ask(switch: Switch, call: Call) -> None:
    """Say it; an agent is looked for when it was said."""
    if not call.answered:
        switch.port.answer(call.leg)
        call.answered = True
    words = [] if call.consent else [SAYS_IT]
    if recording.rule_of(switch, call).may_refuse:
        words.append("recording.refusal")
    switch.say(call, [f"{call.language}/{each}" for each in words], THEN)


def said(switch: Switch, call: Call) -> None:
    """It was said to its end."""
    if call.consent != REFUSED:
        _stamp(switch, call, OFFERED if recording.rule_of(switch, call).may_refuse else ANNOUNCED)


def said_by_flow(switch: Switch, call: Call) -> None:
    """A flow has said it."""
    if not call.consent:
        _stamp(switch, call, ANNOUNCED)


def refuses(switch: Switch, call: Call, digit: str) -> bool:
    """Whether this key, pressed before an agent is there, refuses; the caller is then told that it counts."""
    told = call.then == THEN or call.consent == OFFERED
    if digit != KEY or not told or call.consent == REFUSED or not call.answered:
        return False
    if not recording.rule_of(switch, call).may_refuse:
        return False
    _stamp(switch, call, REFUSED)
    then = THEN if call.then == THEN else "music"
    switch.say(call, [f"{call.language}/recording.refused"], then)
    return True


def _stamp(switch: Switch, call: Call, how: str) -> None:
    call.consent = how
    switch.changed.add(call.id)
    switch.announce(call.id, RecordingConsent(call.id, how, switch.now))
