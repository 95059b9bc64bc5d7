"""How the receipt of a case stands, and how many a team is to confirm."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import life
from huawu.cases.core import receipts as core
from huawu.cases.models import CaseReceiptRow, CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.finding import STILL_OPEN, not_about
from huawu.cases.schemas.receipts import CaseReceipt
from huawu.cases.service.promises import FAR
from huawu.people import queries as people
from huawu.platform.clock import Micros
from huawu.platform.web.shapes import moment, moment_or_none


async def receipt_shown(
    session: AsyncSession, row: CaseRow, there: Arranged, asks: life.Who, now: Micros
) -> CaseReceipt | None:
    """The receipt of a case as this person sees it; None: none was asked."""
    held = await session.get(CaseReceiptRow, row.id)
    if held is None:
        return None
    users = {held.sent_by} | ({held.ended_by} if held.ended_by else set())
    names, teams = await people.user_names(session, users), there.teams

    def team_name(team: str) -> object:
        return teams.get(team, {}).get("name")

    again = teams_again(there, row, held) if may_send_again(held, row, asks) else []
    return CaseReceipt.model_validate(
        {
            "team": held.team,
            "team_name": team_name(held.team),
            "from_team_name": team_name(held.from_team),
            "sent_at": moment(held.sent_at),
            "sent_by": names.get(held.sent_by),
            "due_at": None if held.due_at >= FAR else moment(held.due_at),
            "late": held.due_at < (now if held.ended_at is None else held.ended_at),
            "state": held.state,
            "ended_at": moment_or_none(held.ended_at),
            "ended_by": names.get(held.ended_by or ""),
            "reason": held.reason,
            "mine": core.why_not(held.state, of_team=asks.team == held.team) is None
            and (asks.works or asks.assigns),
            "again": [{"id": team, "name": team_name(team)} for team in again],
        }
    )


async def receipts_counted(session: AsyncSession, site: str, who: life.Who, now: Micros) -> dict[str, int]:
    """How many open cases the team of somebody is to confirm, and with how many it is late; without cases
    about them."""
    if not who.team:
        return {"receipts": 0, "receipts_late": 0}
    row = CaseRow
    asked = select(func.count(), func.count().filter(row.receipt_due_at < now))
    asked = asked.where(row.receipt_due_at.is_not(None), STILL_OPEN, row.team == who.team)
    asked = asked.where(row.site_id == site, *not_about(who.agent))
    many, late = (await session.execute(asked)).one()
    return {"receipts": many, "receipts_late": late}


def may_send_again(held: CaseReceiptRow, row: CaseRow, asks: life.Who) -> bool:
    """Whether somebody may send a case again: it came back, and they have it, or assign."""
    back = held.state == core.REFUSED and row.state != "closed"
    return back and (asks.assigns or (asks.agent is not None and row.owner == asks.agent))


def teams_again(there: Arranged, row: CaseRow, held: CaseReceiptRow) -> list[str]:
    """To which teams: that of its type (somebody may have corrected it), and the one that did not take it."""
    both = (there.of_type(row.type, "team") or "", held.team)
    return [team for team in dict.fromkeys(both) if team in there.teams and team != row.team]
