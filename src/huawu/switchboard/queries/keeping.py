"""The directory of one process: kept in memory, and brought up to date whenever something is looked up.

To look whether it is up to date costs three short queries; only what changed is read.
"""

import asyncio
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.switchboard.core.calling import Book, book, heard, meant, told
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
        self.version = 0
        """Another one whenever something changed."""

    async def now(self, session: AsyncSession) -> Whole:
        """As the database has it."""
        async with self._reading:
            mark = await entries.house_mark(session, self._site)
            changes = await entries.changes_since(session, self._site, self._revision)
            if self._whole is None or mark != self._mark or changes.revision != self._revision:
                self.version += 1
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
    """The directory as callers know it, who dial by name."""

    def __init__(self, site: str) -> None:
        self._directory = Directory(site)
        self._index: Index | None = None
        self._book: Book = []
        self._of = 0

    @property
    def known(self) -> bool:
        """Whether the directory was ever read."""
        return self._index is not None

    async def look(self, session: AsyncSession, by: str) -> Mapping[str, str | int] | None:
        """Whom keys, or a name that was said, may mean, as `core.calling.told` tells it; None: nobody. Hidden
        entries and numbers outside are never told."""
        whole = await self._directory.now(session)
        if self._of != self._directory.version:
            self._of = self._directory.version
            self._index = whole.index
            self._book = await asyncio.to_thread(book, list(whole.index.all()))
        return self.look_back(by)

    def look_back(self, by: str) -> Mapping[str, str | int] | None:
        """As `look`, in the directory as it was last read."""
        if self._index is None:
            return None
        if by.isascii() and by.isdecimal():
            return told(self._index, meant(self._book, by))
        return told(self._index, heard(self._index, by))
