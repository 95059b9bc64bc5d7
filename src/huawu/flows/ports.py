"""What flows need of the rooms above them."""

from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.flows.core.check.known import Known


class Surroundings(Protocol):
    """What nodes may name: queues, calendars, prompts, telephones. Filled by `app`."""

    async def known(self, session: AsyncSession, site: str) -> Known:
        """What there is, or would be with all drafts in force."""
