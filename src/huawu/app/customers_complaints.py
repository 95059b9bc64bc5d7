"""What a customer complained of: cases know."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.queries.complaints import complaints_of
from huawu.customers.types import ComplaintHistory, Customer
from huawu.platform.ids import Id


class CustomersComplaints:
    """Fills `customers.ports.Complaints`."""

    async def of_customer(
        self, session: AsyncSession, customer: Customer, viewer: Id | None
    ) -> ComplaintHistory:
        return ComplaintHistory(*await complaints_of(session, customer.ids, viewer=viewer))
