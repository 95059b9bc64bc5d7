"""How far the database is with each spool. The position moves in the transaction that passes it."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, RawConnection
from huawu.platform.spool import Position


class SpoolCursor(Base):
    """One spool folder: everything before `segment`, `position` is in the database."""

    __tablename__ = "spool_cursors"
    spool: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    segment: Mapped[Long]
    position: Mapped[Long]
    epoch: Mapped[Long]  # in force at the position


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a spool and the epoch in force there."""

    spool: str
    at: Position
    epoch: int


class Elsewhere(RuntimeError):
    """The cursor is not where we left it: another writer is at work, or a commit thought lost was done."""


def identity(folder: Path) -> str:
    """The lasting name of a spool folder. A folder that was emptied is a new spool, read from its start."""
    path = folder / "identity"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(secrets.token_hex(8))
    return path.read_text().strip()


async def find(connection: RawConnection, spool: str, site: str) -> Cursor:
    """The cursor of a spool, made at its start if there is none."""
    await connection.execute(
        "INSERT INTO spool_cursors (spool, site_id, segment, position, epoch) VALUES ($1, $2, 0, 0, 0) "
        "ON CONFLICT DO NOTHING",
        spool,
        site,
    )
    row = await connection.fetchrow(
        "SELECT segment, position, epoch FROM spool_cursors WHERE spool = $1", spool
    )
    assert row is not None
    return Cursor(spool, Position(row["segment"], row["position"]), row["epoch"])


async def move(connection: RawConnection, start: Cursor, end: Cursor) -> None:
    """Move the cursor within the caller's transaction. Raises Elsewhere when it was not at `start`."""
    done = await connection.fetchval(
        "UPDATE spool_cursors SET segment = $4, position = $5, epoch = $6 "
        "WHERE spool = $1 AND segment = $2 AND position = $3 RETURNING segment",
        start.spool,
        start.at.segment,
        start.at.offset,
        end.at.segment,
        end.at.offset,
        end.epoch,
    )
    if done is None:
        raise Elsewhere(start.spool)
