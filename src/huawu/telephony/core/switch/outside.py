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
Shorts = tuple[tuple[str, tuple[str, ...]], ...]
"""Trunks behind which short numbers are: with beginnings of these."""


def is_blocked(number: str, blocked: Iterable[str]) -> bool:
    """Whether a number begins with one of these. "+" and "00" are the same; help is never blocked."""
    if number in EMERGENCY:
        return False
    plain = _abroad(number)
    return any(plain.startswith(_abroad(each)) for each in blocked)


def why_not(number: str, *, ours: Iterable[str], blocked: Iterable[str], shorts: Shorts = ()) -> str:
    """Why nobody is called there unless a person dials: bad_number (none outside, or a short one or one for
    help behind no trunk of `shorts`), ours (we would call ourselves, with or without the code of the
    country), blocked; "" when they may be."""
    if not NUMBER.fullmatch(number) or is_nobodys(number, shorts):
        return "bad_number"
    if normalised(number) in map(normalised, ours):
        return "ours"
    return "blocked" if is_blocked(number, blocked) else ""


def is_nobodys(number: str, shorts: Shorts) -> bool:
    """Whether a number is short, as those of a house are, and behind no trunk."""
    return _is_short(number) and trunk_to(number, shorts) is None


def trunk_to(number: str, shorts: Shorts) -> str | None:
    """The trunk behind which a short number is; None when it is behind none, or not short. A number for help
    has to be said in full: nobody sends callers there by the way."""
    if not _is_short(number):
        return None
    helps = number in EMERGENCY
    for trunk, beginnings in shorts:
        if any(number == each or (not helps and number.startswith(each)) for each in beginnings):
            return trunk
    return None


def _is_short(number: str) -> bool:
    return number in EMERGENCY or len(number.removeprefix("+")) < FEWEST_DIGITS


def _abroad(number: str) -> str:
    return f"+{number[2:]}" if number.startswith("00") else number
