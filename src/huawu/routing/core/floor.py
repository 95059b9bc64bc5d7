"""The floor: who waits, who works, what is due. `offers` and `inputs` act on it; `engine` is its front.

It holds the answers of the running input in `out` and keeps three things in step with every change of an
agent: the index of idle agents, the counts of those signed in, and `AgentChanged`.
"""

from bisect import bisect_left, insort
from collections.abc import Callable

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core.index import Index
from huawu.routing.core.pace import Pace
from huawu.routing.core.state import Agent, Waiting
from huawu.routing.core.timers import RETRY, RING, WAIT, WRAP_UP, Timer, Timers
from huawu.routing.types import AgentChanged, AgentState, Answered, Overflow, Plan

NO_SEAT = "no_seat"


class Floor:
    """Everything an engine remembers."""

    def __init__(self, plan: Plan, ids: Callable[[], Id]) -> None:
        self.ids = ids
        self.agents: dict[Id, Agent] = {}
        self.waiting: dict[Id, Waiting] = {}
        self.talking: dict[Id, Agent] = {}  # contact -> agent
        self.ringing: dict[Id, Agent] = {}  # offer -> agent
        self.signed_in: dict[Id, int] = {}  # queue -> agents not signed out
        self.handled: list[int] = []  # contacts answered by each of those signed in, sorted
        self.timers = Timers(self._alive)
        self.pace = Pace()
        self.out: list[Answered] = []
        self.now: Micros = 0
        self.turns = 0
        self.ignored: dict[str, int] = {}
        self.build(plan)

    def _alive(self, timer: Timer) -> bool:
        at, kind, whose = timer
        if kind in (WAIT, RETRY):
            waiting = self.waiting.get(whose)
            if waiting is None:
                return False
            if kind == WAIT:
                return waiting.give_up == at and not waiting.overdue
            return waiting.offer is None and any(first == at for first, _ in waiting.avoid.values())
        agent = self.agents.get(whose)
        if agent is None:
            return False
        if kind == RING:
            return agent.offer is not None and agent.deadline == at
        return agent.state is AgentState.WRAP_UP and agent.until == at

    # ---- configuration -------------------------------------------------------------------------------------

    def build(self, plan: Plan) -> None:
        """Lay out the lines of a plan for those who are here. Answers nothing: see `offers.settle`."""
        self.plan = plan
        for agent in self.agents.values():
            agent.seated, agent.queues, agent.skills = False, (), {}
        for order, seat in enumerate(plan.seats.values()):
            self.agents.setdefault(seat.agent, Agent(seat.agent)).sit(seat, order)
        self.index = Index(plan, self.agents.values())
        self.signed_in = dict.fromkeys(plan.queues, 0)
        for agent in self.agents.values():
            if agent.seated and agent.pending == (AgentState.SIGNED_OUT, NO_SEAT):
                agent.pending = None
            agent.idle = False
        self.handled = []
        for agent in self.agents.values():
            if agent.state is not AgentState.SIGNED_OUT:
                self._signs_in(agent)
        for waiting in self.waiting.values():
            self._line_up(waiting)
        for agent in self.agents.values():
            if agent.state is AgentState.READY and not agent.phone:
                self.index.idle(agent)

    def _line_up(self, waiting: Waiting) -> None:
        queue = self.plan.queues.get(waiting.contact.queue)
        if queue is None:
            waiting.group = None
            return
        self.index.enter(waiting)
        if waiting.offer is None:
            self.index.release(waiting)
        self.give_up_after(waiting, queue.max_wait_seconds)

    def _signs_in(self, agent: Agent) -> None:
        insort(self.handled, agent.handled)
        for queue in agent.queues:
            if queue in self.signed_in:
                self.signed_in[queue] += 1

    def _signs_out(self, agent: Agent) -> None:
        del self.handled[bisect_left(self.handled, agent.handled)]
        for queue in agent.queues:
            if queue in self.signed_in:
                self.signed_in[queue] -= 1

    # ---- agents --------------------------------------------------------------------------------------------

    def change(
        self,
        agent: Agent,
        state: AgentState,
        reason: str = "",
        *,
        until: Micros | None = None,
        contact: Id | None = None,
    ) -> None:
        """Give an agent a state; `AgentChanged` only when something did change. Who is READY is not yet
        known to the index: first they look for a contact, see `offers.free`."""
        before = (agent.state, agent.reason, agent.until, agent.contact)
        if before == (state, reason, until, contact):
            return
        if agent.state is AgentState.SIGNED_OUT:
            self._signs_in(agent)
        elif state is AgentState.SIGNED_OUT:
            self._signs_out(agent)
        agent.state, agent.reason, agent.until, agent.contact = state, reason, until, contact
        agent.since = self.now
        if agent.idle and state is not AgentState.READY:
            self.index.busy(agent)
        self.out.append(AgentChanged(agent.id, state, reason, until, contact, agent.phone))

    def answered(self, agent: Agent) -> None:
        """Count a contact for an agent."""
        del self.handled[bisect_left(self.handled, agent.handled)]
        agent.handled += 1
        insort(self.handled, agent.handled)

    # ---- contacts ------------------------------------------------------------------------------------------

    def give_up_after(self, waiting: Waiting, seconds: int | None) -> None:
        """Let the contact overflow when it has waited this long since its start."""
        waiting.give_up = None if seconds is None else waiting.contact.since + seconds * SECOND
        if waiting.give_up is not None:
            self.timers.add(waiting.give_up, WAIT, waiting.contact.id)

    def remove(self, waiting: Waiting) -> None:
        """Take a contact out of everything."""
        if waiting.group is not None:
            self.index.leave(waiting)
        del self.waiting[waiting.contact.id]

    def overflow(self, waiting: Waiting, cause: str) -> None:
        self.remove(waiting)
        self.out.append(Overflow(waiting.contact.id, cause))

    # ---- taking up a saved floor ---------------------------------------------------------------------------

    def take_up(self, agents: list[Agent], waiting: list[Waiting]) -> None:
        """Put saved agents and contacts onto an empty floor, with their timers."""
        self.agents = {agent.id: agent for agent in agents}
        self.waiting = {each.contact.id: each for each in waiting}
        for agent in agents:
            if agent.offer is not None:
                self.ringing[agent.offer] = agent
                self.timers.add(agent.deadline, RING, agent.id)
            elif agent.state is AgentState.TALKING and agent.contact is not None:
                self.talking[agent.contact] = agent
            elif agent.state is AgentState.WRAP_UP and agent.until is not None:
                self.timers.add(agent.until, WRAP_UP, agent.id)
        for each in waiting:
            for first, _ in each.avoid.values():
                if first > self.now:
                    self.timers.add(first, RETRY, each.contact.id)
        self.build(self.plan)
