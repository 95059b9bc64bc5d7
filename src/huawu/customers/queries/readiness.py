"""How much is known of a customer of what one should know before the talk."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import config
from huawu.customers.core.items import Readiness, items_of, readiness
from huawu.customers.models import CustomerRow
from huawu.customers.queries.identity import identity_of
from huawu.customers.queries.records import standing_of
from huawu.customers.queries.verdicts import confirmed_in, verdicts_of
from huawu.customers.types import Caller, Identity, Standing
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound


async def readiness_of(session: AsyncSession, site: str, standing: Standing) -> Readiness:
    """The key items in force, each with whether the record answers it."""
    items = items_of(await config.key_items(session, site))
    confirmed = confirmed_in(await verdicts_of(session, standing))
    return readiness(items, standing.record, confirmed)


async def at_a_glance(
    session: AsyncSession, caller: Caller, customer: Id, user: Id
) -> tuple[Readiness, Identity]:
    """How much is known of a customer who was not merged into another, and how surely this caller is them.
    `user`: who looks."""
    row = await session.get(CustomerRow, customer)
    if row is None:
        raise NotFound("customer.unknown")
    standing = await standing_of(session, row)
    return (
        await readiness_of(session, row.site_id, standing),
        await identity_of(session, row.site_id, caller, standing, user),
    )
