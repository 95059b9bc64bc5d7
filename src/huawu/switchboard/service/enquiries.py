"""Enquiries that calls open by themselves, as the rules of the site (`config.RULE`) have it: one a call."""

from dataclasses import replace

from huawu.customers import queries as customers
from huawu.customers.types import Customer, normalised
from huawu.interactions import queries as interactions
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.work import Work
from huawu.switchboard.config import enquiry_rules
from huawu.switchboard.core.dialling import country_of, from_abroad
from huawu.switchboard.service.tickets import NewTicket, open_by_call

OPENER = "switchboard.enquiries"
"""By whom such a ticket is opened."""
_TWO = 2


async def of_call(work: Work, interaction: Id, *, flow: str, language: str, at: Micros) -> Id | None:
    """A caller came out of a flow, spoken to in a `language` (BCP 47, "" unknown). None: no rule has it."""
    rules = [rule for rule in (await enquiry_rules(work.session, work.site)).values() if rule["flow"] == flow]
    contact = await interactions.interaction(work.session, interaction) if rules else None
    if contact is None or contact.direction != "in":
        return None
    number = normalised(contact.caller)
    if not any(rule.get("who", "anyone") == "anyone" or from_abroad(number) for rule in rules):
        return None
    found = await customers.at_number(work.session, number, _TWO)
    known = found[0] if len(found) == 1 else None
    new = NewTicket(
        key=f"call-{interaction}",
        direction="in",
        caller=known.name if known else contact.caller_name,
        caller_number=number if country_of(number) or number.isdecimal() else "",
        called="",
        called_number="",
        interaction=interaction,
        purpose="enquiry",
        language=_language(language, known, number),
    )
    return await open_by_call(replace(work, now=min(at, work.now)), new)


def _language(spoken: str, known: Customer | None, number: str) -> str:
    """Chosen in the menu, else the customer's own, else that of the country that calls."""
    country = country_of(number)
    own = known.language if known else ""
    return spoken.partition("-")[0] or own or (country.language if country else "")
