"""The directory of one process: kept in memory, and brought up to date whenever something is looked up.

To look whether it is up to date costs three short queries; only what changed is read.
"""

import asyncio
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.switchboard.core.calling import heard, meant, told
from huawu.switchboard.core.index import Index
from huawu.switchboard.core.whole import Whole
from huawu.switchboard.queries import entries


class Directory:
    """Of one site. Empty until it is first asked for."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._whole: Whole | None = None
        self._revision = 0
        self._mark: tuple[int, str] | None = None
        self._reading = asyncio.Lock()

    async def now(self, session: AsyncSession) -> Whole:
        """As the database has it."""
        async with self._reading:
            mark = await entries.house_mark(session, self._site)
            changes = await entries.changes_since(session, self._site, self._revision)
            if self._whole is None:
                house = await entries.house_entries(session, self._site)
                self._whole = await asyncio.to_thread(Whole, house, changes.entries)
            else:
                if mark != self._mark:
                    self._whole.set_house(await entries.house_entries(session, self._site))
                for gone in changes.removed:
                    self._whole.take(gone)
                for entry in changes.entries:
                    self._whole.put(entry)
            self._mark, self._revision = mark, changes.revision
            return self._whole


class Callers:
    """The directory as callers know it, who dial by name: as it was when it was last brought up to date."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._index: Index | None = None

    @property
    def known(self) -> bool:
        """Whether the directory was ever read."""
        return self._index is not None

    async def refresh(self, session: AsyncSession) -> None:
        """Bring it up to date. Callers go on being answered meanwhile."""
        self._index = (await self._directory.now(session)).index

    def look(self, by: str) -> Mapping[str, str | int] | None:
        """Whom keys, or a name that was said, may mean, as `core.calling.told` tells it; None: nobody. Hidden
        entries and numbers outside are never told."""
        if self._index is None:
            return None
        if by.isascii() and by.isdecimal():
            return told(meant(self._index, by))
        return told(heard(self._index, by))
