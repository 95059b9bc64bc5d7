"""What became of customers, by queue and half-hour of their arrival; how busy agents were, by half-hour.

The same counts are made of the day itself and of each repeat, so that they can be compared. The figures are
those of the board: in time of offered, ringing included in the wait.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from huawu.measures.service_level import share
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.service.replay.day import ANSWERED, GAVE_UP, Lending, PastDay, Span, Visit
from huawu.routing.service.replay.leading import serving
from huawu.routing.service.replay.rules import Rules
from huawu.routing.service.simulation.people import Customer
from huawu.routing.service.simulation.tally import WORKS
from huawu.routing.types import AgentState

HALF_HOUR: Micros = 1800 * SECOND
ALL = ""
"""In place of a queue: all of them."""
_THERE = (*WORKS, AgentState.READY)


@dataclass(slots=True)
class Cell:
    """One queue in one half-hour, or sums of those. `wait`: of who was answered; `working`, `there`: of the
    agents who serve it."""

    offered: int = 0
    answered: int = 0
    in_time: int = 0
    abandoned: int = 0
    elsewhere: int = 0
    wait: Micros = 0
    working: Micros = 0
    there: Micros = 0

    def add(self, other: "Cell") -> None:
        for name in Cell.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


FIGURES: dict[str, Callable[[Cell], float | None]] = {
    "offered": lambda cell: cell.offered,
    "answered": lambda cell: cell.answered,
    "abandoned": lambda cell: cell.abandoned,
    "elsewhere": lambda cell: cell.elsewhere,
    "service_level": lambda cell: share(cell.in_time, cell.offered),
    "abandonment": lambda cell: share(cell.abandoned, cell.offered),
    "mean_wait_seconds": lambda cell: share(cell.wait / SECOND, cell.answered),
    "occupancy": lambda cell: share(cell.working, cell.there),
}
"""By name. Shares are 0 to 1; None of nothing. The mean wait is that of who was answered."""


@dataclass(slots=True)
class HalfHours:
    """Counts of one day. `length`: of the day; what is later counts for its customer, not for agents.
    `lendings`: of the day, so that agents count for the queues that they served."""

    rules: Rules
    length: Micros
    lendings: tuple[Lending, ...] = ()
    cells: dict[tuple[Id, int], Cell] = field(default_factory=dict)
    came_in: int = 0
    over: int = 0
    stranded: int = 0
    _states: dict[Id, tuple[AgentState, Micros]] = field(default_factory=dict)
    _agents: dict[tuple[Id, int], Cell] = field(default_factory=dict)

    # ---- customers, as a run tells of them -----------------------------------------------------------------

    def cell(self, queue: Id, at: Micros) -> Cell:
        return self.cells.setdefault((queue, at // HALF_HOUR), Cell())

    def _of(self, customer: Customer) -> Cell:
        return self.cell(customer.kind.queue, customer.at)

    def came(self, customer: Customer) -> None:
        self.came_in += 1
        self._of(customer).offered += 1

    def joined(self, customer: Customer, agent: Id, now: Micros) -> None:
        self.over += 1
        self.answered(customer.kind.queue, customer.at, now - customer.at)

    def answered(self, queue: Id, at: Micros, wait: Micros) -> None:
        """Somebody who came then was answered after so long."""
        cell = self.cell(queue, at)
        cell.answered += 1
        cell.wait += wait
        cell.in_time += wait <= self.rules.answer_within(queue, at)

    def left(self, customer: Customer, now: Micros) -> None:
        self.over += 1
        self._of(customer).abandoned += 1

    def overflowed(self, customer: Customer, now: Micros) -> None:
        self.over += 1
        self._of(customer).elsewhere += 1

    def turned_away(self, customer: Customer, now: Micros) -> None:
        self.overflowed(customer, now)

    def moved(self) -> None:
        """Sent on to another queue: counts where they first came."""

    def unserved(self, waiting: int) -> None:
        self.stranded = waiting

    # ---- agents --------------------------------------------------------------------------------------------

    def changed(self, agent: Id, state: AgentState, now: Micros) -> None:
        before, since = self._states.get(agent, (AgentState.SIGNED_OUT, now))
        self._states[agent] = (state, now)
        if before in _THERE:
            self.spent(agent, (since, now), working=before in WORKS)

    def spent(self, agent: Id, span: Span, *, working: bool, there: bool = True) -> None:
        """An agent was there in this span, working or not."""
        begin, end = max(0, span[0]), min(span[1], self.length)
        while begin < end:
            half_hour = begin // HALF_HOUR
            until = min(end, (half_hour + 1) * HALF_HOUR)
            cell = self._agents.setdefault((agent, half_hour), Cell())
            cell.there += until - begin if there else 0
            cell.working += until - begin if working else 0
            begin = until

    # ---- the whole -----------------------------------------------------------------------------------------

    def finish(self) -> "HalfHours":
        """Give each queue the time of its agents, and make the sums of all queues."""
        for (queue, half_hour), cell in list(self.cells.items()):
            if queue != ALL:
                self.cells.setdefault((ALL, half_hour), Cell()).add(cell)
        for (agent, half_hour), cell in self._agents.items():
            own = self.rules.served_by(agent, half_hour * HALF_HOUR)
            queues = serving(own, self.lendings, agent, half_hour * HALF_HOUR)
            for queue in (ALL, *queues) if self.rules.has_seat(agent) else ():
                self.cells.setdefault((queue, half_hour), Cell()).add(cell)
        self._agents.clear()
        return self

    def total(self, queue: Id, span: Iterable[int]) -> Cell:
        """A queue over several half-hours."""
        found = Cell()
        for half_hour in span:
            if (cell := self.cells.get((queue, half_hour))) is not None:
                found.add(cell)
        return found


def of_the_day(day: PastDay, rules: Rules) -> HalfHours:
    """The counts of the day itself."""
    counts = HalfHours(rules, day.length, day.lendings)
    for visit in day.visits:
        _count(counts, visit)
    for agent, spans in day.presence.items():
        for span in spans:
            counts.spent(agent, span, working=False)
    return counts.finish()


def _count(counts: HalfHours, visit: Visit) -> None:
    cell = counts.cell(visit.queue, visit.at)
    cell.offered += 1
    if visit.how == ANSWERED:
        counts.answered(visit.queue, visit.at, visit.wait)
        worked = (visit.end - visit.rang, visit.end + visit.talk + visit.wrap)
        counts.spent(str(visit.agent), worked, working=True, there=False)
    elif visit.how == GAVE_UP:
        cell.abandoned += 1
    else:
        cell.elsewhere += 1


def queues_of(counts: Mapping[tuple[Id, int], Cell]) -> list[Id]:
    """The queues that somebody came to."""
    return sorted({queue for (queue, _), cell in counts.items() if cell.offered and queue != ALL})
