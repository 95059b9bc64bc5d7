"""Major incidents: what fits one, its plan, and the way on which linked cases are solved."""

from typing import Any

import pytest

from huawu.cases.core import life
from huawu.cases.core.incidents import GOALS, Fits, asked_of, begun, owned, ticked, way_to, why_fits

pytestmark = pytest.mark.core

FITS = Fits(frozenset({"network"}), ("断网", "WiFi"))
PLAN: list[dict[str, Any]] = [
    {"name": {"zh": "通知运营商", "en": "Call the provider"}, "team": "it"},
    {"name": {"zh": "安抚", "en": ""}},
]


@pytest.mark.parametrize(
    ("way", "text", "why"),
    [
        (["business", "network", "wifi"], "", ""),
        (["business"], "房间断网了", "断网"),
        (["business"], "no wifi at all", "WiFi"),
        (["business"], "退房", None),
        ([], "", None),
    ],
)
def test_it_is_suggested_by_type_or_word(way: list[str], text: str, why: str | None) -> None:
    assert why_fits(FITS, way, text) == why


def test_nothing_fits_an_incident_of_which_nobody_said_what() -> None:
    assert why_fits(Fits(words=("",)), ["network"], "断网") is None


def test_steps_of_a_plan_are_ticked_and_seen_to_one_by_one() -> None:
    steps = begun(PLAN)
    assert [(each["id"], each["team"], each["done_at"]) for each in steps] == [
        ("1", "it", None),
        ("2", "", None),
    ]
    assert asked_of(steps) == {"it"}
    done = ticked(steps, "2", done=True, by="lin", at=5)
    assert done is not None
    assert [(each["done_at"], each["done_by"]) for each in done] == [(None, None), (5, "lin")]
    assert ticked(done, "2", done=True, by="zhao", at=9) is None
    assert ticked(done, "2", done=False, by="zhao", at=9) == steps
    assert [each["owner"] for each in owned(steps, "1", "lin")] == ["lin", None]
    with pytest.raises(KeyError):
        ticked(steps, "3", done=True, by="lin", at=5)
    with pytest.raises(KeyError):
        owned(steps, "3", None)


@pytest.mark.parametrize(
    ("goal", "state", "waiting", "steps"),
    [
        ("note", "received", False, []),
        ("confirmed", "received", False, ["start", "confirm"]),
        ("confirmed", "assigned", True, ["go_on", "start", "confirm"]),
        ("closed", "working", False, ["confirm", "record", "close"]),
        ("closed", "followed_up", False, ["close"]),
        ("confirmed", "recorded", False, []),
        ("recorded", "confirmed", True, ["go_on", "record"]),
        ("closed", "closed", False, []),
    ],
)
def test_a_case_has_its_own_way_to_where_all_are_to_come(
    goal: str, state: str, waiting: bool, steps: list[str]
) -> None:
    assert way_to(goal, state, waiting=waiting) == steps  # type: ignore[arg-type]


def test_every_way_is_one_of_the_life_of_a_case() -> None:
    for goal in GOALS:
        for state in life.STATES:
            for waiting in (False, True):
                at: str = state
                waits = waiting
                for name in way_to(goal, state, waiting=waiting):
                    step = life.STEPS[name]
                    assert at in step.of
                    assert step.waits in (None, waits)
                    at, waits = life.after(step, at), waits and name != "go_on"
                ahead = goal == "note" or _place(at) >= _place(goal)
                assert ahead


def _place(state: str) -> int:
    return [str(each) for each in life.STATES].index(state)
