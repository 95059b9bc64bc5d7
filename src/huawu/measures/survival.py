"""How long people last when some of them were never put to the test: the product-limit estimate.

Kaplan and Meier, Nonparametric Estimation from Incomplete Observations, JASA 53 (1958). Of callers: who gave
up shows their patience; who was answered shows only that it was longer than the wait. Times are of any one
unit. Beyond the longest wait that was seen the estimate says nothing; there the mean hazard of all that was
seen goes on (events over time at risk, the estimate of a constant hazard).
"""

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Survival:
    """`times`: when somebody gave up, ascending; `alive`: the share that is left after each. `last`: until
    when anybody was watched; `hazard`: of giving up in a unit of time, over all; 0 when nobody ever did."""

    times: tuple[float, ...]
    alive: tuple[float, ...]
    last: float
    hazard: float

    def beyond(self, time: float) -> float:
        """The share that lasts longer than `time`."""
        place = bisect_right(self.times, time)
        share = self.alive[place - 1] if place else 1.0
        return share if time <= self.last else share * math.exp(-self.hazard * (time - self.last))

    def draw(self, throw: float, *, longer_than: float = 0.0) -> float:
        """How long somebody lasts who has lasted `longer_than` already. `throw`: over 0 and up to 1, evenly
        likely; the smaller, the longer. Infinite when nobody is known to give up."""
        if longer_than >= self.last:
            return longer_than - math.log(throw) / self.hazard if self.hazard else math.inf
        left = self.beyond(longer_than) * throw
        if self.alive and self.alive[-1] <= left:
            return next(
                time
                for time, share in zip(self.times, self.alive, strict=True)
                if time > longer_than and share <= left
            )
        share = self.alive[-1] if self.alive else 1.0
        return self.last + math.log(share / left) / self.hazard if self.hazard else math.inf

    def median(self) -> float:
        """Half of them last longer; infinite when nobody is known to give up."""
        return self.draw(0.5)


def product_limit(lasted: Iterable[tuple[float, bool]]) -> Survival:
    """From so many that lasted so long; True: until they gave up, False: until nobody watched any more. Who
    gave up at a moment did so before those who were lost from sight at it."""
    rows = sorted(lasted, key=lambda row: row[0])
    at_risk, share = len(rows), 1.0
    times, alive, gone = [], [], 0
    for time, at_once in groupby(rows, key=lambda row: row[0]):
        these = [gave_up for _, gave_up in at_once]
        if events := sum(these):
            share *= 1 - events / at_risk
            times.append(time)
            alive.append(share)
            gone += events
        at_risk -= len(these)
    exposed = sum(time for time, _ in rows)
    last = rows[-1][0] if rows else 0.0
    return Survival(tuple(times), tuple(alive), last, gone / exposed if exposed else 0.0)
