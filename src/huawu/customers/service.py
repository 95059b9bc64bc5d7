"""Use cases about customers."""

from sqlalchemy import delete

from huawu.customers.core.numbers import digits_reversed, normalised
from huawu.customers.core.pinyin import search_keys, sort_key
from huawu.customers.models import CustomerKeyRow, CustomerNumberRow, CustomerRow
from huawu.customers.types import LEVELS, NewCustomer
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound
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
