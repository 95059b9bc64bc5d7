"""Promised calls back as the page shows them."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries as customers
from huawu.customers.types import CustomerName, masked
from huawu.desk.schemas import CallbackShown
from huawu.interactions.queries.presenting import agent_brief
from huawu.interactions.types import CustomerBrief
from huawu.people import queries as people
from huawu.people.types import CUSTOMERS_SEE, NUMBERS_SEE
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.routing.types import Callback


async def callbacks_shown(
    session: AsyncSession, person: SignedIn, promised: Sequence[Callback], now: Micros
) -> list[CallbackShown]:
    """With the names of customers and agents. A customer is named when an agent said so, or when nobody
    else has the number."""
    agents = await people.agent_names(session, {each.agent for each in promised})
    left = await people.left_of(session, {each.agent for each in promised})
    known = await _customers(session, person, promised)
    whole = person.may(NUMBERS_SEE)
    return [
        CallbackShown.model_validate(
            {
                "id": each.id,
                "interaction": each.interaction,
                "agent": agent_brief(agents[each.agent]) if each.agent in agents else None,
                "agent_left": each.agent in left,
                "queue": each.queue,
                "customer": known.get(each.id),
                "number": each.number if whole else masked(each.number),
                "number_masked": not whole,
                "due_at": moment(each.due_at),
                "overdue": each.state == "open" and each.due_at < now,
                "note": each.note,
                "state": each.state,
                "created_at": moment(each.created_at),
                "closed_at": moment_or_none(each.closed_at),
                "closing_note": each.closing_note,
                "tries": each.tries,
                "last_try": each.last_try,
            }
        )
        for each in promised
    ]


async def _customers(
    session: AsyncSession, person: SignedIn, promised: Sequence[Callback]
) -> dict[Id, CustomerBrief]:
    if not person.may(CUSTOMERS_SEE):
        return {}
    chosen = await customers.names(session, {each.customer for each in promised if each.customer})
    callers = await customers.behind_numbers(session, {each.number for each in promised})
    known: dict[Id, CustomerBrief] = {}
    for each in promised:
        having = callers.get(each.number, [])
        found = chosen.get(each.customer or "") or (having[0] if len(having) == 1 else None)
        if found is not None:
            known[each.id] = brief(found)
    return known


def brief(customer: CustomerName) -> CustomerBrief:
    """A customer's name and level."""
    return CustomerBrief.model_validate({"id": customer.id, "name": customer.name, "level": customer.level})
