"""A last word, and the end of the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch.types import LEAVING, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def leave(switch: Switch, call: Call, say: list[str], cause: str) -> None:
    """Say something last and hang up."""
    switch.enter(call, LEAVING)
    if say and call.answered:
        switch.say(call, say, "hang_up")
    else:
        switch.end(call, "system", cause)
