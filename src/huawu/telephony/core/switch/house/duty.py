"""Who takes calls from outside: the attendant, which is the flow of the dialled number (电脑值班), or the
operator, at whose telephone or queue they ring first (人工值班). Switched by page, by a telephone's code,
or by a calendar; it holds for the next call, and for numbers that have an operator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huawu.platform.clock import Micros
from huawu.platform.refusals import Invalid, Refusal
from huawu.telephony.events import DutySwitched

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

ATTENDANT, OPERATOR, CALENDAR = "attendant", "operator", "calendar"
MODES = (ATTENDANT, OPERATOR, CALENDAR)
PAGE, PHONE = "page", "phone"


@dataclass(slots=True)
class Duty:
    """What was said last. `how`: page, phone, "" nobody ever said it; `by`: the user, or the extension.
    `changed`: it was not yet written down."""

    mode: str = CALENDAR
    since: Micros = 0
    how: str = ""
    by: str = ""
    changed: bool = False

    def take_changed(self) -> list[Any] | None:
        """What is to be written down; None: nothing."""
        changed, self.changed = self.changed, False
        return [self.mode, self.since, self.how, self.by] if changed else None


def on_duty(switch: Switch) -> str:
    """Who takes calls from outside at this moment: attendant or operator. By a calendar that is not there it
    is the attendant."""
    if switch.duty.mode != CALENDAR:
        return switch.duty.mode
    hours = switch.plan.operator_hours
    return OPERATOR if hours is not None and hours.open_at(switch.now) else ATTENDANT


def next_change(switch: Switch) -> Micros | None:
    """When the calendar will change it; None: it will not."""
    hours = switch.plan.operator_hours
    return hours.next_change(switch.now) if switch.duty.mode == CALENDAR and hours is not None else None


def numbers(switch: Switch) -> list[str]:
    """The numbers that have an operator."""
    return sorted(number for number, target in switch.plan.numbers.items() if target.has_operator)


def set_mode(switch: Switch, mode: str, *, how: str, by: str) -> None:
    """From the next call on it is so. Refused where no number has an operator, and by a calendar that is not
    there."""
    if mode not in MODES:
        raise Invalid("duty.unknown_mode", mode=mode)
    if not numbers(switch):
        raise Refusal("duty.not_set_up")
    if mode == CALENDAR and switch.plan.operator_hours is None:
        raise Refusal("duty.no_calendar")
    switch.duty = Duty(mode, switch.now, how, by, changed=True)
    switch.announce("duty", DutySwitched(mode, how, by, switch.now))
