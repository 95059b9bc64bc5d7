"""What every route about one customer answers."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries
from huawu.customers.ports import History, Users
from huawu.customers.schemas.records import CustomerWhole, customer_shown, customer_whole
from huawu.customers.types import customer_of
from huawu.platform.ids import Id
from huawu.platform.web.ports import port
from huawu.platform.web.signed_in import SignedIn

SEE = "customers.see"
CHANGE = "customers.change"
KEEP = "customers.keep"
NUMBERS = "numbers.see"
_LAST = 20
HistoryPort = Annotated[History, Depends(port(History))]
UsersPort = Annotated[Users, Depends(port(Users))]


@dataclass(frozen=True, slots=True)
class Beside:
    """What other rooms know of customers: their contacts, and who wrote something."""

    history: History
    users: Users


async def _beside(history: HistoryPort, users: UsersPort) -> Beside:
    return Beside(history, users)


BesidePort = Annotated[Beside, Depends(_beside)]


async def whole_of(session: AsyncSession, person: SignedIn, beside: Beside, customer: Id) -> CustomerWhole:
    """A customer as this person may see them; of one who was merged, the one who was kept."""
    standing = await queries.known_standing(session, customer)
    found = customer_of(standing)
    merges = await queries.merges_of(session, found.id)
    users = {standing.by, *(each.by for each in merges)}
    past = await beside.history.of_customer(session, found, _LAST)
    return customer_whole(
        customer_shown(found, past[0].started_at if past else None, whole=person.may(NUMBERS)),
        standing,
        relations=await queries.related(session, found),
        past=past,
        merges=merges,
        by=await beside.users.names(session, users),
    )
