"""Customers as sheets: looked at first, taken, undone, and written."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import AfterValidator

from huawu.customers import config, queries, service
from huawu.customers.core.fields import Definitions
from huawu.customers.core.sheet import line_of, read_sheet, titles
from huawu.customers.ports import InUse
from huawu.customers.routes.showing import KEEP, NUMBERS, UsersPort
from huawu.customers.schemas.records import (
    CustomerSheet,
    CustomerSheetTold,
    ImportList,
    ImportShown,
    ImportUndone,
    SheetFault,
    SheetLine,
)
from huawu.customers.service.workbook import lines_of
from huawu.platform.database import Sessions
from huawu.platform.refusals import Invalid
from huawu.platform.sheets import Line, cells_of, written
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId, Words, moment, moment_or_none, plain
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.platform.words import say

router = APIRouter(prefix="/api/customers", tags=["customers"])
_MOST = 100
Why = Annotated[str, Query(min_length=2, max_length=200), AfterValidator(plain)]


@router.get("/imports")
async def list_imports(person: Person, session: Reading, place: Here, users: UsersPort) -> ImportList:
    """The sheets that were taken, the last first."""
    person.require(KEEP)
    found = await queries.imports(session, place.site)
    by = await users.names(session, {each.by for each in found})
    return ImportList(
        items=[
            ImportShown(
                id=each.id,
                file=each.file,
                by=Words(**by[each.by]) if each.by in by else None,
                at=moment(each.at),
                new=each.new,
                changed=each.changed,
                undone_at=moment_or_none(each.undone_at),
            )
            for each in found
        ]
    )


@router.post("/imports")
async def import_customers(body: CustomerSheetTold, person: Person, place: Here) -> CustomerSheet:
    """What a sheet would do, line by line, with every fault in words; with `take` it is done, but for the
    lines that are broken."""
    person.require(KEEP)
    person.require(NUMBERS)
    lines = await asyncio.to_thread(_lines_told, body)  # a workbook is much to read, and others wait
    once = f"{person.user} {body.once}" if body.once else None
    async with place.work(person.actor) as work:
        own = await config.fields_of(work.session, place.site)
        plan = await service.plan_sheet(work.session, read_sheet(lines, own), own)
        taken = None
        if body.take and (plan.doing or once):
            taken = await service.take_sheet(work, plan, file=body.file, once=once)
    return _shown(plan, person, taken)


def _lines_told(body: CustomerSheetTold) -> list[Line]:
    if "\0" in body.text:
        raise Invalid("customer.sheet_not_read")
    return [*lines_of(body.workbook)] if body.workbook else cells_of(body.text)


@router.post("/imports/{import_id}/undo")
async def undo_import(
    import_id: PathId, person: Person, place: Here, in_use: Annotated[InUse, Depends(port(InUse))]
) -> ImportUndone:
    """Put back what a sheet did. Who was changed, or is named by anything, since stays, and is
    told of."""
    person.require(KEEP)
    async with place.work(person.actor) as work:
        back, left = await service.undo_import(work, import_id, in_use)
    return ImportUndone(back=back, left=left[:_MOST])


@router.get("/sheet")
async def export_customers(person: Person, place: Here, why: Why) -> StreamingResponse:
    """All customers as a sheet (CSV, UTF-8 with the mark that spreadsheets look for), as an import takes
    it. Who took how many, and why, is written down before the first line leaves."""
    person.require(KEEP)
    person.require(NUMBERS)
    async with place.work(person.actor) as work:
        own = await config.fields_of(work.session, place.site)
        await service.note_export(work, why)
    headers = {"content-disposition": 'attachment; filename="huawu-customers.csv"'}
    return StreamingResponse(
        _lines(place.sessions, own), headers=headers, media_type="text/csv; charset=utf-8"
    )


async def _lines(sessions: Sessions, own: Definitions) -> AsyncIterator[str]:
    yield "\ufeff" + written([titles(own)])
    async for page in queries.pages(sessions):
        yield written(line_of(each.customer, each.record, own) for each in page)


def _shown(plan: service.Plan, person: SignedIn, taken: str | None) -> CustomerSheet:
    what = [each.what for each in plan.lines]
    return CustomerSheet(
        taken=taken,
        new=what.count("new"),
        changed=what.count("changed"),
        same=what.count("same"),
        wrong=len({fault.line for fault in plan.faults}),
        most=_MOST,
        lines=[
            SheetLine(
                line=each.line,
                what=each.what,
                name=each.record.name,
                customer=each.customer,
                fields=list(each.fields),
                sharing=list(each.sharing),
                short=list(each.short),
            )
            for each in plan.lines[:_MOST]
        ],
        faults=[_fault(fault.line, fault.key, fault.params, person) for fault in plan.faults[:_MOST]],
    )


def _fault(line: int, key: str, params: dict[str, object], person: SignedIn) -> SheetFault:
    said = say(key, person.locale, params)
    return SheetFault(line=line, key=key, title=said.title, detail=said.detail)
