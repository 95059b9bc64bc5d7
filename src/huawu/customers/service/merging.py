"""Two customers become one, and two again."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select, update

from huawu.customers.core.merging import apart, joined
from huawu.customers.core.record import differing, faults_of, plain_of, record_of
from huawu.customers.events import CustomersMerged
from huawu.customers.models import CustomerMergeRow, CustomerRow
from huawu.customers.service.reviewing import forget_review
from huawu.customers.service.rows import at_hand, revise
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.words import say
from huawu.platform.work import Work


async def merge(work: Work, kept: Id, merged: Id) -> None:
    """Make one of two customers: `kept` goes on, with what `merged` brings; everything that is written down
    of `merged` stays there and is found by `kept`. Refused when both together are more than a record holds.
    Said again, it changes nothing."""
    if kept == merged:
        raise Invalid("customer.merged_with_itself")
    gone = await work.session.get(CustomerRow, merged)
    if gone is not None and gone.merged_into == kept:
        return
    both = {each: await at_hand(work, each) for each in sorted((kept, merged))}
    (row, standing), (other, theirs) = both[kept], both[merged]
    after = joined(standing.record, theirs.record)
    for key, params in faults_of(replace(after, fields={}), {}):
        why = {"zh": say(key, "zh-CN", params).title, "en": say(key, "en-US", params).title}
        raise Refusal("customer.merge_too_much", why=why)
    also = [other.id, *other.also]
    await revise(work, row, standing, after, differing(standing.record, after))
    row.also = [*row.also, *also]
    await _point(work, also, row.id)
    await forget_review(work, other.id)
    work.session.add(
        CustomerMergeRow(
            kept_id=row.id,
            merged_id=other.id,
            by=work.actor.id,
            at=work.now,
            before=plain_of(standing.record),
            after=plain_of(after),
            also=also,
        )
    )
    await work.announce(row.id, CustomersMerged(row.id, other.id, False, work.actor.id, work.now))


async def unmerge(work: Work, number: int) -> Id:
    """Make two customers of one again: what the merge brought is taken back, what was changed since stays.
    Said again, it changes nothing. Refused while a later merge into the same customer stands. Returns who was
    kept."""
    of = await work.session.get(CustomerMergeRow, number, with_for_update=True)
    if of is None:
        raise NotFound("customer.unknown_merge")
    if of.undone_at is not None:
        return of.kept_id
    row, standing = await at_hand(work, of.kept_id)
    later = select(CustomerMergeRow.number).where(
        CustomerMergeRow.kept_id == of.kept_id,
        CustomerMergeRow.number > number,
        CustomerMergeRow.undone_at.is_(None),
    )
    if await work.session.scalar(later.limit(1)) is not None:
        raise Refusal("customer.merged_later")
    record = apart(standing.record, record_of(of.before), record_of(of.after))
    await revise(work, row, standing, record, differing(standing.record, record))
    row.also = [each for each in row.also if each not in of.also]
    await _point(work, [of.merged_id], None)
    await _point(work, of.also[1:], of.merged_id)
    of.undone_by, of.undone_at = work.actor.id, work.now
    await work.announce(row.id, CustomersMerged(row.id, of.merged_id, True, work.actor.id, work.now))
    return row.id


async def _point(work: Work, customers: Sequence[Id], into: Id | None) -> None:
    """Say into whom these are merged."""
    if customers:
        await work.session.execute(
            update(CustomerRow).where(CustomerRow.id.in_(customers)).values(merged_into=into)
        )
