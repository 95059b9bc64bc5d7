"""Warnings about customers: proposed, decided about, lifted."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from huawu.customers.core import marks
from huawu.customers.events import CustomerMarked
from huawu.customers.models import CustomerMarkRow
from huawu.customers.queries.marks import standing_of
from huawu.customers.service.rows import at_hand
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work

_DECISIONS = ("approved", "refused", "lifted")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is said of a customer. `key`: the request's own; `days`: how long it is to last."""

    key: str
    kind: str
    why: str
    days: int
    interaction: Id | None = None


async def propose_mark(work: Work, customer: Id, told: Proposed) -> Id:
    """Ask for a warning about a customer. Sent again with its key, it is the same. Refused without a
    reason, and with the key of a request that said something else."""
    if told.kind not in marks.KINDS or not 1 <= told.days <= marks.MOST_DAYS:
        raise Invalid("mark.bad", most=marks.MOST_DAYS)
    if not told.why.strip():
        raise Invalid("mark.why_needed")
    await at_hand(work, customer)
    put = (
        insert(CustomerMarkRow)
        .values(
            id=new_id(),
            site_id=work.site,
            request_key=told.key,
            customer_id=customer,
            kind=told.kind,
            why=told.why.strip(),
            days=told.days,
            interaction=told.interaction,
            proposed_at=work.now,
            proposed_by=work.actor.id,
            state="proposed",
        )
        .on_conflict_do_nothing(constraint="uq_customer_marks_proposed_by_request_key")
        .returning(CustomerMarkRow.id)
    )
    mark = (await work.session.execute(put)).scalar_one_or_none()
    if mark is None:
        row = CustomerMarkRow
        before = select(row).where(row.proposed_by == work.actor.id, row.request_key == told.key)
        made = (await work.session.execute(before)).scalar_one()
        said = (made.customer_id, made.kind, made.why, made.days, made.interaction)
        if said != (customer, told.kind, told.why.strip(), told.days, told.interaction):
            raise Refusal("mark.key_of_another")
        return made.id
    await _tell(work, mark, customer, "proposed")
    return str(mark)


async def decide_mark(work: Work, mark: Id, decision: str, why: str) -> None:
    """Approve a mark, refuse it, or lift it before its time. Refused for whoever proposed it, without a
    reason to refuse or lift it, and when it was decided already; said again by the same person, nothing
    happens."""
    if decision not in _DECISIONS:
        raise Invalid("mark.bad", most=marks.MOST_DAYS)
    if decision != "approved" and not why.strip():
        raise Invalid("mark.decided_without_reason")
    of = CustomerMarkRow
    asked = select(of).where(of.id == mark, of.site_id == work.site).with_for_update()
    row = (await work.session.execute(asked)).scalar_one_or_none()
    if row is None:
        raise NotFound("mark.unknown")
    if row.state == decision and row.decided_by == work.actor.id:
        return
    against = marks.why_not(decision, standing_of(row), work.actor.id, work.now)
    if against is not None:
        raise Refusal(against)
    row.state, row.decided_by, row.decided_at = decision, work.actor.id, work.now
    row.decided_why = why.strip()
    if decision == "approved":
        row.expires_at = marks.ends_at(work.now, row.days)
    await _tell(work, row.id, row.customer_id, decision)


async def _tell(work: Work, mark: Id, customer: Id, state: str) -> None:
    await work.announce(customer, CustomerMarked(customer, mark, state, work.actor.id, work.now))
