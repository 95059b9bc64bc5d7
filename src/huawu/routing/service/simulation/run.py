"""One run: the production engine in virtual time, told what people would do."""

from collections.abc import Callable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any, Generic, TypeVar

from huawu.platform.clock import SECOND, Micros
from huawu.platform.dice import seeded
from huawu.platform.garbage import seldom_collected
from huawu.routing.core.engine import Engine
from huawu.routing.core.plan import Plan
from huawu.routing.service.simulation.people import NEVER, Customer, Source, Streams, ring
from huawu.routing.service.simulation.scenario import Scenario
from huawu.routing.service.simulation.tally import Counting, Tally
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentAway,
    AgentChanged,
    AgentReady,
    AgentState,
    Answered,
    Arrived,
    Connect,
    Contact,
    Finished,
    Offer,
    Overflow,
    Tick,
    Told,
    WrapUpDone,
)

MOST_MOVES = 8
"""Who is sent from queue to queue this often is lost."""

WRAP_UP, PAUSED = AgentState.WRAP_UP, AgentState.PAUSED
Happening = tuple[Micros, int, Callable[[], None]]
Counts = TypeVar("Counts", bound=Counting)


class Day(Generic[Counts]):
    """A day from its first to its last call: who comes is told by `sources`, what became of them is counted
    by `tally`. `engine`: tests put a faulty one here. `later`: plans that come into force
    meanwhile; `besides`: what the engine is told beside what customers and agents do, with when."""

    def __init__(
        self,
        scenario: Scenario,
        number: int,
        *,
        tally: Counts,
        sources: Sequence[Source],
        engine: Engine | None = None,
        later: Sequence[tuple[Micros, Plan]] = (),
        besides: Sequence[tuple[Micros, Told]] = (),
    ) -> None:
        self.scenario, self.now, self._later, self._besides = scenario, 0, later, besides
        self._begins = scenario.begins
        names = count(1)
        self.engine = engine or Engine(scenario.plan, lambda: f"o{next(names)}")
        self.tally = tally
        self.phones = seeded(f"{scenario.seed} {number} phones")
        self.mornings = seeded(f"{scenario.seed} {number} mornings")
        self._names, self._order = count(1), count()
        self._inside = 0  # calls, talking ones too
        self._ahead: list[Happening] = []
        self._waiting: dict[str, tuple[Customer, Source]] = {}
        self._wraps: dict[str, Micros] = {}  # of those who are talked to
        self._sources = sources
        self._hears: dict[type[Answered], Callable[[Any], None]] = {
            Offer: self._rings,
            Connect: self._talks,
            AgentChanged: self._changed,
            Overflow: self._sent_on,
        }

    def go(self) -> Counts:
        """Run until everything that began is over."""
        with seldom_collected():
            self._go()
        return self.tally

    def _go(self) -> None:
        for source in self._sources:
            self._next_customer(source, source.customers())
        for agent, shifts in self.scenario.shifts.items():
            for begin, end in shifts:
                there = begin + self._late()
                if there >= end:
                    continue
                self._at(there, lambda agent=agent: self._tell(AgentReady(agent)))  # type: ignore[misc]
                away = AgentAway(agent, AgentState.SIGNED_OUT)
                self._at(end, lambda away=away: self._tell(away))  # type: ignore[misc]
        for since, plan in self._later:
            self._at(since, lambda plan=plan: self._goes_on_under(plan))  # type: ignore[misc]
        for at, told in self._besides:
            self._at(at, lambda told=told: self._tell(told))  # type: ignore[misc]
        heapify(self._ahead)
        while self._ahead or (self._waiting and self.engine.next_deadline() is not None):
            self._step()
        self.tally.unserved(len(self._waiting))

    def _late(self) -> Micros:
        law = self.scenario.late
        return 0 if law is None else round(law(self.mornings) * SECOND)

    def _step(self) -> None:
        ahead = self._ahead[0][0] if self._ahead else None
        due = self.engine.next_deadline()
        if due is not None:
            due -= self._begins
            if ahead is None or due <= ahead:
                self.now = max(self.now, due)
                self._tell(Tick())
                return
        if ahead is None:
            return
        self.now, _, happen = heappop(self._ahead)
        happen()

    def _at(self, at: Micros, happen: Callable[[], None]) -> None:
        heappush(self._ahead, (at, next(self._order), happen))

    # ---- customers -----------------------------------------------------------------------------------------

    def _next_customer(self, source: Source, following: Iterator[Customer]) -> None:
        customer = next(following, None)
        if customer is not None:
            self._at(customer.at, lambda: self._comes(source, following, customer))

    def _comes(self, source: Source, following: Iterator[Customer], customer: Customer) -> None:
        self._next_customer(source, following)
        self._calls(source, customer)

    def _calls(self, source: Source, customer: Customer) -> None:
        name = f"c{next(self._names):08}"
        self._waiting[name] = (customer, source)
        self.tally.came(customer)
        if self.scenario.lines is not None and self._inside >= self.scenario.lines:
            del self._waiting[name]
            self.tally.turned_away(customer, self.now)
            self._perhaps_again(source, customer, customer.kind.again_blocked)
            return
        self._inside += 1
        self._arrives(name, customer, self.now - customer.older)
        if customer.patience is not None and name in self._waiting:
            self._at(self.now + customer.patience, lambda: self._gives_up(name))

    def _arrives(self, name: str, customer: Customer, since: Micros) -> None:
        kind = customer.kind
        contact = Contact(
            name,
            customer.queue,
            since + self.scenario.begins,
            kind.priority,
            kind.needs,
            customer.preferred,
            vip=kind.vip,
            steps=kind.steps,
            last=customer.last,
        )
        self._tell(Arrived(contact))

    def _gives_up(self, name: str) -> None:
        found = self._waiting.pop(name, None)
        if found is None:
            return
        customer, source = found
        self._inside -= 1
        self.tally.left(customer, self.now)
        self._tell(Abandoned(name, "hung_up"))
        self._perhaps_again(source, customer, customer.kind.again)

    def _perhaps_again(self, source: Source, customer: Customer, chance: float) -> None:
        if customer.again < chance:
            later = self.now + customer.again_after
            self._at(later, lambda: self._calls(source, source.once_more(customer, later)))

    def _sent_on(self, answer: Overflow) -> None:
        customer, _ = self._waiting[answer.contact]
        customer.moves += 1
        to = answer.to
        while to is not None and to.kind == "announcement":
            to = to.then
        if to is not None and to.kind == "queue" and customer.moves <= MOST_MOVES:
            customer.queue = to.name
            self.tally.moved()
            since = self.now if answer.since is None else answer.since - self.scenario.begins
            self._arrives(answer.contact, customer, since)
            return
        del self._waiting[answer.contact]
        self._inside -= 1
        self.tally.overflowed(customer, self.now)

    # ---- agents --------------------------------------------------------------------------------------------

    def _rings(self, offer: Offer) -> None:
        found = self._waiting.get(offer.contact)
        if found is None:  # another phone that rang at once has them
            return
        customer, _ = found
        rings, customer.answer = customer.answer, None
        if rings is None:
            rings = ring(self.scenario, self.phones)
        if rings == NEVER:
            return
        if rings == 0:
            self._tell(Accepted(offer.id))
        else:
            self._at(self.now + rings, lambda: self._tell(Accepted(offer.id)))

    def _talks(self, answer: Connect) -> None:
        customer, _ = self._waiting.pop(answer.contact)
        self.tally.joined(customer, answer.agent, self.now)
        if customer.wrap is not None:
            self._wraps[answer.contact] = customer.wrap
        end = self.now + customer.talk
        self._at(end, lambda: self._hangs_up(answer.agent, answer.contact))

    def _hangs_up(self, agent: str, contact: str) -> None:
        self._inside -= 1
        self._tell(Finished(agent, contact))

    def _changed(self, answer: AgentChanged) -> None:
        if answer.state is WRAP_UP:
            wrap = self._wraps.pop(answer.contact or "", None)
            if wrap is not None:
                done = self.now + wrap
                self._at(done, lambda: self._tell(WrapUpDone(answer.agent, answer.contact)))
        elif answer.state is PAUSED:
            back = self.now + round(self.scenario.back_after * SECOND)
            self._at(back, lambda: self._back(answer.agent))
        self.tally.changed(answer.agent, answer.state, self.now)

    def _back(self, agent: str) -> None:
        if any(begin <= self.now < end for begin, end in self.scenario.shifts[agent]):
            self._tell(AgentReady(agent))

    # ---- the engine ----------------------------------------------------------------------------------------

    def _tell(self, told: Told) -> None:
        self._hear(self.engine.tell(told, self.now + self._begins))

    def _goes_on_under(self, plan: Plan) -> None:
        """Somebody has published: it holds at once."""
        self._hear(self.engine.load(plan, self.now + self._begins))

    def _hear(self, answers: Sequence[Answered]) -> None:
        for answer in answers:
            hear = self._hears.get(type(answer))
            if hear is not None:
                hear(answer)


class Run(Day[Tally]):
    """One run of a scenario, its customers drawn as it says."""

    def __init__(self, scenario: Scenario, number: int, engine: Engine | None = None) -> None:
        sources = [Streams(scenario, number, n) for n in range(len(scenario.callers))]
        super().__init__(scenario, number, tally=Tally(scenario), sources=sources, engine=engine)
