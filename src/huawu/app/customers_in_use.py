"""Which customers something was written down of: contacts, cases, promised calls and messages name them."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.models import CaseRow
from huawu.interactions.models import Interaction
from huawu.platform.ids import Id
from huawu.routing.models import CallbackRow
from huawu.switchboard.models import MessageSlipRow

_NAMED_BY = (Interaction.customer, CaseRow.customer, CallbackRow.customer, MessageSlipRow.customer)


class CustomersInUse:
    """Fills `customers.ports.InUse`."""

    async def of(self, session: AsyncSession, customers: Collection[Id]) -> set[Id]:
        found: set[Id] = set()
        for column in _NAMED_BY:
            named = await session.scalars(select(column).where(column.in_(customers)).distinct())
            found |= {each for each in named if each is not None}
        return found
