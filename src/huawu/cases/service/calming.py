"""What is done by the complaint guide in a contact or for a case, and asking somebody to look at a case."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from huawu.cases.core import calming
from huawu.cases.core.calming import WHATS, Done
from huawu.cases.models import CaseHelpRow, ComplaintEntryRow
from huawu.cases.queries.calming import guides_in_force, kept_of, may_answer, require_part
from huawu.cases.service.common import case_row, made_before, noted
from huawu.interactions import queries as interactions
from huawu.people.types import CASES_WORK
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.work import Work


@dataclass(frozen=True, slots=True)
class Of:
    """What a complaint is about: a contact or a case; one of them is there."""

    interaction: Id | None = None
    case: Id | None = None

    @property
    def name(self) -> str:
        return self.interaction or self.case or ""


@dataclass(frozen=True, slots=True)
class By:
    """Who tells. `has_it`: the contact is with them now."""

    agent: Id | None
    has_it: bool


async def keep(work: Work, key: str, of: Of, new: Done, *, note: str, by: By) -> None:
    """Put on record what was done by a guide. Sent again with its key, it is the same. Refused of contacts
    and cases that are not for this person, and of an end that was not warned of twice."""
    work.require(CASES_WORK)
    await _require_own(work, of, by)
    guide = (await guides_in_force(work.session, work.site)).get(new.guide)
    if guide is None or new.what not in WHATS:
        raise Invalid("complaint.unknown_guide", guide=new.guide[:64])
    await work.alone(f"complaint {of.name}")
    if await made_before(work, ComplaintEntryRow, ComplaintEntryRow.by, key) is not None:
        return
    before = await kept_of(work.session, work.site, of.interaction, of.case)
    why = calming.why_not(new, guide, calming.standing(before.done))
    if why is not None:
        raise Refusal(why)
    work.session.add(
        ComplaintEntryRow(
            id=new_id(),
            site_id=work.site,
            request_key=key,
            interaction=of.interaction,
            case_id=of.case,
            at=work.now,
            by=work.actor.id,
            guide=new.guide,
            what=new.what,
            step=new.step,
            note=note.strip(),
        )
    )


async def _require_own(work: Work, of: Of, by: By) -> None:
    if of.case is not None:
        await case_row(work, of.case)
        return
    if by.has_it:
        return
    contact = await interactions.interaction(work.session, of.name)
    if contact is None:
        raise Invalid("interaction.unknown")
    await require_part(work.session, contact, by.agent, work.allows)


async def ask_help(work: Work, case: Id, *, skill: str, reason: str) -> None:
    """Ask that somebody looks at the case: whoever has the skill, or ("") whoever leads. Asked again, it says
    only what is wanted now."""
    work.require(CASES_WORK)
    row = await case_row(work, case)
    of = CaseHelpRow
    put = insert(of).values(
        id=new_id(),
        site_id=work.site,
        case_id=row.id,
        asked_at=work.now,
        asked_by=work.actor.id,
        skill=skill,
        reason=reason.strip(),
    )
    again = put.on_conflict_do_update(
        index_elements=["case_id", "asked_by"],
        index_where=of.ended_at.is_(None),
        set_={"skill": skill, "reason": put.excluded.reason, "seen_at": None, "seen_by": None},
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
        found.ended_at = work.now
        noted(work, row, "help_ended", {})


async def see_help(work: Work, request: Id, *, agent: Id | None) -> Id:
    """I see to it. The first one to say so stands. Returns the case."""
    of = CaseHelpRow
    asked = select(of).where(of.id == request, of.site_id == work.site).with_for_update()
    found = (await work.session.execute(asked)).scalar_one_or_none()
    if found is None or found.ended_at is not None:
        raise NotFound("complaint.help_over")
    row = await case_row(work, found.case_id)
    if not await may_answer(work.session, found.skill, agent, work.allows):
        raise NotAllowed("complaint.not_asked")
    if found.seen_by is None:
        found.seen_at, found.seen_by = work.now, work.actor.id
        noted(work, row, "help_seen", {})
    elif found.seen_by != work.actor.id:
        raise Refusal("complaint.seen_already")
    return row.id
