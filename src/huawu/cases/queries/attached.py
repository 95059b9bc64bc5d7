"""The files of a case, with who was given them."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import attachments as core
from huawu.cases.models import CaseAttachmentRow, CaseDownloadRow, CaseRow
from huawu.cases.queries.showing import words
from huawu.cases.schemas.attached import CaseAttachment, CaseAttachments, CaseDownload
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn

_LAST = 20


async def attachments(session: AsyncSession, row: CaseRow, person: SignedIn) -> CaseAttachments:
    """Those of a case, the newest first; removed ones for who may put them back."""
    of = CaseAttachmentRow
    asked = select(of).where(of.case_id == row.id).order_by(of.added_at.desc(), of.id.desc())
    every = list((await session.execute(asked)).scalars())
    works, leads = person.may(CASES_WORK) and row.state != "closed", person.may(CASES_ASSIGN)
    mine = {each.id for each in every if leads or each.added_by == person.user}
    seen = [each for each in every if each.removed_at is None or each.id in mine]
    given = await _given(session, [each.id for each in seen])
    users = {each.added_by for each in seen} | {by for _, last in given.values() for by, _ in last}
    names = await people.user_names(session, users)

    def called(user: Id) -> Words | None:
        return words(names.get(user))

    def one(each: CaseAttachmentRow) -> CaseAttachment:
        many, last = given.get(each.id, (0, []))
        return CaseAttachment(
            id=each.id,
            name=each.name,
            kind=each.kind,
            size=each.size,
            sha256=each.sha256,
            added_at=moment(each.added_at),
            added_by=called(each.added_by),
            removed_at=moment_or_none(each.removed_at),
            there=each.file is not None,
            changeable=works and each.id in mine and each.file is not None,
            downloaded=many,
            downloads=[CaseDownload(at=moment(at), by=called(by)) for by, at in last] if leads else [],
        )

    room = core.MOST_OF_CASE - sum(each.size for each in every if each.file is not None)
    return CaseAttachments(
        items=[one(each) for each in seen],
        endings=list(core.ENDINGS),
        most_bytes=core.MOST_BYTES,
        more_bytes=max(0, room),
        addable=works,
    )


async def _given(session: AsyncSession, ids: list[Id]) -> dict[Id, tuple[int, list[tuple[Id, int]]]]:
    """How often each was given out, and to whom last."""
    if not ids:
        return {}
    of = CaseDownloadRow
    nth = func.row_number().over(partition_by=of.attachment_id, order_by=(of.at.desc(), of.id.desc()))
    many = func.count().over(partition_by=of.attachment_id)
    inner = (
        select(of.attachment_id, of.by, of.at, nth.label("nth"), many.label("many"))
        .where(of.attachment_id.in_(ids))
        .subquery()
    )
    last = select(inner).where(inner.c.nth <= _LAST).order_by(inner.c.nth)
    found: dict[Id, tuple[int, list[tuple[Id, int]]]] = {}
    for each in await session.execute(last):
        found.setdefault(each.attachment_id, (each.many, []))[1].append((each.by, each.at))
    return found
