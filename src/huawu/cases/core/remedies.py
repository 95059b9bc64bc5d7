"""What a customer may be given, by whom, without asking, and who decides otherwise. Money is whole fen.

A kind of remedy is data: `limits` by role, up to which somebody gives it by themselves; `approvers` by role,
up to which somebody decides for others (null: any amount). A limit holds for all of the kind that a case is
given, so that nothing is gained by giving it in parts.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Body = Mapping[str, Any]
MOST_FEN = 1_000_000_000
"""10 000 000 yuan: what is more is a slip of the hand."""


def limit_of(rule: Body, roles: Iterable[str]) -> int | None:
    """Up to how much somebody with these roles gives it by themselves; None: they always ask."""
    limits = [rule["limits"][role] for role in roles if role in rule["limits"]]
    return max(limits) if limits else None


def gives_alone(rule: Body, roles: Iterable[str], amount: int, before: int) -> bool:
    """Whether so much more than the case has `before` of this kind needs nobody's word."""
    limit = limit_of(rule, roles)
    return limit is not None and before + amount <= limit


def decides(rule: Body, roles: Iterable[str], amount: int, before: int) -> bool:
    """Whether somebody with these roles decides on so much more than the case has of it."""
    limits = [rule["approvers"][role] for role in roles if role in rule["approvers"]]
    return any(limit is None or before + amount <= limit for limit in limits)


def why_not(rule: Body, amount: int) -> str | None:
    """The key of the reason why the kind has no such amount; None: it has."""
    if "fixed" in rule:
        return None if amount == rule["fixed"] else "case.remedy_fixed"
    if not 0 <= amount <= min(rule.get("most", MOST_FEN), MOST_FEN):
        return "case.remedy_too_much"
    return None


def counted(given: Iterable[tuple[str, str, int]]) -> dict[str, int]:
    """How much a case has of each kind: what was given and is asked for. `given`: kind, state, amount."""
    found: dict[str, int] = {}
    for kind, state, amount in given:
        if state in ("given", "asked"):
            found[kind] = found.get(kind, 0) + amount
    return found
