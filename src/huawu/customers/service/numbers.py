"""The number of a contact becomes one of a customer's numbers."""

from dataclasses import replace

from huawu.customers import queries
from huawu.customers.core.numbers import is_subscriber, normalised
from huawu.customers.core.record import usual_label
from huawu.customers.events import NumberAdded, NumberTakenBack
from huawu.customers.models import CustomerRow
from huawu.customers.service.rows import at_hand, revise
from huawu.customers.types import Number
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, Refusal
from huawu.platform.work import Work


async def add_caller(work: Work, customer: Id, number: str, *, interaction: Id, by: Id) -> None:
    """Make the caller's number of a contact one of this customer's numbers, to be called last.

    Refused for what is no telephone number, and for a number that anybody has: it would match two.
    """
    form = normalised(number)
    if not is_subscriber(form):
        raise Invalid("customer.not_a_number", number=number)
    if await queries.at_number(work.session, form, 1):
        raise Refusal("customer.number_taken")
    row, standing = await at_hand(work, await queries.kept_of(work.session, customer))
    numbers = (*standing.record.numbers, Number(form, usual_label(form)))
    await revise(work, row, standing, replace(standing.record, numbers=numbers), ["numbers"])
    await work.announce(interaction, NumberAdded(customer, interaction, by, work.now))


async def take_caller_back(work: Work, customer: Id, number: str, *, interaction: Id, by: Id) -> None:
    """Undo `add_caller`, if the customer is still there."""
    whose = await queries.kept_of(work.session, customer)
    if await work.session.get(CustomerRow, whose) is None:
        return
    row, standing = await at_hand(work, whose)
    left = tuple(each for each in standing.record.numbers if each.number != normalised(number))
    if left != standing.record.numbers:
        await revise(work, row, standing, replace(standing.record, numbers=left), ["numbers"])
    await work.announce(interaction, NumberTakenBack(customer, interaction, by, work.now))
