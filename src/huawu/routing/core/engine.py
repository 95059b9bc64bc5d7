"""The routing engine: who is offered which contact, and when. It decides; it does nothing.

It is told what happened, with the time, and answers what to do about it. It reads no clock and throws no
dice, so the same inputs give the same answers: in the live process, in the simulator, in the drill and in
the replay of a journal (the ids of offers come from `ids`).

The rules, all of them visible in the answers:

- A contact's place is its class (VIP, then the priorities, which age makes better where the queue says so),
  then since when it waits, then its id. A failed offer does not cost it.
- Who may take it: its steps one after another, each for its time, then anyone in the queue; and level after
  level of agents where the queue keeps reserves.
- An agent who becomes free takes the oldest contact of the best class over all their queues. A contact that
  finds free agents is given to the one the queue's strategy puts first; the preferred agent, if free,
  before all others.
- One offer a contact (or as many as the queue rings at once: the first to answer has it), no more contacts
  an agent than their seat has room for, and only to an agent who is READY.
- Not answered: a miss, and after `rona_limit` misses in a row PAUSED ("rona", or "phone_busy" when the last
  was a busy phone). Unreachable: PAUSED at once ("phone_unreachable"). Declined: stays ready. After any of
  these the contact goes to others first for a while, and not at once back to a phone that refused it, so
  that a phone that refuses by itself makes no storm.
- Who cannot be called (`PhoneChanged`: no phone, no sound) is offered nothing and stays ready; what rings
  there is withdrawn and goes to others.
- Away while ringing withdraws the offer; away during a talk begins after it and its wrap-up. Wrap-up is
  as its queue says: none, optional, forced, on request, or until it is done.
- Who was moved (`AgentMoved`) serves a queue more, or less, until a time, whatever the plan says.
- Who asks to be called back (`CallbackAsked`) keeps place, wishes and steps, takes no room in the queue, and
  is offered to agents when it is their turn and they may be called; see `calling_back`.
- What is told twice in a row, or of someone unknown, changes nothing and is counted in `ignored`. A contact
  for a queue that does not exist is answered with an overflow ("closed"), so that nobody waits for nothing.

What is due at `now` is done after what is told, so an answer that comes with the deadline is still in time.
"""

from collections.abc import Callable
from typing import Any, Self

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.plain import plain_values
from huawu.routing.core import explain, inputs, saving, serving, settling, trying
from huawu.routing.core.figures import Figures
from huawu.routing.core.floor import Floor
from huawu.routing.core.inputs import calling_back, talks
from huawu.routing.core.pace import Estimate, Pace
from huawu.routing.types import AgentView, Answered, CalledBack, Contact, Plan, Told


class Engine:
    """One site's routing. Not to be shared between threads; every call returns at once."""

    def __init__(self, plan: Plan, ids: Callable[[], Id]) -> None:
        self._floor = Floor(plan, ids)
        self._first: list[Callable[[Floor], None]] = []  # waits for the first input, which tells the time
        if any(queue.hours or queue.help for queue in plan.queues.values()):
            self._first.append(settling.watch)

    @property
    def ignored(self) -> dict[str, int]:
        """Inputs that meant nothing, by kind."""
        return self._floor.ignored

    @property
    def by_time(self) -> bool:
        """Has the last input changed something because it was due? Then a replay has to be told of it, even
        of a tick that was answered by nothing. (A look at whether helpers are needed is none.)"""
        return self._floor.by_time

    @property
    def plan(self) -> Plan:
        """The configuration in force."""
        return self._floor.plan

    def tell(self, told: Told, now: Micros) -> list[Answered]:
        """Hear one input; the answers come in the order in which they are to be done."""
        floor = self._floor
        if now > floor.now:
            floor.now = now
        floor.by_time = bool(self._first)
        if self._first:
            for due in self._first:
                due(floor)
            self._first.clear()
        inputs.hear(floor, told)
        return self._answers()

    def load(self, plan: Plan, now: Micros | None = None) -> list[Answered]:
        """Go on under another configuration. Contacts of queues that are gone overflow ("closed"); agents
        without a seat are signed out, after their talk if there is one."""
        floor = self._floor
        floor.now = max(floor.now, now or 0)
        floor.build(plan)
        settling.lay_out(floor)
        settling.watch(floor)
        self._first.clear()
        settling.settle(floor)
        return self._answers()

    def _answers(self) -> list[Answered]:
        floor = self._floor
        if (heap := floor.timers.heap) and heap[0][0] <= floor.now:
            settling.expire(floor)
        answers, floor.out = floor.out, []
        return answers

    # ---- what is asked of it -------------------------------------------------------------------------------

    def next_deadline(self) -> Micros | None:
        """When `Tick` is wanted at the latest."""
        return self._floor.now if self._first else self._floor.timers.next()

    def position(self, contact: Id) -> int | None:
        """1 for the head of the queue; None when the contact does not wait."""
        waiting = self._floor.waiting.get(contact)
        if waiting is None or waiting.group is None:
            return None
        return self._floor.index.position(waiting, self._floor.now)

    def called_back(self, contact: Id) -> CalledBack | None:
        """How the call back of a contact stands; None when it is none that waits."""
        waiting = self._floor.waiting.get(contact)
        return None if waiting is None else calling_back.view(self._floor, waiting)

    def waiting(self, queue: Id) -> int:
        """How many contacts are in the queue, those that ring included."""
        return self._floor.index.waiting(queue)

    def agent(self, agent: Id) -> AgentView | None:
        """How this agent stands; None when nobody of that id has a seat."""
        known = self._floor.agents.get(agent)
        return None if known is None else known.view()

    def wrap_up_asked(self, agent: Id, contact: Id) -> bool | None:
        """Whether this agent has asked for wrap-up after this talk (`WrapUpAsked`); None when it is none, or
        comes or stays away without being asked for."""
        return talks.asked(self._floor, agent, contact)

    def moves(self) -> list[dict[str, Any]]:
        """Who serves a queue otherwise than the plan says: `agent`, `queue`, `level` (None: not at all),
        `until`, `by`; by agent and queue."""
        agents = sorted(self._floor.agents.items())
        return [
            {"agent": name, "queue": queue, **plain_values(move)}
            for name, agent in agents
            for queue, move in sorted(agent.moves.items())
        ]

    def serving(self, agent: Id) -> serving.Serving | None:
        """Which queues the agent serves now; None when nobody of that id has a seat."""
        known = self._floor.agents.get(agent)
        return None if known is None or not known.seated else serving.of_agent(known)

    def take_reseated(self) -> list[Id]:
        """Who may have come to serve other queues, or until another time, since this was asked last, or a
        plan was laid out."""
        return serving.take_reseated(self._floor)

    def elsewhere(self) -> list[Id]:
        """Who serves a queue otherwise than the plan says."""
        return serving.elsewhere(self._floor)

    def estimate(self, contact: Id, now: Micros) -> int | None:
        """Seconds this contact will probably wait from now on, from the pace at which its queue moved
        lately; None while that is unknown."""
        position = self.position(contact)
        if position is None:
            return None
        return self._floor.pace.seconds(self._floor.waiting[contact].contact.queue, position, now)

    def estimate_range(self, contact: Id) -> Estimate | None:
        """The wait that this contact has to expect from now on, as a range; None while it is unknown."""
        waiting = self._floor.waiting.get(contact)
        return None if waiting is None else self._floor.pace.estimate(self._floor, waiting)

    def estimate_errors(self, queue: Id) -> dict[str, Any]:
        """How good the estimates of this queue have been: see `pace.Pace.errors`."""
        return self._floor.pace.errors(queue)

    def take_learnt(self) -> list[Id]:
        """Queues of whose estimates more is known than when this was asked last."""
        pace = self._floor.pace
        learnt, pace.learnt = pace.learnt, set()
        return sorted(learnt)

    def step_figures(self, queue: Id) -> list[dict[str, Any]]:
        """What each step of a queue was worth: see `figures.Figures.of_queue`."""
        return self._floor.figures.of_queue(queue)

    def explain(self, contact: Id, now: Micros = 0) -> dict[str, Any] | None:
        """Why this contact still waits, and what of every agent: see `explain.why_waiting`. `now`: how long
        it waits is counted until then, or until the last input."""
        waiting, now = self._floor.waiting.get(contact), max(now, self._floor.now)
        return None if waiting is None else explain.why_waiting(self._floor, waiting, now)

    def trial(self, contact: Contact) -> dict[str, Any]:
        """What would happen to this contact if it came now; nothing changes: see `trying.trial`."""
        return trying.trial(self._floor, contact)

    def queue_now(self, queue: Id) -> dict[str, Any] | None:
        """How a queue stands; None when there is none of that name: see `trying.queue_now`."""
        return trying.queue_now(self._floor, queue)

    # ---- going on elsewhere --------------------------------------------------------------------------------

    def save(self) -> dict[str, Any]:
        """All that is needed to go on in another process, as plain values."""
        return saving.floor_out(self._floor)

    @classmethod
    def restore(cls, plan: Plan, ids: Callable[[], Id], saved: dict[str, Any]) -> Self:
        """An engine that goes on where `saved` was taken. Under another plan the first `tell` answers what
        that plan changes."""
        engine = cls(plan, ids)
        floor = engine._floor
        floor.pace = Pace.taken_up(saved["pace"])
        floor.figures = Figures.taken_up(saved.get("figures", {"steps": [], "in_time": {}}))
        saving.floor_in(floor, saved)
        settling.lay_out(floor)
        if saved["plan"] != plan.version:
            engine._first.append(settling.settle)
        return engine
