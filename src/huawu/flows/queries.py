"""Reading what is kept of flows."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.flows.core.drop_off import NodeFigures, figures
from huawu.flows.models import FlowWayRow
from huawu.platform.clock import Micros

__all__ = ["NodeFigures", "drop_off", "versions_walked"]


async def drop_off(
    session: AsyncSession,
    site: str,
    flow: str,
    *,
    since: Micros,
    until: Micros,
    version: int | None = None,
) -> Mapping[str, NodeFigures]:
    """Where contacts went in a flow, by node, in the hours that begin in this time."""
    row = FlowWayRow
    asked = (
        select(row.node, row.then, row.end, func.sum(row.often))
        .where(row.site_id == site, row.flow == flow, row.hour >= since, row.hour < until)
        .group_by(row.node, row.then, row.end)
        .order_by(row.node, row.then, row.end)
    )
    if version is not None:
        asked = asked.where(row.flow_version == version)
    found = await session.execute(asked)
    return figures((node, then, end, int(often)) for node, then, end, often in found)


async def versions_walked(
    session: AsyncSession, site: str, flow: str, *, since: Micros, until: Micros
) -> list[int]:
    """The versions of a flow that were walked in this time, newest first."""
    row = FlowWayRow
    found = await session.execute(
        select(row.flow_version)
        .where(row.site_id == site, row.flow == flow, row.hour >= since, row.hour < until)
        .distinct()
    )
    return sorted(found.scalars(), reverse=True)
