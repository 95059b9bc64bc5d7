"""Any centre, any day: random plans with all that queues and seats can be, random inputs, and what must hold
after each of them. A scan of everything, on purpose; it shares no code with the engine's lines."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import msgpack

from huawu.platform.clock import SECOND
from huawu.platform.hours import Hours
from huawu.routing import service as routing
from huawu.routing.core.conditions import fits, meets
from huawu.routing.core.plan import WRAP_UPS
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentAway,
    AgentChanged,
    AgentMoved,
    AgentMovedBack,
    AgentReady,
    AgentState,
    AllOf,
    Answered,
    Arrived,
    CallbackAsked,
    CallbackMissed,
    CallbackMoved,
    CallbackReached,
    CallbackRule,
    Connect,
    Contact,
    ContactChanged,
    Declined,
    Finished,
    Help,
    Language,
    Not,
    Occupied,
    Offer,
    Overflow,
    Plan,
    Pulled,
    Queue,
    QueueClosed,
    QueueOpened,
    Released,
    Room,
    Seat,
    Skill,
    Step,
    Team,
    Tick,
    Told,
    Withdraw,
    WrapUpAsked,
    WrapUpDone,
)

QUEUES, AGENTS = ("q1", "q2", "chat"), ("a1", "a2", "a3", "a4", "a5")
STRATEGIES = (
    "longest_idle fewest_contacts fewest_minutes round_robin linear least_skilled best_skill "
    "last_agent weighted_random"
).split()
LATELY = 30 * SECOND
SHORT_HOURS = Hours("UTC", (((16, 18), (20, 22), (30, 60)),) * 7)
"""Minutes of the day; the first input comes in its 17th."""


def any_plan(dice: Random) -> Plan:
    """A plan with everything in it."""
    lines = {name: any_queue(dice, name) for name in QUEUES}
    seats = {}
    for agent in AGENTS:
        served = tuple(sorted(dice.sample(QUEUES, dice.randint(1, 3))))
        capacity = {"chat": Room(2), "voice": Room(1, ("chat",))} if dice.random() < 0.4 else {}
        seats[agent] = Seat(
            agent,
            served,
            {"s": dice.randint(1, 5)} if dice.random() < 0.7 else {},
            {queue: dice.randint(1, 3) for queue in served},
            {"en": dice.randint(1, 5)},
            dice.choice(("", "back")),
            capacity,
            dice.randint(1, 3),
            wrap_up=dice.choice(("", "", *WRAP_UPS)),
        )
    return Plan(dice.randint(1, 99), lines, seats, {"short": SHORT_HOURS})


def any_queue(dice: Random, name: str) -> Queue:
    both = AllOf((Skill("s"), Team("back")))
    wishes = (Skill("s", 3), Language("en", 4), Team("back"), Not(Skill("s", 2)), both)
    steps = tuple(Step(dice.choice(wishes), dice.choice((5, 20))) for _ in range(dice.randint(0, 2)))
    return Queue(
        name,
        strategy=dice.choice(STRATEGIES),
        ring_seconds=dice.choice((5, 20)),
        wrap_up_seconds=dice.choice((0, 10)),
        wrap_up=dice.choice(WRAP_UPS),
        max_wait_seconds=dice.choice((None, None, 60)),
        channel="chat" if name == "chat" else "voice",
        steps=steps,
        ring_at_once=dice.choice((1, 1, 2, 5)),
        reserve_after_seconds=dice.choice((None, None, 10)),
        ageing_seconds=dice.choice((None, 7)),
        preferred_wait_seconds=dice.choice((0, 0, 8)),
        help=(Help("back", "waiting", 3, 1, least_seconds=5),) if dice.random() < 0.3 else (),
        callback=CallbackRule(
            mode=dice.choice(("agent_first", "customer_first")),
            expires_seconds=dice.choice((30, 600)),
            hours=dice.choice((None, "short")),
        ),
    )


class Proof:
    """One engine, told anything; `check` after each input."""

    def __init__(self, dice: Random, wrap: Callable[[Any], Any] = lambda engine: engine) -> None:
        self.dice, self.plan = dice, any_plan(dice)
        self.now = 1_000 * SECOND
        numbers = itertools.count(1)
        self.ids = lambda: f"o{next(numbers):07}"
        self.wrap = wrap
        self.engine = wrap(routing.open_engine(self.plan, self.ids))
        self.waiting: dict[str, Contact] = {}
        self.offers: dict[str, Offer] = {}
        self.talks: dict[str, str] = {}  # contact -> agent
        self.states: dict[str, AgentState] = {}
        self.missed: dict[tuple[str, str], int] = {}
        self.chats: set[str] = set()
        self.backs: set[str] = set()  # who is to be called back
        self.due: set[str] = set()  # of these, who was in a line before what is told now
        self.called: dict[str, tuple[Contact, str]] = {}  # of these, whom an agent has taken
        self.moves: dict[tuple[str, str], AgentMoved] = {}  # (agent, queue)
        self.own: dict[str, str] = {}  # agents in calls past the queues
        self.names = itertools.count(1)
        self.came = self.gone = 0
        for agent in AGENTS:
            self.tell(AgentReady(agent))

    # ---- telling and following -----------------------------------------------------------------------------

    def tell(self, told: Told) -> list[Answered]:
        if isinstance(told, Arrived) and told.contact.id not in self.waiting:
            self.waiting[told.contact.id] = told.contact
            self.came += 1
        if isinstance(told, Declined) and told.offer in self.offers:
            gone = self.offers.pop(told.offer)
            self.missed[gone.contact, gone.agent] = self.now
        if isinstance(told, Finished) and self.talks.get(told.contact) == told.agent:
            del self.talks[told.contact]
            self.called.pop(told.contact, None)
        if isinstance(told, CallbackAsked | CallbackMissed | CallbackReached):
            self._calls_back(told)
        if isinstance(told, Abandoned) and self.waiting.pop(told.contact, None) is not None:
            self.gone += 1
        if isinstance(told, AgentMoved):
            self.moves[told.agent, told.queue] = told
        if isinstance(told, AgentMovedBack):
            self.moves.pop((told.agent, told.queue), None)
        if isinstance(told, ContactChanged) and told.contact in self.waiting and told.vip is not None:
            self.waiting[told.contact] = replace(self.waiting[told.contact], vip=told.vip)
        self.due = {name for name in self.backs if self.engine.position(name) is not None}
        answers: list[Answered] = self.engine.tell(told, self.now)
        if isinstance(told, Occupied | Released):
            self._own_calls(told, answers)
        for answer in answers:
            self._follow(answer)
        return answers

    def _own_calls(self, told: Occupied | Released, answers: list[Answered]) -> None:
        """Who goes over from one call to another is at no time free."""
        before = self.own.pop(told.agent, None)
        if isinstance(told, Released):
            return
        agent = self.engine._floor.agents[told.agent]
        if told.contact in agent.jobs:
            self.own[told.agent] = told.contact
            assert all(each.agent != told.agent for each in answers if isinstance(each, Offer))
        else:
            assert before is None or agent.presence is AgentState.SIGNED_OUT, "out of both"

    def _follow(self, answer: Answered) -> None:
        if isinstance(answer, Offer):
            assert answer.contact in self.waiting, "only who waits is offered"
            queue = self.plan.queues[self.waiting[answer.contact].queue]
            most = 1 if answer.contact in self.backs else queue.ring_at_once
            out = [each for each in self.offers.values() if each.contact == answer.contact]
            assert len(out) < most, "no more rings at once than the queue says"
            assert all(each.agent != answer.agent for each in out), "nobody rings twice for one contact"
            move = self.moves.get((answer.agent, self.waiting[answer.contact].queue))
            assert move is None or move.until <= self.now or move.level is not None, "taken out of the queue"
            if answer.reason["by"] == "agent" and not out:
                self._first_come(answer)
            self.offers[answer.id] = answer
            self._room(answer)
        elif isinstance(answer, Withdraw):
            gone = self.offers.pop(answer.offer)
            if answer.cause == "timeout":
                self.missed[gone.contact, gone.agent] = self.now
        elif isinstance(answer, Connect):
            offer = self.offers.pop(answer.offer)
            assert (offer.contact, offer.agent) == (answer.contact, answer.agent)
            assert answer.contact not in self.talks, "one agent a contact"
            joined = self.waiting.pop(answer.contact)
            self.talks[answer.contact] = answer.agent
            self.gone += 1
            if answer.contact in self.backs:
                self.called[answer.contact] = (joined, answer.agent)
        elif isinstance(answer, Overflow):
            del self.waiting[answer.contact]
            self.gone += 1
        elif isinstance(answer, AgentChanged):
            self.states[answer.agent] = answer.state

    def _calls_back(self, told: CallbackAsked | CallbackMissed | CallbackReached) -> None:
        """Who is called back has another name, and the place of before."""
        if isinstance(told, CallbackReached):
            self.called.pop(told.contact, None)
            self.backs.discard(told.contact)
            return
        new = told.contact.id if isinstance(told, CallbackAsked) else told.again
        old = told.instead_of if isinstance(told, CallbackAsked) else told.contact
        if old in self.called:
            before, agent = self.called.pop(old)
            assert self.talks.pop(old) == agent
            self.gone -= 1
        else:
            before = self.waiting.pop(old)
        self.waiting[new] = replace(before, id=new)
        self.backs.discard(old)
        self.backs.add(new)
        for (contact, agent), at in list(self.missed.items()):
            if contact == old:
                self.missed[new, agent] = at
        if old in self.chats:
            self.chats.add(new)

    def _room(self, offer: Offer) -> None:
        """Never beyond capacity."""
        at_hand = [each.contact for each in self.offers.values() if each.agent == offer.agent]
        at_hand += [contact for contact, agent in self.talks.items() if agent == offer.agent]
        chats = sum(contact in self.chats for contact in at_hand)
        calls = len(at_hand) - chats + (offer.agent in self.own)
        seat = self.plan.seats[offer.agent]
        assert calls <= 1, "two calls at once"
        assert chats <= (2 if seat.capacity else 1), "too many chats at once"
        assert seat.capacity or calls + chats == 1, "more than one contact without room"

    # ---- what must hold ------------------------------------------------------------------------------------

    def check(self) -> None:
        """Conservation; nobody idles while somebody waits whom they may take; order within a class."""
        assert self.came == self.gone + len(self.waiting), "nobody is lost"
        held = [name for name in self.waiting if self.engine.position(name) is None]
        assert self.backs.issuperset(held), "only who may not be called now is in no line"
        assert sum(map(self.engine.waiting, QUEUES)) == len(self.waiting) - len(held)
        ringing = {offer.contact for offer in self.offers.values()}
        for contact in self.waiting.values():
            if contact.id in ringing:
                continue
            told = self.engine.explain(contact.id)
            assert told is not None
            free = [agent for agent, why in told["agents"].items() if why == "free"]
            assert not free, "an idle agent while a contact waits"
            if contact.id not in held:
                self._moved(contact.queue, told["agents"])

    def _moved(self, queue: str, members: dict[str, str]) -> None:
        """Who is lent to a queue serves it, who is taken out does not; after that it is as the plan says."""
        for (agent, where), move in self.moves.items():
            if where == queue and move.until > self.now:
                assert (agent in members) == (move.level is not None), "as they were moved"
            elif where == queue and agent in self.plan.seats and not self.plan.queues[queue].help:
                assert (agent in members) == (queue in self.plan.seats[agent].queues), "as the plan says"

    def _first_come(self, offer: Offer) -> None:
        """The offered one is not behind an equal one that could have been offered instead. Who may be called
        back only since this very input was perhaps not yet due when the agent was free."""
        mine = self.waiting[offer.contact]
        seat = self.plan.seats[offer.agent]
        ringing = {each.contact for each in self.offers.values()}
        for other in self.waiting.values():
            queue = self.plan.queues[other.queue]
            same = (other.queue, other.priority, other.vip) == (mine.queue, mine.priority, mine.vip)
            waits_for_one = other.preferred is not None and queue.preferred_wait_seconds
            if not same or waits_for_one or other.id in ringing or not meets(other.needs, seat):
                continue
            if not all(fits(step.condition, seat) for step in queue.steps):
                continue
            if other.id in self.backs and other.id not in self.due:
                continue
            lately = self.missed.get((other.id, offer.agent), -LATELY) + LATELY > self.now
            assert lately or (mine.since, mine.id) <= (other.since, other.id), "first come, first served"

    # ---- anything ------------------------------------------------------------------------------------------

    def step(self) -> None:
        """One thing happens."""
        told = self._anything()
        if isinstance(told, Arrived) and told.contact.queue == "chat":
            self.chats.add(told.contact.id)
        self.tell(told)

    def _anything(self) -> Told:
        dice = self.dice
        agent = dice.choice(AGENTS)
        self.now += dice.choice((0, 0, 1, 2, 9)) * SECOND
        offers, talks = sorted(self.offers), sorted(self.talks)
        choices: list[Told] = [
            self._contact(),
            Tick(),
            WrapUpDone(agent),
            AgentReady(agent),
            AgentReady(agent),
        ]
        choices += [Accepted(offer) for offer in offers[:3]] * 2
        choices += [Declined(offer, dice.choice(("declined", "no_answer", "busy"))) for offer in offers[:1]]
        choices += [Finished(self.talks[contact], contact) for contact in talks[:3]]
        choices += [Abandoned(contact, "hung_up") for contact in sorted(self.waiting)[-1:]]
        if dice.random() < 0.2:
            known = dice.choice(sorted(self.waiting) or ["nobody"])
            choices += [
                AgentAway(agent, dice.choice((AgentState.PAUSED, AgentState.SIGNED_OUT)), "tea"),
                ContactChanged(known, vip=dice.random() < 0.5, steps=() if dice.random() < 0.3 else None),
                Pulled(agent, known),
                WrapUpAsked(agent),
                self._own_call(agent),
            ]
        if dice.random() < 0.1:
            choices += self._callbacks()
        if dice.random() < 0.1:
            queue, level = dice.choice(QUEUES), dice.choice((None, None, 1, 2, 4))
            choices += [AgentMoved(agent, queue, level, self.now + dice.choice((1, 5, 60)) * SECOND)] * 4
            choices += [AgentMovedBack(*who) for who in sorted(self.moves)[:1]]
        if dice.random() < 0.05:
            queue, until = dice.choice(QUEUES), self.now + dice.choice((-1, 1, 5, 9)) * SECOND
            choices += [QueueClosed(queue, until=until), QueueClosed(queue), *map(QueueOpened, QUEUES)]
        return dice.choice(choices)

    def _own_call(self, agent: str) -> Occupied | Released:
        """Past the queues: they are called in, go over to another call, or are out of it."""
        before = self.own.get(agent)
        if before is not None and self.dice.random() < 0.5:
            return Released(agent, before)
        return Occupied(agent, f"x{next(self.names)}", None, instead_of=before)

    def _callbacks(self) -> list[Told]:
        dice, later = self.dice, self.now + self.dice.choice((-1, 3, 40)) * SECOND
        backs = sorted(self.backs & self.waiting.keys())
        told: list[Told] = []
        if plain := sorted(self.waiting.keys() - self.backs):
            name = dice.choice(plain)
            contact = replace(self.waiting[name], id=f"k{next(self.names)}")
            told.append(CallbackAsked(contact, name, later))
        for name in [*sorted(self.called)[:2], *backs[:1]]:
            told.append(CallbackMissed(name, f"k{next(self.names)}", later))
        told += [CallbackReached(name) for name in [*sorted(self.called)[:1], *backs[-1:]]]
        told += [CallbackMoved(name, later) for name in backs[:1]]
        return told

    def _contact(self) -> Arrived:
        dice, name = self.dice, f"c{next(self.names)}"
        needs = (("s", 2),) if dice.random() < 0.2 else ()
        preferred = dice.choice((None, None, None, *AGENTS))
        queue = dice.choice(QUEUES)
        return Arrived(Contact(name, queue, self.now, dice.randint(1, 4), needs, preferred, last=preferred))

    def restart(self) -> None:
        """Go on in another engine, through a file."""
        saved = self.engine.save()
        again = routing.restore_engine(self.plan, self.ids, msgpack.unpackb(msgpack.packb(saved)))
        assert again.save() == saved
        self.engine = self.wrap(again)

    def twice(self, told: Told) -> None:
        """What is told again changes nothing."""
        before = self.engine.save()
        assert self.engine.tell(told, self.now) == []
        assert self.engine.save() | {"ignored": 0} == before | {"ignored": 0}


def prove(dice: Random, inputs: int, wrap: Callable[[Any], Any] = lambda engine: engine) -> None:
    """So many inputs, with restarts among them."""
    proof = Proof(dice, wrap)
    for number in range(inputs):
        proof.step()
        proof.check()
        if number % 97 == 50:
            proof.restart()
        if number % 31 == 30:
            proof.twice(Declined("never", "busy"))
