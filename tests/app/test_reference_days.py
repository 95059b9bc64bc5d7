"""Staff over the day, and pooling, against what is known of them otherwise."""

from typing import Any

import pytest

from huawu.app import reference
from huawu.measures.erlang.delay import finite_lines

pytestmark = pytest.mark.core

PRACTICE = {"classes": 2, "rate": 3.0, "handling": 1.0, "agents": 8, "lines": 11}


def found(name: str, inputs: dict[str, Any], keys: list[str], source: str = "") -> dict[str, Any]:
    case = {"id": name, "source": source, "inputs": inputs, "expected": dict.fromkeys(keys, 0)}
    got: dict[str, Any] = reference.run([case])[0]["got"]
    return got


def test_following_the_offered_load_meets_the_target_and_following_the_calls_does_not() -> None:
    source = "lambda=60+45 sin(2pi(t-2)/8)/h, AHT 30 min, mean patience 15 min, P(delay)<=0.30 target"
    keys = ["sipp_max_halfhour_p_delay", "lag_sipp_max", "mol_max", "agent_hours"]
    got = found("SIPP-X", {}, keys, source)
    assert got["mol_max"] <= 0.30 < got["lag_sipp_max"] < got["sipp_max_halfhour_p_delay"]
    assert got["agent_hours"][0] == 262


def test_with_all_skills_the_pool_is_one_queue_with_finite_lines() -> None:
    exact = finite_lines(8, 11, 6.0)
    got = found("POOLING-X", {**PRACTICE, "skills": "all"}, ["blocking", "wait"])
    assert got == {"blocking": pytest.approx(exact.blocking), "wait": pytest.approx(exact.mean_wait)}


def test_one_class_alone_is_one_queue_too() -> None:
    exact = finite_lines(8, 11, 6.0)
    one = {**PRACTICE, "classes": 1, "rate": 6.0, "skills": "one"}
    assert found("POOLING-X", one, ["blocking"]) == {"blocking": pytest.approx(exact.blocking)}


def test_two_skills_win_most_of_what_all_skills_would() -> None:
    three = {**PRACTICE, "classes": 3, "rate": 2.5, "agents": 9, "lines": 14}
    one, two, every = (found("POOLING-X", {**three, "skills": n}, ["wait"])["wait"] for n in (1, 2, 3))
    assert every <= two * 1.05
    assert one - two > 0.6 * (one - every)
