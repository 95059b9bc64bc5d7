"""Customers leave the house as a sheet: that is written down."""

from sqlalchemy import func, select

from huawu.customers.events import CustomersExported
from huawu.customers.models import CustomerRow
from huawu.platform.ids import new_id
from huawu.platform.work import Work


async def note_export(work: Work, why: str) -> int:
    """Write down who takes all customers, how many there are, and why. Returns how many."""
    of = select(func.count()).select_from(CustomerRow).where(CustomerRow.merged_into.is_(None))
    many = await work.session.scalar(of) or 0
    export = new_id()
    await work.announce(export, CustomersExported(export, many, why.strip(), work.actor.id, work.now))
    return many
