"""Which records somebody should look at: found out when one is written, and for all of them bit by bit."""

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Literal

from sqlalchemy import delete, select

from huawu.customers.config import InForce, in_force
from huawu.customers.core.reviewing import Reason, plain, read, reasons_of
from huawu.customers.events import CustomerReviewed
from huawu.customers.models import CustomerCodeRow, CustomerReviewRow, CustomerRow, CustomerSweepRow
from huawu.customers.queries.records import standings_of
from huawu.customers.queries.verdicts import verdicts_of_many, verdicts_on
from huawu.customers.types import Record, Verdict
from huawu.platform.clock import DAY, Micros, as_datetime
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound, Refusal
from huawu.platform.work import Work

_AT_ONCE = 200


async def look(work: Work, row: CustomerRow, record: Record, site: InForce) -> None:
    """Find out whether a record that was just written, or of which something was said, is to be looked at."""
    verdicts = await verdicts_on(work.session, (row.id,), record)
    _apply(work, row, record, verdicts, await work.session.get(CustomerReviewRow, row.id), site)


async def sweep(work: Work) -> int:
    """Look at some more records, in the order in which they were made; of all of them once a day, and anew
    when other things are to be known of customers. Returns 0: the next ones have time."""
    at = await work.session.get(CustomerSweepRow, work.site, with_for_update=True)
    site = await in_force(work.session, work.site)
    mark = _mark(site)
    if at is None:
        at = CustomerSweepRow(site_id=work.site, after="", began_at=work.now, over_at=None, rules=mark)
        work.session.add(at)
    elif at.rules != mark or (at.over_at is not None and at.began_at < work.now - DAY):
        at.after, at.began_at, at.over_at, at.rules = "", work.now, None, mark
    if at.over_at is not None:
        return 0
    chosen = select(CustomerRow).where(CustomerRow.id > at.after, CustomerRow.merged_into.is_(None))
    some = chosen.order_by(CustomerRow.id).limit(_AT_ONCE).with_for_update(skip_locked=True)
    rows = list(await work.session.scalars(some))  # whoever writes one just now looks at it too
    if rows:
        await _look_at(work, rows, site)
        at.after = rows[-1].id
    else:
        at.over_at = work.now
    return 0


async def review(work: Work, customer: Id, act: Literal["take", "give_back", "done"]) -> None:
    """Take a record that is to be looked at, give it back, or say that it was looked at. Refused while
    somebody else has it. Said again, it changes nothing."""
    row = await work.session.get(CustomerReviewRow, customer, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("customer.no_review")
    if row.done_at is not None:
        if act != "done":
            raise Refusal("customer.review_done")
        return
    if row.taken_by not in (None, work.actor.id):
        raise Refusal("customer.review_taken")
    if act == "take":
        row.taken_by, row.taken_at = work.actor.id, row.taken_at or work.now
    elif act == "give_back":
        row.taken_by = row.taken_at = None
    else:
        row.done_by, row.done_at = work.actor.id, work.now
        kinds = tuple(dict.fromkeys(each.kind for each in read(row.reasons)))
        await work.announce(customer, CustomerReviewed(customer, kinds, work.actor.id, work.now))


async def forget_review(work: Work, customer: Id) -> None:
    """There is nothing to look at any more: the customer was merged into another."""
    await work.session.execute(delete(CustomerReviewRow).where(CustomerReviewRow.customer_id == customer))


async def forget_codes(work: Work) -> None:
    """Drop one-time codes that held no more a day ago."""
    of = CustomerCodeRow
    await work.session.execute(delete(of).where(of.expires_at < work.now - DAY))


async def _look_at(work: Work, rows: Sequence[CustomerRow], site: InForce) -> None:
    records = {each.customer: each.record for each in await standings_of(work.session, rows)}
    verdicts = await verdicts_of_many(work.session, records)
    of = CustomerReviewRow
    found = await work.session.scalars(select(of).where(of.customer_id.in_(list(records))).with_for_update())
    reviews = {each.customer_id: each for each in found}
    for row in rows:
        _apply(work, row, records[row.id], verdicts.get(row.id, []), reviews.get(row.id), site)


def _apply(
    work: Work,
    row: CustomerRow,
    record: Record,
    verdicts: Collection[Verdict],
    review: CustomerReviewRow | None,
    site: InForce,
) -> None:
    """A record that was looked at comes back with other reasons, or when it has become old again."""
    done_at = review.done_at if review is not None else None
    reasons = reasons_of(
        record,
        site.own,
        site.items,
        verdicts,
        today=as_datetime(work.now).date().isoformat(),
        fresh_at=max(row.changed_at, done_at or 0),
        old_before=work.now - site.rules.old_days * DAY,
    )
    if review is None:
        if reasons:
            fresh = CustomerReviewRow(customer_id=row.id, site_id=row.site_id, taken_by=None, taken_at=None)
            work.session.add(_open(fresh, reasons, work.now))
    elif done_at is None:
        review.reasons = plain(reasons)
        _mark_kinds(review, reasons)
        if not reasons:
            review.done_at, review.done_by = work.now, work.actor.id
    elif any(each.kind == "old" or each not in read(review.reasons) for each in reasons):
        review.taken_by = review.taken_at = None
        _open(review, reasons, work.now)


def _open(review: CustomerReviewRow, reasons: Sequence[Reason], now: Micros) -> CustomerReviewRow:
    review.reasons, review.since = plain(reasons), now
    review.done_at = review.done_by = None
    _mark_kinds(review, reasons)
    return review


def _mark_kinds(review: CustomerReviewRow, reasons: Sequence[Reason]) -> None:
    kinds = {each.kind for each in reasons}
    review.old, review.contradictory = "old" in kinds, "contradictory" in kinds
    review.incomplete = "incomplete" in kinds


def _mark(site: InForce) -> str:
    """By which other rules are told from these."""
    old = site.rules.old_days * DAY
    said = [[repr(each) for each in site.own.values()], [repr(each) for each in site.items], old]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
