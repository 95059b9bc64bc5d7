"""The waits between starts."""

import pytest

from huawu.app.supervisor.backoff import STEADY_SECONDS, Row, after_death

pytestmark = pytest.mark.core


def delays(*lives: float) -> list[float]:
    """The wait after each of these lives, in seconds."""
    row, waits = Row(), []
    for seconds in lives:
        row = after_death(row, alive_seconds=seconds)
        waits.append(row.delay_seconds)
    return waits


def test_a_first_death_is_answered_at_once() -> None:
    assert delays(0.1) == [0.0]


def test_quick_deaths_in_a_row_are_answered_slower_and_slower_up_to_five_seconds() -> None:
    assert delays(*[0.1] * 9) == [0.0, 0.0, 0.2, 0.5, 1.0, 2.0, 5.0, 5.0, 5.0]


def test_a_steady_life_ends_the_row() -> None:
    assert delays(1, 1, 1, 1, STEADY_SECONDS, 1) == [0.0, 0.0, 0.2, 0.5, 0.0, 0.0]


def test_nothing_is_waited_for_before_the_very_first_start() -> None:
    assert Row().delay_seconds == 0.0
