"""Finding customers and seeing one."""

from fastapi import APIRouter

from huawu.customers import config, queries
from huawu.customers.routes.showing import NUMBERS, SEE, BesidePort, HistoryPort, whole_of
from huawu.customers.schemas.records import (
    CustomerFields,
    CustomerPage,
    CustomerWhole,
    customer_shown,
    field_shown,
)
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import Limit, PathId, Search
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/customers", tags=["customers"])


@router.get("")
async def list_customers(
    person: Person, session: Reading, history: HistoryPort, search: Search = None, limit: Limit = 50
) -> CustomerPage:
    """Customers by name, company or tag (characters, pinyin, initials), mail address, the beginning or end of
    a number (by all of it or its last digits for who sees numbers masked); of several words each must
    fit. In the order of a telephone book."""
    person.require(SEE)
    whole = person.may(NUMBERS)
    found = await queries.search(session, search or "", limit, whole_numbers=whole)
    last = await history.last_of(session, found)
    return CustomerPage(
        items=[customer_shown(customer, last.get(customer.id), whole=whole) for customer in found]
    )


@router.get("/fields")
async def list_customer_fields(person: Person, session: Reading, place: Here) -> CustomerFields:
    """The site's own fields, in their order."""
    person.require(SEE)
    own = await config.fields_of(session, place.site)
    return CustomerFields(items=[field_shown(each) for each in own.values()])


@router.get("/{customer_id}")
async def show_customer(
    customer_id: PathId, person: Person, session: Reading, beside: BesidePort
) -> CustomerWhole:
    """A customer with everything that is written down, and the last contacts. The id of one who was merged
    into another shows the other."""
    person.require(SEE)
    return await whole_of(session, person, beside, customer_id)
