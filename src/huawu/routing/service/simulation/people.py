"""Who calls when, drawn before the day begins.

Each kind of customer has streams of chance of its own, and everything about a customer is drawn when they
first call. So two rules are compared on the same customers (common random numbers), and their difference is
theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from huawu.platform.clock import SECOND, Micros
from huawu.platform.dice import Dice, seeded
from huawu.routing.service.simulation.scenario import Callers, Scenario


@dataclass(slots=True)
class Customer:
    """Somebody who calls. Times in microseconds; patience may be for ever (None)."""

    kind: Callers
    at: Micros
    talk: Micros
    patience: Micros | None
    again: bool
    again_after: Micros
    first: bool = True
    queue: str = ""
    moves: int = 0


class Streams:
    """The chances of one kind of customer in one run."""

    def __init__(self, scenario: Scenario, run: int, number: int) -> None:
        self.kind = scenario.callers[number]
        self.end = scenario.seconds
        name = f"{scenario.seed} {run} {number}"
        self.when, self.talks, self.patience, self.again = (
            seeded(f"{name} {what}") for what in ("arrivals", "talk", "patience", "again")
        )

    def customers(self) -> Iterator[Customer]:
        """Everybody of this kind, in order."""
        return map(self.customer, self._arrivals())

    def customer(self, at: Micros) -> Customer:
        kind = self.kind
        patience = kind.patience(self.patience)
        again = bool(kind.again) and self.again.random() < kind.again
        after = kind.again_after(self.again) if kind.again_after is not None else 0.0
        return Customer(
            kind,
            at,
            round(kind.talk(self.talks) * SECOND),
            None if patience > 1e9 else round(patience * SECOND),
            again,
            round(after * SECOND),
            queue=kind.queue,
        )

    def once_more(self, customer: Customer, now: Micros) -> Customer:
        """Who gave up calls again, with fresh patience."""
        anew = self.customer(now)
        anew.talk, anew.first = customer.talk, False
        return anew

    def _arrivals(self) -> Iterator[Micros]:
        dice, rates = self.when, self.kind.rates
        ends = [begin for begin, _ in rates[1:]] + [self.end]
        for (begin, rate), end in zip(rates, ends, strict=True):
            rate *= _factor(dice, self.kind.spread)
            at = float(begin)
            while rate > 0:
                at += dice.expovariate(rate) * SECOND
                if at >= min(end, self.end):
                    break
                yield round(at)


def _factor(dice: Dice, spread: float) -> float:
    """A gamma factor with mean 1 and this standard deviation."""
    if not spread:
        return 1.0
    shape = 1 / (spread * spread)
    return dice.gammavariate(shape, 1 / shape)
