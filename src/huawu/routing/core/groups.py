"""Contacts of one queue who want the same, and who may take them.

Any agent who may take one contact of a group may take all, so a decision looks at heads of lines and never
at everyone. A group tells its line what its head is; where contacts age, its heads, one for each class, for
ageing may put the head of another class before it.
"""

from collections.abc import Iterator
from heapq import merge
from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core.conditions import FITS, FITS_NOT, UNKNOWN, Needs, Wish
from huawu.routing.core.plan import Condition
from huawu.routing.core.sorted_keys import SortedKeys
from huawu.routing.core.state import SIGNED_OUT, Agent, Key

if TYPE_CHECKING:
    from huawu.routing.core.line import Line

Entry = tuple[int, int, float, float, Id]
"""An idle agent of a line: level, contacts at hand, two numbers of the strategy, the agent."""

Wanted = tuple[Needs, Condition | None, int]
"""Skills always needed, the condition of the step, and the highest level of agents."""


EVERY_LEVEL = 99


class Group:
    """One kind of wish in one queue, for agents up to level `depth`. A group that names its agents is known
    to these instead of the line, where everybody else would come across it."""

    __slots__ = ("_present", "_ready", "_witness", "depth", "joinable", "known", "line", "size", "wish")

    def __init__(self, line: "Line", wish: Wish, depth: int) -> None:
        self.line, self.wish, self.depth = line, wish, depth
        self.known = wish.known if depth == EVERY_LEVEL else bytes(len(wish.known))  # ask `takes` if unknown
        self.size = 0  # contacts, ringing ones too
        self.joinable: SortedKeys[Key] = SortedKeys()  # they ring, and more agents may ring with
        self._ready: dict[int, SortedKeys[Key]] = {}  # can be offered; by the shelf of their class
        self._witness: Agent | None = None  # somebody signed in who fits
        self._present = (-1, 0)  # roster of the line, and how many of it were signed in and fit

    # ---- who may take them ---------------------------------------------------------------------------------

    def takes(self, agent: Agent) -> bool:
        """May this member of the queue take contacts of this group?"""
        if self.depth != EVERY_LEVEL and agent.levels[self.line.queue.id] > self.depth:
            return False
        known = self.wish.known[agent.number]
        if known == UNKNOWN:
            known = self.wish.known[agent.number] = FITS if self.wish.fits(agent.seat) else FITS_NOT
        return known == FITS

    def takes_all(self) -> bool:
        """May every member of the queue?"""
        return self.wish.plain and self.depth == EVERY_LEVEL

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
        return agent.presence is not SIGNED_OUT and agent.id in self.line.members and self.takes(agent)

    def present(self) -> int:
        """How many who fit are signed in."""
        if self.takes_all():
            return self.line.signed_in
        if self._present[0] != self.line.roster:
            self._present = (self.line.roster, sum(map(self._is_here, self.asked())))
        return self._present[1]

    # ---- who can be offered --------------------------------------------------------------------------------

    def release(self, key: Key) -> None:
        """This contact can be offered (again)."""
        line = self.line
        shelf = 0 if line.ageing is None else key[0]
        keys = self._ready.get(shelf)
        if keys is None:
            keys = self._ready[shelf] = SortedKeys()
        before = keys.first()
        keys.add(key)
        if (before is None or key < before) and self.wish.only is None:
            if before is not None:
                line.no_head(before)
            line.new_head(key, self)

    def hold(self, key: Key) -> None:
        """This contact is offered, or gone."""
        line = self.line
        shelf = 0 if line.ageing is None else key[0]
        keys = self._ready[shelf]
        was_first = keys.first() == key
        keys.remove(key)
        if was_first and self.wish.only is None:
            line.no_head(key)
            if (after := keys.first()) is not None:
                line.new_head(after, self)

    def next_on(self, shelf: int, past: frozenset[Id]) -> Key | None:
        """The first contact on a shelf that is none of these."""
        return next((key for key in self._ready[shelf] if key[2] not in past), None)

    def in_order(self, now: Micros) -> Iterator[Key]:
        """All that can be offered, the first one first, each with the class that it has now."""
        aged = self.line.aged

        def one(keys: SortedKeys[Key]) -> Iterator[Key]:
            return ((aged(cls, since, now), since, contact) for cls, since, contact in keys)

        return merge(*(one(keys) for keys in self._ready.values() if keys))
