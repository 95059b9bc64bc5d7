"""Reading the configuration."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.clock import Micros
from huawu.platform.config.checks import Body, Whole
from huawu.platform.config.models import ConfigNumberRow, ConfigVersionRow

Item = tuple[str, str]
"""Kind and key."""


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
    return (await whole(session, site, kinds=(kind,))).get(kind, {})


async def whole(
    session: AsyncSession, site: str, *, kinds: Collection[str] | None = None
) -> dict[str, dict[str, Body]]:
    """The whole configuration in force, or only these kinds of it: kind -> key -> body."""
    row = ConfigVersionRow
    wanted = select(row.kind, row.key, row.body).where(row.site_id == site, row.status == "published")
    if kinds is not None:
        wanted = wanted.where(row.kind.in_(kinds))
    return _gathered(await session.execute(wanted))


async def drafted(session: AsyncSession, site: str) -> dict[str, dict[str, Body]]:
    """The whole configuration as it would be with all drafts in force."""
    standing = await whole(session, site)
    return changed(standing, {(draft.kind, draft.key): draft.body for draft in await drafts(session, site)})


def changed(standing: Whole, changes: Mapping[Item, Body | None]) -> dict[str, dict[str, Body]]:
    """A configuration with these items as they are here; None takes one away."""
    found = {kind: dict(bodies) for kind, bodies in standing.items()}
    for (kind, key), body in changes.items():
        if body is None:
            found.get(kind, {}).pop(key, None)
        else:
            found.setdefault(kind, {})[key] = body
    return found


def differing(then: Whole, now: Whole, kinds: Collection[str] | None) -> list[Item]:
    """What is not the same in two configurations, by kind and key; of these kinds only, if any are named."""
    return [
        (kind, key)
        for kind in sorted(then.keys() | now.keys())
        if kinds is None or kind in kinds
        for key in sorted(then.get(kind, {}).keys() | now.get(kind, {}).keys())
        if then.get(kind, {}).get(key) != now.get(kind, {}).get(key)
    ]


@dataclass(frozen=True, slots=True)
class Publication:
    """A configuration of the site as history shows it. `items`: what it changed, as (kind, key)."""

    number: int
    at: Micros
    by: str
    note: str
    items: tuple[tuple[str, str], ...]


async def publications(
    session: AsyncSession, site: str, *, kinds: Collection[str] | None, before: int | None, most: int
) -> list[Publication]:
    """The configurations that there were, newest first; of `kinds`: those that changed something of them, and
    only that."""
    item = ConfigVersionRow
    touching = select(item.number).where(item.site_id == site, item.number.is_not(None))
    if kinds is not None:
        touching = touching.where(item.kind.in_(kinds))
    asked = select(ConfigNumberRow).where(
        ConfigNumberRow.site_id == site, ConfigNumberRow.number.in_(touching)
    )
    if before is not None:
        asked = asked.where(ConfigNumberRow.number < before)
    rows = (await session.execute(asked.order_by(ConfigNumberRow.number.desc()).limit(most))).scalars().all()
    numbers = [row.number for row in rows]
    found = await session.execute(
        select(item.number, item.kind, item.key)
        .where(item.site_id == site, item.number.in_(numbers))
        .order_by(item.kind, item.key)
    )
    items: dict[int | None, list[tuple[str, str]]] = {}
    for of, kind, key in found:
        if kinds is None or kind in kinds:
            items.setdefault(of, []).append((kind, key))
    return [Publication(row.number, row.at, row.by, row.note, tuple(items[row.number])) for row in rows]


async def at_number(session: AsyncSession, site: str, of: int) -> dict[str, dict[str, Body]]:
    """The whole configuration as it was under a number."""
    row = ConfigVersionRow
    later = or_(row.until_number.is_(None), row.until_number > of)
    wanted = select(row.kind, row.key, row.body).where(row.site_id == site, row.number <= of, later)
    return _gathered(await session.execute(wanted))


async def ever(session: AsyncSession, kind: str) -> list[Body]:
    """What every version of a kind says, at any site: those in force, drafts, and what one can go back to."""
    row = ConfigVersionRow
    found = await session.execute(select(row.body).where(row.kind == kind, row.body.is_not(None)))
    return [body for body in found.scalars() if body is not None]


async def in_force_between(
    session: AsyncSession, site: str, begins: Micros, ends: Micros
) -> list[tuple[int, Micros]]:
    """Which numbers were in force in a span of time, in order, each with when it began to be; the first one
    may have begun before. None of them when nothing had been published by then."""
    row = ConfigNumberRow
    first = select(func.max(row.number)).where(row.site_id == site, row.at <= begins).scalar_subquery()
    found = await session.execute(
        select(row.number, row.at)
        .where(row.site_id == site, row.at < ends, row.number >= func.coalesce(first, 0))
        .order_by(row.number)
    )
    return [(number, at) for number, at in found]


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


def _gathered(rows: Iterable[Row[str, str, Body | None]]) -> dict[str, dict[str, Body]]:
    gathered: dict[str, dict[str, Body]] = {}
    for kind, key, body in sorted(rows, key=lambda row: row[:2]):
        if body is not None:
            gathered.setdefault(kind, {})[key] = body
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
