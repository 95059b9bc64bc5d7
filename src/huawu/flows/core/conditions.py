"""Conditions as data, and whether they hold. Total: what makes no sense does not hold.

    {"all": [..]} {"any": [..]} {"not": c} {"value": v, "equals|above|below|at_least|at_most": x}
    {"value": v, "starts|contains": x} {"value": v, "in": [..]} {"value": v, "empty": true}

`x` is a constant or {"value": another variable}. Numbers are compared as numbers, also when they were typed;
dates and times by when they are; anything else letter by letter. Nothing is above or below what is empty.
"""

from collections.abc import Callable
from typing import Any

from huawu.flows.core.values import DEEPEST, as_number, held, text_of
from huawu.flows.types import About, Plain, Walk


def holds(condition: object, walk: Walk, about: About, *, deep: int = 0) -> bool:
    """Whether a condition holds."""
    if not isinstance(condition, dict) or deep > DEEPEST:
        return False
    if "value" in condition:
        return _compared(condition, walk, about)
    if "not" in condition:
        return not holds(condition["not"], walk, about, deep=deep + 1)
    decides = "any" in condition  # the first part that is so decides
    parts = condition.get("any" if decides else "all")
    if not isinstance(parts, list):
        return False
    for each in parts:
        if holds(each, walk, about, deep=deep + 1) is decides:
            return decides
    return not decides


def _compared(condition: dict[str, Any], walk: Walk, about: About) -> bool:
    found = held(walk, about, condition["value"])
    for word, wanted in condition.items():
        if word == "value":
            continue
        if isinstance(wanted, dict):
            wanted = held(walk, about, wanted.get("value"))
        rule = COMPARISONS.get(word)
        return rule is not None and rule(found, wanted)
    return False


def same(one: object, other: object) -> bool:
    """Whether two values are the same: as numbers where both are, else as words, capitals or not."""
    if one is None or other is None:
        return False
    if one == other and type(one) is type(other):
        return True
    first, second = as_number(one), as_number(other)
    if first is not None and second is not None:
        return first == second
    return text_of(one).strip().casefold() == text_of(other).strip().casefold()


def _order(one: Plain | None, other: object) -> int | None:
    """-1, 0, 1; None: they cannot be compared."""
    first, second = as_number(one), as_number(other)
    if first is not None and second is not None:
        return (first > second) - (first < second)
    if isinstance(one, str) and isinstance(other, str) and one and other and first is second is None:
        return (one > other) - (one < other)
    return None


def _ordered(*orders: int) -> Callable[[Plain | None, object], bool]:
    return lambda found, wanted: _order(found, wanted) in orders


def _starts(found: Plain | None, wanted: object) -> bool:
    return bool(text_of(wanted)) and text_of(found).casefold().startswith(text_of(wanted).casefold())


def _contains(found: Plain | None, wanted: object) -> bool:
    return bool(text_of(wanted)) and text_of(wanted).casefold() in text_of(found).casefold()


def _among(found: Plain | None, wanted: object) -> bool:
    return isinstance(wanted, list) and any(same(found, each) for each in wanted)


def _empty(found: Plain | None, wanted: object) -> bool:
    return (text_of(found) == "") is (wanted is True)


COMPARISONS: dict[str, Callable[[Plain | None, object], bool]] = {
    "equals": same,
    "above": _ordered(1),
    "below": _ordered(-1),
    "at_least": _ordered(0, 1),
    "at_most": _ordered(-1, 0),
    "starts": _starts,
    "contains": _contains,
    "in": _among,
    "empty": _empty,
}
"""The word of a comparison, and whether what was found stands so to what is wanted."""
