"""Reference cases go to the function of their family, and the verdict is honest."""

from typing import Any

import pytest

from huawu.app import reference

pytestmark = pytest.mark.core

CASES: list[dict[str, Any]] = [
    {
        "id": "ERLB-10-7",
        "inputs": {"servers": 10, "offered_erlangs": 7.0},
        "expected": {"blocking": 0.07874088296957},
    },
    {"id": "ERLB-INV-10", "inputs": {"trunks": 10, "blocking": 0.01}, "expected": {"max_erlangs": 4.4612}},
    {
        "id": "ERLC-UNSTABLE",
        "inputs": {"agents": 10, "offered_erlangs": 10.0},
        "expected": {"p_wait": 1.0, "asa": "infinite"},
    },
    {
        "id": "STAFFC-X",
        "inputs": {"calls": 100, "interval_s": 1800, "aht_s": 180, "sl_target": 0.8, "threshold_s": 20},
        "expected": {"min_agents": 14},
    },
    {"id": "HW-2", "inputs": {"beta": 2}, "expected": {"p_wait": 0.0269}},
    {
        "id": "PRIO-NP",
        "inputs": {"n": 20, "lam": [6, 12], "mu": 1, "priority": [1, 2]},
        "expected": {"mean_wait": [0.0393406, 0.393406]},
    },
    {
        "id": "CMU-21",
        "inputs": {"lam": [0.3, 0.2], "mu": [1, 0.5], "cost": [1, 3], "priority_order": [2, 1]},
        "expected": {"cost_rate": 2.9333333},
    },
    {
        "id": "MOL-X",
        "source": "lambda(t)=100+20 sin(2 pi t/24) per h",
        "inputs": {"mean_service_h": 2.0, "t_h": [6]},
        "expected": {"offered_load": [231.393338]},
    },
    {
        "id": "KPI-SL",
        "inputs": {"offered": 100, "answered": 80, "answered_within_T": 75},
        "expected": {"SL_offered": 0.75},
    },
    {"id": "KPI-AHT", "inputs": {"talk_s": 600, "acw_s": 100, "handled": 7}, "expected": {"aht_s": 100}},
    {"id": "KAPPA-COHEN", "inputs": {"table": [[20, 5], [10, 15]]}, "expected": {"kappa": 0.4}},
    {
        "id": "ALPHA-X",
        "inputs": {"ratings": [[1, 2, None, 3], [1, 2, 3, 3]], "level": "interval"},
        "expected": {"alpha": 1.0},
    },
    {"id": "US-ABANDON", "inputs": {"cases": [[1000, 30], [1000, 31]]}, "expected": {"ok": [True, False]}},
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_family_computes_its_cases_from_the_inputs(case: dict[str, Any]) -> None:
    (result,) = reference.run([case | {"tolerance": {"abs": 1e-4}}])
    assert (result["status"], result["within"]) == ("computed", True), result


def test_a_file_with_a_legend_is_read_too() -> None:
    assert len(reference.run({"legend": {}, "cases": CASES})) == len(CASES)


def test_a_wrong_expectation_is_out_of_tolerance() -> None:
    case = {**CASES[0], "expected": {"blocking": 0.0788}, "tolerance": {"rel": 1e-6}}
    (result,) = reference.run([case])
    assert result["within"] is False


def test_a_figure_that_is_not_computed_spoils_the_verdict() -> None:
    (result,) = reference.run(
        [{**CASES[0], "expected": {"blocking": CASES[0]["expected"]["blocking"], "magic": 1}}]
    )
    assert (result["within"], result["missing"]) == (False, ["magic"])


@pytest.mark.parametrize(
    "case",
    [
        {"id": "UNKNOWN-1", "inputs": {"a": 1}, "expected": {"b": 2}},
        {"id": "ERLB-X", "inputs": {}, "expected": {"blocking": 2}},
        {"id": "ERLB-X", "inputs": {"servers": "many", "offered_erlangs": 3}, "expected": {"blocking": 2}},
        {"id": "ERLB-X", "expected": {"blocking": 2}},
    ],
)
def test_what_cannot_be_computed_is_unsupported(case: dict[str, Any]) -> None:
    (result,) = reference.run([case])
    assert (result["status"], result["within"]) == ("unsupported", None)


def test_exact_agents_are_exact_and_the_rest_is_within_its_span() -> None:
    tolerance = {"exact_agents": True, "abs": 1e-5}
    case = CASES[3] | {"expected": {"min_agents": 14, "achieved_sl": 0.88835}, "tolerance": tolerance}
    assert reference.run([case])[0]["within"] is True
    wrong = CASES[3] | {"expected": {"min_agents": 15}, "tolerance": {"exact_agents": True, "abs": 5}}
    assert reference.run([wrong])[0]["within"] is False
