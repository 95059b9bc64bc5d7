"""Looking something up in the directory, and keeping own entries."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from huawu.people.types import BOARD_SEE, DIRECTORY_CHANGE, DIRECTORY_HIDDEN
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Limit, PathId, Search, Words
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.switchboard import queries
from huawu.switchboard.core.finding import find
from huawu.switchboard.core.sheet import Row, Sheet, read_sheet, written
from huawu.switchboard.core.whole import Whole
from huawu.switchboard.queries import Directory
from huawu.switchboard.schemas.directory import (
    DirectoryPage,
    EntryAsked,
    EntryWhole,
    SheetAsked,
    SheetLineShown,
    SheetShown,
    entry_shown,
    entry_whole,
    fault_shown,
)
from huawu.switchboard.service import entries as service
from huawu.switchboard.types import Entry, Kind

router = APIRouter(prefix="/directory", tags=["switchboard"])
DirectoryPort = Annotated[Directory, Depends(port(Directory))]
_MOST_SHOWN = 100


@router.get("")
async def look_up(
    person: Person,
    session: Reading,
    directory: DirectoryPort,
    q: Search = None,
    kind: Annotated[Kind | None, Query()] = None,
    own: bool = False,
    limit: Limit = 20,
) -> DirectoryPage:
    """Entries by name, pinyin, initials, department or number, in spite of typing errors; the best first.

    Numbers that are hidden are shown to who may see them, and found by nobody else."""
    person.require(BOARD_SEE)
    whole, all_seen = await directory.now(session), person.may(DIRECTORY_HIDDEN)
    found = find(whole.index, q or "", limit=limit, hidden=all_seen, kind=kind, own=own)
    return DirectoryPage(items=[entry_shown(each, whole=all_seen) for each in found], total=len(whole.index))


@router.get("/entries/{entry}")
async def show_entry(
    entry: PathId, person: Person, session: Reading, place: Here, directory: DirectoryPort
) -> EntryWhole:
    """An own entry as it is changed."""
    person.require(DIRECTORY_CHANGE)
    found = (await directory.now(session)).own.get(entry)
    if found is None:
        raise NotFound("directory.unknown")
    return entry_whole(found, await queries.revision_of(session, place.site, entry))


@router.post("/entries", status_code=201)
async def add_entry(body: EntryAsked, person: Person, place: Here, directory: DirectoryPort) -> EntryWhole:
    """Make an own entry. One with the extension of an agent, telephone or ring group stands in its place."""
    person.require(DIRECTORY_CHANGE)
    async with place.work(person.actor) as work:
        entry = await service.add_entry(work, body.entry())
    return await _changed(place, directory, entry)


@router.put("/entries/{entry}")
async def change_entry(
    entry: PathId, body: EntryAsked, person: Person, place: Here, directory: DirectoryPort
) -> EntryWhole:
    """Change an own entry; refused when somebody else did since `revision`."""
    person.require(DIRECTORY_CHANGE)
    async with place.work(person.actor) as work:
        await service.change_entry(work, body.entry(entry), seen=body.revision)
    return await _changed(place, directory, entry)


@router.delete("/entries/{entry}", status_code=204)
async def remove_entry(entry: PathId, person: Person, place: Here) -> None:
    """Take an own entry out."""
    person.require(DIRECTORY_CHANGE)
    async with place.work(person.actor) as work:
        await service.remove_entry(work, entry)


@router.get("/sheet")
async def export_directory(person: Person, session: Reading, directory: DirectoryPort) -> Response:
    """All own entries as a sheet (CSV, UTF-8 with the mark that spreadsheets look for)."""
    person.require(DIRECTORY_CHANGE)
    whole = await directory.now(session)
    text = "\ufeff" + written(sorted(whole.own.values(), key=lambda entry: entry.id))
    headers = {"content-disposition": 'attachment; filename="huawu-directory.csv"'}
    return Response(text, headers=headers, media_type="text/csv; charset=utf-8")


@router.post("/sheet")
async def import_directory(
    body: SheetAsked, person: Person, place: Here, directory: DirectoryPort
) -> SheetShown:
    """What a sheet would change, with every fault; with `take` it is done, if there is none."""
    person.require(DIRECTORY_CHANGE)
    async with place.sessions() as session:
        whole = await directory.now(session)
    sheet = read_sheet(body.text, whole.own, whole.taken())
    told = {row.line: _what(row, whole) for row in sheet.rows}
    doing = [row.entry for row in sheet.rows if told[row.line] != "same"]
    take = body.take and not sheet.faults
    if take:
        async with place.work(person.actor) as work:
            await service.take_sheet(work, doing)
    return _sheet_shown(sheet, told, person, taken=take)


async def _changed(place: Here, directory: Directory, entry: str) -> EntryWhole:
    async with place.sessions() as session:
        own = (await directory.now(session)).own
        if entry not in own:
            raise NotFound("directory.unknown")
        return entry_whole(own[entry], await queries.revision_of(session, place.site, entry))


def _what(row: Row, whole: Whole) -> str:
    known = whole.own.get(row.entry.id)
    return "new" if known is None else "same" if known == row.entry else "changed"


def _sheet_shown(sheet: Sheet, told: dict[int, str], person: SignedIn, *, taken: bool) -> SheetShown:
    what = list(told.values())
    return SheetShown(
        taken=taken,
        new=what.count("new"),
        changed=what.count("changed"),
        same=what.count("same"),
        wrong=len({fault.line for fault in sheet.faults}),
        most=_MOST_SHOWN,
        lines=[_line(row, told[row.line]) for row in sheet.rows[:_MOST_SHOWN]],
        faults=[fault_shown(fault, person.locale) for fault in sheet.faults[:_MOST_SHOWN]],
    )


def _line(row: Row, what: str) -> SheetLineShown:
    entry: Entry = row.entry
    return SheetLineShown.model_validate(
        {
            "line": row.line,
            "what": what,
            "name": Words(zh=entry.zh or entry.en, en=entry.en),
            "numbers": [each for each in (entry.extension, *entry.numbers) if each],
        }
    )
