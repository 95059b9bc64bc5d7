"""Use cases about customers."""

from sqlalchemy import delete, func, select

from huawu.customers import queries
from huawu.customers.core.numbers import digits_reversed, is_subscriber, normalised
from huawu.customers.core.pinyin import search_keys, sort_key
from huawu.customers.events import NumberAdded, NumberTakenBack
from huawu.customers.models import CustomerKeyRow, CustomerNumberRow, CustomerRow
from huawu.customers.types import LEVELS, NewCustomer
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work


async def create_customer(work: Work, new: NewCustomer) -> Id:
    """Make a customer. Refused without a name, at an unknown level, or with a number that is none."""
    if not new.name.strip():
        raise Invalid("customer.no_name")
    if new.level not in LEVELS:
        raise Invalid("customer.unknown_level", level=new.level)
    customer = new_id()
    name = new.name.strip()
    work.session.add(
        CustomerRow(
            id=customer,
            site_id=work.site,
            name=name,
            company=new.company,
            sort_key=sort_key(name),
            level=new.level,
            language=new.language,
            note=new.note,
            created_at=work.now,
            changed_at=work.now,
        )
    )
    await work.session.flush()
    work.session.add_all(CustomerKeyRow(customer_id=customer, key=key) for key in _keys(name, new.company))
    await set_numbers(work, customer, new.numbers)
    return customer


def _keys(name: str, company: str) -> frozenset[str]:
    return search_keys(name) | (search_keys(company) if company else frozenset())


async def set_numbers(work: Work, customer: Id, numbers: tuple[str, ...]) -> None:
    """Give a customer these numbers and no others, the one to call first in front."""
    row = await work.session.get(CustomerRow, customer)
    if row is None:
        raise NotFound("customer.unknown")
    forms = list(dict.fromkeys(normalised(number) for number in numbers))
    if "" in forms:
        raise Invalid("customer.not_a_number")
    await work.session.execute(delete(CustomerNumberRow).where(CustomerNumberRow.customer_id == customer))
    row.changed_at = work.now
    work.session.add_all(
        CustomerNumberRow(customer_id=customer, number=number, reversed=digits_reversed(number), place=place)
        for place, number in enumerate(forms)
    )
    await work.session.flush()


async def add_caller(work: Work, customer: Id, number: str, *, interaction: Id, by: Id) -> None:
    """Make the caller's number of a contact one of this customer's numbers, to be called last.

    Refused for what is no telephone number, and for a number that anybody has: it would match two.
    """
    form = normalised(number)
    if not is_subscriber(form):
        raise Invalid("customer.not_a_number")
    if await queries.at_number(work.session, form, 1):
        raise Refusal("customer.number_taken")
    row = await work.session.get(CustomerRow, customer, with_for_update=True)
    if row is None:
        raise NotFound("customer.unknown")
    last = select(func.max(CustomerNumberRow.place)).where(CustomerNumberRow.customer_id == customer)
    place = await work.session.scalar(last)
    work.session.add(
        CustomerNumberRow(
            customer_id=customer,
            number=form,
            reversed=digits_reversed(form),
            place=0 if place is None else place + 1,
        )
    )
    row.changed_at = work.now
    await work.session.flush()
    await work.announce(interaction, NumberAdded(customer, interaction, by, work.now))


async def take_caller_back(work: Work, customer: Id, number: str, *, interaction: Id, by: Id) -> None:
    """Undo `add_caller`, if the customer is still there."""
    row = await work.session.get(CustomerRow, customer)
    if row is None:
        return
    of, form = CustomerNumberRow, normalised(number)
    await work.session.execute(delete(of).where(of.customer_id == row.id, of.number == form))
    row.changed_at = work.now
    await work.session.flush()
    await work.announce(interaction, NumberTakenBack(row.id, interaction, by, work.now))
