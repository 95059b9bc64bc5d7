"""Comparing two groups, against published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from huawu.measures.comparing import (
    difference_of_means,
    difference_of_shares,
    differs,
    mean_of,
    share_of,
)

pytestmark = pytest.mark.core


def test_newcombes_interval_is_that_of_his_paper() -> None:
    """Newcombe 1998, table II, method 10: 56/70 against 48/80 and 9/10 against 3/10."""
    first = difference_of_shares(share_of(56, 70), share_of(48, 80))
    second = difference_of_shares(share_of(9, 10), share_of(3, 10))

    assert first is not None
    assert [first.low, first.high] == pytest.approx([0.0524, 0.3339], abs=5e-5)
    assert second is not None
    assert [second.low, second.high] == pytest.approx([0.1705, 0.8090], abs=5e-5)


def test_a_mean_has_its_normal_interval() -> None:
    """2, 4, 4, 4, 5, 5, 7, 9: mean 5, s² = 32/7, half = 1.959964 x sqrt(32/56)."""
    found = mean_of([2, 4, 4, 4, 5, 5, 7, 9])

    assert found.value == 5
    assert found.variance == pytest.approx(32 / 7)
    assert found.interval is not None
    assert found.interval.high - 5 == pytest.approx(1.481594, abs=1e-6)
    assert 5 - found.interval.low == pytest.approx(1.481594, abs=1e-6)


def test_too_few_give_no_interval() -> None:
    assert mean_of([]).value is None
    assert (mean_of([3]).value, mean_of([3]).interval) == (3, None)
    assert difference_of_means(mean_of([3]), mean_of([1, 2])) is None
    assert difference_of_shares(share_of(0, 0), share_of(1, 2)) is None
    assert not differs(None)


def test_two_means_differ_when_zero_is_left_out() -> None:
    slow, quick = mean_of([300, 310, 305, 295]), mean_of([200, 205, 210, 195])

    assert differs(difference_of_means(slow, quick))
    assert not differs(difference_of_means(slow, slow))


@given(some.integers(0, 60), some.integers(0, 60), some.integers(0, 60), some.integers(0, 60))
def test_a_difference_lies_within_its_interval_and_turns_with_its_sides(
    a: int, more: int, b: int, others: int
) -> None:
    one, other = share_of(a, a + more), share_of(b, b + others)
    found, turned = difference_of_shares(one, other), difference_of_shares(other, one)

    if one.value is None or other.value is None:
        assert found is None
        return
    assert found is not None
    assert turned is not None
    assert found.low - 1e-12 <= one.value - other.value <= found.high + 1e-12
    assert [found.low, found.high] == pytest.approx([-turned.high, -turned.low])
    assert -1 <= found.low <= found.high <= 1
