"""Whose site it is: the lease in the database, its epoch, and the configuration that is read with it.

The database may be away. A process that has the books of its site then starts from them: the configuration
it last worked by, under the epoch it last had (no other node can have taken the site meanwhile).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app.postgres import database_url
from huawu.app.site_plan import load_site
from huawu.interactions import queries as interactions
from huawu.platform import lease
from huawu.platform.clock import SECOND, system_clock
from huawu.platform.database import RawConnection, connect, engine_for, sessions_for
from huawu.platform.ids import Id
from huawu.platform.settings import Settings
from huawu.telephony.core.voicemail.box import Message
from huawu.telephony.queries.mailboxes import messages_kept

log = logging.getLogger(__name__)
FIRST_START_SECONDS = 60
KNOWN_START_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a start found."""

    site: dict[str, Any]
    epoch: int


class Tenure:
    """Holds the site's lease for this node."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._url = database_url(settings)
        self._holder = lease.holder_in(settings.data_dir)
        self._lease: lease.Lease | None = None
        self._connection: RawConnection | None = None
        self.database = False
        self.new_epoch: Callable[[int], None] = lambda epoch: None

    async def begin(self, kept: dict[str, Any] | None, kept_epoch: int) -> Found:
        """Take the site and read its configuration, from the books when the database is away."""
        patience = KNOWN_START_SECONDS if kept else FIRST_START_SECONDS
        try:
            async with asyncio.timeout(patience):
                return await self._begin(kept_epoch)
        except TimeoutError:
            if kept is None:
                raise
            log.warning("the database is away: starting from the books")
            return Found(kept, kept_epoch)

    async def _begin(self, kept_epoch: int) -> Found:
        while True:
            try:
                await self._take(kept_epoch)
                site = await self.load()
                if self._lease is not None:
                    return Found(site, self._lease.epoch)
                log.warning("another node holds the site; waiting")
            except (OSError, ConnectionError):
                log.debug("the database does not answer yet")
            except Exception:
                log.exception("the configuration cannot be read yet")
            await asyncio.sleep(0.2)

    async def _take(self, at_least: int) -> None:
        connection = await self._connected()
        now = system_clock()
        self._lease = await lease.acquire(
            connection, self._settings.site, self._holder, now=now, at_least=at_least + 1
        )

    async def load(self) -> dict[str, Any]:
        """The published configuration of the site as plain values."""
        async with self._session() as session:
            return await load_site(session)

    async def messages(self) -> list[Message]:
        """What lies in mailboxes, as the database knows it."""
        async with self._session() as session:
            return await messages_kept(session, self._settings.site)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncSession]:
        """Rarely wanted, so nothing is kept open for it."""
        engine = engine_for(self._url, pool_size=1, name="huawu-live")
        try:
            async with sessions_for(engine)() as session:
                yield session
        finally:
            await engine.dispose()

    async def wrapped_up(self, wrapping: dict[Id, Id]) -> set[Id]:
        """Which of these agents (agent: interaction) have said what came of it while nobody listened."""
        async with self._session() as session:
            found = {a for a, i in wrapping.items() if await interactions.was_wrapped_up(session, i, a)}
        return found

    async def keep(self, lost: Callable[[], None], epoch: Callable[[], int]) -> None:
        """Renew at a third of the lease's life, for ever; `lost` is called when another node has the site."""
        while True:
            await asyncio.sleep(lease.LASTS / SECOND / 3)
            try:
                await self._renew(lost, epoch())
            except (OSError, ConnectionError, TimeoutError) as failure:
                self.database = False
                log.warning("the lease cannot be renewed: %s", type(failure).__name__)
            except Exception:
                self.database = False
                log.exception("the lease cannot be renewed")

    async def _renew(self, lost: Callable[[], None], epoch: int) -> None:
        connection = await self._connected()
        if self._lease is None:
            await self._take(epoch)
            if self._lease is None:
                lost()
            else:
                self.new_epoch(self._lease.epoch)
            return
        renewed = await lease.renew(connection, self._lease, now=system_clock())
        if renewed is None:
            lost()
        self._lease = renewed

    async def _connected(self) -> RawConnection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(self._url, name="huawu-live", timeout=2)
        self.database = True
        return self._connection
