"""Texts that a flow says: the site's voice makes them sound, and the caller waits for that, a moment. What
the voice does not say in time is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from huawu.flows.types import Answered, Ask, HangUp, Play, TakeMessage
from huawu.platform.clock import SECOND
from huawu.telephony.core.switch import customer
from huawu.telephony.core.switch.menu import words
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

SPEAKING = "speaking"
"""What follows (`Call.then`) while the voice makes a text sound."""
SECONDS = 4
"""So long a caller waits for the voice at most."""
VOICE_SECONDS = SECONDS - 0.5
"""So long the voice is waited for: whatever it has said by then is heard, also when the rest is late."""


def waits(switch: Switch, call: Call, answer: Answered) -> bool:
    """Whether the caller waits for the voice before this is done (`walking.voiced` does it then)."""
    if not isinstance(answer, Play | Ask | HangUp | TakeMessage):
        return False
    texts = words.unspoken(switch, call, answer.say)
    if not texts:
        return False
    call.said += 1
    call.token, call.then = f"{call.id}:{call.said}", SPEAKING
    if not switch.flows.speak(call.id, call.token, texts, call.language):
        call.token = call.then = ""
        return False
    switch.flows.held[call.id] = answer
    switch.port.play(call.leg, customer.QUIET, loop=True)
    switch.wake(call, switch.now + SECONDS * SECOND)
    return True


def taken(switch: Switch, call: Call, prompts: Mapping[str, str]) -> Answered | None:
    """What was to be done with these texts, which are prompts now. None: nobody knows any more."""
    known = switch.flows.voiced.setdefault(call.id, {})
    known |= {(call.language, text): prompt for text, prompt in prompts.items()}
    call.due, call.token, call.then = None, "", ""
    return switch.flows.held.pop(call.id, None)
