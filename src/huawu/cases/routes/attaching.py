"""Files of cases: sent as the body of a request, written down as they come; given out as files to keep,
never as something that a browser shows or runs."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, Response

from huawu.cases.queries.attached import attachments
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.attached import CaseAttachments
from huawu.cases.service import attachments as service
from huawu.cases.service.attachments import Upload
from huawu.cases.service.files import CaseFiles
from huawu.people.types import CASES_SEE
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId, RequestKey
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/cases")
Files = Annotated[CaseFiles, Depends(port(CaseFiles))]
FileName = Annotated[str, Query(min_length=1, max_length=400)]
FileKey = Annotated[RequestKey, Query()]
_NEVER_RUN = {
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
}
_ANY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "The file, to be kept"}
}


@router.get("/{case_id}/attachments")
async def list_attachments(case_id: PathId, person: Person, place: Here) -> CaseAttachments:
    """The files of a case."""
    person.require(CASES_SEE)
    return await _shown(place, person, case_id)


@router.post("/{case_id}/attachments", status_code=201, openapi_extra=_ANY)
async def attach_file(  # noqa: PLR0913 - a request, whose, of which case, called what, kept where
    case_id: PathId,
    name: FileName,
    key: FileKey,
    request: Request,
    person: Person,
    place: Here,
    files: Files,
) -> CaseAttachments:
    """Attach a file of at most 50 MB, sent as the body. `name`: as it is called; `key`: one a file, sent
    twice with it, one is attached. Judged by its name before it is read, by its content before it is kept."""
    async with place.work(person.actor) as work:
        upload = await service.judge(work, case_id, key, name)
    if upload is not None:
        await _keep(place, person, files, upload, request)
    return await _shown(place, person, case_id)


async def _keep(place: Place, person: SignedIn, files: CaseFiles, upload: Upload, request: Request) -> None:
    written = await files.keep(_chunks(request))
    try:
        async with place.work(person.actor) as work:
            attached = await service.attach(work, upload, written)
    except BaseException:
        await asyncio.to_thread(files.drop, written.file)
        raise
    if not attached:
        await asyncio.to_thread(files.drop, written.file)


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    async for chunk in request.stream():
        yield chunk


@router.get("/{case_id}/attachments/{attachment_id}", response_class=Response, responses=_FILE)
async def take_attachment(
    case_id: PathId, attachment_id: PathId, person: Person, place: Here, files: Files
) -> Response:
    """A file of a case, to be kept. Who took it is written down first."""
    async with place.work(person.actor) as work:
        given = await service.give_out(work, case_id, attachment_id)
    path = await asyncio.to_thread(files.path_of, given.file or "")
    if path is None:
        raise NotFound("case.file_gone")
    return FileResponse(path, headers=_NEVER_RUN, media_type=given.kind, filename=given.name)


@router.delete("/{case_id}/attachments/{attachment_id}")
async def remove_attachment(
    case_id: PathId, attachment_id: PathId, person: Person, place: Here
) -> CaseAttachments:
    """Take a file out of the case; for a week it can be put back."""
    async with place.work(person.actor) as work:
        await service.remove(work, case_id, attachment_id)
    return await _shown(place, person, case_id)


@router.post("/{case_id}/attachments/{attachment_id}/back")
async def put_attachment_back(
    case_id: PathId, attachment_id: PathId, person: Person, place: Here
) -> CaseAttachments:
    """A file that was removed is in the case again."""
    async with place.work(person.actor) as work:
        await service.put_back(work, case_id, attachment_id)
    return await _shown(place, person, case_id)


async def _shown(place: Place, person: SignedIn, case: str) -> CaseAttachments:
    async with place.sessions() as session:
        row = await row_of(session, place.site, case, viewer=person.agent)
        return await attachments(session, row, person)
