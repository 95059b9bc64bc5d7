"""A large centre for the routing engine alone: many queues, agents and waiting contacts, in virtual time.

Every agent serves eight queues and has some skills; a third of the contacts need one of three skills at a
level; a quarter of the queues route by steps, an eighth let contacts age. All agents are busy all the time,
which is the hardest case: each who becomes free has to find the first of thousands.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter_ns

from huawu.platform.clock import SECOND
from huawu.platform.dice import Dice, seeded
from huawu.routing import service as routing
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentReady,
    Answered,
    Arrived,
    Connect,
    Contact,
    Declined,
    Finished,
    Offer,
    Plan,
    Queue,
    Seat,
    Skill,
    Step,
    Tick,
    Told,
    WrapUpDone,
)

SKILLS = tuple(f"skill{n}" for n in range(20))
SERVED = 8
AHT_SECONDS = 180.0


def plan(queues: int, agents: int, dice: Dice) -> Plan:
    """The centre."""
    lines = {f"q{n:05}": _queue(f"q{n:05}", n) for n in range(queues)}
    names = list(lines)
    seats = {}
    for n in range(agents):
        served = tuple(dice.sample(names, min(SERVED, queues)))
        skills = {skill: dice.randint(1, 5) for skill in dice.sample(SKILLS, 6)}
        seats[f"a{n:05}"] = Seat(f"a{n:05}", served, skills)
    return Plan(1, lines, seats)


def _queue(name: str, n: int) -> Queue:
    steps = (Step(Skill(SKILLS[n % 20], 3), 20), Step(Skill(SKILLS[n % 20], 1), 40)) if n % 4 == 0 else ()
    ageing = 60 if n % 8 == 1 else None
    wrap_up = 30 if n % 2 else 0
    return Queue(name, steps=steps, ageing_seconds=ageing, wrap_up_seconds=wrap_up, ring_seconds=30)


@dataclass
class Times:
    """What inputs cost, in nanoseconds; `offered`: of those by which an agent became free and was offered a
    contact at once."""

    inputs: list[int] = field(default_factory=list)
    offered: list[int] = field(default_factory=list)


class Load:
    """Tells an engine what people would."""

    def __init__(self, queues: int, agents: int, waiting: int) -> None:
        self.dice = seeded(f"routing {queues} {agents} {waiting}")
        self.plan = plan(queues, agents, self.dice)
        self.names = list(self.plan.queues)
        numbers = count()
        self.engine = routing.open_engine(self.plan, lambda: f"o{next(numbers):09}")
        self.contacts = count()
        self.now = 1_000_000 * SECOND
        self.step = round(AHT_SECONDS * SECOND / agents / 5)
        self.ringing: deque[Offer] = deque()
        self.talking: deque[tuple[str, str]] = deque()
        self.wrapping: deque[str] = deque()
        self.waiting: deque[str] = deque()
        self.inside = self.missed = 0  # contacts waiting; abandonments that came too late
        self.times = Times()
        self._fill(waiting)

    def _fill(self, waiting: int) -> None:
        for agent in self.plan.seats:
            self._tell(AgentReady(agent))
        for _ in range(waiting + 2 * len(self.plan.seats)):
            self._tell(self._arrival())
            while self.ringing:
                offer = self.ringing.popleft()
                self._tell(Accepted(offer.id))
                self.talking.append((offer.agent, offer.contact))
        while self.inside < waiting:
            self._tell(self._arrival())
        self.target = waiting
        self.times = Times()

    def _arrival(self) -> Arrived:
        dice, name = self.dice, f"c{next(self.contacts):09}"
        number = dice.randrange(len(self.names))
        skill = SKILLS[(number + dice.choice((1, 4, 9))) % len(SKILLS)]
        needs = ((skill, dice.randint(1, 2)),) if dice.random() < 0.33 else ()
        self.waiting.append(name)
        return Arrived(Contact(name, self.names[number], self.now, dice.choice((3, 5, 5, 5)), needs))

    def _tell(self, told: Told) -> None:
        began = perf_counter_ns()
        answers = self.engine.tell(told, self.now)
        cost = perf_counter_ns() - began
        self.times.inputs.append(cost)
        if isinstance(told, Finished | WrapUpDone) and any(isinstance(each, Offer) for each in answers):
            self.times.offered.append(cost)
        self._follow(told, answers)

    def _follow(self, told: Told, answers: list[Answered]) -> None:
        self.inside += isinstance(told, Arrived)
        if isinstance(told, Abandoned) and self.engine.ignored.get("Abandoned", 0) == self.missed:
            self.inside -= 1
        self.missed = self.engine.ignored.get("Abandoned", 0)
        for answer in answers:
            if isinstance(answer, Offer):
                self.ringing.append(answer)
            elif isinstance(answer, Connect):
                self.inside -= 1

    def run(self, inputs: int) -> Times:
        """So many inputs more."""
        before = len(self.times.inputs)
        for told in self._stream():
            self._tell(told)
            if len(self.times.inputs) - before >= inputs:
                break
        return self.times

    def _stream(self) -> Iterator[Told]:
        """Talks end, wrap-ups end, phones are answered (a few are not), callers come and some give up."""
        while True:
            self.now += self.step
            if (due := self.engine.next_deadline()) is not None and due <= self.now:
                yield Tick()
            if self.ringing:
                offer = self.ringing.popleft()
                declines = self.dice.random() < 0.03
                yield Declined(offer.id, "declined") if declines else Accepted(offer.id)
                if not declines:
                    self.talking.append((offer.agent, offer.contact))
            if len(self.talking) > len(self.plan.seats) * 0.9 or (self.talking and not self.ringing):
                agent, contact = self.talking.popleft()
                yield Finished(agent, contact)
                self.wrapping.append(agent)
            if len(self.wrapping) > len(self.plan.seats) * 0.05:
                yield WrapUpDone(self.wrapping.popleft())
            if self.inside < self.target:
                yield self._arrival()
            if self.dice.random() < 0.1:
                yield Abandoned(self.waiting[self.dice.randrange(len(self.waiting))], "hung_up")
            while len(self.waiting) > 3 * self.target:
                self.waiting.popleft()
