"""The directory in memory: entries, and the keys by which they are found.

Every entry has a *slot*, a number; a changed entry gets a new one and the old slot is dead. When most slots
are dead all is built anew. What is found does not depend on the order in which entries came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from huawu.platform.ids import Id
from huawu.switchboard.core.keys import FAMILIES, PARTS, Read, name_keys, near_texts, number_keys, read
from huawu.switchboard.core.near import Near
from huawu.switchboard.core.ranges import Beginnings, Codes
from huawu.switchboard.types import KINDS, Entry

Slots = NDArray[np.int32]
Mask = NDArray[np.bool_]
_FEW_DEAD = 1000
_PLACES, _BITS = 9, 6


class Index:
    """All entries. Put in, taken out, and found by `core.finding`."""

    alive: Mask
    hidden: Mask
    own: Mask
    kinds: NDArray[np.int8]
    order: NDArray[np.int64]
    _in: NDArray[np.int32]
    _marks: Mask

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._build(entries)

    def __len__(self) -> int:
        return len(self._slots)

    def put(self, entry: Entry) -> None:
        """Make it part of the directory, or change it."""
        if (old := self._slots.get(entry.id)) is not None:
            if self.entries[old] == entry:
                return
            self.take(entry.id)
        for kind, key, code in self._place(entry):
            self.keys[kind].add(key, code)

    def take(self, entry: Id) -> None:
        """Take one out, if it is there."""
        slot = self._slots.pop(entry, None)
        if slot is None:
            return
        self.alive[slot] = False
        self._dead += 1
        if self._dead > max(_FEW_DEAD, len(self)):
            self._build([one for one in self.entries if self._slots.get(one.id) is not None])

    def get(self, entry: Id) -> Entry | None:
        """One by its id."""
        slot = self._slots.get(entry)
        return None if slot is None else self.entries[slot]

    def all(self) -> Iterator[Entry]:
        """All of them, in no order that means anything."""
        return (self.entries[slot] for slot in self._slots.values())

    def sorted(self, slots: Slots, most: int) -> list[int]:
        """The first of these in the order of a telephone book."""
        if len(slots) > most:
            order = self.order[slots]
            slots = slots[order <= np.partition(order, most - 1)[most - 1]]
        by_name = sorted((self._names[slot], self.entries[slot].id, slot) for slot in slots.tolist())
        return [slot for _, _, slot in by_name[:most]]

    def in_departments(self, codes: Codes) -> Slots:
        """Slots of who belongs to the departments that these codes are of."""
        chosen = np.zeros(len(self._departments) + 1, np.bool_)
        chosen[codes // PARTS] = True
        return np.flatnonzero(chosen[self._in[: len(self.entries)]]).astype(np.int32)

    def marks(self) -> Mask:
        """A mark for every code, none of them set: who sets some takes them back."""
        if len(self._marks) < (len(self.alive) + 1) * PARTS:
            self._marks = np.zeros((len(self.alive) + 1) * PARTS, np.bool_)
        return self._marks

    def _build(self, entries: Iterable[Entry]) -> None:
        whole = {entry.id: entry for entry in entries}
        self.entries: list[Entry] = []
        self._names: list[str] = []
        self._slots: dict[Id, int] = {}
        self._dead = 0
        self._departments: dict[tuple[str, str], int] = {}
        self._marks = np.zeros(0, np.bool_)
        self.departments = {kind: Beginnings(width) for kind, width in FAMILIES.items()}
        self.near = Near()
        size = max(256, len(whole))
        self.alive, self.hidden = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
        self.own = np.zeros(size, np.bool_)
        self.kinds, self.order = np.zeros(size, np.int8), np.zeros(size, np.int64)
        self._in = np.zeros(size, np.int32)
        rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for entry in whole.values():
            for kind, key, code in self._place(entry):
                rows[kind].append((key, code))
        self.keys = {kind: Beginnings(width, rows.pop(kind, ())) for kind, width in FAMILIES.items()}

    def _place(self, entry: Entry) -> Iterator[tuple[str, str, int]]:
        """Give it a slot, and tell its keys with their codes."""
        slot, name = len(self.entries), read(entry.zh, entry.en, pinyin=entry.pinyin)
        if slot == len(self.alive):
            self._grow()
        self.entries.append(entry)
        self._names.append(name.order)
        self._slots[entry.id] = slot
        self.alive[slot], self.hidden[slot], self.own[slot] = True, entry.hidden, entry.source == "own"
        self.kinds[slot], self.order[slot] = KINDS.index(entry.kind), _as_number(name.order)
        self._in[slot] = self._department(entry)
        self._forgive(name, slot)
        for kind, key, part in (*name_keys(name), *number_keys(entry)):
            yield kind, key, slot * PARTS + part

    def _forgive(self, name: Read, slot: int) -> None:
        for text in set(near_texts(name)):
            self.near.add(text, slot)

    def _department(self, entry: Entry) -> int:
        named = (entry.department, entry.department_en)
        if named not in self._departments:
            number = self._departments[named] = len(self._departments)
            for kind, key, part in name_keys(read(*named)):
                self.departments[kind].add(key, number * PARTS + part)
        return self._departments[named]

    def _grow(self) -> None:
        for name in ("alive", "hidden", "own", "kinds", "order", "_in"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate((old, np.zeros_like(old))))


def _as_number(order: str) -> int:
    """The beginning of an order as a number that is ordered alike."""
    number = 0
    for place in range(_PLACES):
        number = number << _BITS | (_rank(order[place]) if place < len(order) else 0)
    return number


def _rank(char: str) -> int:
    if char == " ":
        return 1
    if "0" <= char <= "9":
        return 2 + ord(char) - ord("0")
    return 12 + ord(char) - ord("a") if "a" <= char <= "z" else 38
