"""Erlang A (M/M/n+M): who waits too long goes away, after an exponential patience.

Computed from the wait V that a contact of endless patience would find (Baccelli and Hebuterne 1981, Zeltyn
and Mandelbaum 2005). With arrivals lam, service mu, abandonment theta and

    g(x) = exp(lam (1 - e^(-theta x)) / theta - n mu x),  J = int_0^inf g,  D = 1/B(n-1, a) + lam J

the density of V above zero is lam g / D, and P(V > 0) = lam J / D.
"""

import math
from dataclasses import dataclass

import numpy as np

from huawu.measures.erlang.loss import erlang_b

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(32)
_PANELS = 64
_NEGLIGIBLE = 45.0
"""Exponents this far below the peak weigh under 1e-19."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How M/M/n+M does. Times in the unit of the rates. `served` and `abandoned` within the threshold are
    shares of all contacts; the five service levels are the named definitions of
    `measures.service_level`."""

    p_wait: float
    p_abandon: float
    mean_wait: float  # over all contacts
    occupancy: float
    mean_queue: float
    served_within: float
    abandoned_within: float
    sl_offered: float
    sl_answered: float
    sl_excluding_short_abandons: float
    sl_counting_short_abandons: float
    sl_virtual: float


def erlang_a(n: int, arrivals: float, *, service: float, abandon: float, threshold: float) -> Patience:
    """All of Erlang A. `service`, `abandon`: rates (one over the mean)."""
    if arrivals <= 0:
        return Patience(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    grow = _Density(n, arrivals, service, abandon)
    whole = grow.integral(0.0, math.inf)
    scale = grow.at_zero(1 / erlang_b(n - 1, arrivals / service)) + arrivals * whole
    p_wait = arrivals * whole / scale
    p_abandon = (grow.at_zero(1.0) + (arrivals - n * service) * whole) / scale
    mean_wait = p_abandon / abandon
    later = arrivals * grow.integral(threshold, math.inf) / scale
    waited_and_served = arrivals * grow.integral(0.0, threshold, fading=True) / scale
    served = 1 - p_wait + waited_and_served
    # Gone within the threshold: in the queue at first, not served in time, not still there.
    still_there = math.exp(-abandon * threshold) * later
    gone = p_wait - waited_and_served - still_there
    return Patience(
        p_wait=p_wait,
        p_abandon=p_abandon,
        mean_wait=mean_wait,
        occupancy=arrivals * (1 - p_abandon) / (n * service),
        mean_queue=arrivals * mean_wait,
        served_within=served,
        abandoned_within=gone,
        sl_offered=served,
        sl_answered=served / (1 - p_abandon),
        sl_excluding_short_abandons=served / (1 - gone),
        sl_counting_short_abandons=served + gone,
        sl_virtual=1 - later,
    )


class _Density:
    """g(x), scaled by its peak so that nothing overflows."""

    def __init__(self, n: int, arrivals: float, service: float, abandon: float) -> None:
        self.drain = n * service
        self.arrivals = arrivals
        self.abandon = abandon
        self.peak_at = math.log(arrivals / self.drain) / abandon if arrivals > self.drain else 0.0
        self.peak = self._exponent(self.peak_at)
        self.end = self._far()

    def _exponent(self, x: float) -> float:
        return -self.arrivals * math.expm1(-self.abandon * x) / self.abandon - self.drain * x

    def at_zero(self, value: float) -> float:
        """A term that stands beside the integrals, on their scale."""
        return value * math.exp(-self.peak)

    def _far(self) -> float:
        step = 1.0 / self.drain
        while self._exponent(self.peak_at + step) > self.peak - _NEGLIGIBLE:
            step *= 1.5
        return self.peak_at + step

    def integral(self, low: float, high: float, *, fading: bool = False) -> float:
        """Of g, or with `fading` of e^(-abandon x) g: those still patient at x."""
        high = min(high, self.end)
        if high <= low:
            return 0.0
        edges = np.linspace(low, high, _PANELS + 1)
        half = (edges[1:] - edges[:-1]) / 2
        x = (edges[:-1] + half)[:, None] + half[:, None] * _NODES[None, :]
        exponent = -self.arrivals * np.expm1(-self.abandon * x) / self.abandon - self.drain * x - self.peak
        if fading:
            exponent = exponent - self.abandon * x
        return float((np.exp(exponent) @ _WEIGHTS) @ half)
