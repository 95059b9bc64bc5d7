"""Complaints over HTTP: guides, and what was done by them."""

from typing import Annotated

from fastapi import APIRouter, Depends

from huawu.cases.core import calming
from huawu.cases.core.calming import Done
from huawu.cases.queries import calming as queries
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.calming import (
    ComplaintEntryShown,
    ComplaintGuide,
    ComplaintGuides,
    ComplaintKept,
    ComplaintTold,
    GuideStep,
    GuideWarnings,
)
from huawu.cases.service import calming as service
from huawu.cases.service.calming import By, Of
from huawu.interactions import queries as interactions
from huawu.people import queries as people
from huawu.people.types import CASES_SEE
from huawu.platform.refusals import Invalid, NotFound, Unavailable
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import QueryId, Words, moment
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.routing.ports import LiveAgents

router = APIRouter()
Live = Annotated[LiveAgents, Depends(port(LiveAgents))]


@router.get("/complaint-guides")
async def list_complaint_guides(person: Person, session: Reading, place: Here) -> ComplaintGuides:
    """The guides in force."""
    person.require(CASES_SEE)
    found = await queries.guides_in_force(session, place.site)
    return ComplaintGuides(
        items=[
            ComplaintGuide(
                id=key,
                name=Words.model_validate(body["name"]),
                types=body.get("types", []),
                words=body.get("words", []),
                skill=body.get("skill", ""),
                steps=[GuideStep.model_validate({"hint": None} | step) for step in body["steps"]],
                never=[Words.model_validate(line) for line in body.get("never", [])],
                call_help=[Words.model_validate(line) for line in body.get("call_help", [])],
                warnings=GuideWarnings.model_validate(body["warnings"]) if body.get("warnings") else None,
            )
            for key, body in found.items()
        ]
    )


@router.get("/complaints/kept")
async def show_complaint_kept(
    person: Person,
    session: Reading,
    place: Here,
    live: Live,
    interaction: QueryId = None,
    case: QueryId = None,
) -> ComplaintKept:
    """What was done by guides in a contact, or for a case and in its contacts."""
    person.require(CASES_SEE)
    of = _of(interaction, case)
    if not await _at_hand(live, person, of):
        await _require_seen(session, person, place, of)
    return await _kept(session, place, of)


@router.post("/complaints/kept")
async def keep_complaint(body: ComplaintTold, person: Person, place: Here, live: Live) -> ComplaintKept:
    """Put on record what was done. Sent again with the same `key`, it is the same."""
    of = _of(body.interaction, body.case)
    by = By(person.agent, has_it=await _at_hand(live, person, of))
    async with place.work(person.actor) as work:
        new = Done(body.guide, body.what, body.step)
        await service.keep(work, body.key, of, new, note=body.note, by=by)
    async with place.sessions() as session:
        return await _kept(session, place, of)


def _of(interaction: str | None, case: str | None) -> Of:
    if (interaction is None) == (case is None):
        raise Invalid("complaint.of_what")
    return Of(interaction, case)


async def _at_hand(live: LiveAgents, person: SignedIn, of: Of) -> bool:
    """Whether this person has the contact now, as the live process knows it: it is written down a moment
    later."""
    if of.interaction is None or person.agent is None:
        return False
    try:
        return bool((await live.show(person.agent))["contact"] == of.interaction)
    except Unavailable:
        return False


async def _kept(session: Reading, place: Place, of: Of) -> ComplaintKept:
    kept = await queries.kept_of(session, place.site, of.interaction, of.case)
    at = calming.standing(kept.done)
    names = await people.user_names(session, {row.by for row in kept.rows})
    return ComplaintKept(
        guide=at.guide,
        done=sorted(at.done),
        warnings=at.warnings,
        ended=at.ended,
        entries=[
            ComplaintEntryShown.model_validate(
                {
                    "at": moment(row.at),
                    "by": names.get(row.by),
                    "guide": row.guide,
                    "what": row.what,
                    "step": row.step,
                    "note": row.note,
                }
            )
            for row in kept.rows
        ],
    )


async def _require_seen(session: Reading, person: SignedIn, place: Place, of: Of) -> None:
    """Raises for a contact or case that this person may not see."""
    if of.case is not None:
        await row_of(session, place.site, of.case, viewer=person.agent)
        return
    contact = await interactions.interaction(session, of.name)
    if contact is None:
        raise NotFound("interaction.unknown")
    await queries.require_part(session, contact, person.agent, person.may)
