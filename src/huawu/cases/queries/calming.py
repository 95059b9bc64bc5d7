"""Complaints as they stand: the guides in force, what was done by them, and who asks for help with a case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.config.guides import GUIDE
from huawu.cases.core.calming import Done
from huawu.cases.core.guides import STANDARD
from huawu.cases.models import CaseHelpRow, CaseLinkRow, CaseRow, ComplaintEntryRow
from huawu.cases.queries.finding import not_about
from huawu.interactions.types import InteractionRecord
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, HELP_ANSWER, INTERACTIONS_ALL
from huawu.platform.config import published
from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed
from huawu.routing import queries as routing

_MOST = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done by a guide, in order, as it is on record."""

    rows: list[ComplaintEntryRow]

    @property
    def done(self) -> list[Done]:
        return [Done(row.guide, row.what, row.step) for row in self.rows]


async def guides_in_force(session: AsyncSession, site: str) -> dict[str, Any]:
    """The site's own guides, and the standard ones that it did not write anew or take away; in their
    order."""
    own: dict[str, Any] = {**STANDARD, **await published(session, site, GUIDE)}
    there = {key: body for key, body in own.items() if not body.get("off")}
    return dict(sorted(there.items(), key=lambda each: (each[1].get("order", 0), each[0])))


async def kept_of(session: AsyncSession, site: str, interaction: Id | None, case: Id | None) -> Kept:
    """What was done in a contact, or for a case and in the contacts that it is about; the oldest first."""
    row, link = ComplaintEntryRow, CaseLinkRow
    chosen = row.interaction == interaction
    if case is not None:
        linked = select(link.target).where(link.case_id == case, link.kind == "contact")
        chosen = or_(row.case_id == case, row.interaction.in_(linked))
    asked = select(row).where(row.site_id == site, chosen).order_by(row.at, row.id).limit(_MOST)
    return Kept(list((await session.execute(asked)).scalars()))


async def require_part(
    session: AsyncSession, contact: InteractionRecord, agent: Id | None, may: Callable[[str], bool]
) -> None:
    """Refused of a contact in which this agent had no part, but to who sees everybody's."""
    if may(INTERACTIONS_ALL):
        return
    if agent is None or not await routing.had_part(session, contact, agent):
        raise NotAllowed("interaction.not_yours")


async def helps(
    session: AsyncSession, site: str, user: Id, agent: Id | None, may: Callable[[str], bool]
) -> list[tuple[CaseHelpRow, CaseRow]]:
    """Who asks this person for help with a case, the first one first; nobody with a case about them."""
    row, case = CaseHelpRow, CaseRow
    asked = (
        select(row, case)
        .join(case, case.id == row.case_id)
        .where(row.site_id == site, row.ended_at.is_(None), row.asked_by != user)
        .where(or_(row.seen_by.is_(None), row.seen_by == user), *not_about(agent))
        .order_by(row.asked_at)
        .limit(_MOST)
    )
    if not may(HELP_ANSWER):
        mine = row.skill.in_(await _skills(session, agent))
        asked = asked.where(or_(mine, row.told > 0) if may(CASES_ASSIGN) else mine)
    return [(each[0], each[1]) for each in await session.execute(asked)]


async def own_helps(session: AsyncSession, site: str, user: Id) -> list[tuple[CaseHelpRow, CaseRow]]:
    """What this person asks for now, the first one first."""
    row, case = CaseHelpRow, CaseRow
    asked = select(row, case).join(case, case.id == row.case_id)
    mine = asked.where(row.site_id == site, row.ended_at.is_(None), row.asked_by == user)
    return [(each[0], each[1]) for each in await session.execute(mine.order_by(row.asked_at).limit(_MOST))]


async def open_help(session: AsyncSession, case: Id) -> list[CaseHelpRow]:
    """Who asks for help with a case now."""
    row = CaseHelpRow
    asked = select(row).where(row.case_id == case, row.ended_at.is_(None)).order_by(row.asked_at)
    return list((await session.execute(asked)).scalars())


async def may_answer(session: AsyncSession, skill: str, agent: Id | None, may: Callable[[str], bool]) -> bool:
    """Whether somebody is asked: who has the skill, and whoever leads in any case."""
    return may(HELP_ANSWER) or (skill != "" and skill in await _skills(session, agent))


async def _skills(session: AsyncSession, agent: Id | None) -> list[str]:
    record = await people.agent_record(session, agent) if agent else None
    return list(record.abilities.get("skills", {})) if record else []
