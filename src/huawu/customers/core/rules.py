"""By what a site goes when it finds out who calls, and when it looks at old records.

    {"needs": "number", "tries": 3, "questions": 2, "code_minutes": 5, "ask": ["company", "fields.id_number"],
     "old_days": 365}

`needs`: so surely a caller must be known before the pop shows what is private. `tries`: wrong answers and
codes of one contact; with the last of them it is locked. `questions`: so many must be answered right
together. `ask`: the fields that may be asked for; left out: all that can be.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LEVELS = ("none", "number", "answers", "code")
"""How surely it is known who calls: not at all; the number is that customer's alone; they knew what only the
customer should; they have what was sent to the customer."""
MOST: Mapping[str, int] = {"tries": 10, "questions": 5, "code_minutes": 60, "old_days": 3650}


@dataclass(frozen=True, slots=True)
class Rules:
    """As in force. `ask` None: whatever can be asked."""

    needs: str = "number"
    tries: int = 3
    questions: int = 2
    code_minutes: int = 5
    old_days: int = 365
    ask: tuple[str, ...] | None = None


def rules_of(body: Mapping[str, Any] | None) -> Rules:
    """What a configuration says, and the usual where it says nothing."""
    told = dict(body or {})
    if "ask" in told:
        told["ask"] = tuple(told["ask"])
    return Rules(**told)


def wrong_field(body: Mapping[str, Any]) -> str | None:
    """The first field that is not as it must be; None: all are."""
    for name, value in body.items():
        if name == "needs":
            right = value in LEVELS
        elif name == "ask":
            right = isinstance(value, list) and len(value) <= 100 and all(isinstance(t, str) for t in value)
        else:
            right = name in MOST and type(value) is int and 1 <= value <= MOST[name]
        if not right:
            return name[:40]
    return None
