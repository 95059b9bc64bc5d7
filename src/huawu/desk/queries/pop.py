"""Who is calling, put together from live, customers, contacts and promises: one query a table."""

from dataclasses import replace
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries as customers
from huawu.customers.types import (
    Caller,
    Customer,
    PastContact,
    Standing,
    customer_of,
    forms_of,
    is_subscriber,
    masked,
    normalised,
)
from huawu.desk.core.matching import match
from huawu.desk.queries.drafts import draft
from huawu.desk.schemas import (
    Pop,
    PopAnswer,
    PopCalledBack,
    PopCandidate,
    PopContact,
    PopCustomer,
    PopDraft,
    PopHandedOver,
    PopItem,
)
from huawu.desk.types import LiveCall
from huawu.interactions import queries as interactions
from huawu.interactions.queries.history import past_contacts
from huawu.interactions.queries.presenting import agent_brief
from huawu.interactions.types import AgentBrief, InteractionRecord
from huawu.measures.answer_speed import GOAL_RINGS, LIMIT_RINGS, within
from huawu.people import queries as people
from huawu.people.types import INTERACTIONS_ALL, NUMBERS_SEE, AgentName
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed, NotFound
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.routing import queries as routing
from huawu.routing.types import Callback

_CANDIDATES = 50
_LAST, _OPEN = 5, 10


async def call_at_hand(
    session: AsyncSession, person: SignedIn, interaction: Id, live: LiveCall | None
) -> tuple[LiveCall, InteractionRecord | None]:
    """The call and what is written down of it. Refused when nobody knows it, or it is another agent's."""
    contact = await interactions.interaction(session, interaction)
    if contact is None and live is None:
        raise NotFound("interaction.unknown")
    if live is None and contact is not None:
        live = await _from_books(session, contact)
    assert live is not None
    agent = person.agent
    mine = agent is not None and (agent == live.agent or agent in live.in_it)
    if not mine and not person.may(INTERACTIONS_ALL):
        if contact is None or agent is None or not await routing.had_part(session, contact, agent):
            raise NotAllowed("interaction.not_yours")
    return live, contact


async def pop(
    session: AsyncSession, person: SignedIn, interaction: Id, live: LiveCall | None, now: Micros
) -> Pop:
    """Everything that the card shows. Refused like `call_at_hand`."""
    call, contact = await call_at_hand(session, person, interaction, live)
    return await put_together(session, person, call, contact.customer if contact else None, now=now)


async def put_together(
    session: AsyncSession, person: SignedIn, call: LiveCall, chosen: Id | None, *, now: Micros
) -> Pop:
    """What is known of whom a call is with. `chosen`: the customer, when somebody said so."""
    sharing = await customers.standings_at(session, call.caller, _CANDIDATES)
    if chosen is not None and (known := await customers.standing(session, chosen)) is None:
        chosen = None  # gone meanwhile
    having = [each.customer for each in sharing]
    how, who = match(having, chosen)
    record = known if chosen is not None else next((each for each in sharing if each.customer == who), None)
    customer = customer_of(record) if record else None
    whole = person.may(NUMBERS_SEE)
    past = await _past(session, call, customer)
    promised = await _promised(session, call, customer)
    card, hides = await _card(session, person, call, record, having) if record else (None, False)
    if hides:
        past, promised = _without_notes(past), [replace(each, note="") for each in promised]
    names = await people.agent_names(session, {p.agent for p in past} | {c.agent for c in promised})
    number = call.caller if whole else masked(call.caller)
    hidden = number != call.caller
    return Pop(
        interaction=call.interaction,
        number=number,
        number_masked=hidden,
        caller_name="" if hidden else call.caller_name,
        called_number=call.number,
        queue=call.queue,
        waited_seconds=round(_waited(call, now) / SECOND, 3),
        keys_pressed=call.keys,
        match=how,
        chosen=chosen is not None,
        customer=card,
        candidates=[_candidate(customer_of(each)) for each in sharing] if len(sharing) > 1 else [],
        last_contacts=[_contact_shown(each, names) for each in past],
        open_items=[_item(each, names, now) for each in promised],
        answer=_answer(call, now),
        caller_number=await _callers_number(session, call, chosen, having),
        handed_over=await _handed_over(session, person, call),
        called_back=_called_back(call),
    )


def _called_back(call: LiveCall) -> PopCalledBack | None:
    found = call.called_back
    if found is None:
        return None
    return PopCalledBack(interaction=found["interaction"], since=moment(found["since"]), tries=found["tries"])


async def _handed_over(session: AsyncSession, person: SignedIn, call: LiveCall) -> PopHandedOver | None:
    """Who had the call before, why it comes, and what they have written; None for who had it themselves."""
    if call.handed_over is None or call.handed_over[0] in (None, person.agent):
        return None
    by, verb, reason, at = call.handed_over
    written = await draft(session, call.interaction, by) if by else None
    kept = written.body if written else None
    return PopHandedOver(
        by=_brief(by, await people.agent_names(session, [by])),
        verb=verb,
        reason=reason,
        draft=PopDraft(type=kept["type"], result=kept["result"], note=kept["note"]) if kept else None,
        at=moment(at),
    )


async def _callers_number(
    session: AsyncSession, call: LiveCall, chosen: Id | None, having: list[Id]
) -> Literal["settled", "to_add", "added"]:
    """Whether the number can be added to the customer whom an agent chose. If it was in this contact, it can
    be taken back."""
    if chosen is None:
        return "settled"
    if not having:
        return "to_add" if is_subscriber(normalised(call.caller)) else "settled"
    went_to = await customers.number_went_to(session, call.interaction, since=call.started_at)
    return "added" if went_to == chosen else "settled"


async def _from_books(session: AsyncSession, contact: InteractionRecord) -> LiveCall:
    """A call that live knows no more."""
    queued = [s for s in await interactions.segments(session, contact) if s.role == "queue"]
    return LiveCall(
        interaction=contact.id,
        caller=contact.caller,
        caller_name=contact.caller_name,
        number=contact.number,
        queue=contact.queue,
        agent=contact.agent,
        started_at=contact.started_at,
        queue_since=queued[0].started_at if queued else None,
        answered_at=contact.answered_at,
        keys=await interactions.keys_pressed(session, contact),
    )


async def _past(session: AsyncSession, call: LiveCall, customer: Customer | None) -> list[PastContact]:
    """Of the customer; when nobody knows who it is, of the number, without what was said."""
    numbers = [*(customer.numbers if customer else ()), normalised(call.caller)]
    forms = [form for number in dict.fromkeys(numbers) if number for form in forms_of(number)]
    whose = customer.ids if customer else ()
    found = await interactions.last_of_callers(session, forms, _LAST + 1, customers=whose)
    before = [contact for contact in found if contact.id != call.interaction][:_LAST]
    past = await past_contacts(session, before)
    return past if customer else _without_notes(past)


def _without_notes(past: list[PastContact]) -> list[PastContact]:
    return [replace(each, note="") for each in past]


async def _promised(session: AsyncSession, call: LiveCall, customer: Customer | None) -> list[Callback]:
    """To this customer, or to the number while nobody knows whose call it is."""
    numbers = list(customer.numbers) if customer else []
    numbers += [number for number in [normalised(call.caller)] if number]
    found = await routing.open_callbacks_of(
        session, numbers=numbers, customers=customer.ids if customer else (), most=_OPEN
    )
    if customer is None:
        return [replace(each, note="") if each.customer else each for each in found]
    return [each for each in found if each.customer in (None, *customer.ids)]


def _waited(call: LiveCall, now: Micros) -> Micros:
    if call.queue_since is None:
        return 0
    return max(0, (call.answered_at or now) - call.queue_since)


def _answer(call: LiveCall, now: Micros) -> PopAnswer:
    since = call.queue_since
    goal = None if since is None else since + round(within(GOAL_RINGS) * SECOND)
    limit = None if since is None else since + round(within(LIMIT_RINGS) * SECOND)
    late = limit is not None and (call.answered_at or now) > limit
    return PopAnswer(goal_at=moment_or_none(goal), limit_at=moment_or_none(limit), apologise=late)


async def _card(
    session: AsyncSession, person: SignedIn, call: LiveCall, record: Standing, having: list[Id]
) -> tuple[PopCustomer, bool]:
    """The customer as far as it is known that they call, and whether something is hidden because it is
    not. Before a call there is nobody yet from whom to hide. `having`: who have the caller's number."""
    customer = customer_of(record)
    known, identity = await customers.at_a_glance(session, caller_of(call), record, person.user, having)
    hides = bool(call.interaction) and not (identity.enough or identity.opened)
    whole = person.may(NUMBERS_SEE) and not hides
    return PopCustomer.model_validate(
        {
            "id": customer.id,
            "kind": customer.kind,
            "name": customer.name,
            "level": customer.level,
            "risk": customer.risk,
            "company": customer.company,
            "language": customer.language,
            "tags": list(customer.tags),
            "numbers": [number if whole else masked(number) for number in customer.numbers],
            "note": "" if hides else customer.note,
            "completeness": known.percent,
            "missing": [Words(**item.name) for item in known.missing],
            "identity": identity.level,
            "hidden": hides,
        }
    ), hides


def caller_of(call: LiveCall) -> Caller:
    """Who is on the line, as customers ask for it."""
    return Caller(call.interaction, call.caller, tuple(call.entered))


def _candidate(customer: Customer) -> PopCandidate:
    return PopCandidate.model_validate(
        {"id": customer.id, "name": customer.name, "level": customer.level, "company": customer.company}
    )


def _brief(agent: Id | None, names: dict[Id, AgentName]) -> AgentBrief | None:
    return agent_brief(names[agent]) if agent in names else None


def _contact_shown(past: PastContact, names: dict[Id, AgentName]) -> PopContact:
    return PopContact(
        id=past.id,
        channel=past.channel,
        direction=past.direction,
        started_at=moment(past.started_at),
        outcome=past.outcome,
        queue=past.queue,
        agent=_brief(past.agent, names),
        type=past.type,
        result=past.result,
        note=past.note,
    )


def _item(promised: Callback, names: dict[Id, AgentName], now: Micros) -> PopItem:
    return PopItem(
        kind="callback",
        id=promised.id,
        due_at=moment(promised.due_at),
        overdue=promised.due_at < now,
        note=promised.note,
        agent=_brief(promised.agent, names),
    )
