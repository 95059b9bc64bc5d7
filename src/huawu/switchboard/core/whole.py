"""The whole directory: what the house knows anyway, and own entries, which come before it.

An own entry with the extension of an agent, a telephone or a ring group stands in its place: it may say
another name, hide the number, add a department; what it leaves out is as the house says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from huawu.platform.ids import Id
from huawu.switchboard.core.index import Index
from huawu.switchboard.types import Entry


class Whole:
    """Both, and the index over them."""

    def __init__(self, house: Iterable[Entry] = (), own: Iterable[Entry] = ()) -> None:
        self._house = {entry.extension: entry for entry in house}
        self.own: dict[Id, Entry] = {entry.id: entry for entry in own}
        self._own_at = {entry.extension: entry.id for entry in self.own.values() if entry.extension}
        self.index = Index(self._all())

    def taken(self) -> Mapping[str, Id]:
        """Extensions of own entries, and whose they are."""
        return self._own_at

    def put(self, entry: Entry) -> None:
        """An own entry is new or changed."""
        self.take(entry.id)
        self.own[entry.id] = entry
        if entry.extension:
            self._own_at[entry.extension] = entry.id
        if entry.extension in self._house:
            self.index.take(self._house[entry.extension].id)
        self.index.put(self._shown(entry))

    def take(self, own: Id) -> None:
        """An own entry is no more."""
        entry = self.own.pop(own, None)
        if entry is None:
            return
        self.index.take(own)
        if self._own_at.get(entry.extension) == own:
            del self._own_at[entry.extension]
            if entry.extension in self._house:
                self.index.put(self._house[entry.extension])

    def set_house(self, house: Iterable[Entry]) -> None:
        """What the house knows is this now."""
        before, self._house = self._house, {entry.extension: entry for entry in house}
        for extension in before.keys() | self._house.keys():
            old, new = before.get(extension), self._house.get(extension)
            if old == new:
                continue
            if old is not None:
                self.index.take(old.id)
            if (own := self._own_at.get(extension)) is not None:
                self.index.put(self._shown(self.own[own]))
            elif new is not None:
                self.index.put(new)

    def _all(self) -> Iterable[Entry]:
        yield from (entry for at, entry in self._house.items() if at not in self._own_at)
        yield from map(self._shown, self.own.values())

    def _shown(self, own: Entry) -> Entry:
        house = self._house.get(own.extension) if own.extension else None
        return own if house is None else merged(own, house)


def merged(own: Entry, house: Entry) -> Entry:
    """An own entry in the place of one of the house."""
    return replace(
        own,
        zh=own.zh or house.zh,
        en=own.en or house.en,
        department=own.department or house.department,
        department_en=own.department_en or ("" if own.department else house.department_en),
        agent=house.agent,
    )
