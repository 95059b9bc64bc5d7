"""The directory of one web process: kept in memory, and brought up to date whenever something is looked up.

To look whether it is up to date costs three short queries; only what changed is read.
"""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.switchboard import queries
from huawu.switchboard.core.whole import Whole


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
            mark = await queries.house_mark(session, self._site)
            changes = await queries.changes_since(session, self._site, self._revision)
            if self._whole is None:
                house = await queries.house_entries(session, self._site)
                self._whole = await asyncio.to_thread(Whole, house, changes.entries)
            else:
                if mark != self._mark:
                    self._whole.set_house(await queries.house_entries(session, self._site))
                for gone in changes.removed:
                    self._whole.take(gone)
                for entry in changes.entries:
                    self._whole.put(entry)
            self._mark, self._revision = mark, changes.revision
            return self._whole
