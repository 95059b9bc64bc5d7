"""Definitions of figures, by hand-counted examples."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.measures import agreement, dialler, quality, service_level, times
from huawu.measures.service_level import Counts

pytestmark = pytest.mark.core

DAY = Counts(
    offered=100, answered=88, answered_in_time=75, abandoned=12, abandoned_in_time=7, short_abandoned=4
)


def test_every_service_level_has_its_own_value() -> None:
    assert service_level.of_offered(DAY) == 75 / 100
    assert service_level.of_answered(DAY) == 75 / 88
    assert service_level.abandoned_in_time_good(DAY) == 82 / 100
    assert service_level.abandoned_in_time_removed(DAY) == 75 / 93
    assert service_level.short_abandoned_removed(DAY) == 75 / 96
    assert service_level.abandon_rate(DAY) == 12 / 100
    assert service_level.abandon_rate_without_short(DAY) == 8 / 96


def test_a_day_without_calls_has_no_service_level() -> None:
    assert all(level(Counts(0, 0, 0)) is None for level in service_level.SERVICE_LEVELS.values())


def test_service_levels_of_intervals_are_not_averaged() -> None:
    quiet, busy = Counts(10, 10, 10), Counts(90, 90, 45)
    assert service_level.of_offered(quiet + busy) == 55 / 100


def test_times_of_work() -> None:
    assert times.average_handle(600, 60, 240, handled=5) == 180
    assert times.average_speed_of_answer(88.0, answered=8) == 11
    assert times.occupancy(300, 100) == 0.75
    assert times.utilisation(300, 480) == 0.625
    assert times.shrinkage(48, 480) == 0.1
    assert times.adherence(440, 480) == pytest.approx(0.916666666)
    assert times.conformance(490, 480) == pytest.approx(1.020833333)
    assert times.first_contact_resolution(50, 10) == 0.8
    assert times.top_box([5, 4, 3, 1], top=4) == 0.5
    assert times.average_handle(0, 0, 0, handled=0) is None


def test_the_promoter_score_comes_with_its_error() -> None:
    assert times.net_promoter(60, 25, 15) == pytest.approx((45, 7.399324293474371))
    assert times.net_promoter(0, 0, 0) is None


def test_two_critical_errors_in_one_unit_count_once() -> None:
    assert quality.accuracy_per_unit(200, units_with_error=6) == 0.97
    assert quality.accuracy_per_opportunity(200, attributes=12, errors=60) == 0.975


def test_a_fatal_error_fails_the_best_score() -> None:
    rate = quality.pass_rate([96, 91, 88, 84, 90, 100], [False] * 4 + [True, False], threshold=85)
    assert rate == pytest.approx(4 / 6)


def test_samples_of_finite_populations() -> None:
    found = [quality.sample_size(n, margin=0.05) for n in (500, 1_000, 5_000, 10_000, None)]
    assert found == [218, 278, 357, 370, 385]


def test_five_calls_cannot_rank_an_agent() -> None:
    found = quality.wilson(46, 50)
    assert (found.low, found.high) == pytest.approx((0.8116, 0.9685), abs=1e-4)
    assert quality.wilson(0, 0) == quality.Interval(0.0, 1.0)


@settings(derandomize=True, max_examples=50)
@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(n: int, data: st.DataObject) -> None:
    passed = data.draw(st.integers(0, n))
    found = quality.wilson(passed, n)
    assert 0 <= found.low <= passed / n <= found.high <= 1


def test_cohen_and_fleiss_and_krippendorff_meet_their_examples() -> None:
    assert agreement.cohen_kappa([[20, 5], [10, 15]]) == pytest.approx(0.4)
    counts = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]]
    counts += [[7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
    assert agreement.fleiss_kappa(counts) == pytest.approx(0.2099, abs=1e-4)
    gap = None
    ratings = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
        [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap],
    ]
    levels = [agreement.krippendorff_alpha(ratings, level=at) for at in ("nominal", "ordinal", "interval")]
    assert levels == pytest.approx([0.743, 0.815, 0.849], abs=5e-4)


def test_raters_of_words_are_compared_too() -> None:
    table = agreement.crossed(["good", "bad", "good"], ["good", "bad", "bad"])
    assert table == [[1, 0], [1, 1]]
    assert agreement.krippendorff_alpha([["good", "bad"], ["good", "bad"]]) == 1.0


def test_one_shot_of_dials_loses_calls_before_three_in_a_hundred_look_near() -> None:
    assert dialler.one_shot(10, 28, 0.3).abandon_rate_of_answered == pytest.approx(0.044676798768266066)
    assert dialler.most_dials(10, 0.3, cap=0.03) == 26
    assert dialler.one_shot(10, 10, 0.3).expected_abandoned == 0


def test_the_cap_is_exact_on_counts() -> None:
    three = Fraction(3, 100)
    assert [dialler.within_cap(*case, cap=three) for case in ((1000, 30), (1000, 31), (333, 10))] == [
        True,
        False,
        False,
    ]
