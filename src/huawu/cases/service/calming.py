"""What is done by the complaint guide in a contact or for a case."""

from dataclasses import dataclass

from huawu.cases.core import calming
from huawu.cases.core.calming import WHATS, Done
from huawu.cases.models import ComplaintEntryRow
from huawu.cases.queries.calming import guides_in_force, kept_of, require_part
from huawu.cases.service.common import case_row, made_before
from huawu.interactions import queries as interactions
from huawu.people.types import CASES_WORK
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, Refusal
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
