"""Who calls when, drawn before the day begins.

Each kind of customer has streams of chance of its own, and everything about a customer is drawn when they
first call. So two rules are compared on the same customers (common random numbers), and their difference is
theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from huawu.platform.clock import SECOND, Micros
from huawu.platform.dice import Dice, seeded
from huawu.routing.service.simulation.scenario import Callers, Scenario

NEVER: Micros = -1
"""Of `Customer.answer`: the phone that rings for them is not answered."""


@dataclass(slots=True)
class Customer:
    """Somebody who calls. Times in microseconds; patience may be for ever (None).

    `again`: a throw from 0 to 1; who calls again when something fails is told by it. `answer`: how long the
    first phone rings for them, or NEVER; `wrap`: how long they are written up. None: as their agents do.
    `older`: how long before `at` their place in the queue begins. `preferred`, `last`: agents."""

    kind: Callers
    at: Micros
    talk: Micros
    patience: Micros | None
    again: float
    again_after: Micros
    first: bool = True
    queue: str = ""
    moves: int = 0
    answer: Micros | None = None
    wrap: Micros | None = None
    older: Micros = 0
    preferred: str | None = None
    last: str | None = None


class Source(Protocol):
    """Where customers come from: in order of time, and those who call again."""

    def customers(self) -> Iterator[Customer]: ...

    def once_more(self, customer: Customer, now: Micros) -> Customer: ...


def ring(scenario: Scenario, dice: Dice) -> Micros:
    """How long one phone rings until it is answered, or NEVER."""
    if scenario.no_answer and dice.random() < scenario.no_answer:
        return NEVER
    return 0 if scenario.answer is None else round(scenario.answer(dice) * SECOND)


class Streams:
    """The chances of one kind of customer in one run."""

    def __init__(self, scenario: Scenario, run: int, number: int) -> None:
        self.scenario = scenario
        self.kind = scenario.callers[number]
        self.end = scenario.seconds
        name = f"{scenario.seed} {run} {number}"
        self.when, self.talks, self.patience, self.again, self.rings, self.wraps = (
            seeded(f"{name} {what}") for what in ("arrivals", "talk", "patience", "again", "rings", "wraps")
        )
        self._phones_matter = bool(scenario.answer or scenario.no_answer)
        self._returns = bool(self.kind.again or self.kind.again_blocked)

    def customers(self) -> Iterator[Customer]:
        """Everybody of this kind, in order."""
        return map(self.customer, self._arrivals())

    def customer(self, at: Micros) -> Customer:
        kind, wrap_up = self.kind, self.scenario.wrap_up
        patience = kind.patience(self.patience)
        again = self.again.random() if self._returns else 1.0
        after = kind.again_after(self.again) if kind.again_after is not None else 0.0
        return Customer(
            kind,
            at,
            round(kind.talk(self.talks) * SECOND),
            None if patience > 1e9 else round(patience * SECOND),
            again,
            round(after * SECOND),
            queue=kind.queue,
            answer=ring(self.scenario, self.rings) if self._phones_matter else None,
            wrap=None if wrap_up is None else round(wrap_up(self.wraps) * SECOND),
        )

    def once_more(self, customer: Customer, now: Micros) -> Customer:
        """Who got nowhere calls again, with fresh patience."""
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
