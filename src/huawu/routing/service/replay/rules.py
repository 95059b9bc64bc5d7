"""By which rules a day is played: one plan, or several that were in force one after another."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.routing.core.plan import Plan
from huawu.routing.service.replay.day import Visit

THEN = "then"
"""The rules that were in force on the day."""
Site = dict[str, Any]
Sites = dict[str, Any]
"""`{"then": [[since, site], ...], "now": site, "draft": site}`: `since` microseconds of the day, the first of
them 0 or before; without "then" the rules of now."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Plans in the order in which they came into force, each with when, in microseconds of the day. There is
    one at least, and it holds from the beginning of the day, or longer."""

    plans: tuple[tuple[Micros, Plan], ...]

    @property
    def first(self) -> Plan:
        return self.plans[0][1]

    @property
    def later(self) -> tuple[tuple[Micros, Plan], ...]:
        """Those that come into force while the day goes on."""
        return self.plans[1:]

    def at(self, moment: Micros) -> Plan:
        """What was in force then."""
        return self.plans[max(0, bisect_right(self.plans, moment, key=lambda each: each[0]) - 1)][1]

    def knows(self, visit: Visit) -> bool:
        """Whether the queue was there when the visit began."""
        return visit.queue in self.at(visit.at).queues

    def answer_within(self, queue: Id, at: Micros) -> Micros:
        """So soon who comes then is to be answered."""
        plan = next((each for each in self._from(at) if queue in each.queues), None)
        return 0 if plan is None else plan.queues[queue].answer_seconds * SECOND

    def served_by(self, agent: Id, at: Micros) -> tuple[Id, ...]:
        """The queues that an agent served then."""
        seat = self.at(at).seats.get(agent)
        return () if seat is None else seat.queues

    def has_seat(self, agent: Id) -> bool:
        """Whether they work here under any of the plans."""
        return any(agent in plan.seats for _, plan in self.plans)

    def _from(self, at: Micros) -> Iterator[Plan]:
        """The plan of a moment, then all of them: who is sent on may count for a queue that is new."""
        yield self.at(at)
        yield from (plan for _, plan in self.plans)


def sites_of(sites: Sites, rules: str) -> list[tuple[Micros, Site]]:
    """What the site is like under the rules asked for, in order. Raises Invalid: simulation.malformed."""
    if rules == THEN:
        found: Sequence[Sequence[Any]] = sites.get(THEN) or [[0, sites["now"]]]
        return [(since, site) for since, site in found]
    if rules not in sites:
        raise Invalid("simulation.malformed", at="rules")
    return [(0, sites[rules])]
