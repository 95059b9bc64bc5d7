"""Emergencies that are to be confirmed, those that somebody has just sent, and those of a past time."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.config.emergency import EMERGENCY, ONLY
from huawu.cases.core.life import Who
from huawu.cases.models import CaseEmergencyRow, CaseRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.queries.finding import not_about
from huawu.cases.queries.showing import words
from huawu.cases.schemas.emergencies import EmergenciesPast, EmergencyFacts, EmergencyList, EmergencyShown
from huawu.people import queries as people
from huawu.platform import config
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none

Found = tuple[CaseEmergencyRow, int, str, bool]
"""With its case: number, state, whether the customer is waited for."""
_MOST = 50
_MOST_PAST = 200
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
    waits = of.confirmed_at.is_(None) & _ours(asks)
    mine = (of.by == user) & (of.at > now - _RECENT)
    asked = _asked(site, asks).where(or_(waits, mine)).limit(_MOST)
    team = str((rule or {}).get("team") or "")
    return EmergencyList(
        arranged=rule is not None,
        team_name=words(there.teams.get(team, {}).get("name")),
        queue=(rule or {}).get("queue") or None,
        of_team=bool(team) and asks.team == team,
        items=await _all_shown(session, asked, there, asks),
    )


async def emergencies_past(
    session: AsyncSession, site: str, asks: Who, since: Micros, until: Micros
) -> EmergenciesPast:
    """Those that were sent from `since` until before `until` to the team of who asks (all, for who assigns),
    the newest first, at most 200; nothing of a case that is about who asks."""
    there = await arranged(session, site, kinds=("team",))
    of = CaseEmergencyRow
    asked = _asked(site, asks).where(_ours(asks), of.at >= since, of.at < until)
    shown = await _all_shown(session, asked.limit(_MOST_PAST + 1), there, asks)
    return EmergenciesPast(items=shown[:_MOST_PAST], more=len(shown) > _MOST_PAST)


def _ours(asks: Who) -> ColumnElement[bool]:
    return true() if asks.assigns else CaseEmergencyRow.team == (asks.team or "-")


def _asked(site: str, asks: Who) -> Select[CaseEmergencyRow, int, str, bool]:
    of = CaseEmergencyRow
    case = (CaseRow.number, CaseRow.state, CaseRow.waiting_since.is_not(None))
    asked = select(of, *case).join(CaseRow, CaseRow.id == of.case_id)
    return asked.where(of.site_id == site, *not_about(asks.agent)).order_by(of.at.desc(), of.case_id)


async def _all_shown(
    session: AsyncSession, asked: Select[CaseEmergencyRow, int, str, bool], there: Arranged, asks: Who
) -> list[EmergencyShown]:
    found = await session.execute(asked)
    rows: list[Found] = [(row, number, state, waiting) for row, number, state, waiting in found]
    users = {row.by for row, *_ in rows} | {row.confirmed_by for row, *_ in rows if row.confirmed_by}
    names = await people.user_names(session, users)
    return [_shown(row, names, there, asks) for row in rows]


def _shown(found: Found, names: dict[Id, dict[str, str]], there: Arranged, asks: Who) -> EmergencyShown:
    row, number, state, waiting = found

    def named(user: Id | None) -> Words | None:
        return words(names.get(user or ""))

    return EmergencyShown(
        case=row.case_id,
        number=number,
        state=state,
        waiting=waiting,
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
