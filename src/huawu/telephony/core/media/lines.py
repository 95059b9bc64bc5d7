"""All lines of a process in one table, and what is done with their packets.

Lines and stores have numbers, which are given out and given back. The table has room for a line on every
port; the shelf has stores for as many recorded voices as one process can carry, and who gets none is
recorded all the same, by the longer way.
"""

import ctypes
import errno

from huawu.telephony.core.media import mixing
from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.quick import LETTERS, Rules
from huawu.telephony.core.media.row import Feed, Letter, Mix, Ready, Round, Row, Slot, Store, room_for

LINES = 65_536
STORES = 4_096
MOST_READY = 8_192


class Numbers:
    """Numbers from 0 on that nobody has; those given back come first, while they are warm."""

    __slots__ = ("_end", "_next", "_returned")

    def __init__(self, end: int) -> None:
        self._next, self._end = 0, end
        self._returned: list[int] = []

    def take(self) -> int:
        """A number, -1 when all are taken."""
        if self._returned:
            return self._returned.pop()
        if self._next == self._end:
            return -1
        self._next += 1
        return self._next - 1

    def give_back(self, number: int) -> None:
        self._returned.append(number)


class Shelf:
    """Stores for packets of recorded voices."""

    __slots__ = ("_numbers", "stores")

    def __init__(self, count: int = STORES) -> None:
        self.stores = room_for(Store, count)
        self._numbers = Numbers(count)

    def take(self) -> tuple[int, Store] | None:
        """An empty store and its number, None when there is none left."""
        number = self._numbers.take()
        return None if number < 0 else (number, self.stores[number])

    def give_back(self, number: int) -> None:
        self.stores[number].kept = 0
        self._numbers.give_back(number)


class Lines:
    """The table. `ready` is where the kernel writes which lines have something. Slot and feed of a line, for
    mixes, have the number of its row."""

    def __init__(self, rules: Rules, *, lines: int = LINES, stores: int = STORES) -> None:
        self._rules = rules
        self.rows = room_for(Row, lines)
        self.slots = room_for(Slot, lines)
        self.feeds = room_for(Feed, lines)
        self._laws = mixing.tables()
        self._mixes = room_for(Mix, 1)
        self._mixes[0].packet_at = ctypes.addressof(self._mixes[0].packet)
        self.shelf = Shelf(stores)
        self.ready = room_for(Ready, MOST_READY)
        self._letters = room_for(Letter, LETTERS)
        self._rounds = room_for(Round, 1)
        self._rounds[0].letters = ctypes.addressof(self._letters)
        self._views = [memoryview(letter.data).cast("B") for letter in self._letters]
        self._numbers = Numbers(lines)
        self._said: dict[int, Incoming] = {}

    def add(self, said: Incoming) -> int:
        """Give a line a row; returns its number. Raises OSError when there is none left."""
        number = self._numbers.take()
        if number < 0:
            raise OSError(errno.EMFILE, "too many lines")
        said.move(self.rows[number], self.slots[number])
        self._said[number] = said
        return number

    def remove(self, number: int) -> None:
        """Take the row back; the line keeps its figures. Its socket must be closed."""
        self._said.pop(number).move(Row(), Slot())
        self._numbers.give_back(number)

    def hear(self, ready: int, clock: int) -> list[tuple[str, str]]:
        """Receive once from the first so many that are ready. Returns keys pressed, as (name, key)."""
        now = self._rounds[0]
        now.clock, now.ready, now.done = clock, ready, 0
        keys: list[tuple[str, str]] = []
        while now.done < now.ready:
            written = self._rules.hear(
                self.rows, self.shelf.stores, self.slots, self.ready, self._letters, self._rounds
            )
            for number in range(written):
                letter = self._letters[number]
                said = self._said[letter.row]
                key = said.take(self._views[number], letter.size, clock, counted=bool(letter.counted))
                if key is not None:
                    keys.append((said.name, key))
        return keys

    def mix(self, score: mixing.Score, clock: int) -> int:
        """Send 20 ms to all listeners of a score. Returns how many there were."""
        now = self._mixes[0]
        now.clock, now.size = clock, len(score)
        return self._rules.mix(score, self.slots, self.feeds, self._laws, self._mixes)
