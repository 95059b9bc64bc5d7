"""Contacts of one queue who want the same, and who may take them.

Any agent who may take one contact of a group may take all, so a decision looks at heads of lines and never
at everyone. Within a class, who came first goes first; ageing may put the head of another class before it.
A group tells its line what its heads are, one for each class.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from heapq import merge
from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core.conditions import Needs, Wish
from huawu.routing.core.plan import Condition
from huawu.routing.core.sorted_keys import SortedKeys
from huawu.routing.core.state import Agent, Key
from huawu.routing.types import AgentState

if TYPE_CHECKING:
    from huawu.routing.core.index import Line

Entry = tuple[int, int, float, float, Id]
"""An idle agent of a line: level, contacts at hand, two numbers of the strategy, the agent."""

Place = tuple[Micros, Id]
Wanted = tuple[Needs, Condition | None, int]
"""Skills always needed, the condition of the step, and the highest level of agents."""


EVERY_LEVEL = 99


class Group:
    """One kind of wish in one queue, for agents up to level `depth`. A group that names its agents is known
    to these instead of the line, where everybody else would come across it."""

    __slots__ = ("_present", "_ready", "_witness", "depth", "joinable", "line", "size", "wish")

    def __init__(self, line: "Line", wish: Wish, depth: int) -> None:
        self.line, self.wish, self.depth = line, wish, depth
        self.size = 0  # contacts, ringing ones too
        self.joinable: SortedKeys[Key] = SortedKeys()  # they ring, and more agents may ring with
        self._ready: dict[int, SortedKeys[Place]] = {}
        self._witness: Agent | None = None  # somebody signed in who fits
        self._present = (-1, 0)  # roster of the line, and how many of it were signed in and fit

    # ---- who may take them ---------------------------------------------------------------------------------

    def takes(self, agent: Agent) -> bool:
        """May this member of the queue take contacts of this group?"""
        if self.depth != EVERY_LEVEL and agent.levels[self.line.queue.id] > self.depth:
            return False
        return self.wish.fits(agent.seat)

    def asked(self) -> list[Agent]:
        """Everybody who could be asked at all."""
        members = self.line.members
        if self.wish.only is None:
            return list(members.values())
        return [members[agent] for agent in self.wish.only if agent in members]

    def anyone(self) -> bool:
        """Is somebody who fits signed in?"""
        if self._witness is None or not self._is_here(self._witness):
            self._witness = next((each for each in self.asked() if self._is_here(each)), None)
        return self._witness is not None

    def _is_here(self, agent: Agent) -> bool:
        inside = agent.presence is not AgentState.SIGNED_OUT
        return inside and agent.id in self.line.members and self.takes(agent)

    def present(self) -> int:
        """How many who fit are signed in."""
        if self.wish.plain and self.depth == EVERY_LEVEL:
            return self.line.signed_in
        if self._present[0] != self.line.roster:
            self._present = (self.line.roster, sum(map(self._is_here, self.asked())))
        return self._present[1]

    # ---- who can be offered --------------------------------------------------------------------------------

    def release(self, key: Key) -> None:
        """This contact can be offered (again)."""
        cls, since, contact = key
        keys = self._ready.get(cls)
        if keys is None:
            keys = self._ready[cls] = SortedKeys()
        before = keys.first()
        place = (since, contact)
        keys.add(place)
        if self.wish.only is None and (before is None or place < before):
            heads = self.line.heads.setdefault(cls, [])
            if before is not None:
                del heads[bisect_left(heads, (*before, self))]
            insort(heads, (since, contact, self))

    def hold(self, key: Key) -> None:
        """This contact is offered, or gone."""
        cls, since, contact = key
        keys = self._ready[cls]
        first = keys.first() == (since, contact)
        keys.remove((since, contact))
        if first and self.wish.only is None:
            heads = self.line.heads[cls]
            del heads[bisect_left(heads, (since, contact, self))]
            if (after := keys.first()) is not None:
                insort(heads, (*after, self))
            elif not heads:
                del self.line.heads[cls]

    def next_in(self, cls: int, past: frozenset[Id]) -> Place | None:
        """The first contact of a class that is none of these."""
        return next((place for place in self._ready[cls] if place[1] not in past), None)

    def in_order(self, now: Micros) -> Iterator[Key]:
        """All that can be offered, the first one first, each with the class that it has now."""
        aged = self.line.aged

        def one(cls: int, keys: SortedKeys[Place]) -> Iterator[Key]:
            return ((aged(cls, since, now), since, contact) for since, contact in keys)

        return merge(*(one(cls, keys) for cls, keys in self._ready.items() if keys))
