"""The clock of a receipt in the row of its case and in its own, and as a change keeps it to be taken back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from huawu.cases.core import promise, receipts
from huawu.cases.core.business import WorkingTime
from huawu.cases.models import CaseReceiptRow, CaseRow
from huawu.cases.service import promises
from huawu.platform.ids import Id
from huawu.platform.work import Work

_KEPT = (
    *("site_id", "team", "from_team", "sent_at", "sent_by", "due_at", "look_at"),
    *("state", "ended_at", "ended_by", "reason"),
)


async def receipt_of(work: Work, case: Id) -> CaseReceiptRow | None:
    """The last receipt that was asked of a case."""
    return await work.session.get(CaseReceiptRow, case)


async def receipts_of(work: Work, rows: Sequence[CaseRow]) -> dict[Id, CaseReceiptRow]:
    """Of these cases, those receipts that are awaited."""
    awaited = [each.id for each in rows if each.receipt_due_at is not None]
    if not awaited:
        return {}
    of = CaseReceiptRow
    found = await work.session.execute(select(of).where(of.case_id.in_(awaited)).with_for_update())
    return {each.case_id: each for each in found.scalars()}


def wind(row: CaseRow, held: CaseReceiptRow, time: WorkingTime) -> None:
    """Write down when one that is awaited is due, and is to be looked at unless that was done."""
    clock = promises.clock_of(row, promises.RECEIPT)
    if clock is None:
        return
    due = promise.due_at(clock, time)
    held.due_at = row.receipt_due_at = promises.FAR if due is None else due
    if held.look_at is not None:
        held.look_at = held.due_at


def unwind(row: CaseRow, held: CaseReceiptRow) -> None:
    """It is awaited no more."""
    row.receipt_due_at, held.look_at = None, None
    row.promise = promises.without_receipt(row.promise)


async def drop(work: Work, row: CaseRow, held: CaseReceiptRow) -> None:
    """Nobody is to confirm it any more, nor has."""
    unwind(row, held)
    await work.session.delete(held)
    await work.session.flush()  # it is looked for again in this Work


async def kept(work: Work, row: CaseRow) -> dict[str, Any] | None:
    """The receipt of a case with its clock; None: it has none."""
    held = await receipt_of(work, row.id)
    if held is None:
        return None
    return {name: getattr(held, name) for name in _KEPT} | {"clock": row.promise.get(promises.RECEIPT)}


async def put_back(work: Work, row: CaseRow, before: dict[str, Any] | None, time: WorkingTime) -> None:
    """Make it what it was, by the hours of now."""
    held = await receipt_of(work, row.id)
    if held is not None:
        unwind(row, held)
    if before is None:
        if held is not None:
            await drop(work, row, held)
        return
    values = {name: before[name] for name in _KEPT}
    if held is None:
        held = CaseReceiptRow(case_id=row.id, **values)
        work.session.add(held)
    else:
        for name, value in values.items():
            setattr(held, name, value)
    if before["state"] == receipts.WAITING:
        row.receipt_due_at = before["due_at"]
        if before["clock"] is not None:
            row.promise = row.promise | {promises.RECEIPT: before["clock"]}
        wind(row, held, time)
