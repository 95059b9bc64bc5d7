"""Comparing two groups: shares with Wilson's and Newcombe's intervals, means with the normal one.

Intervals say what the data cannot rule out. Two groups differ when the interval of their difference leaves
zero out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from huawu.measures.quality import Interval, wilson, z_of


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; `value` None of nothing. `interval`: Wilson's."""

    part: int
    whole: int
    value: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class Mean:
    """Of `n` values; `value` None of none, `interval` None of less than two."""

    n: int
    value: float | None
    variance: float | None
    interval: Interval | None


def share_of(part: int, whole: int, *, confidence: float = 0.95) -> Share:
    """A share with its interval."""
    value = part / whole if whole else None
    return Share(part, whole, value, wilson(part, whole, confidence=confidence))


def mean_of(values: Sequence[float], *, confidence: float = 0.95) -> Mean:
    """A mean with the normal interval mean ± z s/√n, s² with n - 1. Means of handle times are near normal
    from some thirty contacts on, however skewed the times."""
    n = len(values)
    if n == 0:
        return Mean(0, None, None, None)
    middle = fmean(values)
    if n == 1:
        return Mean(1, middle, None, None)
    spread = variance(values, middle)
    half = z_of(confidence) * math.sqrt(spread / n)
    return Mean(n, middle, spread, Interval(middle - half, middle + half))


def difference_of_shares(one: Share, other: Share) -> Interval | None:
    """of `one - other`: Newcombe's hybrid score interval (1998, method 10), at the confidence of the two.
    None when either has nobody."""
    if one.value is None or other.value is None:
        return None
    p, q, a, b = one.value, other.value, one.interval, other.interval
    low = p - q - math.hypot(p - a.low, b.high - q)
    high = p - q + math.hypot(a.high - p, q - b.low)
    return Interval(low, high)


def difference_of_means(one: Mean, other: Mean, *, confidence: float = 0.95) -> Interval | None:
    """Of `one - other`, normal, with the two variances as they are (Welch). None with less than two values
    on either side."""
    if one.value is None or other.value is None or one.variance is None or other.variance is None:
        return None
    half = z_of(confidence) * math.sqrt(one.variance / one.n + other.variance / other.n)
    middle = one.value - other.value
    return Interval(middle - half, middle + half)


def differs(of: Interval | None) -> bool:
    """Whether an interval of a difference leaves zero out."""
    return of is not None and not of.low <= 0 <= of.high
