"""How much is known of a customer of what one should know before the talk."""

from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import config
from huawu.customers.core.items import Item, Readiness, readiness
from huawu.customers.core.verifying import confirmed_in
from huawu.customers.queries.identity import identified
from huawu.customers.queries.verdicts import verdicts_of
from huawu.customers.types import Caller, Identity, Standing
from huawu.platform.ids import Id


async def readiness_of(session: AsyncSession, standing: Standing, items: Collection[Item]) -> Readiness:
    """The key items in force, each with whether the record answers it."""
    return readiness(items, standing.record, confirmed_in(await verdicts_of(session, standing)))


async def at_a_glance(
    session: AsyncSession, caller: Caller, standing: Standing, user: Id, sharing: Sequence[Id]
) -> tuple[Readiness, Identity]:
    """How much is known of a customer, and how surely this caller is them. `user`: who looks; `sharing`:
    everyone who has the caller's number."""
    site = await config.in_force(session, standing.site)
    return (
        await readiness_of(session, standing, site.items),
        await identified(session, caller, standing, user, sharing, site),
    )
