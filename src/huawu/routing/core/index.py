"""The lines of all queues: who waits in what order, and who is idle in what order.

A queue has one line of idle agents, sorted as its strategy asks, and one of all its contacts; its `Group`s
hold those who want the same. Everything is found at the head of a sorted list.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core.conditions import Needs, Wish
from huawu.routing.core.groups import Group, Wanted
from huawu.routing.core.line import FEW_GROUPS, Line
from huawu.routing.core.plan import Condition, Plan
from huawu.routing.core.state import SIGNED_OUT, Agent, Waiting
from huawu.routing.core.strategies import NOTHING

MAX_WISHES = 4_096
"""Wishes kept for all queues together."""


class Index:
    """The lines of all queues of a plan."""

    def __init__(self, plan: Plan, agents: Iterable[Agent]) -> None:
        self._wishes: dict[tuple[Needs, Condition | None], Wish] = {}
        self.lines = {queue.id: Line(queue) for queue in plan.queues.values()}
        self.rings_several = any(queue.ring_at_once > 1 for queue in plan.queues.values())
        self.reseated: set[Id] = set()  # who came to serve other queues since it was laid out, or last asked
        self._agents = 0
        for agent in agents:
            agent.lines, agent.groups, agent.entries, agent.number = [], [], [], self._agents
            self._agents += 1
            for queue in agent.levels:
                if queue in self.lines:
                    self._seat(agent, self.lines[queue])

    def _seat(self, agent: Agent, line: Line) -> None:
        line.members[agent.id] = agent
        agent.lines.append(line)
        line.highest = max(line.highest, agent.levels[line.queue.id])
        line.signed_in += agent.presence is not SIGNED_OUT
        line.roster += 1

    # ---- groups --------------------------------------------------------------------------------------------

    def group(self, line: Line, wanted: Wanted) -> Group:
        """The group of contacts with this wish, made when first asked for."""
        found = line.groups.get(wanted)
        if found is None:
            if len(line.groups) >= line.sweep_at:
                self._drop_empty(line)
            needs, condition, depth = wanted
            found = line.groups[wanted] = Group(line, self._wish(needs, condition), depth)
            if found.wish.only is not None:
                for agent in found.asked():
                    agent.groups.append(found)
        return found

    def apart(self, line: Line, wanted: Wanted) -> Group:
        """A group that the line does not know of: to look at what would be, without changing anything."""
        needs, condition, depth = wanted
        return Group(line, Wish(needs, condition, self._agents), depth)

    def _wish(self, needs: Needs, condition: Condition | None) -> Wish:
        wish = self._wishes.get((needs, condition))
        if wish is None:
            if len(self._wishes) >= MAX_WISHES:
                self._wishes.clear()  # those in use live on in their groups
            wish = self._wishes[needs, condition] = Wish(needs, condition, self._agents)
        return wish

    @staticmethod
    def _drop_empty(line: Line) -> None:
        """Forget wishes that nobody in the line has; the plain one is always wanted again."""
        for wanted, group in list(line.groups.items()):
            if group.size or group.wish.plain:
                continue
            del line.groups[wanted]
            if group.wish.only is not None:
                for agent in group.asked():
                    agent.groups.remove(group)
        line.sweep_at = max(FEW_GROUPS, 2 * len(line.groups))

    def join(self, agent: Agent, line: Line, level: int) -> None:
        """Serve a queue more, until `part`. The agent must not be idle."""
        agent.levels[line.queue.id] = level
        self.reseated.add(agent.id)
        self._seat(agent, line)
        for group in line.groups.values():
            if agent.id in (group.wish.only or ()):
                agent.groups.append(group)

    def part(self, agent: Agent, line: Line) -> None:
        """Serve a queue less. The agent must not be idle."""
        del agent.levels[line.queue.id], line.members[agent.id]
        self.reseated.add(agent.id)
        agent.lines.remove(line)
        agent.groups = [group for group in agent.groups if group.line is not line]
        line.signed_in -= agent.presence is not SIGNED_OUT
        line.roster += 1

    def count_in(self, agent: Agent, change: int) -> None:
        """The agent signed in (1) or out (-1)."""
        for line in agent.lines:
            line.signed_in += change
            line.roster += 1

    # ---- idle agents ---------------------------------------------------------------------------------------

    def idle(self, agent: Agent) -> None:
        """This agent may be offered contacts, wherever there is room for one more."""
        load, partly = len(agent.jobs), bool(agent.jobs or agent.phone)
        agent.idle = True
        for line in agent.lines:
            if partly and not agent.may_take(line.queue.channel):
                continue
            values = (0, 0) if line.asked else line.strategy(agent, NOTHING)
            entry = (agent.levels[line.queue.id], load, *values, agent.id)
            insort(line.idle, entry)
            agent.entries.append((line.idle, entry))

    def busy(self, agent: Agent) -> None:
        """This agent may not be offered anything (any longer)."""
        for idle, entry in agent.entries:
            del idle[bisect_left(idle, entry)]
        agent.entries.clear()
        agent.idle = False

    # ---- contacts ------------------------------------------------------------------------------------------

    def enter(self, waiting: Waiting, group: Group) -> None:
        """Put a contact into its line; while it rings it is not to be offered."""
        self.come(waiting, group)
        self._sort_in(waiting, group)

    def come(self, waiting: Waiting, group: Group) -> None:
        """Put a new contact into its line, while somebody is sought for it: agents do not see it before
        `stay`."""
        group.line.enter(waiting.key)
        waiting.group = group
        group.size += 1

    def stay(self, waiting: Waiting) -> None:
        """Nobody was found for a new contact: it waits until somebody sees it."""
        assert waiting.group is not None
        self._sort_in(waiting, waiting.group)

    def move(self, waiting: Waiting, group: Group) -> None:
        """Another wish; the place in the line is the old one."""
        self._out_of(waiting)
        self._into(waiting, group)

    def leave(self, waiting: Waiting) -> None:
        """Take a contact out of its line."""
        assert waiting.group is not None
        waiting.group.line.leave(waiting.key)
        self._out_of(waiting)

    def _into(self, waiting: Waiting, group: Group) -> None:
        waiting.group = group
        group.size += 1
        self._sort_in(waiting, group)

    @staticmethod
    def _sort_in(waiting: Waiting, group: Group) -> None:
        if not waiting.offers:
            waiting.ready = True
            group.release(waiting.key)
        elif len(waiting.offers) < waiting.most(group.line.queue):
            group.joinable.add(waiting.key)

    @staticmethod
    def _out_of(waiting: Waiting) -> None:
        group = waiting.group
        assert group is not None
        group.size -= 1
        if waiting.ready:
            waiting.ready = False
            group.hold(waiting.key)
        elif waiting.offers and len(waiting.offers) < waiting.most(group.line.queue):
            group.joinable.remove(waiting.key)
        waiting.group = None

    def rings(self, waiting: Waiting, offer: Id) -> None:
        """One more offer is out for this contact."""
        group = waiting.group
        assert group is not None
        most, had = waiting.most(group.line.queue), len(waiting.offers)
        waiting.offers.append(offer)
        if not had:
            if waiting.ready:
                waiting.ready = False
                group.hold(waiting.key)
            if most > 1:
                group.joinable.add(waiting.key)
        elif had + 1 == most:
            group.joinable.remove(waiting.key)

    def rings_not(self, waiting: Waiting, offer: Id) -> None:
        """An offer is out no more; the place in the line is the old one."""
        group = waiting.group
        if group is None:
            waiting.offers.remove(offer)
            return
        self._out_of(waiting)
        waiting.offers.remove(offer)
        self._into(waiting, group)

    # ---- questions -----------------------------------------------------------------------------------------

    def position(self, waiting: Waiting, now: Micros) -> int:
        """1 for the head of the line; contacts that ring count."""
        assert waiting.group is not None
        return waiting.group.line.position(waiting.key, now)

    def waiting(self, queue: Id) -> int:
        line = self.lines.get(queue)
        return 0 if line is None else line.count
