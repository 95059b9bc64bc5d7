"""Emergencies that are to be confirmed, and those that somebody has just sent."""

from typing import Any

from sqlalchemy import or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.config.emergency import EMERGENCY, ONLY
from huawu.cases.core.life import Who
from huawu.cases.models import CaseEmergencyRow, CaseRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.queries.finding import not_about
from huawu.cases.queries.showing import words
from huawu.cases.schemas.emergencies import EmergencyFacts, EmergencyList, EmergencyShown
from huawu.people import queries as people
from huawu.platform import config
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none

_MOST = 50
_RECENT: Micros = 3600 * SECOND
"""So long whoever sent one sees whether it was confirmed."""


async def emergency_rule(session: AsyncSession, site: str) -> dict[str, Any] | None:
    """Where emergencies go; None: nowhere."""
    found = (await config.published(session, site, EMERGENCY)).get(ONLY)
    return None if found is None else dict(found)


async def emergencies_shown(
    session: AsyncSession, site: str, asks: Who, user: Id, now: Micros
) -> EmergencyList:
    """Those that nobody has confirmed, for the team and for who assigns; and what this user sent within the
    last hour, the newest first; nothing of a case that is about who asks."""
    there = await arranged(session, site, kinds=("team", EMERGENCY))
    rule = there.whole.get(EMERGENCY, {}).get(ONLY)
    of = CaseEmergencyRow
    ours = true() if asks.assigns else of.team == (asks.team or "-")
    waits = of.confirmed_at.is_(None) & ours
    mine = (of.by == user) & (of.at > now - _RECENT)
    asked = select(of, CaseRow.number).join(CaseRow, CaseRow.id == of.case_id)
    asked = asked.where(of.site_id == site, or_(waits, mine), *not_about(asks.agent))
    asked = asked.order_by(of.at.desc()).limit(_MOST)
    rows = [(row, number) for row, number in await session.execute(asked)]
    users = {row.by for row, _ in rows} | {row.confirmed_by for row, _ in rows if row.confirmed_by}
    names = await people.user_names(session, users)
    team = str((rule or {}).get("team") or "")
    return EmergencyList(
        arranged=rule is not None,
        team_name=words(there.teams.get(team, {}).get("name")),
        queue=(rule or {}).get("queue") or None,
        of_team=bool(team) and asks.team == team,
        items=[_shown(row, number, names, there, asks) for row, number in rows],
    )


def _shown(
    row: CaseEmergencyRow, number: int, names: dict[Id, dict[str, str]], there: Arranged, asks: Who
) -> EmergencyShown:
    def named(user: Id | None) -> Words | None:
        return words(names.get(user or ""))

    return EmergencyShown(
        case=row.case_id,
        number=number,
        at=moment(row.at),
        by=named(row.by),
        facts=EmergencyFacts.model_validate(row.facts),
        interaction=row.interaction,
        team_name=words(there.teams.get(row.team, {}).get("name")),
        for_me=row.team == asks.team and bool(asks.team),
        may_confirm=row.confirmed_at is None and (asks.assigns or row.team == asks.team),
        confirmed_at=moment_or_none(row.confirmed_at),
        confirmed_by=named(row.confirmed_by),
    )
