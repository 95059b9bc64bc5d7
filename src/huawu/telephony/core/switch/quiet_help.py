"""An agent asks for help in a call, without a word to the customer; whoever leads sees it and answers.

One request a call at a time. It ends when the agent takes it back and with the talk, whichever comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import HelpAsked, HelpEnded, HelpSeen
from huawu.platform.ids import Id
from huawu.telephony.core.switch.types import HOLD, TALK, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def asked(switch: Switch, call: Call, reason: str) -> bool:
    """Ask; again with another reason, it says only that. False: there is no talk."""
    if call.stage not in (TALK, HOLD) or call.agent is None:
        return False
    if call.help_since is None or call.help_reason != reason:
        call.help_since = call.help_since or switch.now
        call.help_reason = reason
        switch.announce(call.id, HelpAsked(call.id, call.agent, reason, call.help_since))
    return True


def seen(switch: Switch, call: Call, by: Id) -> bool:
    """Someone who leads has seen it and sees to it; the first one to say so. False: nobody asks."""
    if call.help_since is None or call.agent is None:
        return False
    if call.help_seen_by is None:
        call.help_seen_by = by
        switch.announce(call.id, HelpSeen(call.id, call.agent, by, switch.now))
    return True


def over(switch: Switch, call: Call, end: str) -> bool:
    """It is not needed any more. False: nobody asked."""
    if call.help_since is None or call.agent is None:
        return False
    switch.announce(call.id, HelpEnded(call.id, call.agent, end, switch.now))
    call.help_since = call.help_seen_by = None
    call.help_reason = ""
    return True
