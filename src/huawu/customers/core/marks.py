"""Warnings about customers: proposed by who was there, approved by somebody else who leads, ended by time."""

from dataclasses import dataclass

from huawu.platform.clock import DAY, Micros

KINDS = ("abusive", "threat", "fraud", "other")
"""辱骂骚扰, 威胁, 疑似欺诈, 其他."""
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Standing:
    """A mark as far as it holds. `state`: proposed, approved, refused, lifted."""

    state: str
    proposed_by: str
    expires_at: Micros | None = None


def holds(mark: Standing, now: Micros) -> bool:
    """Whether it is shown to whoever serves the customer."""
    return mark.state == "approved" and mark.expires_at is not None and now < mark.expires_at


def ends_at(approved: Micros, days: int) -> Micros:
    """When a mark that was approved ends by itself."""
    return approved + days * DAY


def why_not(decision: str, mark: Standing, by: str, now: Micros) -> str | None:
    """The key of what is against approving, refusing or lifting it; None: nothing. Nobody approves what they
    proposed themselves."""
    if decision == "lifted":
        return None if holds(mark, now) else "mark.not_holding"
    if mark.state != "proposed":
        return "mark.decided"
    return "mark.own" if mark.proposed_by == by and decision == "approved" else None
