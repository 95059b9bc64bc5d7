"""Callers who dial by name: answers what flows look up in the directory (`Look` with `what` "directory").

It reads the database beside the live loop. While that is away the directory as it was last read answers.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.flows.types import Look
from huawu.switchboard.queries import Callers
from huawu.telephony.ports.world import WorldFailed


class DialByName:
    """Part of what fills `World.look`. `sessions`: opens a session to read with."""

    def __init__(self, site: str, sessions: Callable[[], AbstractAsyncContextManager[AsyncSession]]) -> None:
        self._callers, self._sessions = Callers(site), sessions

    async def look(self, question: Look) -> Mapping[str, str | int] | None:
        """Whom the keys or the name in `question.by` mean; None: nobody. Raises WorldFailed."""
        try:
            async with self._sessions() as session:
                return await self._callers.look(session, question.by)
        except (OSError, SQLAlchemyError):
            if not self._callers.known:
                raise WorldFailed("database_away") from None
            return self._callers.look_back(question.by)
