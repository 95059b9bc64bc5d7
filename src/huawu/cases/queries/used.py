"""How many open cases use what of the arrangement."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.models import CaseRow


async def uses(session: AsyncSession, site: str) -> dict[str, dict[str, int]]:
    """Of types, causes and solutions: open cases by key."""
    found: dict[str, dict[str, int]] = {}
    columns = {"types": CaseRow.type, "causes": CaseRow.cause, "solutions": CaseRow.solution}
    for name, column in columns.items():
        ours = (CaseRow.site_id == site) & (CaseRow.state != "closed") & column.is_not(None)
        counted = await session.execute(select(column, func.count()).where(ours).group_by(column))
        found[name] = {str(key): many for key, many in counted}
    return found
