"""The day's customers, once more: what is known of them as it was, the rest drawn.

Patience is known of who gave up. Of who was answered it is known only that it was longer than the wait: it is
drawn from the product-limit estimate of their queue, given that. How long somebody would have talked who gave
up is drawn from those who were answered. Each customer has chances of their own, by seed and repeat, so that
two rules meet the same people (common random numbers).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from huawu.measures.survival import Survival, product_limit
from huawu.platform.clock import SECOND, Micros
from huawu.platform.dice import Dice, seeded
from huawu.platform.ids import Id
from huawu.routing.core.reading import steps_from
from huawu.routing.service.replay.day import ANSWERED, GAVE_UP, PastDay, Visit
from huawu.routing.service.simulation.people import NEVER, Customer
from huawu.routing.service.simulation.scenario import Callers

FEW = 5
"""A queue in which fewer gave up, or were answered, borrows from all queues."""
NEAR: Micros = 15 * 60 * SECOND
"""An additional call comes so close to the one it is like."""


@dataclass(frozen=True, slots=True)
class Handling:
    """How one call was handled."""

    rang: Micros
    talk: Micros
    wrap: Micros


class Known:
    """What the day teaches of those of whom not all is known."""

    def __init__(self, day: PastDay) -> None:
        self.patience: dict[Id, Survival] = {}
        self.handling: dict[Id, list[Handling]] = {}
        self.missed = day.missed / day.rings if day.rings else 0.0
        self.rings = [visit.rang for visit in day.visits if visit.rang] or [5 * SECOND]
        whole, anybody = _patience(day.visits), _handling(day.visits)
        for queue in {visit.queue for visit in day.visits}:
            here = [visit for visit in day.visits if visit.queue == queue]
            gave_up = sum(visit.how == GAVE_UP for visit in here)
            self.patience[queue] = _patience(here) if gave_up >= FEW else whole
            handled = _handling(here)
            self.handling[queue] = handled if len(handled) >= FEW else anybody


def _patience(visits: tuple[Visit, ...] | list[Visit]) -> Survival:
    return product_limit((visit.wait / SECOND, visit.how == GAVE_UP) for visit in visits)


def _handling(visits: tuple[Visit, ...] | list[Visit]) -> list[Handling]:
    return [Handling(v.rang, v.talk, v.wrap) for v in visits if v.how == ANSWERED]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who comes in one repeat. `patience` is multiplied with this; `calls`: with so much their number."""

    day: PastDay
    known: Known
    patience: float = 1.0
    calls: float = 1.0

    def of(self, seed: int, repeat: int) -> list[Customer]:
        """Everybody, in order."""
        found = [
            customer
            for number, visit in enumerate(self.day.visits)
            for customer in self._as_often(visit, f"{seed} {repeat} {number}")
        ]
        return sorted(found, key=lambda customer: customer.at)

    def _as_often(self, visit: Visit, name: str) -> Iterator[Customer]:
        dice = seeded(name)
        share, whole = math.modf(self.calls)
        times = int(whole) + (dice.random() < share)
        if times:
            yield self._customer(visit, dice)
        for again in range(1, times):
            dice = seeded(f"{name} {again}")
            at = visit.at + round(dice.uniform(-NEAR, NEAR))
            at = min(max(at, 0), self.day.length - 1)
            yield self._customer(replace(visit, at=at, end=at, how="new", older=0), dice)

    def _customer(self, visit: Visit, dice: Dice) -> Customer:
        throws = [1.0 - dice.random() for _ in range(3)]
        handling = self._handled(visit, throws[0])
        return Customer(
            Callers(
                visit.queue,
                (),
                0.0,
                _nothing,
                _nothing,
                visit.needs,
                visit.priority,
                visit.vip,
                steps_from(visit.steps, "visit"),
            ),
            visit.at,
            handling.talk,
            self._patient(visit, throws[1]),
            1.0,
            0,
            queue=visit.queue,
            answer=NEVER if throws[2] <= self.known.missed else handling.rang,
            wrap=handling.wrap,
            older=visit.older,
            preferred=visit.preferred,
            last=visit.last,
        )

    def _handled(self, visit: Visit, throw: float) -> Handling:
        if visit.how == ANSWERED:
            return Handling(visit.rang, visit.talk, visit.wrap)
        pool = self.known.handling[visit.queue]
        return pool[math.ceil(throw * len(pool)) - 1] if pool else Handling(0, 180 * SECOND, 0)

    def _patient(self, visit: Visit, throw: float) -> Micros | None:
        if visit.how == GAVE_UP:
            return round(visit.wait * self.patience)
        law = self.known.patience[visit.queue]
        seconds = law.draw(throw, longer_than=visit.wait / SECOND) * self.patience
        return None if seconds > 1e6 else round(seconds * SECOND)


def _nothing(dice: Dice) -> float:
    return 0.0


class Given:
    """Customers who are known beforehand; nobody calls again who did not on that day."""

    def __init__(self, customers: list[Customer]) -> None:
        self._customers = customers

    def customers(self) -> Iterator[Customer]:
        return iter(self._customers)

    def once_more(self, customer: Customer, now: Micros) -> Customer:
        return replace(customer, at=now, first=False)
