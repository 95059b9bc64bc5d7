"""Complaints over HTTP: guides, what was done by them, help with a case, figures for who leads."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime

from huawu.cases.core import calming
from huawu.cases.core.calming import Done
from huawu.cases.models import CaseHelpRow, CaseRow
from huawu.cases.queries import calming as queries
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.calming import (
    CaseHelpAsked,
    CaseHelps,
    CaseHelpShown,
    ComplaintEntryShown,
    ComplaintFigures,
    ComplaintGuide,
    ComplaintGuides,
    ComplaintKept,
    ComplaintsAbout,
    ComplaintTold,
    GuideStep,
    GuideWarnings,
)
from huawu.cases.service import calming as service
from huawu.cases.service.calming import By, Of
from huawu.interactions import queries as interactions
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_SEE, CASES_WORK
from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid, NotFound, Unavailable
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId, QueryId, Words, micros_or_none, moment
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.routing.ports import LiveAgents

router = APIRouter()
Live = Annotated[LiveAgents, Depends(port(LiveAgents))]
_MONTH = 30 * 24 * 3600 * SECOND


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


@router.post("/cases/{case_id}/help", status_code=204)
async def ask_case_help(case_id: PathId, body: CaseHelpAsked, person: Person, place: Here) -> None:
    """Ask whoever leads, or who has a skill, to look at a case."""
    async with place.work(person.actor) as work:
        await service.ask_help(work, case_id, skill=body.skill, reason=body.reason)


@router.delete("/cases/{case_id}/help", status_code=204)
async def end_case_help(case_id: PathId, person: Person, place: Here) -> None:
    """I need no help any more."""
    async with place.work(person.actor) as work:
        await service.end_help(work, case_id)


@router.get("/cases/{case_id}/help")
async def show_case_help(case_id: PathId, person: Person, session: Reading, place: Here) -> CaseHelps:
    """Who asks for help with this case now."""
    person.require(CASES_SEE)
    row = await row_of(session, place.site, case_id, viewer=person.agent)
    found = [(each, row) for each in await queries.open_help(session, case_id)]
    return await _helps(session, person, found)


@router.get("/case-helps")
async def list_case_helps(person: Person, session: Reading, place: Here) -> CaseHelps:
    """Who asks me for help with a case, as who leads or has the skill."""
    person.require(CASES_WORK)
    found = await queries.helps(session, place.site, person.user, person.agent, person.may)
    return await _helps(session, person, found)


@router.post("/case-helps/{request}/seen", status_code=204)
async def see_case_help(request: PathId, person: Person, place: Here) -> None:
    """I see to it; the first one to say so stands."""
    person.require(CASES_WORK)
    async with place.work(person.actor) as work:
        await service.see_help(work, request, agent=person.agent)


@router.get("/complaints/about-agents")
async def show_complaints_about_agents(
    person: Person,
    session: Reading,
    place: Here,
    since: Annotated[AwareDatetime | None, Query()] = None,
    until: Annotated[AwareDatetime | None, Query()] = None,
) -> ComplaintFigures:
    """Complaints about each agent, of the last 30 days or of the time that is named."""
    person.require(CASES_ASSIGN)
    end = micros_or_none(until) or place.clock()
    begin = micros_or_none(since) or end - _MONTH
    found = await queries.about_agents(session, place.site, begin, end, viewer=person.agent)
    names = await people.agent_names(session, {each.agent for each in found})
    items = [
        ComplaintsAbout(agent=agent_brief(names[each.agent]), all=each.all, open=each.open)
        for each in found
        if each.agent in names
    ]
    return ComplaintFigures(since=moment(begin), until=moment(end), items=items)


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


async def _helps(session: Reading, person: SignedIn, found: list[tuple[CaseHelpRow, CaseRow]]) -> CaseHelps:
    users = {row.asked_by for row, _ in found} | {row.seen_by for row, _ in found if row.seen_by}
    names = await people.user_names(session, users)
    return CaseHelps(
        items=[
            CaseHelpShown.model_validate(
                {
                    "id": row.id,
                    "case": case.id,
                    "number": case.number,
                    "subject": case.subject,
                    "asked_at": moment(row.asked_at),
                    "asked_by": names.get(row.asked_by),
                    "skill": row.skill,
                    "reason": row.reason,
                    "seen_by": names.get(row.seen_by or ""),
                    "mine": row.seen_by == person.user,
                    "asked_by_me": row.asked_by == person.user,
                }
            )
            for row, case in found
        ]
    )
