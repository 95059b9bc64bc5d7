"""Opening cases and taking them on. Every change answers with the case as it is then."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter

from huawu.cases import queries, service
from huawu.cases.errors import ChangedMeanwhile
from huawu.cases.queries.arranged import Arranged
from huawu.cases.routes.whole import case_shown
from huawu.cases.schemas.asked import (
    CaseEdit,
    CaseLinkAsked,
    CaseNoteAsked,
    CaseOpening,
    CaseRelation,
    CaseStepping,
    CaseTaskAsked,
    CaseTaskSettled,
)
from huawu.cases.schemas.shown import CaseWhole
from huawu.cases.service import incidents
from huawu.cases.types import Change, IncidentSaid, NewCase, Said, Suggested
from huawu.people import queries as people
from huawu.people.types import CASES_SEE
from huawu.platform.refusals import Refusal
from huawu.platform.web.place import Here, Place
from huawu.platform.web.shapes import PathId, micros_or_none, moment
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.platform.work import Work

router = APIRouter(prefix="/cases")


@asynccontextmanager
async def _changing(place: Place, person: SignedIn) -> AsyncIterator[tuple[Work, Arranged]]:
    """One Work with what is in force; whoever is late is told who was quicker."""
    try:
        async with place.work(person.actor) as work:
            yield work, await queries.arranged(work.session, work.site)
    except ChangedMeanwhile as late:
        async with place.sessions() as session:
            names = await people.user_names(session, {late.params["by"]})
        told = late.params | {"name": names.get(late.params["by"], {"zh": "系统", "en": "The system"})}
        told["at"] = moment(late.params["at"]).isoformat()
        raise Refusal(late.key, **told) from late


@router.post("", status_code=201)
async def open_new_case(body: CaseOpening, person: Person, place: Here) -> CaseWhole:
    """Receive a case; the same request sent twice opens one."""
    person.require(CASES_SEE)
    async with _changing(place, person) as (work, there):
        shown = body.suggested
        suggested = (
            None
            if shown is None
            else Suggested(shown.type, shown.priority, tuple(shown.risks), frozenset(shown.taken))
        )
        asked = {name: value for name, value in dict(body).items() if name != "incident"}
        new = NewCase(**asked | {"suggested": suggested})
        case = await service.open_case(work, there, new, person.agent)
        if body.incident is not None:
            await incidents.join_case(work, body.incident, case)
    return await case_shown(place, person, case)


@router.patch("/{case_id}")
async def edit_one_case(case_id: PathId, body: CaseEdit, person: Person, place: Here) -> CaseWhole:
    """Write what a case says. The second of two editors is refused (409) and told what changed."""
    async with _changing(place, person) as (work, there):
        change = Change(**{name: value for name, value in dict(body).items() if name != "revision"})
        await service.edit_case(work, there, case_id, change, seen=body.revision, agent=person.agent)
    return await case_shown(place, person, case_id)


@router.post("/{case_id}/steps")
async def step_case(case_id: PathId, body: CaseStepping, person: Person, place: Here) -> CaseWhole:
    """Take a case on."""
    async with _changing(place, person) as (work, there):
        rest = {name: value for name, value in dict(body).items() if name not in ("revision", "step")}
        if body.incident is not None:
            rest["incident"] = IncidentSaid(**dict(body.incident))
        await service.make_step(
            work, there, case_id, body.step, seen=body.revision, said=Said(**rest), agent=person.agent
        )
    return await case_shown(place, person, case_id)


@router.post("/{case_id}/notes")
async def note_case(case_id: PathId, body: CaseNoteAsked, person: Person, place: Here) -> CaseWhole:
    """Put a note on record."""
    async with _changing(place, person) as (work, _):
        await service.add_note(work, case_id, body.text)
    return await case_shown(place, person, case_id)


@router.post("/{case_id}/tasks")
async def add_case_task(case_id: PathId, body: CaseTaskAsked, person: Person, place: Here) -> CaseWhole:
    """Something to be done for it."""
    async with _changing(place, person) as (work, _):
        due = micros_or_none(body.due_at)
        await service.add_task(work, case_id, body.text, agent=body.agent, due_at=due)
    return await case_shown(place, person, case_id)


@router.put("/{case_id}/tasks/{task_id}")
async def settle_case_task(
    case_id: PathId, task_id: PathId, body: CaseTaskSettled, person: Person, place: Here
) -> CaseWhole:
    """It is done, or not after all."""
    async with _changing(place, person) as (work, _):
        await service.settle_task(work, case_id, task_id, done=body.done)
    return await case_shown(place, person, case_id)


@router.post("/{case_id}/links")
async def link_case_with(case_id: PathId, body: CaseLinkAsked, person: Person, place: Here) -> CaseWhole:
    """It has to do with another case, or with a contact."""
    async with _changing(place, person) as (work, _):
        if body.kind == "case":
            await service.link_case(work, case_id, body.target)
        else:
            await service.link_contact(work, case_id, body.target)
    return await case_shown(place, person, case_id)


@router.post("/{case_id}/relations")
async def relate_case(case_id: PathId, body: CaseRelation, person: Person, place: Here) -> CaseWhole:
    """It is a duplicate, part of a major incident, or a customer's."""
    change = {
        "duplicate": service.name_duplicate,
        "master": service.set_master,
        "customer": service.set_customer,
    }[body.kind]
    async with _changing(place, person) as (work, _):
        await change(work, case_id, body.of, seen=body.revision)
    return await case_shown(place, person, case_id)
