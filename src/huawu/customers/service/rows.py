"""Records in their rows: written whole, with what they are found by, and kept as they were before."""

from dataclasses import replace
from typing import Any

from sqlalchemy import delete

from huawu.customers import config
from huawu.customers.core.fields import canonical
from huawu.customers.core.numbers import digits_reversed
from huawu.customers.core.pinyin import sort_key
from huawu.customers.core.record import faults_of, plain_of, tidied, told_in
from huawu.customers.core.searching import keys_of
from huawu.customers.events import CustomerWritten
from huawu.customers.models import CustomerKeyRow, CustomerNumberRow, CustomerPastRow, CustomerRow
from huawu.customers.queries.records import standing_of
from huawu.customers.service.judging import judge
from huawu.customers.service.reviewing import look
from huawu.customers.types import Record, Standing
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work


async def at_hand(work: Work, customer: Id) -> tuple[CustomerRow, Standing]:
    """A customer's row, locked until the Work ends, and the record as it stands. Refused when there is none,
    or it was merged into another."""
    row = await work.session.get(CustomerRow, customer, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("customer.unknown")
    if row.merged_into is not None:
        raise Refusal("customer.is_merged", into=row.merged_into)
    return row, await standing_of(work.session, row)


async def right(work: Work, record: Record, kept: Record | None = None) -> Record:
    """As it is kept. Raises Invalid with the first thing that is wrong. Values of fields that the site no
    longer has stay as they are in `kept`."""
    own = await config.fields_of(work.session, work.site)
    plain = tidied(record)
    told = told_in(plain, kept, own) if kept else plain
    whole = replace(told, fields=canonical(told.fields, own))
    for key, params in faults_of(whole, own):
        raise Invalid(key, **params)
    gone = {key: value for key, value in (kept.fields if kept else {}).items() if key not in own}
    return replace(whole, fields=dict(sorted({**gone, **whole.fields}.items())))


async def revise(work: Work, row: CustomerRow, standing: Standing, record: Record, what: list[str]) -> None:
    """Write a record in place of the one that stands, which is kept as a past one. `what`: the names of what
    changed."""
    work.session.add(
        CustomerPastRow(
            customer_id=row.id,
            revision=standing.revision,
            by=standing.by,
            at=standing.at,
            record=plain_of(standing.record),
        )
    )
    row.revision = standing.revision + 1
    await fill(work, row, record, what)


async def fill(work: Work, row: CustomerRow, record: Record, what: list[str]) -> None:
    """Write a record into a row, with numbers and keys, and say that it was."""
    put(work, row, record)
    await work.session.flush()
    for of in (CustomerKeyRow, CustomerNumberRow):
        await work.session.execute(delete(of).where(of.customer_id == row.id))
    work.session.add_all(beside(row.id, record))
    await work.session.flush()
    site = await config.in_force(work.session, work.site)
    await judge(work, row.id, record, site.own)
    await look(work, row, record, site)
    await work.announce(row.id, CustomerWritten(row.id, row.revision, tuple(what), work.actor.id, work.now))


def put(work: Work, row: CustomerRow, record: Record) -> None:
    """Write a record into a row alone."""
    plain: dict[str, Any] = plain_of(record)
    del plain["numbers"]
    for name, value in plain.items():
        setattr(row, name, value)
    row.sort_key = sort_key(record.name)
    row.changed_at, row.changed_by = work.now, work.actor.id
    work.session.add(row)


def beside(customer: Id, record: Record) -> list[CustomerKeyRow | CustomerNumberRow]:
    """The rows that belong to a customer's row: what they are found by."""
    keys = [CustomerKeyRow(customer_id=customer, key=key) for key in keys_of(record)]
    numbers = [
        CustomerNumberRow(
            customer_id=customer,
            number=each.number,
            reversed=digits_reversed(each.number),
            place=place,
            label=each.label,
        )
        for place, each in enumerate(record.numbers)
    ]
    return [*keys, *numbers]
