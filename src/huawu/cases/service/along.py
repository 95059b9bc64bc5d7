"""Duplicates go along with their original: promised with its step, so that it survives whoever dies."""

from sqlalchemy import delete, select

from huawu.cases.models import CaseFollowRow, CaseRow
from huawu.cases.types import Said
from huawu.platform import jobs
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.platform.work import Work

ALONG = "cases.along"
TAKEN_UP = frozenset({"reopen", "work_again"})
_AHEAD = frozenset({"confirm", "record", "close"})


async def went_along(work: Work, case: Id) -> bool:
    """Whether duplicates went along with this case, so that taking it up again asks of them."""
    found = select(CaseFollowRow.case_id).where(CaseFollowRow.original == case).limit(1)
    return (await work.session.execute(found)).first() is not None


async def require_said(work: Work, case: Id, step: str, said: Said) -> None:
    """Whoever takes up a case with which duplicates went along says whether they are taken up as well."""
    if step in TAKEN_UP and said.duplicates is None and await went_along(work, case):
        raise Invalid("case.step_needs_duplicates")


async def stepped(work: Work, row: CaseRow, step: str) -> None:
    """The case made a step: its duplicates go along. One that is taken up itself goes its own way again."""
    if step in TAKEN_UP:
        await work.session.execute(delete(CaseFollowRow).where(CaseFollowRow.case_id == row.id))
    if step in _AHEAD and await _has_duplicates(work, row.id):
        await promise(work, row, "ahead")


async def promise(work: Work, row: CaseRow, way: str) -> None:
    """`way`: ahead, again (they are taken up), undone (what took the case on was taken back)."""
    await jobs.enqueue(work, ALONG, {"case": row.id, "way": way, "after": ""})


async def _has_duplicates(work: Work, case: Id) -> bool:
    found = select(CaseRow.id).where(CaseRow.duplicate_of == case).limit(1)
    return (await work.session.execute(found)).first() is not None
