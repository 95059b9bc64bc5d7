"""Small systems solved as chains: against closed forms, and the orders that theory proves."""

import pytest

from huawu.measures.erlang.delay import erlang_c
from huawu.measures.erlang.patience import erlang_a
from huawu.measures.markov.chain import Unsolvable, mean, queue_bound, stationary
from huawu.measures.markov.pools import ANY, FASTEST, SLOWEST, inverted_v, n_design, queue_ratio
from huawu.measures.markov.retrial import Callers, with_retrials
from huawu.measures.time_varying import DailyWave, offered_load, peak_lag

pytestmark = pytest.mark.core


def test_a_chain_of_two_states() -> None:
    law = stationary((0,), lambda state: [((1 - state[0],), 3.0 if state == (0,) else 1.0)])
    assert law == {(0,): pytest.approx(0.25), (1,): pytest.approx(0.75)}


def test_a_chain_that_jumps_is_refused() -> None:
    with pytest.raises(Unsolvable):
        stationary((0,), lambda state: [((2,) if state == (0,) else (0,), 1.0)])


def test_a_queue_that_grows_for_ever_is_refused() -> None:
    with pytest.raises(Unsolvable):
        queue_bound(2.0, 1.0)


def test_pools_of_equal_speed_are_one_pool() -> None:
    found = inverted_v(7.0, [(6, 1.0), (4, 1.0)], first=ANY)
    assert found.p_wait == pytest.approx(erlang_c(10, 7.0), rel=1e-9)


def test_fastest_first_waits_least_and_slowest_first_most() -> None:
    pools = [(10, 1.0), (10, 0.5)]
    waits = [inverted_v(13, pools, first=rule).mean_wait for rule in (FASTEST, ANY, SLOWEST)]
    assert waits == pytest.approx([0.2031792758, 0.2269640496, 0.2404493557], rel=1e-8)


def test_the_n_design_meets_a_chain_solved_elsewhere() -> None:
    found = n_design((4, 3), service=1, abandon=0.5, pools=(3, 4))
    assert found.p_abandon == pytest.approx((0.12698385644595037, 0.14946453169034865), rel=1e-7)
    assert found.occupancy == pytest.approx((0.8367266242503208, 0.8833727765759279), rel=1e-7)


def test_queues_kept_in_a_ratio_lose_no_work() -> None:
    """The whole queue is that of Erlang A whatever the rule; the share follows the rule."""
    found = queue_ratio(20, (10, 12), service=1, abandon=0.5, share=0.25)
    whole = erlang_a(20, 22, service=1, abandon=0.5, threshold=1)
    assert sum(found.mean_queue) == pytest.approx(whole.mean_queue, rel=1e-8)
    assert found.mean_queue[0] / sum(found.mean_queue) == pytest.approx(0.25857, abs=1e-5)


def test_without_retrials_the_orbit_is_empty() -> None:
    found = with_retrials(5, Callers(fresh=4, service=1, abandon=0.5, again=0.0, retry=1.0))
    plain = erlang_a(5, 4, service=1, abandon=0.5, threshold=1)
    assert (found.attempts, found.mean_orbit) == pytest.approx((4, 0))
    assert found.p_abandon == pytest.approx(plain.p_abandon, rel=1e-7)
    assert found.p_wait == pytest.approx(plain.p_wait, rel=1e-7)


def test_every_retrial_balances() -> None:
    """Attempts are fresh ones and the share of abandonments that calls again; what is not served is lost."""
    callers = Callers(fresh=4, service=1, abandon=0.5, again=0.6, retry=0.5)
    found = with_retrials(4, callers)
    assert found.attempts == pytest.approx(4 + 0.6 * found.p_abandon * found.attempts, rel=1e-6)
    assert found.p_lost * 4 == pytest.approx(0.4 * found.p_abandon * found.attempts, rel=1e-6)


def test_without_a_queue_retrials_follow_the_blocked() -> None:
    callers = Callers(fresh=1, service=1, abandon=0.0001, again=0.5, retry=5.0)
    found = with_retrials(2, callers, lines=2)
    assert found.attempts > 1
    assert found.mean_queue == 0
    assert found.occupancy * 2 == pytest.approx(1 - found.p_lost, rel=1e-9)


def test_the_load_follows_the_arrivals_late() -> None:
    wave = DailyWave(100, 20)
    found = [offered_load(wave, service=2.0, t=t) for t in (6, 8, 12)]
    assert found == pytest.approx([231.3933381114096, 235.40618501261363, 216.43751339707748], rel=1e-9)
    lag = peak_lag(service=2.0)
    peak = 6 + lag
    around = [offered_load(wave, service=2.0, t=peak + shift) for shift in (-0.1, 0, 0.1)]
    assert max(around) == around[1]


def test_means_weigh_by_the_law() -> None:
    assert mean({(0,): 0.5, (2,): 0.5}, lambda state: state[0]) == 1.0
