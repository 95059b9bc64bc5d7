"""Asking somebody to look at a case: who sees to it, what they answer, and who is told when nobody does."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from huawu.cases.core import helping
from huawu.cases.core.notices import told
from huawu.cases.models import CaseHelpRow, CaseRow
from huawu.cases.queries.calming import guides_in_force, may_answer
from huawu.cases.service import notices
from huawu.cases.service.common import case_row, noted
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.work import Work

AT_ONCE = 100
_MINUTE: Micros = 60 * SECOND


async def ask_help(work: Work, case: Id, *, skill: str, reason: str, guide: str = "") -> None:
    """Ask that somebody looks at the case: whoever has the skill, or ("") whoever leads. Asked again, it says
    only what is wanted now. `guide`: by which they work; it says how long nobody may see to it."""
    work.require(CASES_WORK)
    row = await case_row(work, case)
    body = (await guides_in_force(work.session, work.site)).get(guide, {})
    minutes = int(body.get("help_minutes", helping.USUAL_MINUTES))
    of = CaseHelpRow
    now_wanted = {"skill": skill, "reason": reason.strip(), "minutes": minutes, "told": 0}
    now_wanted["look_at"] = work.now + minutes * _MINUTE
    put = insert(of).values(
        id=new_id(),
        site_id=work.site,
        case_id=row.id,
        asked_at=work.now,
        asked_by=work.actor.id,
        **now_wanted,
    )
    again = put.on_conflict_do_update(
        index_elements=["case_id", "asked_by"],
        index_where=of.ended_at.is_(None),
        set_=now_wanted | {"look_at": put.excluded.look_at, "seen_at": None, "seen_by": None},
    )
    await work.session.execute(again)
    noted(work, row, "help_asked", {"skill": skill, "reason": reason.strip()})


async def end_help(work: Work, case: Id) -> None:
    """I need no help with this case any more. Said twice, nothing happens the second time."""
    work.require(CASES_WORK)
    row, of = await case_row(work, case), CaseHelpRow
    mine = select(of).where(of.case_id == row.id, of.asked_by == work.actor.id, of.ended_at.is_(None))
    found = (await work.session.execute(mine.with_for_update())).scalar_one_or_none()
    if found is not None:
        found.ended_at, found.look_at = work.now, None
        noted(work, row, "help_ended", {})


async def see_help(work: Work, request: Id, *, agent: Id | None) -> Id:
    """I see to it. The first one to say so stands; who asked is told. Returns the case."""
    found, row = await _held(work, request, agent)
    await _take(work, found, row)
    return row.id


async def answer_help(work: Work, request: Id, text: str, *, agent: Id | None) -> Id:
    """Answer who asks, and so end it: they are told, and it is on record in the case. Refused without words
    and of what somebody else sees to; answered again in the same words, nothing happens. Returns the case."""
    if not text.strip():
        raise Invalid("complaint.answer_nothing")
    of = CaseHelpRow
    before = await work.session.get(of, request)
    if before is not None and before.answer == text.strip() and before.seen_by == work.actor.id:
        return before.case_id
    found, row = await _held(work, request, agent)
    await _take(work, found, row)
    found.answer, found.ended_at = text.strip(), work.now
    noted(work, row, "help_answered", {"text": text.strip()})
    key = f"help answered {found.id}"
    await notices.put(work, [found.asked_by], key, "help_answered", case=row.id, body={})
    return row.id


async def look(work: Work) -> int:
    """Tell the next one up of requests that nobody sees to; at most 100."""
    of = CaseHelpRow
    due = select(of).where(of.look_at <= work.now, of.site_id == work.site).order_by(of.look_at)
    found = list((await work.session.execute(due.limit(AT_ONCE).with_for_update(skip_locked=True))).scalars())
    for each in found:
        row = await work.session.get_one(CaseRow, each.case_id)
        to = helping.next_up(each.skill, each.told)
        each.told += 1
        more = helping.next_up(each.skill, each.told) is not None
        each.look_at = work.now + each.minutes * _MINUTE if more else None
        if to is None:
            continue
        users = [user for user in told(to, await notices.around(work, row)) if user != each.asked_by]
        key = f"help late {each.id} {each.asked_at} {to}"
        body = {"minutes": each.minutes * each.told, "reason": each.reason}
        await notices.put(work, users, key, "help_late", case=row.id, body=body)
        noted(work, row, "help_late", {"to": to})
    return len(found)


async def _held(work: Work, request: Id, agent: Id | None) -> tuple[CaseHelpRow, CaseRow]:
    """An open request that this person may answer, and its case."""
    of = CaseHelpRow
    asked = select(of).where(of.id == request, of.site_id == work.site).with_for_update()
    found = (await work.session.execute(asked)).scalar_one_or_none()
    if found is None or found.ended_at is not None:
        raise NotFound("complaint.help_over")
    row = await case_row(work, found.case_id)
    further = found.told > 0 and work.allows(CASES_ASSIGN)
    if not further and not await may_answer(work.session, found.skill, agent, work.allows):
        raise NotAllowed("complaint.not_asked")
    return found, row


async def _take(work: Work, found: CaseHelpRow, row: CaseRow) -> None:
    """I see to it, unless I do so already. Refused when somebody else does."""
    if found.seen_by == work.actor.id:
        return
    if found.seen_by is not None:
        raise Refusal("complaint.seen_already")
    found.seen_at, found.seen_by, found.look_at = work.now, work.actor.id, None
    noted(work, row, "help_seen", {})
    body = {"who": await people.user_name(work.session, work.actor.id)}
    key = f"help seen {found.id} {found.asked_at} {work.actor.id}"
    await notices.put(work, [found.asked_by], key, "help_seen", case=row.id, body=body)
