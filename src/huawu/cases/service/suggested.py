"""What was suggested when a case was opened is kept with it, so that one can measure how good it is."""

from huawu.cases.models import CaseRow, CaseSuggestionRow
from huawu.cases.types import Suggested
from huawu.platform.work import Work


def keep_suggested(work: Work, row: CaseRow, shown: Suggested | None) -> None:
    """Nothing is kept where nothing was suggested. What was accepted and changed afterwards counts as not
    accepted."""
    if shown is None or (shown.type is None and shown.priority is None and not shown.risks):
        return
    work.session.add(
        CaseSuggestionRow(
            case_id=row.id,
            site_id=work.site,
            at=work.now,
            type_shown=shown.type,
            type_chosen=row.type,
            type_taken="type" in shown.taken and shown.type == row.type,
            priority_shown=shown.priority,
            priority_chosen=row.priority,
            priority_taken="priority" in shown.taken and shown.priority == row.priority,
            risks=list(shown.risks),
        )
    )
