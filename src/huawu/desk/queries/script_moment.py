"""What a script may know of the contact at this moment, and what its lines are filled with."""

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries as customers
from huawu.customers.types import Customer, masked
from huawu.desk.core.matching import match
from huawu.desk.core.scripts import player
from huawu.desk.core.scripts.player import Moment
from huawu.desk.queries.drafts import draft
from huawu.desk.types import LiveCall
from huawu.flows.types import Look, Plain, Told
from huawu.interactions.types import InteractionRecord
from huawu.measures.answer_speed import RING_SECONDS
from huawu.people import queries as people
from huawu.people.types import CUSTOMERS_SEE, NUMBERS_SEE, AgentName
from huawu.platform.clock import SECOND, Micros, as_datetime
from huawu.platform.config import published
from huawu.platform.web.place import Place
from huawu.platform.web.signed_in import SignedIn

_CANDIDATES = 50
_LEVELS = {
    "normal": ("普通", "regular"),
    "silver": ("银卡", "silver"),
    "gold": ("金卡", "gold"),
    "vip": ("贵宾", "VIP"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What the lines are filled with, by language, and the language that the customer speaks (zh, en)."""

    zh: dict[str, str]
    en: dict[str, str]
    language: str


@dataclass(frozen=True, slots=True)
class AtHand:
    """The moment as the walk sees it, and as the lines say it."""

    moment: Moment
    words: Words


@dataclass(frozen=True, slots=True)
class Contact:
    """A call at hand. `record` None: the database has not heard of it."""

    call: LiveCall
    record: InteractionRecord | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked up of a contact. Names are {zh, en}."""

    me: AgentName | None
    customer: Customer | None
    colleague: AgentName | None
    queue: dict[str, str]
    type: str


async def at_hand(
    session: AsyncSession, person: SignedIn, place: Place, contact: Contact | None, mood: str
) -> AtHand:
    """The moment of a contact; of a rehearsal when there is none: then the customer has a made-up name."""
    now = place.clock()
    local = as_datetime(now).astimezone(ZoneInfo(place.premises.zone))
    known = await _known(session, person, place, contact)
    about = _about(contact, known.customer, local)
    waited = _waited(contact.call, now) / SECOND if contact else 0.0
    rings = math.floor(waited / RING_SECONDS) + 1
    desk: dict[str, Plain] = {
        "rings": rings,
        "waited_seconds": round(waited),
        "transferred": known.colleague is not None,
        "direction": contact.record.direction if contact and contact.record else "in",
        "mood": mood,
        "type": known.type,
        "queue_key": (contact.call.queue or "") if contact else "",
    }
    whole = person.may(NUMBERS_SEE)
    number = str(about.get("call.number", ""))
    texts = {
        "rings": str(rings),
        "call.number": number if whole else masked(number),
        "call.dialled": str(about.get("call.dialled", "")),
        "call.now": str(about["call.now"]),
        "agent.number": known.me.number if known.me else "",
    }
    language = str(about["call.language"])
    words = Words(_said("zh", texts, known, place), _said("en", texts, known, place), language)
    return AtHand(Moment(about, desk), words)


def with_mood(at: AtHand, mood: str) -> AtHand:
    """The same moment, with what the agent says of the customer's feeling."""
    return replace(at, moment=Moment(at.moment.about, {**at.moment.known, "mood": mood}))


def _about(contact: Contact | None, customer: Customer | None, local: datetime) -> dict[str, Plain]:
    about: dict[str, Plain] = {
        "call.now": f"{local:%H:%M}",
        "call.date": local.date().isoformat(),
        "call.weekday": local.isoweekday(),
        "call.language": "en" if customer and customer.language.startswith("en") else "zh",
        "customer.known": customer is not None,
        "customer.vip": customer is not None and customer.level == "vip",
    }
    if contact is not None:
        about |= {"call.number": contact.call.caller, "call.dialled": contact.call.number}
    if customer is not None:
        about |= {"customer.name": customer.name, "customer.language": customer.language}
    return about


async def _known(session: AsyncSession, person: SignedIn, place: Place, contact: Contact | None) -> _Known:
    by = contact.call.handed_over[0] if contact and contact.call.handed_over else None
    names = await people.agent_names(session, [person.agent, by])
    if contact is None:
        return _Known(names.get(person.agent or ""), _MADE_UP, None, {}, "")
    queues = await published(session, place.site, "queue") if contact.call.queue else {}
    queue = queues.get(contact.call.queue or "", {}).get("name", {})
    written = await draft(session, contact.call.interaction, person.agent) if person.agent else None
    return _Known(
        me=names.get(person.agent or ""),
        customer=await _customer(session, person, contact),
        colleague=names.get(by) if by and by != person.agent else None,
        queue=queue,
        type=str(written.body.get("type", "")) if written else "",
    )


_MADE_UP = Customer("", "王女士", "", "normal", "zh", "", ())
"""With whom a rehearsal talks."""


async def _customer(session: AsyncSession, person: SignedIn, contact: Contact) -> Customer | None:
    """Who it is, if exactly one may be meant."""
    if not person.may(CUSTOMERS_SEE):
        return None
    chosen = contact.record.customer if contact.record else None
    if chosen is not None and (customer := await customers.customer(session, chosen)) is not None:
        return customer
    sharing = await customers.at_number(session, contact.call.caller, _CANDIDATES)
    _, who = match([each.id for each in sharing], None)
    return next((each for each in sharing if each.id == who), None)


def _waited(call: LiveCall, now: Micros) -> Micros:
    since = call.queue_since
    return max(0, (call.answered_at or now) - since) if since is not None else 0


def _said(language: str, texts: dict[str, str], known: _Known, place: Place) -> dict[str, str]:
    def named(name: dict[str, str] | None) -> str:
        return (name.get(language) or name.get("zh", "")) if name else ""

    customer = known.customer
    level = _LEVELS.get(customer.level, ("", "")) if customer else ("", "")
    return texts | {
        "customer.name": customer.name if customer else "",
        "customer.level": level[language == "en"],
        "agent.name": named(known.me.name if known.me else None),
        "colleague.name": named(known.colleague.name if known.colleague else None),
        "company": named(place.premises.name),
        "queue": named(known.queue),
    }


def asking(session: AsyncSession, person: SignedIn) -> Callable[[Look], Awaitable[Told]]:
    """Answers what a script looks up: customers by number, for those who may see them."""

    async def ask(look: Look) -> Told:
        if look.what != "customer" or not person.may(CUSTOMERS_SEE):
            return player.UNANSWERED
        sharing = await customers.at_number(session, look.by, 2)
        return player.answer_of(_fields(sharing[0]) if len(sharing) == 1 else None)

    return ask


def _fields(customer: Customer) -> dict[str, Plain]:
    return {
        "name": customer.name,
        "company": customer.company,
        "level": customer.level,
        "language": customer.language,
        "vip": customer.level == "vip",
    }
