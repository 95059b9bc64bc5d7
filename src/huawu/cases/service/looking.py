"""The due-queue: cases of which somebody is to be told that their time runs out.

What is not due costs nothing: `look_at` is an index, and only what has come due is read.
"""

from itertools import chain

from sqlalchemy import select

from huawu.cases.config import PROMISE
from huawu.cases.core import promise
from huawu.cases.events import CaseEscalated
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.service import notices, promises
from huawu.cases.service.common import noted
from huawu.platform.work import Work

AT_ONCE = 200
_KINDS = (PROMISE, "hours", "site")
"""Of the configuration, what clocks run by."""


async def look(work: Work) -> int:
    """Tell whoever is to be told by now, of at most 200 cases, the longest due first; as many statements for
    all as for one. Returns how many cases were looked at."""
    row = CaseRow
    due = select(row).where(row.look_at <= work.now, row.site_id == work.site)
    due = due.order_by(row.look_at).limit(AT_ONCE).with_for_update(skip_locked=True)
    rows = list((await work.session.execute(due)).scalars())
    if not rows:
        return 0
    there = await arranged(work.session, work.site, kinds=_KINDS)
    facts = {each.id: told for each in rows if (told := _tell(work, there, each))}
    near = await notices.around_each(work, [each for each in rows if each.id in facts])
    telling = (notices.escalated(work, fact, near[case]) for case, told in facts.items() for fact in told)
    await notices.put_rows(work, list(chain.from_iterable(telling)))
    await work.announce_each(facts)
    return len(rows)


def _tell(work: Work, there: Arranged, row: CaseRow) -> list[CaseEscalated]:
    """Put on record who is told by now, and wind the clock; returns what is to be announced."""
    time, facts = there.time_of(row.priority), []
    first, solve = promises.clock_of(row, promises.FIRST), promises.clock_of(row, promises.SOLVE)
    late = (
        first is not None and first.since is not None and promise.used(first, time, work.now) >= first.limit
    )
    if late and not row.promise["first_told"]:
        row.promise = row.promise | {"first_told": True}
        facts.append(_escalated(work, row, promises.FIRST, promise.WHOLE, "leader"))
    if solve is not None:
        ladder, told = promises.ladder_of(row), row.promise["told"]
        by_now = promise.reached(solve, time, ladder, told, work.now)
        facts += [
            _escalated(work, row, promises.SOLVE, step.percent, step.to) for step in ladder[told:by_now]
        ]
        row.promise = row.promise | {"told": by_now}
        row.escalated = max(row.escalated, by_now)
    promises.settle(row, time)
    return facts


def _escalated(work: Work, row: CaseRow, of: str, percent: int, to: str) -> CaseEscalated:
    noted(work, row, "escalated", {"of": of, "percent": percent, "to": to})
    return CaseEscalated(row.id, of, percent, to, row.team, row.owner, work.now)
