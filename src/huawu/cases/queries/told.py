"""What the customer of a case was told and asked, and when they are told next."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core.telling import ASKED_ELSE
from huawu.cases.models import CaseProgressRow, CaseRow, CaseTellingRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.showing import words
from huawu.cases.schemas.told import CaseTelling, CaseTellings
from huawu.people import queries as people
from huawu.people.types import CASES_WORK
from huawu.platform.web.shapes import moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn

_MOST = 200


async def tellings(session: AsyncSession, row: CaseRow, there: Arranged, person: SignedIn) -> CaseTellings:
    """Of one case, the newest first."""
    of = CaseTellingRow
    asked = select(of).where(of.case_id == row.id).order_by(of.at.desc(), of.id.desc()).limit(_MOST)
    every = list((await session.execute(asked)).scalars())
    names = await people.user_names(session, {each.by for each in every})
    held = await session.get(CaseProgressRow, row.id)
    wants = there.of_type(row.type, "follow_up")
    return CaseTellings(
        items=[
            CaseTelling.model_validate(
                {
                    "id": each.id,
                    "at": moment(each.at),
                    "by": words(names.get(each.by)),
                    "what": each.what,
                    "how": each.how,
                    "text": each.text,
                    "score": each.score,
                }
            )
            for each in every
        ],
        every_hours=there.of_type(row.type, "progress_hours") or 0,
        due_at=None if held is None else moment_or_none(held.due_at),
        due=held is not None and held.task is not None,
        asked=ASKED_ELSE if wants is None else wants,
        result_told_at=moment_or_none(row.result_told_at),
        satisfaction_asked_at=moment_or_none(row.satisfaction_asked_at),
        tellable=person.may(CASES_WORK) and row.state != "closed",
    )
