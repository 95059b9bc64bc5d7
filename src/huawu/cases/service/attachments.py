"""Files with a case: taken, given out on record, removed and put back; swept when nobody wants them.

A file is on the disk before its row is committed, and only then is anybody told: what is confirmed is there.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import select, update

from huawu.cases.core import attachments as core
from huawu.cases.models import CaseAttachmentRow, CaseDownloadRow
from huawu.cases.service.common import case_row, made_before, noted, open_row
from huawu.cases.service.files import CaseFiles, Written
from huawu.people.types import CASES_ASSIGN, CASES_SEE, CASES_WORK
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.work import Work

DAY: Micros = 86_400 * SECOND
BACK_DAYS = 7
"""So long a file that was removed can be put back; then it is swept away."""
UNCONFIRMED: Micros = DAY
"""After so long a file that no row knows was never confirmed to anybody."""
_SWEPT_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody is about to send, judged by its name alone. `key`: one a request."""

    case: Id
    key: str
    name: str


async def judge(work: Work, case: Id, key: str, name: str) -> Upload | None:
    """Before a byte of it is read: whether it may come at all. None: the same request came before, and is
    done. Refused for names of no kind that is taken, of closed cases, and of full ones."""
    work.require(CASES_WORK)
    if await _attached_before(work, key):
        return None
    tidy = core.tidy_name(name)
    if not tidy:
        raise Invalid("case.file_no_name")
    if not core.is_taken(tidy):
        raise Invalid("case.file_kind", ending=core.ending_of(tidy)[:10], endings=", ".join(core.ENDINGS))
    row = await open_row(work, case)
    await _require_room(work, row.id, 1)
    return Upload(case, key, tidy)


async def attach(work: Work, upload: Upload, written: Written) -> bool:
    """Put a file that is on the disk to its case. False: the same request, at the same moment, was quicker;
    then, and when this is refused, the caller drops the file. Refused when it is not what its name says."""
    work.require(CASES_WORK)
    kind = core.kind_of(upload.name, written.head)
    if kind is None:
        raise Invalid("case.file_not_what_it_says", ending=core.ending_of(upload.name))
    row = await open_row(work, upload.case)  # held: the room that there is stays until the end
    if await _attached_before(work, upload.key):
        return False
    await _require_room(work, row.id, written.size)
    made = CaseAttachmentRow(
        id=new_id(),
        site_id=work.site,
        case_id=row.id,
        request_key=upload.key,
        name=upload.name,
        kind=kind,
        size=written.size,
        sha256=written.sha256,
        file=written.file,
        added_at=work.now,
        added_by=work.actor.id,
    )
    work.session.add(made)
    noted(work, row, "file_added", {"attachment": made.id, "text": made.name})
    return True


async def give_out(work: Work, case: Id, attachment: Id) -> CaseAttachmentRow:
    """Put on record who is given the file. Refused for one that was removed, but to who may put it back."""
    work.require(CASES_SEE)
    await case_row(work, case)  # not for whom it is about
    found = await _of_case(work, case, attachment)
    if found.removed_at is not None and not _may_change(work, found):
        raise NotFound("case.unknown_file")
    work.session.add(CaseDownloadRow(id=new_id(), attachment_id=found.id, at=work.now, by=work.actor.id))
    return found


async def remove(work: Work, case: Id, attachment: Id) -> None:
    """Take a file out of a case; it can be put back for some days. By who put it there, or who leads."""
    await _change(work, case, attachment, gone=True)


async def put_back(work: Work, case: Id, attachment: Id) -> None:
    """It is in the case again. Refused (`case.file_gone`) once it was swept away."""
    await _change(work, case, attachment, gone=False)


async def _change(work: Work, case: Id, attachment: Id, *, gone: bool) -> None:
    work.require(CASES_WORK)
    row = await open_row(work, case)
    found = await _of_case(work, case, attachment)
    if not _may_change(work, found):
        raise NotAllowed("case.not_your_file")
    if (found.removed_at is not None) == gone:
        return
    if found.file is None:
        raise NotFound("case.file_gone")
    found.removed_at, found.removed_by = (work.now, work.actor.id) if gone else (None, None)
    noted(
        work, row, "file_removed" if gone else "file_put_back", {"attachment": found.id, "text": found.name}
    )


def sweeping(files: CaseFiles) -> Callable[[Work], Awaitable[int]]:
    """Sweeps this folder: files that no row knows. A row forgets the file that was removed long enough ago;
    the file goes at the next sweep, when that is committed."""

    async def sweep(work: Work) -> int:
        of = CaseAttachmentRow
        over = of.removed_at < work.now - BACK_DAYS * DAY
        before = (work.now - UNCONFIRMED) / SECOND
        found = await asyncio.to_thread(files.older, before)
        known: set[str] = set()
        for start in range(0, len(found), _SWEPT_AT_ONCE):
            names = [path.name for path in found[start : start + _SWEPT_AT_ONCE]]
            asked = select(of.file).where(of.file.in_(names))
            known |= {file for file in (await work.session.execute(asked)).scalars() if file}
        await work.session.execute(update(of).where(over, of.file.is_not(None)).values(file=None))
        return await asyncio.to_thread(files.sweep, [path for path in found if path.name not in known])

    return sweep


async def _of_case(work: Work, case: Id, attachment: Id) -> CaseAttachmentRow:
    found = await work.session.get(CaseAttachmentRow, attachment)
    if found is None or found.case_id != case or found.site_id != work.site:
        raise NotFound("case.unknown_file")
    return found


async def _attached_before(work: Work, key: str) -> bool:
    of = CaseAttachmentRow
    return await made_before(work, of, of.added_by, key) is not None


async def _require_room(work: Work, case: Id, size: int) -> None:
    of = CaseAttachmentRow
    asked = select(of.size).where(of.case_id == case, of.file.is_not(None))
    why = core.no_room(size, list((await work.session.execute(asked)).scalars()))
    if why is not None:
        raise Refusal(why, most=core.MOST_FILES, most_mb=core.MOST_OF_CASE >> 20)


def _may_change(work: Work, found: CaseAttachmentRow) -> bool:
    return found.added_by == work.actor.id or work.allows(CASES_ASSIGN)
