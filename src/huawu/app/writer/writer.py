"""The loop of the writer.

A batch takes what was spooled in a tenth of a second, or 2000 facts: each costs some 5 ms whatever is in it,
and nobody waits for it. With PostgreSQL away the writer waits and goes on where the cursor is: the cursor is
in the database, so it cannot be wrong.
"""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from huawu.app.writer.parking import park
from huawu.app.writer.rows import Circumstances
from huawu.app.writer.store import store
from huawu.app.writer.tail import Piece, Watch, read_piece
from huawu.platform import spool, spooled
from huawu.platform.clock import Clock, system_clock
from huawu.platform.database import RawConnection, connect
from huawu.platform.facts import Envelope
from huawu.platform.spool import Position
from huawu.platform.spooled import Cursor

log = logging.getLogger(__name__)

GATHER_SECONDS = 0.1
IDLE_SECONDS = (0.02, 0.25)
AWAY_SECONDS = (0.1, 2.0)

WRONG = (
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
    TypeError,
    ValueError,
    OverflowError,
)
"""What the database, or the driver on the way to it, says to values it cannot take."""

AWAY = (OSError, asyncpg.InterfaceError, asyncpg.PostgresError)
"""Anything else it says: gone, starting, full, not yet migrated. It passes, or the operator must act."""


@dataclass(slots=True)
class Counts:
    """What the writer has done since it started, in facts."""

    stored: int = 0
    refused: int = 0
    unreadable: int = 0
    unstorable: int = 0
    batches: int = 0


class Writer:
    """One spool, one connection. `run` ends only when told to."""

    def __init__(
        self, *, url: str, folder: Path, parked: Path, site: str, clock: Clock = system_clock
    ) -> None:
        self._url, self._folder, self._parked, self._site, self._clock = url, folder, parked, site, clock
        self._watch = Watch(folder)
        self._connection: RawConnection | None = None
        self._cursor: Cursor | None = None
        self._hearers: dict[str, list[str]] = {}
        self.counts = Counts()

    @property
    def behind(self) -> int:
        """Bytes of the spool that are not in the database yet."""
        return self._watch.behind(self._cursor.at if self._cursor else Position(0, 0))

    @property
    def connected(self) -> bool:
        return self._connection is not None and not self._connection.is_closed()

    async def run(self, stop: asyncio.Event) -> None:
        """Write until told to stop; then what is there is still written, if the database is there."""
        idle, away = IDLE_SECONDS[0], 0.0
        while not stop.is_set():
            try:
                piece = await self.step()
                away = 0.0
            except AWAY as error:
                away = await self._wait_for_database(error, away, stop)
                continue
            if piece.facts:
                idle = IDLE_SECONDS[0]
                await _pause(stop, 0 if piece.full else GATHER_SECONDS)
            else:
                await _pause(stop, idle)
                idle = min(idle * 1.5, IDLE_SECONDS[1])
        with contextlib.suppress(*AWAY):
            while (await self.step()).facts:
                continue
        await self.close()

    async def step(self) -> Piece:
        """Write one batch, if there is anything. Raises one of AWAY."""
        connection, cursor = await self._ready()
        piece = Piece(cursor, cursor, [], [])
        if not self._watch.behind(cursor.at):
            return piece
        piece = read_piece(self._folder, cursor)
        if piece.end == piece.start:
            return piece
        try:
            await self._store(connection, piece)
        except spooled.Elsewhere:
            log.warning("the cursor of the spool has moved; reading it again")
            self._cursor = None
            return piece
        if piece.end.at.segment != piece.start.at.segment:
            spool.trim(self._folder, piece.end.at)
        return piece

    async def close(self) -> None:
        connection, self._connection, self._cursor = self._connection, None, None
        if connection is not None:
            try:
                await connection.close(timeout=1)
            except AWAY:
                connection.terminate()

    async def _wait_for_database(self, error: Exception, waited: float, stop: asyncio.Event) -> float:
        if not waited:
            log.warning("the database is away (%s); the spool keeps what happens", type(error).__name__)
        await self.close()
        seconds = min(waited * 2, AWAY_SECONDS[1]) or AWAY_SECONDS[0]
        await _pause(stop, seconds)
        return seconds

    async def _ready(self) -> tuple[RawConnection, Cursor]:
        """The open connection and the cursor."""
        if self._connection is None or self._connection.is_closed() or self._cursor is None:
            await self.close()
            self._connection = await connect(self._url, name="huawu writer")
            self._cursor = await spooled.find(self._connection, spooled.identity(self._folder), self._site)
            found = await self._connection.fetch("SELECT subscriber, kind FROM subscriptions ORDER BY 1")
            self._hearers = {}
            for row in found:
                self._hearers.setdefault(row["kind"], []).append(row["subscriber"])
        return self._connection, self._cursor

    async def _store(self, connection: RawConnection, piece: Piece) -> None:
        """Store a piece; what the database cannot take is halved until the one bad fact stands alone."""
        given = Circumstances(piece.end.epoch, self._clock(), self._hearers)
        try:
            stored = await store(connection, piece, given, site=self._site, park=self._park)
        except WRONG as error:
            if len(piece.facts) > 1:
                for half in piece.halves():
                    await self._store(connection, half)
                return
            stored = 0
            await self._skip(connection, piece, error)
        self._cursor = piece.end
        self.counts.batches += 1
        self.counts.stored += stored

    async def _skip(self, connection: RawConnection, piece: Piece, error: Exception) -> None:
        """Park the one fact of the piece and pass it."""
        kind = piece.facts[0].kind if piece.facts else "none"
        log.error("a fact of kind %s cannot be stored: %s", kind, type(error).__name__)
        self._park("unstorable", piece, piece.facts)
        async with connection.transaction():
            await spooled.move(connection, piece.start, piece.end)

    def _park(self, why: str, piece: Piece, facts: list[Envelope]) -> None:
        path = park(self._parked, why, piece.start, piece.end.epoch, facts)
        setattr(self.counts, why, getattr(self.counts, why) + len(facts))
        log.error("%d facts of epoch %d are %s: kept in %s", len(facts), piece.end.epoch, why, path.name)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than until told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
