"""How far one thing done to several cases is, and in words why it was not done to some."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import bulk as core
from huawu.cases.models import CaseBulkItemRow, CaseBulkRow
from huawu.cases.queries.finding import lines
from huawu.cases.schemas.bulk import CaseBulk, CaseBulkNamed
from huawu.cases.types import CaseLine
from huawu.people import queries as people
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.shapes import moment
from huawu.platform.web.signed_in import SignedIn
from huawu.platform.words import Said, say

LAST: Micros = 3600 * SECOND
"""How long the page offers to take something back."""
_STAYS = "case.bulk_changed_since"


async def asked_of(session: AsyncSession, person: SignedIn, bulk: Id) -> CaseBulkRow:
    """One of mine. Refused where it is not."""
    row = await session.get(CaseBulkRow, bulk)
    if row is None or row.by != person.user:
        raise NotFound("case.unknown_bulk")
    return row


async def last_of(session: AsyncSession, person: SignedIn, now: Micros) -> CaseBulkRow | None:
    """The last one of this person, within the last hour."""
    of = CaseBulkRow
    mine = select(of).where(of.by == person.user, of.at > now - LAST).order_by(of.at.desc(), of.id.desc())
    return (await session.execute(mine.limit(1))).scalar_one_or_none()


async def bulk_shown(session: AsyncSession, person: SignedIn, row: CaseBulkRow) -> CaseBulk:
    """How far it is."""
    of = CaseBulkItemRow
    found = await session.execute(select(of).where(of.bulk_id == row.id).order_by(of.place))
    items = list(found.scalars())
    named = [
        each for each in items if each.outcome in (core.CHANGED, core.REFUSED) or each.back == core.STAYS
    ]
    cases = await lines(session, [each.case_id for each in named], viewer=person.agent)
    users = await people.user_names(session, {each.why["params"]["by"] for each in named if _by(each)})
    outcomes = [each.outcome for each in items]
    undone = row.undone_at is not None
    return CaseBulk.model_validate(
        {
            "id": row.id,
            "what": row.what,
            "at": moment(row.at),
            "total": len(items),
            "left": 0 if undone else outcomes.count(""),
            "done": outcomes.count(core.DONE),
            "same": outcomes.count(core.SAME),
            "named": [_named(each, cases, users, person.locale) for each in named],
            "undone": undone,
            "back": sum(each.back == core.BACK for each in items),
            "back_left": sum(each.outcome == core.DONE and each.back == "" for each in items),
        }
    )


def _by(item: CaseBulkItemRow) -> bool:
    return item.outcome == core.CHANGED


def _named(
    item: CaseBulkItemRow, cases: dict[Id, CaseLine], users: dict[Id, dict[str, str]], locale: str
) -> CaseBulkNamed:
    case = cases.get(item.case_id)
    why = say(_STAYS, locale) if item.back == core.STAYS else _why(item.why, users, locale)
    return CaseBulkNamed.model_validate(
        {
            "id": item.case_id,
            "number": case.number if case else None,
            "subject": case.subject if case else "",
            "outcome": item.outcome,
            "back": item.back,
            "why": why.title,
            "why_more": why.detail,
        }
    )


def _why(why: dict[str, Any], users: dict[Id, dict[str, str]], locale: str) -> Said:
    params = dict(why.get("params", {}))
    if "by" in params:
        params["name"] = users.get(params["by"], {"zh": "系统", "en": "The system"})
    return say(why["key"], locale, params)
