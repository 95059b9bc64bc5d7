"""Whoever asks for cases, as the life of a case knows them."""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import life
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.ids import Id


async def who(session: AsyncSession, agent: Id | None, may: Callable[[str], bool]) -> life.Who:
    """`agent` None: somebody who takes no calls. `may`: whether they have a permission."""
    record = await people.agent_record(session, agent) if agent else None
    team = str(record.abilities.get("team") or "") if record else ""
    return life.Who(agent, team, works=may(CASES_WORK), assigns=may(CASES_ASSIGN))
