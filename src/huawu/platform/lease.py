"""The lease of a site: which node owns it, under which epoch, until when.

The owner renews in time or stops deciding. Each grant has a new, higher epoch, and every row of the live
path carries the epoch under which it came to be; what happened after the site had passed to another node is
refused (`passed_on`). A node that comes back after a death takes its own lease again at once, under a new
epoch.

All functions take a connection of `database.connect`.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.clock import SECOND, Micros
from huawu.platform.database import Base, Long, Moment, RawConnection

LASTS = 15 * SECOND
"""Renew at a third of it."""


class SiteLease(Base):
    """Who owns a site now."""

    __tablename__ = "site_leases"
    site_id: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    epoch: Mapped[Long]
    expires_at: Mapped[Moment]


class SiteEpoch(Base):
    """Every grant there was."""

    __tablename__ = "site_epochs"
    site_id: Mapped[str] = mapped_column(primary_key=True)
    epoch: Mapped[Long] = mapped_column(primary_key=True)
    holder: Mapped[str]
    granted_at: Mapped[Moment]


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease that was granted."""

    site: str
    holder: str
    epoch: int
    expires_at: Micros


_ACQUIRE = """
WITH granted AS (
    INSERT INTO site_leases AS l (site_id, holder, epoch, expires_at) VALUES ($1, $2, greatest(1, $5), $4)
    ON CONFLICT (site_id) DO UPDATE
    SET holder = excluded.holder, epoch = greatest(l.epoch + 1, $5), expires_at = excluded.expires_at
    WHERE l.holder = excluded.holder OR l.expires_at <= $3
    RETURNING epoch)
INSERT INTO site_epochs (site_id, epoch, holder, granted_at)
SELECT $1, epoch, $2, $3 FROM granted RETURNING epoch
"""

_PASSED_ON = """
SELECT later.granted_at FROM site_epochs later
JOIN site_epochs ours ON ours.site_id = later.site_id AND ours.epoch = $2 AND ours.holder <> later.holder
WHERE later.site_id = $1 AND later.epoch > $2 ORDER BY later.epoch LIMIT 1
"""


def holder_in(data_dir: Path) -> str:
    """The lasting name of this node, kept in its data folder."""
    path = data_dir / "node"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(secrets.token_hex(8))
    return path.read_text().strip()


async def acquire(
    connection: RawConnection, site: str, holder: str, *, now: Micros, at_least: int = 0
) -> Lease | None:
    """Take the site. None while another node holds it. `at_least`: the epoch must be no lower than this."""
    expires = now + LASTS
    epoch = await connection.fetchval(_ACQUIRE, site, holder, now, expires, at_least)
    return None if epoch is None else Lease(site, holder, epoch, expires)


async def renew(connection: RawConnection, lease: Lease, *, now: Micros) -> Lease | None:
    """Hold on to the site. None when the lease was lost to another: stop deciding at once."""
    expires = now + LASTS
    done = await connection.fetchval(
        "UPDATE site_leases SET expires_at = $3 WHERE site_id = $1 AND epoch = $2 RETURNING epoch",
        lease.site,
        lease.epoch,
        expires,
    )
    return None if done is None else Lease(lease.site, lease.holder, lease.epoch, expires)


async def release(connection: RawConnection, lease: Lease, *, now: Micros) -> None:
    """Give the site up in an orderly way, so that another may take it at once."""
    await connection.execute(
        "UPDATE site_leases SET expires_at = $3 WHERE site_id = $1 AND epoch = $2",
        lease.site,
        lease.epoch,
        now,
    )


async def passed_on(connection: RawConnection, site: str, epoch: int) -> Micros | None:
    """When the site passed from the holder of `epoch` to another node; None if it did not.

    Call it in the transaction that writes: the lease cannot change hands until that ends.
    """
    current = await connection.fetchval("SELECT epoch FROM site_leases WHERE site_id = $1 FOR SHARE", site)
    if current is None or epoch >= current:
        return None
    moment: Micros | None = await connection.fetchval(_PASSED_ON, site, epoch)
    return moment
