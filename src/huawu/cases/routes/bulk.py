"""One thing done to several cases at once, and taken back."""

from fastapi import APIRouter

from huawu.cases import queries, service
from huawu.cases.queries.bulk import asked_of, bulk_shown, last_of
from huawu.cases.schemas.bulk import CaseBulk, CaseBulkLast, CasesBulkAsked
from huawu.people.types import CASES_SEE
from huawu.platform.web.place import Here, Place
from huawu.platform.web.shapes import PathId, micros_or_none
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/cases/bulk")


@router.post("")
async def do_to_cases(body: CasesBulkAsked, person: Person, place: Here) -> CaseBulk:
    """Begin, with the first 20 cases. Each by the rules that it has alone: what they forbid is named, and
    stands in nobody's way. Sent again with its key, it goes on where it stood."""
    person.require(CASES_SEE)
    asked = body.model_dump(exclude={"key", "cases", "what"}, exclude_none=True, mode="json")
    if body.due_at is not None:
        asked["due_at"] = micros_or_none(body.due_at)
    cases = [(each.id, each.revision) for each in body.cases]
    async with place.work(person.actor) as work:
        bulk = await service.begin_bulk(work, body.key, body.what, asked, cases)
    return await _carried_on(place, person, bulk)


@router.get("/last")
async def show_last_bulk(person: Person, place: Here) -> CaseBulkLast:
    """What I did last to several cases, within the last hour: to be gone on with, or taken back."""
    person.require(CASES_SEE)
    async with place.sessions() as session:
        row = await last_of(session, person, place.clock())
        return CaseBulkLast(last=None if row is None else await bulk_shown(session, person, row))


@router.post("/{bulk_id}/on")
async def go_on_with_bulk(bulk_id: PathId, person: Person, place: Here) -> CaseBulk:
    """The next 20 cases."""
    person.require(CASES_SEE)
    return await _carried_on(place, person, bulk_id)


@router.post("/{bulk_id}/undo")
async def undo_bulk(bulk_id: PathId, person: Person, place: Here) -> CaseBulk:
    """Take back what was done to the next 20 cases, where nobody has changed it since; asked again until none
    is left."""
    person.require(CASES_SEE)
    async with place.sessions() as session:
        there = await queries.arranged(session, place.site)
    await service.take_back_bulk(lambda: place.work(person.actor), there, bulk_id, person.agent)
    return await _shown(place, person, bulk_id)


async def _carried_on(place: Place, person: SignedIn, bulk: str) -> CaseBulk:
    async with place.sessions() as session:
        there = await queries.arranged(session, place.site)
    await service.carry_on_bulk(lambda: place.work(person.actor), there, bulk, person.agent)
    return await _shown(place, person, bulk)


async def _shown(place: Place, person: SignedIn, bulk: str) -> CaseBulk:
    async with place.sessions() as session:
        return await bulk_shown(session, person, await asked_of(session, person, bulk))
