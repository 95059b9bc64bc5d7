"""Is a figure within the tolerance of a case?"""

import math
from typing import Any

_DEFAULT_REL = 1e-9


Tolerance = dict[str, Any]


def within(got: Any, expected: Any, tolerance: Tolerance) -> bool:  # noqa: ANN401
    """Numbers within `rel` or `abs` (either is enough), whole numbers exactly where the case says exact,
    lists and tables part by part, all else equal. "infinite" stands for an endless value."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(
            key in got and within(got[key], value, tolerance) for key, value in expected.items()
        )
    if isinstance(expected, list | tuple):
        return (
            isinstance(got, list | tuple)
            and len(got) == len(expected)
            and all(within(mine, theirs, tolerance) for mine, theirs in zip(got, expected, strict=True))
        )
    if _is_number(expected) and _is_number(got):
        return _close(got, expected, tolerance)
    if expected == "infinite":
        return got in (math.inf, "infinite")
    return bool(got == expected)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _close(got: float, expected: float, tolerance: Tolerance) -> bool:
    if tolerance.get("exact") or (tolerance.get("exact_agents") and isinstance(expected, int)):
        return bool(got == expected)
    rel, span = tolerance.get("rel"), tolerance.get("abs")
    if rel is None and span is None:
        rel = _DEFAULT_REL
    apart = abs(got - expected)
    return apart <= max(float(rel or 0) * abs(expected), float(span or 0))
