"""Which outside numbers may be called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from huawu.customers.types import normalised

NUMBER = re.compile(r"\+?[0-9]{3,20}")
EMERGENCY = frozenset(("110", "119", "120", "122"))
"""Police, fire, ambulance, traffic accidents: every telephone may call them."""
FEWEST_DIGITS = 5
"""Fewer are numbers of a house."""


def is_blocked(number: str, blocked: Iterable[str]) -> bool:
    """Whether a number begins with one of these. "+" and "00" are the same; help is never blocked."""
    if number in EMERGENCY:
        return False
    plain = _abroad(number)
    return any(plain.startswith(_abroad(each)) for each in blocked)


def why_not(number: str, *, ours: Iterable[str], blocked: Iterable[str]) -> str:
    """Why nobody is called there unless a person dials: bad_number (none outside, or one for help), ours (we
    would call ourselves, with or without the code of the country), blocked; "" when they may be."""
    if not NUMBER.fullmatch(number) or len(number.removeprefix("+")) < FEWEST_DIGITS or number in EMERGENCY:
        return "bad_number"
    if normalised(number) in map(normalised, ours):
        return "ours"
    return "blocked" if is_blocked(number, blocked) else ""


def _abroad(number: str) -> str:
    return f"+{number[2:]}" if number.startswith("00") else number
