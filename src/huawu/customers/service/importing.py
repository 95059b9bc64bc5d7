"""Customers from a sheet: what it would do, doing it, and undoing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.fields import Definitions
from huawu.customers.core.folding import folded
from huawu.customers.core.numbers import is_subscriber
from huawu.customers.core.record import differing, faults_of, record_of, told_in
from huawu.customers.core.sheet import Row, Sheet, written_over
from huawu.customers.events import CustomersImported
from huawu.customers.models import (
    CustomerImportLineRow,
    CustomerImportRow,
    CustomerPastRow,
    CustomerRelationRow,
    CustomerRow,
)
from huawu.customers.ports import InUse
from huawu.customers.queries.sheets import standings_for
from huawu.customers.service.rows import at_hand, beside, put, revise
from huawu.customers.types import Record, Standing
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import NotFound, Refusal
from huawu.platform.sheets import Fault
from huawu.platform.work import Work

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """What a line does. `customer` None: a new one; else `seen` is the revision of theirs that it goes by.
    `sharing`: names of others who have one of its numbers; `short`: those of its numbers by which
    nobody outside the house is reached but services."""

    line: int
    what: Literal["new", "changed", "same"]
    customer: Id | None
    seen: int
    record: Record
    fields: tuple[str, ...]
    sharing: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sheet does, and what of it cannot be done."""

    lines: tuple[Planned, ...]
    faults: tuple[Fault, ...]

    @property
    def doing(self) -> list[Planned]:
        """The lines that change something."""
        return [each for each in self.lines if each.what != "same"]


async def plan_sheet(session: AsyncSession, sheet: Sheet, own: Definitions) -> Plan:
    """Whom each line means: the customer with its id; else the one with its name and one of its numbers; else
    nobody yet."""
    known = await standings_for(session, [row.id for row in sheet.rows if row.id], _numbers(sheet.rows))
    by_number: dict[str, list[Standing]] = {}
    for each in known.values():
        for number in each.record.numbers:
            by_number.setdefault(number.number, []).append(each)
    lines: list[Planned] = []
    faults = list(sheet.faults)
    met: dict[object, int] = {}
    for row in sheet.rows:
        meant = known.get(row.id) if row.id else _same(row, by_number)
        if row.id and meant is None:
            faults.append(Fault(row.line, "customer.unknown"))
            continue
        first = {met[mark] for mark in _marks(row, meant) if mark in met}
        if first:
            faults.append(Fault(row.line, "customer.sheet_same_customer", {"other": min(first)}))
            continue
        met.update(dict.fromkeys(_marks(row, meant), row.line))
        planned = _planned(row, meant, by_number)
        wrong = faults_of(told_in(planned.record, meant.record, own), own) if meant and planned.fields else []
        faults += [Fault(row.line, key, params) for key, params in wrong]
        if not wrong:
            lines.append(planned)
    return Plan(tuple(lines), tuple(sorted(faults, key=lambda fault: fault.line)))


async def take_sheet(work: Work, plan: Plan, *, file: str, once: str | None = None) -> Id:
    """Do what the lines say that can be done. Refused when somebody changed one of the customers since the
    plan was made. `once`: what whoever asks calls this sheet; asked again, nothing is done. Returns the id by
    which it is undone."""
    if once is not None:
        await work.alone(once)
        of = CustomerImportRow
        if (done := await work.session.scalar(select(of.id).where(of.once == once))) is not None:
            return done
    sheet, doing = new_id(), plan.doing
    new = [each for each in doing if each.customer is None]
    work.session.add(
        CustomerImportRow(
            id=sheet,
            site_id=work.site,
            file=file[:200],
            by=work.actor.id,
            at=work.now,
            new=len(new),
            changed=len(doing) - len(new),
            once=once,
        )
    )
    await work.session.flush()
    for start in range(0, len(new), _BATCH):
        await _make(work, sheet, new[start : start + _BATCH])
    for customer, each in _in_order(doing):
        row, standing = await at_hand(work, customer)
        if standing.revision != each.seen:
            raise Refusal("customer.sheet_meanwhile")
        await revise(work, row, standing, each.record, list(each.fields))
        _note(work, sheet, each.line, row)
    await _say(work, sheet, len(doing), undone=False)
    return sheet


async def undo_import(work: Work, sheet: Id, in_use: InUse) -> tuple[int, list[str]]:
    """Put back what a sheet did: those it made go, those it changed are as before. Who was changed, merged,
    related or written down anywhere since stays. Returns how many were put back, and the names of those who
    stay. Said again, it changes nothing."""
    of = await work.session.get(CustomerImportRow, sheet, with_for_update=True)
    if of is None or of.site_id != work.site:
        raise NotFound("customer.unknown_import")
    if of.undone_at is not None:
        return 0, []
    line = CustomerImportLineRow
    mine = select(line).where(line.import_id == sheet).order_by(line.customer_id)  # as all others lock them
    lines = list(await work.session.scalars(mine))
    used = await in_use.of(work.session, [each.customer_id for each in lines if each.new])
    left: list[str] = []
    back = 0
    for each in lines:
        row = await work.session.get(CustomerRow, each.customer_id, with_for_update=True)
        if row is None:
            continue
        if row.revision != each.revision or row.merged_into is not None or row.id in used:
            left.append(row.name)
        elif await _put_back(work, row, each):
            back += 1
        else:
            left.append(row.name)
    of.undone_by, of.undone_at = work.actor.id, work.now
    await _say(work, sheet, back, undone=True)
    return back, left


async def _put_back(work: Work, row: CustomerRow, line: CustomerImportLineRow) -> bool:
    """As it was before the line; False when somebody relies on it."""
    if line.new:
        of = CustomerRelationRow
        related = select(of.id).where(or_(of.customer_id == row.id, of.other_id == row.id)).limit(1)
        if await work.session.scalar(related) is not None:
            return False
        await work.session.execute(delete(CustomerRow).where(CustomerRow.id == row.id))
        return True
    past = await work.session.get(CustomerPastRow, (row.id, line.revision - 1))
    if past is None:
        return False
    _, standing = await at_hand(work, row.id)
    record = record_of(past.record)
    await revise(work, row, standing, record, differing(standing.record, record))
    return True


def _in_order(lines: Sequence[Planned]) -> list[tuple[Id, Planned]]:
    """Those who are changed, always in the same order, so that two sheets cannot wait for each other."""
    there: list[tuple[Id, Planned]] = [(each.customer, each) for each in lines if each.customer is not None]
    return sorted(there, key=lambda each: each[0])


async def _make(work: Work, sheet: Id, lines: Sequence[Planned]) -> None:
    """Many at once: three statements for all of them."""
    made = []
    for each in lines:
        row = CustomerRow(id=new_id(), site_id=work.site, created_at=work.now, revision=1, also=[])
        put(work, row, each.record)
        made.append((each, row))
    await work.session.flush()
    for each, row in made:
        work.session.add_all(beside(row.id, each.record))
        _note(work, sheet, each.line, row, new=True)
    await work.session.flush()


def _note(work: Work, sheet: Id, line: int, row: CustomerRow, *, new: bool = False) -> None:
    work.session.add(
        CustomerImportLineRow(import_id=sheet, line=line, customer_id=row.id, new=new, revision=row.revision)
    )


async def _say(work: Work, sheet: Id, many: int, *, undone: bool) -> None:
    await work.announce(sheet, CustomersImported(sheet, many, undone, work.actor.id, work.now))


def _numbers(rows: Sequence[Row]) -> list[str]:
    return [each.number for row in rows for each in row.record.numbers]


def _same(row: Row, by_number: Mapping[str, list[Standing]]) -> Standing | None:
    """The customer who has the name of a row and one of its numbers; None also when there are several."""
    name = folded(row.record.name)
    found = {
        each.customer: each
        for number in row.record.numbers
        for each in by_number.get(number.number, [])
        if folded(each.record.name) == name
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _marks(row: Row, meant: Standing | None) -> list[object]:
    """By what two lines mean the same customer."""
    if meant is not None:
        return [meant.customer]
    return [(folded(row.record.name), number.number) for number in row.record.numbers]


def _planned(row: Row, meant: Standing | None, by_number: Mapping[str, list[Standing]]) -> Planned:
    record = written_over(meant.record, row, lists=bool(row.id)) if meant else row.record
    fields = tuple(differing(meant.record, record)) if meant else ()
    others = dict.fromkeys(
        each.record.name
        for number in record.numbers
        for each in by_number.get(number.number, [])
        if meant is None or each.customer != meant.customer
    )
    what: Literal["new", "changed", "same"] = "new" if meant is None else "changed" if fields else "same"
    customer, seen = (meant.customer, meant.revision) if meant else (None, 0)
    short = tuple(each.number for each in row.record.numbers if not is_subscriber(each.number))
    return Planned(row.line, what, customer, seen, record, fields, tuple(others), short)
