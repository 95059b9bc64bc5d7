"""Reading the script library."""

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.core.scripts.versions import APPROVED, UNFINISHED, Standing
from huawu.desk.models import ScriptRow, ScriptVersionRow
from huawu.desk.types import Script, ScriptVersion
from huawu.platform.clock import as_datetime
from huawu.platform.ids import Id
from huawu.platform.web.place import Place


def today(place: Place) -> str:
    """The business day of the site, as an ISO day."""
    local = as_datetime(place.clock()).astimezone(ZoneInfo(place.premises.zone))
    return (local - timedelta(hours=place.premises.day_starts_hour)).date().isoformat()


async def scripts(session: AsyncSession, site: str, *, retired: bool = False) -> list[Script]:
    """The scripts of a site, by place and age. `retired`: those that are not needed any more as well."""
    asked = select(ScriptRow).where(ScriptRow.site_id == site)
    if not retired:
        asked = asked.where(ScriptRow.retired_at.is_(None))
    found = await session.execute(asked.order_by(ScriptRow.place, ScriptRow.id))
    return [_script(row) for row in found.scalars()]


async def script(session: AsyncSession, site: str, script: Id) -> Script | None:
    row = await session.get(ScriptRow, script)
    return _script(row) if row is not None and row.site_id == site else None


async def versions_of(session: AsyncSession, script: Id) -> list[ScriptVersion]:
    """Every version of a script, the newest first."""
    row = ScriptVersionRow
    found = await session.execute(select(row).where(row.script == script).order_by(row.version.desc()))
    return [_version(each) for each in found.scalars()]


async def living_versions(session: AsyncSession, site: str) -> dict[Id, list[ScriptVersion]]:
    """What is approved or being written, by script, the newest first."""
    row = ScriptVersionRow
    found = await session.execute(
        select(row)
        .where(row.site_id == site, row.status.in_((APPROVED, *UNFINISHED)))
        .order_by(row.version.desc())
    )
    return _by_script(_version(each) for each in found.scalars())


async def version(session: AsyncSession, script: Id, version: int) -> ScriptVersion | None:
    row = await session.get(ScriptVersionRow, (script, version))
    return _version(row) if row else None


async def unfinished(session: AsyncSession, script: Id) -> ScriptVersionRow | None:
    """The version that is being written or waits for approval."""
    row = ScriptVersionRow
    found = await session.execute(select(row).where(row.script == script, row.status.in_(UNFINISHED)))
    return found.scalar_one_or_none()


async def latest_version(session: AsyncSession, script: Id) -> int:
    """The number of the newest version; 0 before the first."""
    row = ScriptVersionRow
    return (await session.execute(select(func.max(row.version)).where(row.script == script))).scalar() or 0


def standings(versions: Iterable[ScriptVersion]) -> list[Standing]:
    """What decides which of them is shown."""
    return [Standing(each.version, each.status, each.share, each.expires_on) for each in versions]


def _by_script(versions: Iterable[ScriptVersion]) -> dict[Id, list[ScriptVersion]]:
    gathered: dict[Id, list[ScriptVersion]] = {}
    for each in versions:
        gathered.setdefault(each.script, []).append(each)
    return gathered


def _script(row: ScriptRow) -> Script:
    return Script(row.id, row.scene, dict(row.name), row.place, row.retired_at is not None)


def _version(row: ScriptVersionRow) -> ScriptVersion:
    return ScriptVersion(
        script=row.script,
        version=row.version,
        body=row.body,
        status=row.status,
        revision=row.revision,
        writers=tuple(row.writers),
        written_at=row.written_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        why=row.why,
        share=row.share,
        review_on=row.review_on,
        expires_on=row.expires_on,
        note=row.note,
    )
