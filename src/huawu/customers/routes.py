"""Finding customers and seeing one."""

from typing import Annotated

from fastapi import APIRouter, Depends

from huawu.customers import queries
from huawu.customers.ports import History
from huawu.customers.schemas import CustomerPage, CustomerWhole, customer_shown, customer_whole
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Limit, PathId, Search
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/customers", tags=["customers"])
HistoryPort = Annotated[History, Depends(port(History))]
SEE = "customers.see"
NUMBERS = "numbers.see"
_LAST = 20


@router.get("")
async def list_customers(
    person: Person, session: Reading, history: HistoryPort, search: Search = None, limit: Limit = 50
) -> CustomerPage:
    """Customers by name, pinyin, initials or number; in the order of a telephone book."""
    person.require(SEE)
    found = await queries.search(session, search or "", limit)
    last, whole = await history.last_of(session, found), person.may(NUMBERS)
    return CustomerPage(
        items=[customer_shown(customer, last.get(customer.id), whole=whole) for customer in found]
    )


@router.get("/{customer_id}")
async def show_customer(
    customer_id: PathId, person: Person, session: Reading, history: HistoryPort
) -> CustomerWhole:
    """A customer with numbers and the last contacts."""
    person.require(SEE)
    customer = await queries.customer(session, customer_id)
    if customer is None:
        raise NotFound("customer.unknown")
    past = await history.of_customer(session, customer, _LAST)
    return customer_whole(customer, past, whole=person.may(NUMBERS))
