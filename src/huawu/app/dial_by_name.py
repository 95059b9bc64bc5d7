"""Callers who dial by name: answers what flows look up in the directory (`Look` with `what` "directory").

It is part of the web process, which has the whole directory in memory for its pages: the live process asks it
over `app.answers`. It is brought up to date beside, not when a caller asks; while the database is away the
directory as it was last read answers.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.refusals import Unavailable
from huawu.switchboard.queries import Callers, Directory

log = logging.getLogger(__name__)
REFRESH_SECONDS = 5.0
"""So much later, at most, callers hear of who is new in the directory."""


class DialByName:
    """`sessions`: opens a session to read with."""

    def __init__(
        self, directory: Directory, sessions: Callable[[], AbstractAsyncContextManager[AsyncSession]]
    ) -> None:
        self._callers, self._sessions = Callers(directory), sessions

    async def keep_fresh(self) -> None:
        """Bring it up to date again and again, from now on."""
        while True:
            await self.refresh()
            await asyncio.sleep(REFRESH_SECONDS)

    async def refresh(self) -> None:
        """Bring it up to date; without the database it stays as it is."""
        try:
            async with self._sessions() as session:
                await self._callers.refresh(session)
        except (OSError, SQLAlchemyError):
            log.info("the directory could not be read: the database is away")

    def look(self, by: str) -> Mapping[str, str | int] | None:
        """Whom keys or a name mean; None: nobody. Refused as long as the directory was never read."""
        if not self._callers.known:
            raise Unavailable("directory.not_read")
        return self._callers.look(by)
