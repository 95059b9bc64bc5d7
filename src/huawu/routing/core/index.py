"""Sorted lines of waiting contacts and idle agents, so that a decision looks at heads and never at everyone.

Contacts of one queue with the same needs form a `Group`: any agent who may take one of them may take all. A
group keeps its contacts that can be offered now and its idle agents, both sorted. An agent belongs to the
groups of their queues whose needs they meet. Sorted lists and bisection cost a few microseconds up to tens
of thousands.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable

from huawu.platform.ids import Id
from huawu.routing.core.state import Agent, Key, Needs, Waiting
from huawu.routing.core.strategies import STRATEGIES
from huawu.routing.types import Plan

Entry = tuple[int, int, Id]
"""An idle agent in a group: two numbers of the strategy, then the agent."""

MAX_GROUPS = 64
"""Combinations of needs kept per queue before empty ones are dropped."""


class Group:
    """Contacts of one queue with equal needs, and the idle agents who may take them."""

    __slots__ = ("idle", "members", "needs", "queue", "ready")

    def __init__(self, queue: Id, needs: Needs) -> None:
        self.queue = queue
        self.needs = needs
        self.idle: list[Entry] = []
        self.ready: list[Key] = []
        self.members = 0  # contacts in the line, offered ones too

    def fits(self, agent: Agent) -> bool:
        """May this agent take contacts of this group?"""
        return self.queue in agent.queues and all(
            agent.skills.get(skill, 0) >= least for skill, least in self.needs
        )


class Index:
    """The lines of all queues of a plan."""

    def __init__(self, plan: Plan, agents: Iterable[Agent]) -> None:
        self._strategies = {queue.id: STRATEGIES[queue.strategy] for queue in plan.queues.values()}
        self._lines: dict[Id, list[Key]] = {queue: [] for queue in plan.queues}
        self._groups: dict[Id, dict[Needs, Group]] = {queue: {} for queue in plan.queues}
        self._members: dict[Id, list[Agent]] = {queue: [] for queue in plan.queues}
        for agent in agents:
            self._seat(agent)

    def _seat(self, agent: Agent) -> None:
        agent.groups, agent.entries = [], []
        for queue in agent.queues:
            if queue in self._members:
                self._members[queue].append(agent)

    def group(self, queue: Id, needs: Needs) -> Group:
        """The group of contacts with these needs, made when first asked for."""
        groups = self._groups[queue]
        found = groups.get(needs)
        if found is None:
            if len(groups) >= MAX_GROUPS:
                self._drop_empty(queue)
            found = groups[needs] = Group(queue, needs)
            for agent in self._members[queue]:
                if found.fits(agent):
                    agent.groups.append(found)
                    if agent.idle:
                        self._add_idle(found, agent)
        return found

    def _drop_empty(self, queue: Id) -> None:
        """Forget combinations of needs that nobody in the line has."""
        groups = self._groups[queue]
        for needs in [needs for needs, group in groups.items() if not group.members]:
            gone = groups.pop(needs)
            for agent in self._members[queue]:
                agent.groups = [group for group in agent.groups if group is not gone]
                agent.entries = [pair for pair in agent.entries if pair[0] is not gone]

    # ---- agents --------------------------------------------------------------------------------------------

    def _add_idle(self, group: Group, agent: Agent) -> None:
        entry = (*self._strategies[group.queue](agent, group.needs), agent.id)
        insort(group.idle, entry)
        agent.entries.append((group, entry))

    def idle(self, agent: Agent) -> None:
        """This agent may be offered contacts."""
        agent.idle = True
        for group in agent.groups:
            self._add_idle(group, agent)

    def busy(self, agent: Agent) -> None:
        """This agent may not be offered anything (any longer)."""
        for group, entry in agent.entries:
            del group.idle[bisect_left(group.idle, entry)]
        agent.entries = []
        agent.idle = False

    # ---- contacts ------------------------------------------------------------------------------------------

    def enter(self, waiting: Waiting) -> None:
        """Put a contact into its line; it cannot be offered before `release`."""
        contact = waiting.contact
        waiting.group = self.group(contact.queue, contact.needs)
        waiting.group.members += 1
        insort(self._lines[contact.queue], waiting.key)

    def leave(self, waiting: Waiting) -> None:
        """Take a contact out of its line."""
        line, key = self._lines[waiting.contact.queue], waiting.key
        del line[bisect_left(line, key)]
        if waiting.offer is None:
            self.hold(waiting)
        assert waiting.group is not None
        waiting.group.members -= 1

    def hold(self, waiting: Waiting) -> None:
        """An offer is out: not to be offered to anyone else."""
        assert waiting.group is not None
        ready, key = waiting.group.ready, waiting.key
        del ready[bisect_left(ready, key)]

    def release(self, waiting: Waiting) -> None:
        """To be offered; the place in the line is the old one."""
        assert waiting.group is not None
        insort(waiting.group.ready, waiting.key)

    # ---- questions -----------------------------------------------------------------------------------------

    def position(self, waiting: Waiting) -> int:
        """1 for the head of the line; contacts that ring count."""
        return bisect_left(self._lines[waiting.contact.queue], waiting.key) + 1

    def waiting(self, queue: Id) -> int:
        return len(self._lines.get(queue, ()))
