"""One queue: what its rules come to, who serves it, who is idle, and who waits, both in order."""

from bisect import bisect_left, insort

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core.conditions import FITS_NOT, UNKNOWN
from huawu.routing.core.groups import Entry, Group, Wanted
from huawu.routing.core.plan import Queue
from huawu.routing.core.sorted_keys import SortedKeys
from huawu.routing.core.state import Agent, Key
from huawu.routing.core.strategies import ASKED_EACH_TIME, STRATEGIES

FEW_GROUPS = 64
"""So many wishes are kept per queue before those that nobody has are dropped."""
WITHOUT_END = 1 << 60

Head = tuple[int, Micros, Id, Group]
"""The first contact of a group on a shelf: its key, by now or as it came, and the group."""


class Line:
    """One queue. Contacts lie on shelves: those who do not age on shelf 0, else a shelf is a class."""

    __slots__ = (
        "_everyone",
        "ageing",
        "answer_micros",
        "asked",
        "backs",
        "count",
        "estimates",
        "groups",
        "heads",
        "highest",
        "idle",
        "longest_wait",
        "members",
        "most_waiting",
        "queue",
        "ring_micros",
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
        self.roster = 0  # changes with who is signed in
        self.groups: dict[Wanted, Group] = {}
        self.sweep_at = FEW_GROUPS
        self.heads: list[Head] = []  # of each group, of each shelf, the first to be offered; in order
        self.count = 0
        self.backs = 0  # of these, who waits to be called back
        self.highest = self.deepest()
        self._everyone: dict[int, SortedKeys[Key]] = {}
        self._read_rules(queue)

    def _read_rules(self, queue: Queue) -> None:
        """What every arrival asks of the rules."""
        self.simple = not (queue.steps or queue.reserve_after_seconds or queue.preferred_wait_seconds)
        self.ring_micros, self.answer_micros = queue.ring_seconds * SECOND, queue.answer_seconds * SECOND
        lengths = [rule.above for rule in queue.overflows if rule.when == "length"]
        waits = [rule.above * SECOND for rule in queue.overflows if rule.when == "wait"]
        if queue.max_waiting is not None:
            lengths.append(queue.max_waiting)
        if queue.max_wait_seconds is not None:
            waits.append(queue.max_wait_seconds * SECOND)
        self.most_waiting = min(lengths, default=WITHOUT_END)
        self.longest_wait = min(waits, default=None)
        self.estimates = [rule for rule in queue.overflows if rule.when == "estimate"]

    def deepest(self) -> int:
        """The highest level of those who serve the queue, or could come to help."""
        levels = [rule.level for rule in self.queue.help]
        levels += [agent.levels[self.queue.id] for agent in self.members.values()]
        return max(levels, default=1)

    # ---- heads ---------------------------------------------------------------------------------------------

    def new_head(self, key: Key, group: Group) -> None:
        """The group has a first contact on this shelf."""
        insort(self.heads, (*key, group))

    def no_head(self, key: Key) -> None:
        """It is the first no more."""
        del self.heads[bisect_left(self.heads, key)]

    def aged(self, cls: int, since: Micros, now: Micros) -> int:
        """The class that a contact has by now."""
        if self.ageing is None or cls <= 1:
            return cls
        return max(1, cls - min(self.queue.ageing_classes, max(0, now - since) // self.ageing))

    def first_for(self, agent: Agent, now: Micros, past: frozenset[Id], best: Head | None) -> Head | None:
        """The contact that this agent should take first, none of `past`, with the class that it has now;
        `best` when that one is before all of this line."""
        if self.ageing is not None:
            return self._first_aged(agent, now, past, best)
        number = agent.number
        for head in self.heads:
            if best is not None and head > best:
                break  # those behind are no better
            group = head[3]
            known = group.known[number]
            if known == FITS_NOT or (known == UNKNOWN and not group.takes(agent)):
                continue
            if head[2] not in past:
                return head
            best = _earlier(best, group.next_on(0, past), group)
        return best

    def _first_aged(self, agent: Agent, now: Micros, past: frozenset[Id], best: Head | None) -> Head | None:
        """Likewise where contacts age: those behind in the line may be before others by now, but not before
        those of their own class."""
        at, heads = 0, self.heads
        while at < len(heads):
            cls, since, contact, group = heads[at]
            head = (self.aged(cls, since, now), since, contact, group)
            better = best is None or head < best
            at += 1
            if better and group.takes(agent):
                if contact in past:
                    later = group.next_on(cls, past)
                    if later is not None:
                        best = _earlier(best, (self.aged(cls, later[1], now), later[1], later[2]), group)
                    continue
                best, better = head, False
            if not better:
                at = bisect_left(heads, (cls + 1,), at)
        return best

    # ---- places --------------------------------------------------------------------------------------------

    def enter(self, key: Key) -> None:
        shelf = 0 if self.ageing is None else key[0]
        keys = self._everyone.get(shelf)
        if keys is None:
            keys = self._everyone[shelf] = SortedKeys()
        keys.add(key)
        self.count += 1

    def lend(self, room: int) -> None:
        """So many more of those who stand here wait to be called back: they take no room."""
        self.backs += room
        self.most_waiting += room

    def leave(self, key: Key) -> None:
        self._everyone[0 if self.ageing is None else key[0]].remove(key)
        self.count -= 1

    def position(self, key: Key, now: Micros) -> int:
        """1 for the head of the line; contacts that ring count. The key need not be of somebody here."""
        if self.ageing is None:
            keys = self._everyone.get(0)
            return 1 if keys is None else 1 + keys.rank(key)
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

        def older(classes: int) -> int:
            """How many have aged by more than so many classes less one."""
            assert self.ageing is not None
            return keys.rank((cls, now - classes * self.ageing + 1, ""))

        better = older(cls - mine + 1) if self._reaches(cls, mine) else 0
        equal = older(cls - mine) if cls > mine else keys.count
        return max(better, min(equal, keys.rank((cls, *key[1:]))))

    def _reaches(self, cls: int, mine: int) -> bool:
        """Can age bring this class before class `mine`?"""
        return mine > 1 and cls > 1 and cls - mine + 1 <= self.queue.ageing_classes


def _earlier(best: Head | None, key: Key | None, group: Group) -> Head | None:
    if key is None or (best is not None and best[:3] <= key):
        return best
    return (*key, group)
