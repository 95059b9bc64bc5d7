"""What a change made of a case, kept so that it can be taken back exactly; and taking it back."""

from typing import Any

from huawu.cases.core import bulk as core
from huawu.cases.core.life import STEPS, after
from huawu.cases.events import CaseChanged
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.service import promises
from huawu.cases.service.along import promise, went_along
from huawu.cases.service.assigning import is_here
from huawu.cases.service.common import announce_step, index_words, written
from huawu.cases.service.receipt_clocks import kept as receipt_kept
from huawu.cases.service.receipt_clocks import put_back
from huawu.platform.work import Work

_FIELDS = (
    *("state", "team", "owner", "waiting_since", "promise", "first_done_at", "solved_at", "escalated"),
    *("priority", "priority_why", "cause", "cause_name", "solution", "solution_name", "solution_text"),
    *("satisfaction", "satisfaction_asked_at", "result_told_at", "approved_by", "closed_at", "reopened"),
    "duplicate_of",
)
_STEPPED = frozenset({"state", "team", "owner", "waiting_since"})


async def snapshot(work: Work, row: CaseRow) -> dict[str, Any]:
    """Of a case, what steps, assignments and the like change. Nothing that was filled in in its form."""
    found = {name: getattr(row, name) for name in _FIELDS}
    found["promise"] = promises.without_receipt(row.promise)
    return found | {"receipt": await receipt_kept(work, row)}


async def restore(
    work: Work, arranged: Arranged, row: CaseRow, kept: core.Kept, revision: int | None, kind: str
) -> bool:
    """Make of a case that is held what it was, with its clocks, and put it on record (`kind`). False: it was
    changed since, and stays as it is. Whoever has left gets nothing back: it goes to the list of the team."""
    now = await snapshot(work, row)
    if row.revision != revision or not core.stands(kept, now):
        return False
    was = core.taken_back(kept, now)
    for name, value in was.items():
        if name not in ("escalated", "receipt"):  # who was told was told
            setattr(row, name, value)
    receipt = was["receipt"] if "receipt" in was else now["receipt"]
    await put_back(work, row, receipt, arranged.time_of(row.priority))
    if row.owner is not None and row.owner != now["owner"] and not await is_here(work, row.owner):
        row.owner, row.state = None, after(STEPS["assign"], row.state)
        if row.waiting_since is not None:
            promises.go_on(row, work.now)
    promises.settle(row, arranged.time_of(row.priority))
    fields = sorted(set(kept) - {"promise", "escalated", "due_at", "receipt"})
    written(work, row, kind, {"fields": fields, "state": row.state, "owner": row.owner})
    await index_words(work, row)
    if _STEPPED & kept.keys():
        await announce_step(work, row, "undone")
        if await went_along(work, row.id):
            await promise(work, row, "undone")
    else:
        await work.announce(row.id, CaseChanged(row.id, fields, work.actor.id, work.now))
    return True
