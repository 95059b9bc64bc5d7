"""When an engine that keeps failing is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.speech.core.breaker import LONGEST_REST, SECOND, Breaker

pytestmark = pytest.mark.core

LASTS = 10 * SECOND


def opened() -> Breaker:
    breaker = Breaker(most=3, rest=15 * SECOND)
    for _ in range(3):
        breaker.failed(0)
    return breaker


def test_failures_in_a_row_open_it() -> None:
    breaker = Breaker(most=3)
    breaker.failed(0)
    breaker.failed(0)
    breaker.succeeded()
    breaker.failed(0)
    breaker.failed(0)
    assert breaker.admits(0, lasts=LASTS)
    breaker.failed(0)
    assert not breaker.admits(1, lasts=LASTS)
    assert breaker.state(1) == "open"


def test_after_a_rest_one_is_let_through_and_success_closes_it() -> None:
    breaker = opened()
    assert not breaker.admits(15 * SECOND - 1, lasts=LASTS)
    assert breaker.state(15 * SECOND) == "half_open"
    assert breaker.admits(15 * SECOND, lasts=LASTS)
    assert not breaker.admits(15 * SECOND + 1, lasts=LASTS)
    breaker.succeeded()
    assert breaker.state(15 * SECOND + 2) == "closed"
    assert breaker.admits(15 * SECOND + 2, lasts=LASTS)


def test_a_failed_try_opens_it_for_twice_as_long() -> None:
    breaker = opened()
    assert breaker.admits(15 * SECOND, lasts=LASTS)
    breaker.failed(16 * SECOND)
    assert not breaker.admits(16 * SECOND + 30 * SECOND - 1, lasts=LASTS)
    assert breaker.admits(16 * SECOND + 30 * SECOND, lasts=LASTS)


def test_a_try_that_never_ends_or_tells_nothing_does_not_hold_it_up() -> None:
    breaker = opened()
    assert breaker.admits(15 * SECOND, lasts=LASTS)
    assert breaker.admits(15 * SECOND + LASTS, lasts=LASTS)
    breaker.spared()
    assert breaker.admits(15 * SECOND + LASTS + 1, lasts=LASTS)


@given(st.lists(st.tuples(st.sampled_from(["admits", "failed", "succeeded", "spared"]), st.integers(0, 400))))
def test_it_always_lets_one_through_again(told: list[tuple[str, int]]) -> None:
    breaker, now = Breaker(), 0
    for what, seconds in told:
        now += seconds * SECOND
        if what == "admits":
            breaker.admits(now, lasts=LASTS)
        elif what == "failed":
            breaker.failed(now)
        else:
            getattr(breaker, what)()
    assert breaker.admits(now + LONGEST_REST + LASTS, lasts=LASTS)
