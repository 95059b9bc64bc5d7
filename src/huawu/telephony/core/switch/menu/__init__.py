"""A caller walks through a flow: everything that the language of flows can answer, on a real call.

`walking`: what the caller does goes into the walk, and what comes out is done; `acting`: what each answer
does; `ringing`: somebody is rung, or the caller goes on for good; `operator`: who is on duty is rung first;
`words`: what is said, as prompts; `speaking`: texts that the site's voice says; `desk`: what is asked of the
world.

Nothing that a flow, a caller or the world does leaves a caller in silence for ever: whatever is asked of the
world has its time, and who goes round without having heard anything is let go politely.
"""

from huawu.telephony.core.switch.menu.leaving import leave
from huawu.telephony.core.switch.menu.operator import lead, not_reached
from huawu.telephony.core.switch.menu.walking import (
    again,
    answered,
    entered,
    finished,
    given_back,
    greeted,
    pressed,
    recorded,
    said,
    silent,
    spoken,
    taken_up,
    talked,
    unable,
    voiced,
)

__all__ = [
    "again",
    "answered",
    "entered",
    "finished",
    "given_back",
    "greeted",
    "lead",
    "leave",
    "not_reached",
    "pressed",
    "recorded",
    "said",
    "silent",
    "spoken",
    "taken_up",
    "talked",
    "unable",
    "voiced",
]
