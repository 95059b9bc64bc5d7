"""What callers hear before the menu or the queue, while major incidents are announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch.menu import beginning, words
from huawu.telephony.core.switch.types import MENU, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

THEN = "before_menu"
"""What follows (`Call.then`) while it is said."""


def says(switch: Switch, call: Call) -> bool:
    """Have it said. False: there is nothing to say. Keys pressed meanwhile count for the menu."""
    call.language = beginning.remembered(switch, call) or call.language
    if not _prompts(switch, call):
        return False
    switch.answer(call)
    switch.enter(call, MENU)
    switch.say(call, _prompts(switch, call), THEN)
    return True


def again(switch: Switch, call: Call) -> None:
    """The caller has not heard it: again, if it still holds."""
    switch.say(call, _prompts(switch, call) or ["silence:200"], THEN)


def said(switch: Switch, call: Call) -> None:
    """It was said to its end: that time is one of the menu's."""
    switch.close_segment(call, "menu", call.stage_since, "next")


def _prompts(switch: Switch, call: Call) -> list[str]:
    items = tuple(f"{words.OWN}{each}" for each in switch.flows.before.prompts)
    return words.of_flow(switch, call, items)
