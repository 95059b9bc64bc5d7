"""That the cases of a major incident are solved together is promised here; `incident_solving` does it."""

from dataclasses import dataclass

from sqlalchemy import func, select

from huawu.cases.core import incidents as core
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.service.common import case_row, noted
from huawu.cases.service.incidents import held_of
from huawu.people.types import CASES_ASSIGN
from huawu.platform import jobs
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, Refusal
from huawu.platform.work import Work

SOLVE = "cases.incident"


@dataclass(frozen=True, slots=True)
class Solving:
    """How far linked cases are taken (`to`), and what each gets. `result`: the note, and the solution of
    those that have none; `cause`: of those that have none; `tell`: a task to tell the customer is left."""

    key: str
    to: core.Goal
    result: str
    cause: str | None = None
    tell: bool = False


async def solve(work: Work, there: Arranged, case: Id, wanted: Solving) -> None:
    """Promise to solve the linked cases together. Sent twice with one key, it is done once. Refused while the
    last time is not over, without a result, and for a cause that there is not."""
    work.require(CASES_ASSIGN)
    row, held = await case_row(work, case), await held_of(work, case)
    last = held.solving
    if last.get("key") == wanted.key and last.get("by") == work.actor.id:
        return
    if last and last["done_at"] is None:
        raise Refusal("incident.solving_now")
    if not wanted.result.strip():
        raise Invalid("incident.what_result")
    if wanted.cause is not None and wanted.cause not in there.causes:
        raise Invalid("case.unknown_cause", cause=wanted.cause[:64])
    total = select(func.count()).where(CaseRow.master == case)
    held.solving = {
        "run": last.get("run", 0) + 1,
        "key": wanted.key,
        "to": wanted.to,
        "result": wanted.result.strip(),
        "cause": wanted.cause,
        "tell": wanted.tell,
        "by": work.actor.id,
        "asked_at": work.now,
        "done_at": None,
        "total": (await work.session.execute(total)).scalar_one(),
    }
    noted(work, row, "incident_solving", {"to": wanted.to, "text": wanted.result.strip()})
    await promise(work, case, held.solving["run"], "")


async def promise(work: Work, master: Id, run: int, after: Id) -> None:
    args = {"master": master, "run": run, "after": after}
    await jobs.enqueue(work, SOLVE, args, key=f"{master} {run} {after}")
