"""What a customer complained of: cases know."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.queries.complaints import complaints_of
from huawu.customers.types import ComplaintHistory, Customer


class CustomersComplaints:
    """Fills `customers.ports.Complaints`."""

    async def of_customer(self, session: AsyncSession, customer: Customer) -> ComplaintHistory:
        return ComplaintHistory(*await complaints_of(session, customer.ids))
