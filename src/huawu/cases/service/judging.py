"""Whether a complaint about an agent is upheld: said by who leads, on record in the case."""

from huawu.cases.queries.about import JUDGED
from huawu.cases.service.common import case_row, noted
from huawu.people.types import CASES_ASSIGN
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, Refusal
from huawu.platform.work import Work


async def judge(work: Work, case: Id, *, upheld: bool, why: str) -> None:
    """Say whether it is so. Said anew, the last word counts. Refused without a reason and of cases that are
    about nobody; for whom it is about there is no such case."""
    work.require(CASES_ASSIGN)
    row = await case_row(work, case)
    if row.about_agent is None:
        raise Refusal("case.judged_about_nobody")
    if not why.strip():
        raise Invalid("case.judged_without_reason")
    noted(work, row, JUDGED, {"upheld": upheld, "reason": why.strip()})
