"""Own entries in the database, and those that the house knows anyway."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.people import queries as people
from huawu.platform import config
from huawu.platform.ids import Id
from huawu.switchboard.models import DirectoryEntryRow
from huawu.switchboard.types import Entry

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """Own entries that changed, and those that were taken out, up to `revision`."""

    revision: int
    entries: tuple[Entry, ...]
    removed: tuple[Id, ...]


async def changes_since(session: AsyncSession, site: str, revision: int) -> Changes:
    """What became of own entries after a revision; everything after 0."""
    row = DirectoryEntryRow
    chosen = select(row).where(row.site_id == site, row.revision > revision).order_by(row.revision)
    rows = list((await session.execute(chosen)).scalars())
    return Changes(
        max((each.revision for each in rows), default=revision),
        tuple(entry_of(each) for each in rows if not each.removed),
        tuple(each.id for each in rows if each.removed),
    )


async def revision_of(session: AsyncSession, site: str, entry: Id) -> int:
    """The number of an own entry's last change; 0 when there is none."""
    row = DirectoryEntryRow
    chosen = select(row.revision).where(row.site_id == site, row.id == entry, ~row.removed)
    return (await session.execute(chosen)).scalar_one_or_none() or 0


async def last_revision(session: AsyncSession, site: str) -> int:
    """The number of the last change; 0 before the first."""
    row = DirectoryEntryRow
    found = await session.execute(select(func.max(row.revision)).where(row.site_id == site))
    return found.scalar_one() or 0


async def house_mark(session: AsyncSession, site: str) -> tuple[int, str]:
    """Changes whenever `house_entries` may."""
    return await config.number(session, site), await people.roster_mark(session)


async def house_entries(session: AsyncSession, site: str) -> list[Entry]:
    """Agents, telephones and ring groups of the house, as entries."""
    whole = await config.whole(session, site)
    teams = whole.get("team", {})
    agents = [
        Entry(
            f"agent-{agent.id}",
            "person",
            agent.name.get("zh", ""),
            agent.name.get("en", ""),
            department=_name(teams.get(agent.abilities.get("team", ""), {}))[0],
            department_en=_name(teams.get(agent.abilities.get("team", ""), {}))[1],
            extension=agent.extension,
            source="agent",
            agent=agent.id,
        )
        for agent in await people.directory(session)
    ]
    taken = {agent.extension for agent in agents}
    phones = [
        Entry(f"extension-{key}", "room", *_name(body), extension=key, source="extension")
        for key, body in whole.get("extension", {}).items()
        if key not in taken and any(_name(body))
    ]
    groups = [
        Entry(f"group-{key}", "department", *_name(body), extension=key, source="ring_group")
        for key, body in whole.get("ring_group", {}).items()
        if any(_name(body))
    ]
    return [*agents, *phones, *groups]


def entry_of(row: DirectoryEntryRow) -> Entry:
    """A row as a value."""
    return Entry(
        row.id,
        row.kind,  # type: ignore[arg-type]  # checked when it was written
        row.zh,
        row.en,
        row.pinyin,
        row.department,
        row.department_en,
        row.extension,
        tuple(row.numbers),
        row.note,
        row.hidden,
    )


def _name(body: Body) -> tuple[str, str]:
    name = body.get("name") or {}
    return name.get("zh", ""), name.get("en", "")
