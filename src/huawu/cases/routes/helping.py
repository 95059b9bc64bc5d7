"""Help with a case over HTTP: asked for, seen to, answered."""

from fastapi import APIRouter

from huawu.cases.models import CaseHelpRow, CaseRow
from huawu.cases.queries import calming as queries
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.calming import CaseHelpAnswered, CaseHelpAsked, CaseHelps, CaseHelpShown
from huawu.cases.service import helps as service
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_SEE, CASES_WORK
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import PathId, moment
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter()
Found = list[tuple[CaseHelpRow, CaseRow]]


@router.post("/cases/{case_id}/help", status_code=204)
async def ask_case_help(case_id: PathId, body: CaseHelpAsked, person: Person, place: Here) -> None:
    """Ask whoever leads, or who has a skill, to look at a case."""
    async with place.work(person.actor) as work:
        await service.ask_help(work, case_id, skill=body.skill, reason=body.reason, guide=body.guide)


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
    return CaseHelps(items=await _helps(session, person, found), own=[])


@router.get("/case-helps")
async def list_case_helps(person: Person, session: Reading, place: Here) -> CaseHelps:
    """Who asks me for help with a case, as who leads or has the skill; and what I ask for myself."""
    _require_helper(person)
    found = await queries.helps(session, place.site, person.user, person.agent, person.may)
    own = await queries.own_helps(session, place.site, person.user)
    return CaseHelps(items=await _helps(session, person, found), own=await _helps(session, person, own))


@router.post("/case-helps/{request}/seen", status_code=204)
async def see_case_help(request: PathId, person: Person, place: Here) -> None:
    """I see to it; the first one to say so stands."""
    _require_helper(person)
    async with place.work(person.actor) as work:
        await service.see_help(work, request, agent=person.agent)


@router.post("/case-helps/{request}/answer", status_code=204)
async def answer_case_help(request: PathId, body: CaseHelpAnswered, person: Person, place: Here) -> None:
    """Answer who asks, and so end it. Sent again, it is the same."""
    _require_helper(person)
    async with place.work(person.actor) as work:
        await service.answer_help(work, request, body.text, agent=person.agent)


def _require_helper(person: SignedIn) -> None:
    """Who works with cases, or leads those who do."""
    if not person.may(CASES_ASSIGN):
        person.require(CASES_WORK)


async def _helps(session: Reading, person: SignedIn, found: Found) -> list[CaseHelpShown]:
    users = {row.asked_by for row, _ in found} | {row.seen_by for row, _ in found if row.seen_by}
    names = await people.user_names(session, users)
    return [
        CaseHelpShown.model_validate(
            {
                "id": row.id,
                "case": case.id,
                "number": case.number,
                "subject": case.subject,
                "interaction": case.interaction,
                "asked_at": moment(row.asked_at),
                "asked_by": names.get(row.asked_by),
                "skill": row.skill,
                "reason": row.reason,
                "late": row.told > 0,
                "seen_by": names.get(row.seen_by or ""),
                "mine": row.seen_by == person.user,
                "asked_by_me": row.asked_by == person.user,
            }
        )
        for row, case in found
    ]
