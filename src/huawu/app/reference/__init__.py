"""Reference cases: published or recomputed results that the product's own formulas must give.

A case is {"id", "inputs", "expected", "tolerance", ...}. The family in its id leads to the function of the
room that owns the formula; that function sees the inputs (and the words of `source`, where a case states a
law only there), never what is expected.
"""

from typing import Any

from huawu.app.reference.compare import within
from huawu.app.reference.families import function_for
from huawu.app.reference.inputs import Inputs, Unsupported

Case = dict[str, Any]
Result = dict[str, Any]


def run(cases: list[Case] | dict[str, Any]) -> list[Result]:
    """Compute each case. `status` is "computed" or "unsupported"; `within` is None for what is unsupported.
    A file with {"cases": [...]} is taken too."""
    listed = cases.get("cases", []) if isinstance(cases, dict) else cases
    return [_one(case) for case in listed]


def _one(case: Case) -> Result:
    name, expected = str(case.get("id", "")), case.get("expected", {})
    got = _compute(name, case)
    wanted = {key: got[key] for key in expected if key in got}
    missing = [key for key in expected if key not in got]
    result = {"id": name, "got": wanted, "expected": expected, "missing": missing}
    if not wanted:
        return result | {"status": "unsupported", "within": None}
    tolerance = case.get("tolerance", {})
    agree = not missing and all(within(wanted[key], expected[key], tolerance) for key in expected)
    return result | {"status": "computed", "within": agree}


def _compute(name: str, case: Case) -> dict[str, Any]:
    function = function_for(name)
    inputs = case.get("inputs")
    if function is None or not isinstance(inputs, dict):
        return {}
    try:
        return function(Inputs(inputs, name, str(case.get("source", ""))))
    except (Unsupported, ValueError, TypeError, KeyError, ZeroDivisionError, OverflowError):
        return {}
