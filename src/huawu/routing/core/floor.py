"""The floor: who waits, who works, what is due. `offers`, `stages` and `inputs` act on it; `engine` is its
front.

It holds the answers of the running input in `out` and keeps in step with every change of an agent: the index
of idle agents, the counts of those signed in, and `AgentChanged`.
"""

from bisect import bisect_left, insort
from collections.abc import Callable

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core.figures import Figures
from huawu.routing.core.index import Index
from huawu.routing.core.pace import Pace
from huawu.routing.core.plan import Goal
from huawu.routing.core.state import NO_SEAT, READY, RINGS, SIGNED_OUT, TALKS, WRAPS, Agent, Job, Waiting
from huawu.routing.core.timers import (
    BACK,
    HOURS,
    LIMIT,
    LOOK,
    MOVE,
    REOPEN,
    RETRY,
    RING,
    STAGE,
    WAIT,
    WRAP_UP,
    Timer,
    Timers,
)
from huawu.routing.types import AgentChanged, AgentState, Answered, Overflow, Plan, Queue


class Floor:
    """Everything an engine remembers."""

    def __init__(self, plan: Plan, ids: Callable[[], Id]) -> None:
        self.ids = ids
        self.agents: dict[Id, Agent] = {}
        self.waiting: dict[Id, Waiting] = {}
        self.talking: dict[Id, Agent] = {}  # contact -> agent
        self.ringing: dict[Id, tuple[Agent, Job]] = {}  # offer -> where it rings
        self.called: dict[Id, Waiting] = {}  # taken by an agent, but not yet reached by telephone
        self.fair = False  # does some queue share contacts or minutes evenly?
        self.handled: list[int] = []  # contacts answered by each of those signed in, sorted; while it matters
        self.worked: list[Micros] = []  # time in talks, likewise
        self.closed: dict[Id, Goal | None] = {}  # queues closed before their time, and where to
        self.open: dict[Id, bool] = {}  # queues with hours
        self.left: dict[tuple[Id, Id], tuple[Micros, Micros]] = {}  # (queue, caller) -> place, kept until
        self.helping: dict[tuple[Id, int], Micros] = {}  # (queue, rule) -> since
        self.looks: dict[tuple[int, Id], Micros] = {}  # (kind, queue) -> when to look at it next
        self.timers = Timers(self._alive)
        self.pace = Pace()
        self.figures = Figures()
        self.out: list[Answered] = []
        self.by_time = False  # has the last input changed something because it was due?
        self.now: Micros = 0
        self.turns = 0
        self.ignored: dict[str, int] = {}
        self.build(plan)

    def _alive(self, timer: Timer) -> bool:
        at, kind, whose = timer
        if kind == RING:
            return whose in self.ringing
        if kind in (WAIT, RETRY, STAGE, BACK):
            waiting = self.waiting.get(whose)
            if waiting is None:
                return False
            if kind == WAIT:
                return waiting.give_up == at and not waiting.overdue
            if kind == STAGE:
                return waiting.next_stage == at
            if kind == BACK:
                return waiting.back is not None and waiting.back.look == at
            return not waiting.offers and any(first == at for first, _ in waiting.avoid.values())
        if kind in (LOOK, HOURS, REOPEN):
            return self.looks.get((kind, whose)) == at
        agent = self.agents.get(whose)
        if agent is None:
            return False
        if kind == LIMIT:
            return agent.limit == at
        if kind == MOVE:
            return any(move.until == at for move in agent.moves.values())
        return any(job.phase == WRAPS and job.until == at for job in agent.jobs.values())

    # ---- configuration -------------------------------------------------------------------------------------

    def build(self, plan: Plan) -> None:
        """Lay out the lines of a plan for those who are here. Answers nothing: see `settling.settle`."""
        self.plan = plan
        for agent in self.agents.values():
            agent.seated, agent.levels, agent.idle = False, {}, False
            if agent.moves:
                agent.moves = {name: move for name, move in agent.moves.items() if name in plan.queues}
        for order, seat in enumerate(plan.seats.values()):
            agent = self.agents.setdefault(seat.agent, Agent(seat.agent, seat))
            agent.seat, agent.order, agent.seated = seat, order, True
            agent.levels = agent.own_levels()
            if agent.reason == NO_SEAT and agent.jobs:
                agent.presence, agent.reason = READY, ""
        self.index = Index(plan, self.agents.values())
        inside = [each for each in self.agents.values() if each.presence is not SIGNED_OUT]
        self.fair = any(queue.strategy.startswith("fewest") for queue in plan.queues.values())
        self.handled = sorted(agent.handled for agent in inside)
        self.worked = sorted(agent.worked for agent in inside)

    def look_at(self, kind: int, queue: Id, at: Micros) -> None:
        """Look at the hours of a queue, or at its need of helpers, at this time."""
        self.looks[kind, queue] = at
        self.timers.add(at, kind, queue)

    # ---- agents --------------------------------------------------------------------------------------------

    def show(self, agent: Agent) -> None:
        """Answer `AgentChanged` when what is to be seen of the agent is not what was. Who is free is not yet
        known to the index: first they look for a contact, see `offers.stand_by`."""
        look = agent.look()
        if look == agent.shown:
            return
        agent.shown, agent.since = look, self.now
        state, reason, until, contact = look
        self.out.append(AgentChanged(agent.id, state, reason, until, contact, agent.phone))

    def be(self, agent: Agent, presence: AgentState, reason: str = "") -> None:
        """The agent chose a presence, or it was chosen for them."""
        if (agent.presence is SIGNED_OUT) != (presence is SIGNED_OUT):
            change = 1 if agent.presence is SIGNED_OUT else -1
            self.index.count_in(agent, change)
            if self.fair and change == 1:
                insort(self.handled, agent.handled)
                insort(self.worked, agent.worked)
            elif self.fair:
                del self.handled[bisect_left(self.handled, agent.handled)]
                del self.worked[bisect_left(self.worked, agent.worked)]
        agent.presence, agent.reason, agent.limit = presence, reason, None
        if agent.idle and presence is not READY:
            self.index.busy(agent)

    def answered(self, agent: Agent) -> None:
        """Count a contact for an agent."""
        if self.fair and agent.presence is not SIGNED_OUT:
            del self.handled[bisect_left(self.handled, agent.handled)]
            insort(self.handled, agent.handled + 1)
        agent.handled += 1

    def talked(self, agent: Agent, micros: Micros) -> None:
        """Count the time of a talk for an agent."""
        if self.fair and agent.presence is not SIGNED_OUT:
            del self.worked[bisect_left(self.worked, agent.worked)]
            insort(self.worked, agent.worked + micros)
        agent.worked += micros

    def take_part(self, agent: Agent) -> None:
        """Who comes later counts as if they had taken part: else they would get every contact at first."""
        if self.fair and self.handled:
            agent.handled = max(agent.handled, self.handled[0])
            agent.worked = max(agent.worked, self.worked[0])

    # ---- contacts ------------------------------------------------------------------------------------------

    def queue_of(self, waiting: Waiting) -> Queue:
        return self.plan.queues[waiting.contact.queue]

    def rung_for(self, waiting: Waiting) -> list[Agent]:
        """Whose phones ring for this contact."""
        return [self.ringing[offer][0] for offer in waiting.offers]

    def remove(self, waiting: Waiting, how: str) -> None:
        """Take a contact out of everything. `how`: joined, left or overflowed, for the figures."""
        self.figures.ended(waiting, how, self.now)
        if waiting.group is not None:
            if waiting.back is not None:
                waiting.group.line.lend(-1)
            self.index.leave(waiting)
        del self.waiting[waiting.contact.id]

    def overflow(self, waiting: Waiting, cause: str, to: Goal | None = None) -> None:
        self.remove(waiting, "overflowed")
        self.out.append(Overflow(waiting.contact.id, cause, to, waiting.contact.since))

    def waited_too_long(self, waiting: Waiting) -> None:
        """Its longest wait is over."""
        if waiting.back is not None:
            self.overflow(waiting, "expired")
        else:
            self.overflow(waiting, "waited_too_long", self.queue_of(waiting).goal("wait"))

    def hung_up(self, agent: Id, contact: Id) -> tuple[Agent, Job] | None:
        """A talk of this agent is over: nobody talks to the contact any more. None when they did not talk."""
        who = self.agents.get(agent)
        job = None if who is None else who.jobs.get(contact)
        if who is None or job is None or job.phase != TALKS:
            return None
        if self.talking.get(contact) is who:
            del self.talking[contact]
            if self.called and (never_reached := self.called.pop(contact, None)) is not None:
                self.figures.ended(never_reached, "left", self.now)
        return who, job

    # ---- taking up a saved floor ---------------------------------------------------------------------------

    def take_up(self, agents: list[Agent], waiting: list[Waiting]) -> None:
        """Put saved agents and contacts onto an empty floor, with their timers."""
        self.agents = {agent.id: agent for agent in agents}
        self.waiting = {each.contact.id: each for each in waiting}
        for agent in agents:
            self._take_up_jobs(agent)
            if agent.limit is not None:
                self.timers.add(agent.limit, LIMIT, agent.id)
            for move in agent.moves.values():
                self.timers.add(move.until, MOVE, agent.id)
        for each in waiting:
            for who, (first, _) in each.avoid.items():
                if who in self.agents:
                    self.agents[who].refused.add(each.contact.id)
                if first > self.now:
                    self.timers.add(first, RETRY, each.contact.id)
            look = None if each.back is None else each.back.look
            for at, kind in ((each.give_up, WAIT), (each.next_stage, STAGE), (look, BACK)):
                if at is not None:
                    self.timers.add(at, kind, each.contact.id)

    def _take_up_jobs(self, agent: Agent) -> None:
        for job in agent.jobs.values():
            if job.phase == RINGS and job.offer is not None and job.until is not None:
                self.ringing[job.offer] = (agent, job)
                self.timers.add(job.until, RING, job.offer)
            elif job.phase == TALKS and job.given:
                self.talking[job.contact] = agent
            elif job.phase == WRAPS and job.until is not None:
                self.timers.add(job.until, WRAP_UP, agent.id)
