"""Reading the configuration."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.clock import Micros
from huawu.platform.config.checks import Body
from huawu.platform.config.models import ConfigNumberRow, ConfigVersionRow


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one item, as history shows it."""

    kind: str
    key: str
    version: int
    body: Body | None
    status: str
    created_by: str
    created_at: Micros
    published_by: str | None
    published_at: Micros | None
    number: int | None
    note: str


async def number(session: AsyncSession, site: str) -> int:
    """The number of the configuration in force; 0 before the first."""
    found = await session.execute(select(func.max(ConfigNumberRow.number)).filter_by(site_id=site))
    return found.scalar_one() or 0


async def published(session: AsyncSession, site: str, kind: str) -> dict[str, Body]:
    """The bodies in force of one kind, by key."""
    return (await whole(session, site)).get(kind, {})


async def whole(session: AsyncSession, site: str) -> dict[str, dict[str, Body]]:
    """The whole configuration in force: kind -> key -> body."""
    row = ConfigVersionRow
    found = await session.execute(select(row).where(row.site_id == site, row.status == "published"))
    return _gathered(found.scalars())


async def at_number(session: AsyncSession, site: str, of: int) -> dict[str, dict[str, Body]]:
    """The whole configuration as it was under a number."""
    row = ConfigVersionRow
    later = or_(row.until_number.is_(None), row.until_number > of)
    found = await session.execute(select(row).where(row.site_id == site, row.number <= of, later))
    return _gathered(found.scalars())


async def drafts(session: AsyncSession, site: str) -> list[Version]:
    """What was saved and is not published, by kind and key."""
    row = ConfigVersionRow
    found = await session.execute(
        select(row).where(row.site_id == site, row.status == "draft").order_by(row.kind, row.key)
    )
    return [_version(each) for each in found.scalars()]


async def history(session: AsyncSession, site: str, kind: str, key: str) -> list[Version]:
    """Every version of an item, newest first."""
    row = ConfigVersionRow
    found = await session.execute(
        select(row).filter_by(site_id=site, kind=kind, key=key).order_by(row.version.desc())
    )
    return [_version(each) for each in found.scalars()]


def _gathered(rows: Iterable[ConfigVersionRow]) -> dict[str, dict[str, Body]]:
    gathered: dict[str, dict[str, Body]] = {}
    for row in sorted(rows, key=lambda row: (row.kind, row.key)):
        if row.body is not None:
            gathered.setdefault(row.kind, {})[row.key] = row.body
    return gathered


def _version(row: ConfigVersionRow) -> Version:
    return Version(
        kind=row.kind,
        key=row.key,
        version=row.version,
        body=row.body,
        status=row.status,
        created_by=row.created_by,
        created_at=row.created_at,
        published_by=row.published_by,
        published_at=row.published_at,
        number=row.number,
        note=row.note,
    )
