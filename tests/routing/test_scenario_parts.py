"""What a scenario can say of people: late mornings, breaks, calls again, days that are not as forecast."""

from statistics import pvariance
from typing import Any

import pytest

from huawu.routing.service.simulation import Run, scenario_from, simulate

pytestmark = pytest.mark.core

DESK: dict[str, Any] = {
    "seconds": 14_400,
    "runs": 4,
    "seed": 2,
    "queues": {"desk": {"wrap_up_seconds": 60, "answer_seconds": 20}},
    "agents": [{"name": "all", "count": 6, "queues": ["desk"]}],
    "callers": [{"queue": "desk", "per_hour": 100, "talk": {"mean": 120}, "patience": {"mean": 90}}],
    "wrap_up": {"mean": 20},
}


def callers(**more: object) -> list[dict[str, Any]]:
    return [DESK["callers"][0] | more]


def test_days_differ_more_than_chance_alone_would_have_it() -> None:
    even = scenario_from(DESK | {"callers": callers(talk=1), "runs": 60})
    rough = scenario_from(DESK | {"callers": callers(talk=1, spread=0.3), "runs": 60})
    counts = {
        name: [Run(scenario, n).go().calls for n in range(60)]
        for name, scenario in (("even", even), ("rough", rough))
    }
    mean = 400
    assert 0.5 < pvariance(counts["even"]) / mean < 2
    assert pvariance(counts["rough"]) / mean > 10  # 1 + 0.3 squared times the mean is 37


def test_everything_about_a_customer_stays_with_them_under_another_rule() -> None:
    life = {"answer": {"mean": 6}, "no_answer": 0.1}
    runs = [
        Run(scenario_from(DESK | life | {"agents": [{"name": "all", "count": n, "queues": ["desk"]}]}), 0)
        for n in (6, 9)
    ]
    people = [[each for each in run._sources[0].customers()] for run in runs]
    assert [(c.at, c.talk, c.patience, c.answer, c.wrap) for c in people[0]] == [
        (c.at, c.talk, c.patience, c.answer, c.wrap) for c in people[1]
    ]
    assert len({c.wrap for c in people[0]}) > 100


def test_who_is_turned_away_may_call_again_too() -> None:
    few = {"lines": 5, "callers": callers(again={"chance": 0, "blocked": 0.9, "after": {"mean": 60}})}
    found = simulate(DESK | few)
    assert found["checks"]["nobody_lost"]
    assert found["all"]["p_blocked"]["mean"] > 0.05
    assert found["all"]["again"]["mean"] > 0.05


def test_who_comes_late_and_who_has_a_break_takes_no_calls_then() -> None:
    none = simulate(DESK)["all"]["p_abandon"]["mean"]
    late = simulate(DESK | {"late": {"mean": 1_800}})["all"]["p_abandon"]["mean"]
    shifts = [[0, 5_000], [8_600, 14_400]]
    breaks = simulate(DESK | {"agents": [DESK["agents"][0] | {"shifts": shifts}]})["all"]
    assert late > none + 0.02
    assert breaks["p_abandon"]["mean"] > none + 0.15
