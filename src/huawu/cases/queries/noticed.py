"""What a person is told of cases and has not seen, in their words."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core.promise import WHOLE
from huawu.cases.models import CaseNoticeRow, CaseRow
from huawu.cases.queries.asking import who
from huawu.cases.queries.doing import counted_late
from huawu.cases.queries.finding import not_about
from huawu.cases.schemas.noticed import CaseNotice, CaseNotices
from huawu.platform.web.shapes import moment
from huawu.platform.web.signed_in import SignedIn
from huawu.platform.words import say

_MOST = 50


async def notices(session: AsyncSession, person: SignedIn) -> CaseNotices:
    """The newest first; none of a case that is about this person, nor that it is overdue of one that
    is counted for them when it is (`doing.late`): that is said once."""
    of = CaseNoticeRow
    mine = (of.user == person.user, of.seen_at.is_(None), *not_about(person.agent))
    asks = await who(session, person.agent, person.may)
    mine = (*mine, ~func.coalesce(_overdue() & counted_late(asks), false()))
    case = CaseRow.id == of.case_id
    counted = select(func.count()).select_from(of).outerjoin(CaseRow, case).where(*mine)
    many = (await session.execute(counted)).scalar_one()
    asked = select(of, CaseRow).outerjoin(CaseRow, case).where(*mine)
    found = await session.execute(asked.order_by(of.at.desc(), of.id.desc()).limit(_MOST))
    return CaseNotices(items=[_shown(each, case, person.locale) for each, case in found], many=many)


def _overdue() -> ColumnElement[bool]:
    of = CaseNoticeRow
    percent = of.body["percent"].as_integer()
    return and_(of.what == "escalated", of.body["of"].as_string() == "solve", percent >= WHOLE)


def _shown(each: CaseNoticeRow, case: CaseRow | None, locale: str) -> CaseNotice:
    body: dict[str, Any] = dict(each.body)
    body["name"] = spoken(body.get("name"), locale)
    body["yuan"] = f"{body.get('amount', 0) / 100:.2f}"
    key = "_".join(part for part in (each.what, body.get("of"), body.get("state")) if part)
    title = say(f"case.notice_{key}", locale, body).title
    if case is None:
        return CaseNotice(
            id=each.id,
            at=moment(each.at),
            what=_what(each),
            title=title,
            text=body.get("text", ""),
            to=body.get("to", "/cases"),
        )
    to = body.get("to") or ("/approvals" if each.what == "remedy_asked" else f"/cases/{case.id}")
    text = f"GD-{case.number:06} {case.subject}"
    return CaseNotice(id=each.id, at=moment(each.at), what=_what(each), title=title, text=text, to=to)


def spoken(name: dict[str, str] | None, locale: str) -> str:
    """A name in the reader's language; "" for none."""
    there = name or {}
    return there.get("zh" if locale == "zh-CN" else "en") or there.get("zh", "")


def _what(each: CaseNoticeRow) -> Any:  # noqa: ANN401 - one of the four, which the shape checks
    return each.what
