"""In which states of their lives open tickets stand."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.switchboard.models import CallTicketRow


async def open_in_states(session: AsyncSession, site: str) -> dict[str, dict[str, int]]:
    """How many tickets that are not over stand in each state, by purpose."""
    row = CallTicketRow
    asked = select(row.purpose, row.state, func.count()).where(row.site_id == site, ~row.over)
    found: dict[str, dict[str, int]] = {}
    for purpose, state, many in await session.execute(asked.group_by(row.purpose, row.state)):
        found.setdefault(purpose, {})[state] = many
    return found
