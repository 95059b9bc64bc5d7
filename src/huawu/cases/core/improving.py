"""Improvements: their states, and what they were worth: cases a week before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from huawu.platform.clock import SECOND, Micros

WEEK: Micros = 7 * 86_400 * SECOND
MOST_WEEKS = 26
STATES = ("planned", "doing", "done", "dropped")
OPEN = frozenset({"planned", "doing"})
NEXT = {
    "planned": frozenset({"doing", "done", "dropped"}),
    "doing": frozenset({"done", "dropped"}),
    "done": frozenset({"doing"}),
    "dropped": frozenset({"planned"}),
}
"""What may follow a state. What did not work is done again."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Cases of each whole week before and after. `change`: of the mean, in per cent; None: there was nothing
    before, or no week has passed since. `reached`: there are as few as was expected."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    change: int | None
    reached: bool | None


def weeks_since(done_at: Micros | None, now: Micros, most: int) -> int:
    """How many whole weeks there are to measure since it was done."""
    return 0 if done_at is None else max(0, min(most, (now - done_at) // WEEK))


def effect(before: Sequence[int], after: Sequence[int], percent: int) -> Effect:
    """`percent`: by so much there are to be fewer. Means are compared as whole numbers, so without rounding:
    a / m against b / n."""
    was, now = sum(before) * len(after), sum(after) * len(before)
    if not was:
        return Effect(tuple(before), tuple(after), None, None)
    change = round(100 * (now - was) / was)
    return Effect(tuple(before), tuple(after), change, 100 * now <= (100 - percent) * was)
