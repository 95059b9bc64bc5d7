"""Whatever happens in whatever order: the rules hold, a saved engine goes on alike, a replay agrees.

Each step draws one number; a generator started from it chooses what happens. So steps can be left out when a
failure is made smaller, and long stories stay cheap.
"""

import itertools
from collections.abc import Callable
from random import Random

import msgpack
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentAway,
    AgentBusy,
    AgentFree,
    AgentReady,
    AgentState,
    Answered,
    Arrived,
    Contact,
    Declined,
    Finished,
    PhoneChanged,
    Plan,
    Queue,
    Seat,
    Tick,
    Told,
    WrapUpDone,
)
from tests.routing.shadow import Shadow

pytestmark = pytest.mark.core

AGENTS = ("a1", "a2", "a3", "a4")
QUEUES = ("desk", "help", "sales")
SKILLS = ("english", "billing")
CAUSES = ("declined", "declined", "no_answer", "busy", "unreachable", "restarted")
STRATEGIES = ("longest_idle", "fewest_contacts", "round_robin", "linear", "best_skill")
AWAY = (AgentState.PAUSED, AgentState.PAUSED, AgentState.SIGNED_OUT, AgentState.READY)

dice = st.integers(0, 2**64 - 1).map(Random)


def any_queue(dice: Random, name: str) -> Queue:
    return Queue(
        name,
        strategy=dice.choice(STRATEGIES),
        ring_seconds=dice.choice((5, 20)),
        wrap_up_seconds=dice.choice((0, 10)),
        max_waiting=dice.choice((None, None, None, 0, 3)),
        max_wait_seconds=dice.choice((None, None, 12, 60)),
        rona_limit=dice.choice((1, 2, 3)),
        refuse_when_empty=dice.random() < 0.2,
    )


def any_plan(dice: Random) -> Plan:
    lines = {name: any_queue(dice, name) for name in sorted(dice.sample(QUEUES, dice.randint(1, 3)))}
    seats = {}
    for agent in sorted(dice.sample(AGENTS, dice.randint(2, 4))):
        served = dice.sample(list(lines), dice.randint(1, len(lines)))
        skills = {skill: dice.randint(1, 5) for skill in SKILLS if dice.random() < 0.6}
        seats[agent] = Seat(agent, tuple(served), skills)
    return Plan(dice.randint(1, 1_000), lines, seats)


class Floor(RuleBasedStateMachine):
    """A centre in which anything may happen."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000 * SECOND
        self.numbers = itertools.count(1)

    @initialize(dice=dice)
    def open(self, dice: Random) -> None:
        """Under any plan, with everybody there."""
        self.plan = self.first_plan = any_plan(dice)
        self.ids = self.counter()
        self.engine = routing.open_engine(self.plan, self.ids)
        self.shadow = Shadow(self.plan, self.now)
        self.log: list[tuple[Told | Plan, int, list[Answered]]] = []
        for agent in AGENTS:
            self.tell(AgentReady(agent))

    @staticmethod
    def counter() -> Callable[[], str]:
        numbers = itertools.count(1)
        return lambda: f"o{next(numbers):05}"

    def tell(self, told: Told) -> None:
        answers = self.engine.tell(told, self.now)
        self.log.append((told, self.now, answers))
        self.shadow.hear(told, self.now)
        self.shadow.follow(answers)

    # ---- what may happen -----------------------------------------------------------------------------------

    @rule(dice=dice)
    def something_happens(self, dice: Random) -> None:
        happenings = (self.arrive, self.work, self.agent_does, self.time_passes, self.rarely)
        dice.choices(happenings, weights=(25, 35, 15, 15, 10))[0](dice)

    def arrive(self, dice: Random) -> None:
        for _ in range(dice.randint(1, 3)):
            wants = tuple((skill, dice.randint(1, 4)) for skill in SKILLS if dice.random() < 0.2)
            queue = dice.choice(list(self.plan.queues)) if dice.random() < 0.95 else "elsewhere"
            since = self.now - dice.choice((0, 0, 0, 7)) * SECOND
            name = f"c{next(self.numbers)}"
            preferred = dice.choice((None, None, *AGENTS))
            self.tell(Arrived(Contact(name, queue, since, dice.randint(1, 3), wants, preferred)))

    def work(self, dice: Random) -> None:
        """Something that people do with what is going on: an offer, a talk, a wrap-up, a wait."""
        shadow = self.shadow
        known: list[Told] = []
        known += [Accepted(offer) for offer in shadow.offers] * 2
        known += [Declined(offer, dice.choice(CAUSES)) for offer in shadow.offers]
        known += [Finished(agent, contact) for agent, contact in shadow.talks.items()]
        wrapping = [agent for agent in AGENTS if shadow.state(agent) is AgentState.WRAP_UP]
        known += [WrapUpDone(agent) for agent in wrapping]
        known += [Abandoned(contact, "hung_up") for contact in sorted(shadow.waiting)[:1]]
        if known:
            self.tell(dice.choice(known))

    def agent_does(self, dice: Random) -> None:
        agent = dice.choice(AGENTS)
        away = AgentAway(agent, dice.choice(AWAY), dice.choice(("", "lunch")))
        ready, busy, free = AgentReady(agent), AgentBusy(agent), AgentFree(agent)
        phone = PhoneChanged(agent, dice.choice(("", "", "phone.asleep")))
        self.tell(dice.choice((ready, ready, ready, away, busy, free, free, phone, WrapUpDone(agent))))

    def time_passes(self, dice: Random) -> None:
        """Some seconds, or until the next deadline; an answer that comes with it is still in time."""
        deadline = self.engine.next_deadline()
        if deadline is None or dice.random() < 0.5:
            self.now += dice.choice((1, 2, 3, 11, 31)) * SECOND
        else:
            self.now = max(self.now, deadline)
        if self.shadow.offers and dice.random() < 0.2:
            self.tell(Accepted(min(self.shadow.offers)))
        else:
            self.tell(Tick())
        following = self.engine.next_deadline()
        assert following is None or following > self.now

    def rarely(self, dice: Random) -> None:
        happenings = (self.restart, self.nonsense, self.hear_it_twice, self.change_plan)
        dice.choices(happenings, weights=(4, 2, 3, 1))[0](dice)

    def restart(self, dice: Random) -> None:
        saved = self.engine.save()
        through_a_file = msgpack.unpackb(msgpack.packb(saved))
        self.engine = routing.restore_engine(self.plan, self.ids, through_a_file)
        assert self.engine.save() == saved

    def nonsense(self, dice: Random) -> None:
        self.tell(Tick())
        before = self.engine.save()
        for told in (Declined("never", "busy"), Finished("a1", "never"), AgentReady("stranger")):
            assert self.engine.tell(told, self.now) == []
        assert self.engine.save() | {"ignored": 0} == before | {"ignored": 0}

    def hear_it_twice(self, dice: Random) -> None:
        """The last input again. (`AgentReady` also ends an own call, so a second one means more; a contact
        that was sent away may ask again.)"""
        last = self.log[-1][0]
        if isinstance(last, AgentReady | Arrived | Plan):
            return
        before = self.engine.save()
        assert self.engine.tell(last, self.now) == []
        assert self.engine.save() | {"ignored": 0} == before | {"ignored": 0}

    def change_plan(self, dice: Random) -> None:
        self.plan = self.shadow.plan = any_plan(dice)
        answers = self.engine.load(self.plan, self.now)
        self.log.append((self.plan, self.now, answers))
        self.shadow.now = self.now
        self.shadow.follow(answers)

    # ---- what must hold ------------------------------------------------------------------------------------

    @invariant()
    def the_rules_hold(self) -> None:
        self.shadow.check(self.engine)

    def teardown(self) -> None:
        """The journal, told to a new engine through plain values, gives the same answers."""
        again = routing.open_engine(self.first_plan, self.counter())
        for told, now, answers in self.log:
            if isinstance(told, Plan):
                assert again.load(told, now) == answers
            else:
                row = msgpack.unpackb(msgpack.packb(routing.told_as_dict(told)))
                found = again.tell(routing.told_from_dict(row), now)
                assert routing.answers_as_dicts(found) == routing.answers_as_dicts(answers)


TestFloor = Floor.TestCase
TestFloor.settings = settings(derandomize=True, max_examples=40, stateful_step_count=120, deadline=None)
