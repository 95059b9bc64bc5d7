"""Contacts of one queue who want the same, and who may take them.

Any agent who may take one contact of a group may take all, so a decision looks at heads of lines and never
at everyone. Within a class, who came first goes first; ageing may put the head of another class before it.
"""

from collections.abc import Iterator
from heapq import merge
from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core.conditions import Needs, fits, meets, skills_in
from huawu.routing.core.plan import Condition
from huawu.routing.core.sorted_keys import SortedKeys
from huawu.routing.core.state import Agent, Key

if TYPE_CHECKING:
    from huawu.routing.core.index import Line

Entry = tuple[int, int, float, float, Id]
"""An idle agent of a line: level, contacts at hand, two numbers of the strategy, the agent."""

Place = tuple[Micros, Id]
Wanted = tuple[Needs, Condition | None, int]
"""Skills always needed, the condition of the step, and the highest level of agents."""


class Group:
    """One kind of wish in one queue. `fits`: who may take its contacts."""

    __slots__ = (
        "_ready",
        "condition",
        "depth",
        "fits",
        "head",
        "joinable",
        "line",
        "needs",
        "present",
        "size",
    )

    def __init__(self, line: "Line", wanted: Wanted) -> None:
        self.line = line
        self.needs, self.condition, self.depth = wanted
        self.fits: set[Id] = set()
        self.present = 0  # of those, signed in
        self.size = 0  # contacts, ringing ones too
        self._ready: dict[int, SortedKeys[Place]] = {}
        self.head: Key | None = None  # of those that can be offered, while nobody ages
        self.joinable: SortedKeys[Key] = SortedKeys()  # they ring, and more agents may ring with

    def takes(self, agent: Agent) -> bool:
        """May this agent take contacts of this group?"""
        level = agent.levels.get(self.line.queue.id)
        return (
            level is not None
            and level <= self.depth
            and (not self.needs or meets(self.needs, agent.seat))
            and (self.condition is None or fits(self.condition, agent.seat))
        )

    def skills(self) -> frozenset[str]:
        """The skills asked for."""
        return skills_in(self.condition).union(skill for skill, _ in self.needs)

    # ---- who can be offered --------------------------------------------------------------------------------

    def release(self, key: Key) -> None:
        """This contact can be offered (again)."""
        keys = self._ready.get(key[0])
        if keys is None:
            keys = self._ready[key[0]] = SortedKeys()
        keys.add(key[1:])
        if self.head is None or key < self.head:
            self.head = key

    def hold(self, key: Key) -> None:
        """This contact is offered, or gone."""
        self._ready[key[0]].remove(key[1:])
        if key == self.head:
            self.head = self._least()

    def _least(self) -> Key | None:
        heads = [(cls, *first) for cls, keys in self._ready.items() if (first := keys.first()) is not None]
        return min(heads, default=None)

    def first(self, now: Micros) -> Key | None:
        """The contact to be offered first, with the class that it has now."""
        head = self.head
        if head is None or self.line.ageing is None:
            return head
        aged = self.line.aged
        return min(
            (aged(cls, first[0], now), *first)
            for cls, keys in self._ready.items()
            if (first := keys.first()) is not None
        )

    def in_order(self, now: Micros) -> Iterator[Key]:
        """All that can be offered, the first one first, each with the class that it has now."""
        aged = self.line.aged

        def one(cls: int, keys: SortedKeys[Place]) -> Iterator[Key]:
            return ((aged(cls, since, now), since, contact) for since, contact in keys)

        return merge(*(one(cls, keys) for cls, keys in self._ready.items() if keys))
