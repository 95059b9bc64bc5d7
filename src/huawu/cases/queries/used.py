"""How many open cases, and incidents that run, use what of the arrangement."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.models import CaseIncidentRow, CaseRow


async def uses(session: AsyncSession, site: str) -> dict[str, dict[str, int]]:
    """Of types, causes and solutions: open cases by key; of plans: incidents that run."""
    found: dict[str, dict[str, int]] = {}
    columns = {"types": CaseRow.type, "causes": CaseRow.cause, "solutions": CaseRow.solution}
    for name, column in columns.items():
        ours = (CaseRow.site_id == site) & (CaseRow.state != "closed") & column.is_not(None)
        counted = await session.execute(select(column, func.count()).where(ours).group_by(column))
        found[name] = {str(key): many for key, many in counted}
    of = CaseIncidentRow
    running = (of.site_id == site) & of.ended_at.is_(None) & (of.plan != "")
    counted = await session.execute(select(of.plan, func.count()).where(running).group_by(of.plan))
    found["plans"] = {str(key): many for key, many in counted}
    return found
