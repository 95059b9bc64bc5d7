"""What is counted in one run, within the time that counts (after warm-up, before the end)."""

from dataclasses import dataclass, field
from typing import Protocol

from huawu.platform.clock import SECOND, Micros
from huawu.routing.service.simulation.people import Customer
from huawu.routing.service.simulation.scenario import Scenario
from huawu.routing.types import AgentState

WORKS = (AgentState.TALKING, AgentState.WRAP_UP, AgentState.RINGING)


class Counting(Protocol):
    """What a run tells whoever counts."""

    def came(self, customer: Customer) -> None: ...

    def joined(self, customer: Customer, agent: str, now: Micros) -> None: ...

    def left(self, customer: Customer, now: Micros) -> None: ...

    def overflowed(self, customer: Customer, now: Micros) -> None: ...

    def turned_away(self, customer: Customer, now: Micros) -> None: ...

    def moved(self) -> None: ...

    def unserved(self, waiting: int) -> None: ...

    def changed(self, agent: str, state: AgentState, now: Micros) -> None: ...


@dataclass(slots=True)
class Line:
    """One queue; callers count where they first came."""

    offered: int = 0
    fresh: int = 0
    waited: int = 0
    answered: int = 0
    in_time: int = 0
    abandoned: int = 0
    overflowed: int = 0
    turned_away: int = 0
    wait: Micros = 0  # of all
    wait_answered: Micros = 0
    queueing: Micros = 0  # within the time that counts


@dataclass(slots=True)
class Tally:
    """Counts of a run."""

    scenario: Scenario
    lines: dict[str, Line] = field(default_factory=dict)
    working: dict[str, Micros] = field(default_factory=dict)  # by kind of agent
    _since: dict[str, Micros] = field(default_factory=dict)
    calls: int = 0
    over: int = 0
    moves: int = 0
    stranded: int = 0

    def _line(self, customer: Customer) -> Line | None:
        """Where this customer counts, if they do."""
        if not self.scenario.warm_up <= customer.at < self.scenario.seconds:
            return None
        name = customer.kind.queue
        line = self.lines.get(name)
        if line is None:
            line = self.lines[name] = Line()
        return line

    def came(self, customer: Customer) -> None:
        self.calls += 1
        if (line := self._line(customer)) is not None:
            line.offered += 1
            line.fresh += customer.first

    def _ends(self, customer: Customer, now: Micros) -> Line | None:
        self.over += 1
        line = self._line(customer)
        if now == customer.at:
            return line
        begin, end = max(customer.at, self.scenario.warm_up), min(now, self.scenario.seconds)
        if end > begin:
            of = line or self.lines.setdefault(customer.kind.queue, Line())
            of.queueing += end - begin
        if line is not None:
            line.wait += now - customer.at
        return line

    def joined(self, customer: Customer, agent: str, now: Micros) -> None:
        line = self._ends(customer, now)
        if line is None:
            return
        wait = now - customer.at
        line.answered += 1
        line.waited += wait > 0
        line.wait_answered += wait
        line.in_time += wait <= self.scenario.plan.queues[customer.kind.queue].answer_seconds * SECOND

    def left(self, customer: Customer, now: Micros) -> None:
        if (line := self._ends(customer, now)) is not None:
            line.abandoned += 1
            line.waited += 1

    def overflowed(self, customer: Customer, now: Micros) -> None:
        if (line := self._ends(customer, now)) is not None:
            line.overflowed += 1
            line.waited += now > customer.at

    def turned_away(self, customer: Customer, now: Micros) -> None:
        if (line := self._ends(customer, now)) is not None:
            line.turned_away += 1

    def moved(self) -> None:
        self.moves += 1

    def unserved(self, waiting: int) -> None:
        self.stranded = waiting

    def changed(self, agent: str, state: AgentState, now: Micros) -> None:
        """Time at work, by kind of agent."""
        since = self._since.pop(agent, None)
        if since is not None and since < now:
            begin, end = max(since, self.scenario.warm_up), min(now, self.scenario.seconds)
            if end > begin:
                group = self.scenario.group_of[agent]
                self.working[group] = self.working.get(group, 0) + end - begin
        if state in WORKS:
            self._since[agent] = now
