"""Erlang's formulas against published and twice-computed values, and against each other."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.measures.erlang.delay import delay, erlang_c, finite_lines, priority_waits
from huawu.measures.erlang.loss import engset, erlang_b, extended_b, fewest_trunks, largest_load
from huawu.measures.erlang.patience import erlang_a
from huawu.measures.erlang.staffing import (
    agents_for,
    agents_with_patience,
    cross_trained,
    gross_agents,
    halfin_whitt,
    square_root_agents,
)

pytestmark = pytest.mark.core

loads = st.floats(0.1, 200)
fast = settings(derandomize=True, max_examples=60, deadline=None)


def test_blocking_agrees_with_the_sum_of_states() -> None:
    n, a = 10, 7.0
    weights = [a**i / math.factorial(i) for i in range(n + 1)]
    assert erlang_b(n, a) == pytest.approx(weights[-1] / sum(weights), rel=1e-12)


def test_blocking_of_thousands_of_trunks_does_not_overflow() -> None:
    assert erlang_b(5_000, 5_100.0) == pytest.approx(0.025824638875953577, rel=1e-9)


def test_the_trunk_table_is_met_both_ways() -> None:
    assert largest_load(100, 0.01) == pytest.approx(84.0642, abs=1e-3)
    assert fewest_trunks(84.0, 0.01) == 100
    assert fewest_trunks(84.1, 0.01) == 101


@fast
@given(st.integers(1, 200), loads)
def test_the_inverse_of_blocking_gives_the_load_back(n: int, a: float) -> None:
    blocking = erlang_b(n, a)
    if 1e-9 < blocking < 0.999:
        assert largest_load(n, blocking) == pytest.approx(a, rel=1e-6)


def test_waiting_in_a_centre_without_enough_agents_has_no_end() -> None:
    found = delay(10, 10.0, aht=180, threshold=20)
    assert (found.p_wait, found.mean_wait, found.service_level) == (1.0, math.inf, 0.0)


@fast
@given(st.integers(1, 150), loads)
def test_waiting_lies_between_blocking_and_certainty(n: int, a: float) -> None:
    assert erlang_b(n, a) <= erlang_c(n, a) <= 1.0


@fast
@given(st.floats(0.1, 100), st.floats(0.5, 0.99), st.floats(0, 120))
def test_the_staff_reaches_the_target_and_one_less_does_not(
    a: float, target: float, threshold: float
) -> None:
    found = agents_for(a, aht=180, target=target, threshold=threshold)
    assert found.service_level >= target
    fewer = delay(found.agents - 1, a, aht=180, threshold=threshold)
    assert fewer.service_level < target


def test_a_loose_target_needs_no_more_than_a_stable_centre() -> None:
    assert [agents_for(a, aht=300, target=0.8, threshold=3600).agents for a in (0.7, 2.5, 10.7)] == [1, 3, 11]


def test_erlang_a_meets_the_configuration_of_garnett_mandelbaum_and_reiman() -> None:
    found = erlang_a(50, 48, service=1, abandon=0.5, threshold=0.1)
    assert found.p_wait == pytest.approx(0.4677740685537904, rel=1e-9)
    assert found.p_abandon == pytest.approx(0.030912249162193216, rel=1e-9)
    assert found.sl_virtual == pytest.approx(0.7435471660297969, rel=1e-9)


@fast
@given(st.integers(1, 60), st.floats(0.5, 90), st.floats(0.05, 5))
def test_who_abandons_is_the_queue_times_impatience(n: int, arrivals: float, abandon: float) -> None:
    """Conservation, by the chain of states: P(abandon) from the sum over states."""
    found = erlang_a(n, arrivals, service=1, abandon=abandon, threshold=0.2)
    weights = [1.0]
    for i in range(1, n + 3_000):
        weights.append(weights[-1] * arrivals / (min(i, n) + max(0, i - n) * abandon))
        if weights[-1] > 1e200:
            weights = [weight / 1e200 for weight in weights]
    queue = sum((i - n) * weight for i, weight in enumerate(weights) if i > n) / sum(weights)
    assert found.p_abandon == pytest.approx(abandon * queue / arrivals, rel=1e-6, abs=1e-12)
    assert found.served_within + found.abandoned_within <= 1 + 1e-12


def test_with_endless_patience_erlang_a_becomes_erlang_c() -> None:
    patient = erlang_a(14, 10 / 180, service=1 / 180, abandon=1e-9, threshold=20)
    assert patient.sl_offered == pytest.approx(delay(14, 10.0, aht=180, threshold=20).service_level, rel=1e-5)


def test_impatience_saves_agents() -> None:
    n, found = agents_with_patience(240 / 1800, service=1 / 300, abandon=1 / 180, target=0.8, threshold=20)
    assert (n, agents_for(40.0, aht=300, target=0.8, threshold=20).agents) == (43, 46)
    assert found.sl_offered == pytest.approx(0.8349766169356683, abs=1e-6)


def test_finite_lines_meet_both_ends() -> None:
    assert finite_lines(10, 10, 7.0).blocking == pytest.approx(erlang_b(10, 7.0), rel=1e-12)
    endless = finite_lines(10, 2_000, 7.0)
    assert endless.p_wait_admitted == pytest.approx(erlang_c(10, 7.0), rel=1e-9)
    assert finite_lines(5, 8, 0.0).occupancy == 0.0


def test_few_sources_block_less_than_endless_ones() -> None:
    assert engset(10, 50, 0.2) == pytest.approx((0.14473011929786028, 0.13579630407960197))
    assert engset(10, 10, 0.2)[1] == 0.0
    assert engset(10, 1_000_000, 7.0 / 1_000_000)[0] == pytest.approx(erlang_b(10, 7.0), rel=1e-4)


def test_callers_who_call_again_raise_the_load() -> None:
    total, blocking = extended_b(10, 8, 0.5)
    assert total == pytest.approx(8 + 0.5 * total * blocking)
    assert extended_b(10, 8, 0.0)[0] == pytest.approx(8)


def test_priority_moves_waiting_and_does_not_remove_it() -> None:
    """The sum of load times wait is the same in any order (Kleinrock)."""
    classes = [(0.3, 1.0), (0.2, 0.5)]
    sums = []
    for order in ([1, 2], [2, 1], [1, 1]):
        waits = priority_waits(1, classes, order)
        sums.append(sum(rate / mu * wait for (rate, mu), wait in zip(classes, waits, strict=True)))
    assert sums == pytest.approx([2.566666666666667] * 3)
    assert priority_waits(20, [(6, 1), (12, 1)], [1, 2]) == pytest.approx([0.0393406432, 0.393406432])


def test_the_lowest_class_of_an_overloaded_centre_waits_for_ever() -> None:
    waits = priority_waits(2, [(1, 1), (2, 1)], [1, 2])
    assert waits[0] < math.inf
    assert waits[1] == math.inf


def test_large_centres_come_close_to_halfin_and_whitt() -> None:
    assert halfin_whitt(1.0) == pytest.approx(0.22336127479826076, rel=1e-9)
    a = 10_000.0
    assert erlang_c(10_100, a) == pytest.approx(halfin_whitt(1.0), rel=0.01)
    assert abs(square_root_agents(100.0, p_wait=0.2234) - 110) <= 1


def test_shrinkage_divides_the_net_staff_it_does_not_multiply_it() -> None:
    assert gross_agents(70, shrinkage=0.3) == 100
    assert gross_agents(71, shrinkage=0.3) == 102


def test_cross_training_never_needs_more_than_separate_teams() -> None:
    found = cross_trained([(100, 180), (100, 180)], interval=1800, target=0.8, threshold=20)
    assert (found.together, found.unstable_below, found.apart) == (24, 21, 28)
