"""One thing done to several cases, each in a Work of its own by the rules that it has alone, and taken back.

What came of a case is written down in the Work that did it: sent twice, or again after a death, it is done
once.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy import select

from huawu.cases.core import bulk as core
from huawu.cases.errors import ChangedMeanwhile
from huawu.cases.models import CaseBulkItemRow, CaseBulkRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.service.bulk_kinds import DOES, TAKES_BACK, Asker, Does
from huawu.cases.service.common import made_before
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work

Working = Callable[[], AbstractAsyncContextManager[Work]]
"""Makes a Work of whoever asks."""
AT_ONCE = 20
"""So many cases are done for one request: between them, the page says how far it is."""


async def begin(work: Work, key: str, what: str, asked: dict[str, Any], cases: list[tuple[Id, int]]) -> Id:
    """Write down what is to be done to which cases, each with the revision that was seen; nothing is done
    yet. Sent twice with one key, the first one counts. Refused above 200 cases, and where it is not said
    what."""
    _require(work)
    if len(cases) > core.MOST:
        raise Invalid("case.too_many", most=core.MOST)
    if not core.complete(what, asked):
        raise Invalid("case.bulk_incomplete")
    await work.alone(f"cases at once {work.actor.id}")
    there = await made_before(work, CaseBulkRow, CaseBulkRow.by, key)
    if there is not None:
        return there
    row = CaseBulkRow(
        id=new_id(),
        site_id=work.site,
        request_key=key,
        at=work.now,
        by=work.actor.id,
        what=what,
        asked=asked,
    )
    work.session.add(row)
    await work.session.flush()
    seen = dict(cases)
    work.session.add_all(
        CaseBulkItemRow(
            bulk_id=row.id, place=place, case_id=case, seen=seen[case], outcome="", why={}, kept={}, back=""
        )
        for place, case in enumerate(sorted(seen))
    )
    return row.id


async def carry_on(working: Working, arranged: Arranged, bulk: Id, agent: Id | None) -> None:
    """Do it to the next cases, at most 20. What a rule forbids is written down and stands in nobody's way."""
    for _ in range(AT_ONCE):
        place: int | None = None
        try:
            async with working() as work:
                row, item = await _next(work, bulk)
                if item is None:
                    return
                place = item.place
                asker = Asker(work, arranged, agent, row.id)
                item.outcome, item.revision, item.kept = await _done(asker, row, item)
        except Refusal as why:
            if place is None:
                raise
            async with working() as work:
                await _refused(work, bulk, place, why)


async def take_back(working: Working, arranged: Arranged, bulk: Id, agent: Id | None) -> None:
    """Take back what was done to the next cases, at most 20, where nobody has changed it since. What was not
    done yet is not done any more."""
    for _ in range(AT_ONCE):
        async with working() as work:
            row = await _held(work, bulk)
            row.undone_at = work.now if row.undone_at is None else row.undone_at
            of = CaseBulkItemRow
            done = select(of).where(of.bulk_id == bulk, of.outcome == core.DONE, of.back == "")
            item = (await work.session.execute(done.order_by(of.place).limit(1))).scalar_one_or_none()
            if item is None:
                return
            back = TAKES_BACK[row.what]
            try:
                undone = await back(Asker(work, arranged, agent, row.id), item)
            except NotFound:  # the case is about them meanwhile, or gone
                undone = False
            item.back = core.BACK if undone else core.STAYS


async def _done(
    asker: Asker, row: CaseBulkRow, item: CaseBulkItemRow
) -> tuple[str, int | None, dict[str, Any]]:
    does: Does = DOES[row.what]
    made = await does(asker, item.case_id, item.seen, row.asked)
    if made is None:
        return core.SAME, None, {}
    return core.DONE, made.revision, made.kept


async def _next(work: Work, bulk: Id) -> tuple[CaseBulkRow, CaseBulkItemRow | None]:
    """The next case to be done; none once it is being taken back. Two requests never do the same one."""
    row, of = await _held(work, bulk), CaseBulkItemRow
    if row.undone_at is not None:
        return row, None
    asked = select(of).where(of.bulk_id == bulk, of.outcome == "").order_by(of.place).limit(1)
    return row, (await work.session.execute(asked)).scalar_one_or_none()


async def _refused(work: Work, bulk: Id, place: int, why: Refusal) -> None:
    await _held(work, bulk)
    item = await work.session.get(CaseBulkItemRow, (bulk, place))
    if item is not None and item.outcome == "":
        item.outcome = core.CHANGED if isinstance(why, ChangedMeanwhile) else core.REFUSED
        item.why = {"key": why.key, "params": why.params}


def _require(work: Work) -> None:
    if not work.allows(CASES_ASSIGN):
        work.require(CASES_WORK)


async def _held(work: Work, bulk: Id) -> CaseBulkRow:
    _require(work)
    of = CaseBulkRow
    mine = select(of).where(of.id == bulk, of.by == work.actor.id, of.site_id == work.site)
    row = (await work.session.execute(mine.with_for_update())).scalar_one_or_none()
    if row is None:
        raise NotFound("case.unknown_bulk")
    return row
