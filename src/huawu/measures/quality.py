"""Quality monitoring: accuracy, samples, intervals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from huawu.measures.service_level import share


def accuracy_per_unit(monitored: int, *, units_with_error: int) -> float | None:
    """1 - units with at least one critical error / units monitored. Two errors in one unit count once."""
    return share(monitored - units_with_error, monitored)


def accuracy_per_opportunity(monitored: int, *, attributes: int, errors: int) -> float | None:
    """1 - errors / (units x attributes), for errors that are not critical."""
    return share(monitored * attributes - errors, monitored * attributes)


def passes(score: float, *, fatal: bool, threshold: float) -> bool:
    """A fatal error fails a unit whatever its score."""
    return score >= threshold and not fatal


def pass_rate(scores: Sequence[float], fatal: Sequence[bool], *, threshold: float) -> float | None:
    """监听合格率: units that pass / units monitored."""
    marks = [passes(score, fatal=bad, threshold=threshold) for score, bad in zip(scores, fatal, strict=True)]
    return share(sum(marks), len(marks))


def z_of(confidence: float) -> float:
    """The two-sided normal quantile: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def sample_size(population: int | None, *, margin: float, confidence: float = 0.95, p: float = 0.5) -> int:
    """How many of a population to monitor for this margin, rounded up; None: an endless population."""
    n0 = z_of(confidence) ** 2 * p * (1 - p) / margin**2
    n = n0 if population is None else n0 / (1 + (n0 - 1) / population)
    return math.ceil(n - 1e-9)


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


def wilson(passed: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Wilson's score interval (1927) of a share."""
    if n == 0:
        return Interval(0.0, 1.0)
    z2 = z_of(confidence) ** 2
    p = passed / n
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # Rounding must not leave the share itself outside.
    return Interval(min(p, max(0.0, middle - half)), max(p, min(1.0, middle + half)))
