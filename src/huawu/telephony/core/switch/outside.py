"""Which outside numbers may be called."""

from __future__ import annotations

import re
from collections.abc import Iterable

NUMBER = re.compile(r"\+?[0-9]{3,20}")
EMERGENCY = frozenset(("110", "119", "120", "122"))
"""Police, fire, ambulance, traffic accidents: every telephone may call them."""


def is_blocked(number: str, blocked: Iterable[str]) -> bool:
    """Whether a number begins with one of these. "+" and "00" are the same; help is never blocked."""
    if number in EMERGENCY:
        return False
    plain = _abroad(number)
    return any(plain.startswith(_abroad(each)) for each in blocked)


def _abroad(number: str) -> str:
    return f"+{number[2:]}" if number.startswith("00") else number
