"""How urgent a case is: by its type, by who the customer is, by words in what was said; with the reasons.

A rule says of cases that match any of what it names that they are at least so urgent:

    {"name": {"zh": "人身安全", "en": "Safety"}, "priority": "high",
     "words": ["起火", "fire"], "levels": ["vip"]}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Priority = Literal["high", "medium", "low"]
PRIORITIES: tuple[Priority, ...] = ("high", "medium", "low")
"""The most urgent one first."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why. `by`: type, level, word, agent. `rule`: its key, "" for the type. `word`: the one that was
    found."""

    by: str
    rule: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """`reasons`: of what made it as urgent as it is, in the order of the rules."""

    priority: Priority
    reasons: tuple[Reason, ...]


def judged(of_type: Priority, *, level: str, text: str, rules: Mapping[str, Mapping[str, Any]]) -> Judged:
    """The most urgent of what the type and the rules say. `level`: the customer's, "" when nobody is
    known."""
    found: list[tuple[Priority, Reason]] = [(of_type, Reason("type"))]
    lowered = text.casefold()
    for key in sorted(rules):
        reason = _match(key, rules[key], level, lowered)
        if reason is not None:
            found.append((rules[key]["priority"], reason))
    best = min((priority for priority, _ in found), key=PRIORITIES.index)
    return Judged(best, tuple(reason for priority, reason in found if priority == best))


def _match(key: str, rule: Mapping[str, Any], level: str, text: str) -> Reason | None:
    if level and level in rule.get("levels", ()):
        return Reason("level", key)
    word = next((word for word in rule.get("words", ()) if word.casefold() in text), None)
    return None if word is None else Reason("word", key, word)
