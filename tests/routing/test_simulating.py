"""The simulator runs the production engine; what it says agrees with exact systems."""

import copy
from typing import Any

import pytest

from huawu.measures.erlang.patience import erlang_a
from huawu.platform.refusals import Invalid
from huawu.routing.service.simulation import Run, scenario_from, simulate

pytestmark = pytest.mark.core

PRACTICE: dict[str, Any] = {
    "seconds": 40_000,
    "warm_up_seconds": 2_000,
    "runs": 8,
    "seed": 5,
    "queues": {"desk": {"wrap_up_seconds": 0, "answer_seconds": 20}},
    "agents": [{"name": "all", "count": 10, "queues": ["desk"]}],
    "callers": [{"queue": "desk", "per_hour": 200, "talk": {"mean": 180}, "patience": {"mean": 120}}],
}


def inside(found: dict[str, Any], exact: float, *, slack: float = 1.6) -> bool:
    """Is the exact value within the confidence interval, widened to almost never fail by chance?"""
    half = (found["high"] - found["low"]) / 2 * slack
    return bool(abs(found["mean"] - exact) <= half)


def test_callers_who_give_up_agree_with_erlang_a() -> None:
    found = simulate(PRACTICE)
    exact = erlang_a(10, 200 / 3600, service=1 / 180, abandon=1 / 120, threshold=20.0)
    desk = found["queues"]["desk"]
    assert inside(desk["p_abandon"], exact.p_abandon)
    assert inside(desk["p_wait"], exact.p_wait)
    assert inside(desk["mean_queue"], exact.mean_queue)
    assert inside(found["agents"]["all"]["occupancy"], exact.occupancy)
    assert found["checks"] == {"nobody_lost": True, "never_served": 0}


def test_the_same_scenario_gives_the_same_answer_and_another_seed_another() -> None:
    short = PRACTICE | {"seconds": 5_000, "runs": 2}
    assert simulate(short) == simulate(copy.deepcopy(short))
    assert simulate(short) != simulate(short | {"seed": 6})


def test_two_rules_are_compared_on_the_same_customers() -> None:
    runs = []
    for agents in (10, 11):
        more = PRACTICE | {"runs": 1, "agents": [{"name": "all", "count": agents, "queues": ["desk"]}]}
        runs.append(Run(scenario_from(more), 0).go())
    assert runs[0].lines["desk"].offered == runs[1].lines["desk"].offered
    assert runs[0].lines["desk"].abandoned > runs[1].lines["desk"].abandoned


def test_who_gives_up_may_call_again() -> None:
    again = {"chance": 0.5, "after": {"mean": 60}}
    callers = [PRACTICE["callers"][0] | {"again": again}]
    found = simulate(PRACTICE | {"callers": callers, "runs": 3})
    assert found["all"]["attempts_per_hour"]["mean"] > 205
    assert found["all"]["again"]["mean"] > 0.02


def test_phones_that_are_not_answered_wrap_up_shifts_and_overflow_are_lived_through() -> None:
    queues = {
        "desk": {"overflows": [{"when": "wait", "above": 30, "to": {"queue": "help"}}], "rona_limit": 2},
        "help": {"wrap_up": "forced", "wrap_up_seconds": 10},
    }
    agents = [
        {"name": "desk", "count": 6, "queues": ["desk"], "shifts": [[0, 8_000], [9_000, 20_000]]},
        {"name": "help", "count": 2, "queues": ["help"]},
    ]
    life = {"answer": {"mean": 5}, "no_answer": 0.05, "wrap_up": {"mean": 15}, "back_after": 90}
    body = PRACTICE | {"queues": queues, "agents": agents, "runs": 2} | life
    found = simulate(body)
    assert found["checks"]["nobody_lost"]
    assert 0.1 < found["agents"]["help"]["occupancy"]["mean"] <= 1


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"callers": []}, "simulation.malformed"),
        ({"callers": [{"queue": "nowhere", "per_hour": 5}]}, "simulation.malformed"),
        ({"callers": [PRACTICE["callers"][0] | {"talk": {"mean": "long"}}]}, "simulation.bad_law"),
        ({"seconds": -1}, "simulation.malformed"),
        ({"agents": [{"count": 2, "queues": ["nowhere"]}]}, "routing.unknown_queue"),
    ],
)
def test_a_scenario_that_makes_no_sense_is_refused(change: dict[str, Any], key: str) -> None:
    with pytest.raises(Invalid) as refusal:
        simulate(PRACTICE | change)
    assert refusal.value.key == key
