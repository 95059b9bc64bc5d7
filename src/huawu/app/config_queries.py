"""Reading what the configuration pages show."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.clock import Micros
from huawu.platform.config import ConfigVersionRow
from huawu.platform.config.checks import Body


@dataclass(frozen=True, slots=True)
class InForce:
    """An item in force and how it came to be."""

    key: str
    body: Body
    version: int
    published_at: Micros | None
    published_by: str | None


async def in_force(session: AsyncSession, site: str, kind: str) -> dict[str, InForce]:
    """The items of a kind that are in force, by key."""
    row = ConfigVersionRow
    found = await session.execute(
        select(row).where(
            row.site_id == site, row.kind == kind, row.status == "published", row.body.is_not(None)
        )
    )
    return {
        each.key: InForce(each.key, each.body, each.version, each.published_at, each.published_by)
        for each in found.scalars()
        if each.body is not None
    }
