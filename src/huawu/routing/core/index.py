"""The lines of all queues: who waits in what order, and who is idle in what order.

A queue has one line of idle agents, sorted as its strategy asks, and one of all its contacts by class; its
`Group`s hold those who want the same. Everything is found at the head of a sorted list.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core.conditions import Needs, Wish
from huawu.routing.core.groups import EVERY_LEVEL, Entry, Group, Place, Wanted
from huawu.routing.core.plan import Condition, Plan, Queue
from huawu.routing.core.sorted_keys import SortedKeys
from huawu.routing.core.state import Agent, Key, Waiting
from huawu.routing.core.strategies import ASKED_EACH_TIME, NOTHING, STRATEGIES
from huawu.routing.types import AgentState

FEW_GROUPS = 8
"""So many wishes are kept per queue before those that nobody has are dropped."""
MAX_WISHES = 4_096
"""Wishes kept for all queues together."""


Head = tuple[Micros, Id, Group]


class Line:
    """One queue."""

    __slots__ = (
        "_everyone",
        "ageing",
        "asked",
        "count",
        "groups",
        "heads",
        "highest",
        "idle",
        "members",
        "queue",
        "roster",
        "signed_in",
        "simple",
        "strategy",
        "sweep_at",
    )

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.strategy = STRATEGIES[queue.strategy]
        self.asked = queue.strategy in ASKED_EACH_TIME
        self.ageing = None if queue.ageing_seconds is None else queue.ageing_seconds * SECOND
        self.idle: list[Entry] = []
        self.members: dict[Id, Agent] = {}
        self.signed_in = 0
        self.sweep_at = FEW_GROUPS
        self.roster = 0  # changes with who is signed in
        self.groups: dict[Wanted, Group] = {}
        self.heads: dict[int, list[Head]] = {}  # by class, in order: of each group the first to be offered
        self.simple = not (queue.steps or queue.reserve_after_seconds or queue.preferred_wait_seconds)
        self.count = 0
        self.highest = max((rule.level for rule in queue.help), default=1)
        self._everyone: dict[int, SortedKeys[Place]] = {}

    def aged(self, cls: int, since: Micros, now: Micros) -> int:
        """The class that a contact has by now."""
        if self.ageing is None or cls <= 1:
            return cls
        return max(1, cls - min(self.queue.ageing_classes, max(0, now - since) // self.ageing))

    def first_for(self, agent: Agent, now: Micros, past: frozenset[Id], best: Key | None) -> Key | None:
        """The contact that this agent should take first, none of `past`, with the class that it has now;
        `best` when that one is before all of this line."""
        who, ageing = agent.id, self.ageing
        for cls, heads in self.heads.items():
            if ageing is None and best is not None and (cls, heads[0][0]) > best:
                continue  # nobody here is before the best so far
            for since, contact, group in heads:
                key = (cls if ageing is None else self.aged(cls, since, now), since, contact)
                if best is not None and key >= best:
                    break  # within a class those behind are no better
                known = group.wish.known.get(who) if group.depth == EVERY_LEVEL else group.takes(agent)
                if known is False or (known is None and not group.takes(agent)):
                    continue
                if contact not in past:
                    best = key
                    break
                place = group.next_in(cls, past)
                if place is not None:
                    later = (self.aged(cls, place[0], now), *place)
                    best = later if best is None or later < best else best
        return best

    def enter(self, key: Key) -> None:
        keys = self._everyone.get(key[0])
        if keys is None:
            keys = self._everyone[key[0]] = SortedKeys()
        keys.add(key[1:])
        self.count += 1

    def leave(self, key: Key) -> None:
        self._everyone[key[0]].remove(key[1:])
        self.count -= 1

    def position(self, key: Key, now: Micros) -> int:
        """1 for the head of the line; contacts that ring count. The key need not be of somebody here."""
        if key[0] not in self._everyone:
            self._everyone[key[0]] = SortedKeys()
        if self.ageing is None:
            own = self._everyone[key[0]].rank(key[1:])
            return 1 + own + sum(keys.count for cls, keys in self._everyone.items() if cls < key[0])
        mine = self.aged(key[0], key[1], now)
        return 1 + sum(self._before(cls, mine, key, now) for cls in self._everyone)

    def _before(self, cls: int, mine: int, key: Key, now: Micros) -> int:
        """How many of a class go before a contact whose class is `mine` by now."""
        assert self.ageing is not None
        keys = self._everyone[cls]
        if cls < mine:
            return keys.count
        if self.aged(cls, now - self.ageing * self.queue.ageing_classes, now) > mine:
            return 0
        better = keys.rank((now - (cls - mine + 1) * self.ageing + 1, "")) if self._reaches(cls, mine) else 0
        equal = keys.rank((now - (cls - mine) * self.ageing + 1, "")) if cls > mine else keys.count
        return max(better, min(equal, keys.rank(key[1:])))

    def _reaches(self, cls: int, mine: int) -> bool:
        """Can age bring this class before class `mine`?"""
        return mine > 1 and cls > 1 and cls - mine + 1 <= self.queue.ageing_classes


class Index:
    """The lines of all queues of a plan."""

    def __init__(self, plan: Plan, agents: Iterable[Agent]) -> None:
        self._wishes: dict[tuple[Needs, Condition | None], Wish] = {}
        self.lines = {queue.id: Line(queue) for queue in plan.queues.values()}
        for agent in agents:
            agent.lines, agent.groups, agent.entries = [], [], []
            for queue in agent.levels:
                if queue in self.lines:
                    self._seat(agent, self.lines[queue])

    def _seat(self, agent: Agent, line: Line) -> None:
        line.members[agent.id] = agent
        agent.lines.append(line)
        line.highest = max(line.highest, agent.levels[line.queue.id])
        line.signed_in += agent.presence is not AgentState.SIGNED_OUT
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

    def _wish(self, needs: Needs, condition: Condition | None) -> Wish:
        wish = self._wishes.get((needs, condition))
        if wish is None:
            if len(self._wishes) >= MAX_WISHES:
                self._wishes.clear()  # those in use live on in their groups
            wish = self._wishes[needs, condition] = Wish(needs, condition)
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
        self._seat(agent, line)
        for group in line.groups.values():
            if agent.id in (group.wish.only or ()):
                agent.groups.append(group)

    def part(self, agent: Agent, line: Line) -> None:
        """Serve a queue less. The agent must not be idle."""
        del agent.levels[line.queue.id], line.members[agent.id]
        agent.lines.remove(line)
        agent.groups = [group for group in agent.groups if group.line is not line]
        line.signed_in -= agent.presence is not AgentState.SIGNED_OUT
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
        group.line.enter(waiting.key)
        self._into(waiting, group)

    def move(self, waiting: Waiting, group: Group) -> None:
        """Another wish; the place in the line is the old one."""
        self._out_of(waiting)
        self._into(waiting, group)

    def leave(self, waiting: Waiting) -> None:
        """Take a contact out of its line."""
        assert waiting.group is not None
        waiting.group.line.leave(waiting.key)
        self._out_of(waiting)

    @staticmethod
    def _into(waiting: Waiting, group: Group) -> None:
        waiting.group = group
        group.size += 1
        if not waiting.offers:
            group.release(waiting.key)
        elif len(waiting.offers) < group.line.queue.ring_at_once:
            group.joinable.add(waiting.key)

    @staticmethod
    def _out_of(waiting: Waiting) -> None:
        group = waiting.group
        assert group is not None
        group.size -= 1
        if not waiting.offers:
            group.hold(waiting.key)
        elif len(waiting.offers) < group.line.queue.ring_at_once:
            group.joinable.remove(waiting.key)
        waiting.group = None

    def rings(self, waiting: Waiting, offer: Id) -> None:
        """One more offer is out for this contact."""
        group = waiting.group
        assert group is not None
        most, had = group.line.queue.ring_at_once, len(waiting.offers)
        waiting.offers.append(offer)
        if not had:
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
