"""What the page of a customer shows of past contacts: fills `customers.ports.History`."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.types import Customer, PastContact, forms_of
from huawu.interactions import queries
from huawu.interactions.core.outcomes import outcome_of
from huawu.interactions.types import InteractionRecord
from huawu.platform.clock import Micros
from huawu.platform.ids import Id


async def past_contacts(session: AsyncSession, contacts: list[InteractionRecord]) -> list[PastContact]:
    """Contacts with what came of each."""
    said = await queries.wrap_ups(session, [contact.id for contact in contacts])
    past = []
    for contact in contacts:
        last = said[contact.id][-1] if contact.id in said else None
        past.append(
            PastContact(
                id=contact.id,
                channel=contact.channel,
                direction=contact.direction,
                started_at=contact.started_at,
                ended_at=contact.ended_at,
                outcome=outcome_of(contact),
                queue=contact.queue,
                agent=contact.agent,
                type=last.type if last else None,
                result=last.result if last else None,
                note=last.note if last else "",
            )
        )
    return past


class InteractionHistory:
    """A contact belongs to a customer by the caller's number, in any form in which a network writes it."""

    async def of_customer(self, session: AsyncSession, customer: Customer, most: int) -> list[PastContact]:
        forms = [form for number in customer.numbers for form in forms_of(number)]
        found = await queries.last_of_callers(session, forms, most, customers=customer.ids)
        return await past_contacts(session, found)

    async def last_of(self, session: AsyncSession, customers: list[Customer]) -> dict[Id, Micros]:
        owners: dict[str, list[Id]] = {}
        for customer in customers:
            for number in customer.numbers:
                for form in forms_of(number):
                    owners.setdefault(form, []).append(customer.id)
        last: dict[Id, Micros] = {}
        for caller, at in (await queries.last_contact_of_callers(session, owners)).items():
            for owner in owners[caller]:
                last[owner] = max(at, last.get(owner, 0))
        return last
