"""Reading drafts."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.models import DraftRow
from huawu.desk.types import Draft
from huawu.platform.ids import Id


async def draft(session: AsyncSession, interaction: Id, agent: Id) -> Draft | None:
    row = (
        await session.execute(
            select(DraftRow).where(DraftRow.agent == agent, DraftRow.interaction == interaction)
        )
    ).scalar_one_or_none()
    return _draft(row) if row else None


async def drafts(session: AsyncSession, agent: Id, most: int) -> list[Draft]:
    """An agent's drafts, the one last written first."""
    found = await session.execute(
        select(DraftRow)
        .where(DraftRow.agent == agent)
        .order_by(DraftRow.at.desc(), DraftRow.interaction)
        .limit(most)
    )
    return [_draft(row) for row in found.scalars()]


def _draft(row: DraftRow) -> Draft:
    return Draft(row.interaction, row.agent, row.revision, row.body, row.at)
