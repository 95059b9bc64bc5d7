"""Making and changing customers."""

from dataclasses import fields, replace

from sqlalchemy import select

from huawu.customers.core.numbers import masked, normalised
from huawu.customers.core.record import NAMES, differing, record_of, unmasked, usual_label
from huawu.customers.models import CustomerPastRow, CustomerRow
from huawu.customers.service.rows import at_hand, fill, revise, right
from huawu.customers.types import NewCustomer, Number, Record
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Refusal
from huawu.platform.work import Work

_EVERYTHING = [each.name for each in fields(Record)]


async def create_customer(work: Work, new: NewCustomer) -> Id:
    """Make a customer of whom only the usual is told. Refused like `write_customer`."""
    numbers = tuple(Number(number, usual_label(normalised(number))) for number in new.numbers)
    record = Record(
        new.name,
        company=new.company,
        level=new.level,
        language=new.language,
        note=new.note,
        numbers=numbers,
    )
    return await write_customer(work, record)


async def write_customer(work: Work, record: Record, *, once: str | None = None) -> Id:
    """Make a customer. Refused when something is wrong with the record. `once`: what whoever asks calls this
    making; asked again, it is the customer of the first time."""
    if once is not None and (made := await _made(work, once)) is not None:
        return made
    whole = await right(work, record)
    row = CustomerRow(id=new_id(), site_id=work.site, created_at=work.now, revision=1, also=[], once=once)
    await fill(work, row, whole, _EVERYTHING)
    return row.id


async def change_customer(
    work: Work, customer: Id, record: Record, *, seen: int | None, masks: bool = False
) -> None:
    """Write a record in place of the one that stands. `seen`: the revision that whoever changes it saw;
    refused when somebody else changed it since, unless it is as asked already. `masks`: they see numbers
    masked, and a mask means the number that it hides."""
    row, standing = await at_hand(work, customer)
    old = standing.record
    if masks:
        shown = [masked(number.number) for number in old.numbers]
        record = replace(record, numbers=unmasked(record.numbers, old.numbers, shown))
    whole = await right(work, record, old)
    what = differing(old, whole)
    if not what:
        return
    if seen is not None and seen != standing.revision:
        raise await _meanwhile(work, customer, seen, old)
    await revise(work, row, standing, whole, what)


async def _made(work: Work, once: str) -> Id | None:
    """The customer who was made under this name; whoever makes another under it waits until this Work
    ends."""
    await work.alone(once)
    return await work.session.scalar(select(CustomerRow.id).where(CustomerRow.once == once))


async def _meanwhile(work: Work, customer: Id, seen: int, now: Record) -> Refusal:
    """What somebody else changed since the revision that was seen."""
    past = await work.session.get(CustomerPastRow, (customer, seen))
    what = differing(record_of(past.record), now) if past is not None else _EVERYTHING
    said = [NAMES[name] for name in what]
    return Refusal(
        "customer.changed_meanwhile",
        fields=what,
        names={"zh": "、".join(zh for zh, _ in said), "en": ", ".join(en for _, en in said)},
    )
