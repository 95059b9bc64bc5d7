"""Whom an agent wants to call, found behind what the page knows of them; and what is good to know before.

An agent who may not see numbers calls all the same: by customer, promise or contact, whose number never
leaves the server.
"""

import re
import unicodedata
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases import queries as cases
from huawu.customers import queries as customers
from huawu.customers.types import dialled, masked, normalised
from huawu.desk.queries.pop import put_together
from huawu.desk.schemas import DialTo, Pop, Preparation, WhyNot
from huawu.desk.types import LiveCall, MayDial
from huawu.interactions import queries as interactions
from huawu.interactions.queries import finding
from huawu.interactions.queries.presenting import agent_brief
from huawu.interactions.types import AgentBrief, InteractionRecord
from huawu.people import queries as people
from huawu.people.types import CALLBACKS_ALL, CASES_ASSIGN, CASES_WORK, CUSTOMERS_SEE, NUMBERS_SEE
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.web.signed_in import SignedIn
from huawu.platform.words import say
from huawu.routing import queries as routing
from huawu.telephony.queries import mailboxes

_WRITTEN = re.compile(r"[0-9+\-–—()\[\]./ \t]*[0-9][0-9+\-–—()\[\]./ \t]*")
_OPEN, _PLANNED = "open", "planned"
_MOST_DIGITS = 17  # 15 by E.164, after 00; more are two numbers


@dataclass(frozen=True, slots=True)
class Whom:
    """`kind` and `id` as live wants them; an outside number has its normalised form in `number`. `numbers`:
    those of the customer to choose from."""

    kind: str
    id: str
    number: str = ""
    customer: Id | None = None
    callback: Id | None = None
    numbers: tuple[str, ...] = ()


async def whom(session: AsyncSession, person: SignedIn, to: DialTo, *, site: str, now: Micros) -> Whom:
    """Whom this means. Refused when there is nobody, or when it is not for this person to know."""
    if to.kind == "customer":
        return await _customer(session, person, to)
    if to.kind == "callback":
        return await _callback(session, person, to.id)
    if to.kind == "visit":
        return await _visit(session, person, to, site, now)
    if to.kind == "interaction":
        return await _contact(session, person, to.id)
    return _number(to.id) if to.kind == "number" else Whom(to.kind, to.id)


def _number(text: str, **more: Id | None) -> Whom:
    written = unicodedata.normalize("NFKC", text).strip()
    number = normalised(written)
    if not _WRITTEN.fullmatch(written) or not number or sum(map(str.isdigit, written)) > _MOST_DIGITS:
        raise Invalid("call.bad_number")
    return Whom("number", dialled(number), number, more.get("customer"), more.get("callback"))


async def _customer(session: AsyncSession, person: SignedIn, to: DialTo) -> Whom:
    person.require(CUSTOMERS_SEE)
    found = await customers.customer(session, to.id)
    if found is None:
        raise NotFound("customer.unknown")
    if to.place >= len(found.numbers):
        raise Refusal("call.no_number")
    number = found.numbers[to.place]
    return Whom("number", dialled(number), number, found.id, None, tuple(found.numbers))


async def _callback(session: AsyncSession, person: SignedIn, callback: Id) -> Whom:
    found = await routing.callback(session, callback)
    if found is None:
        raise NotFound("callback.unknown")
    if found.agent != person.agent and not person.may(CALLBACKS_ALL):
        raise NotAllowed("callback.not_yours")
    if found.state != _OPEN:
        raise Refusal("callback.closed_already", state=found.state)
    return _number(found.number, customer=found.customer, callback=found.id)


async def _visit(session: AsyncSession, person: SignedIn, to: DialTo, site: str, now: Micros) -> Whom:
    """A customer is not called at night, nor for a visit that is another's."""
    person.require(CASES_WORK)
    found = await cases.visiting(session, site, to.id, now, viewer=person.agent)
    if found is None:
        raise NotFound("visit.unknown")
    if found.agent not in (None, person.agent) and not person.may(CASES_ASSIGN):
        raise NotAllowed("visit.not_yours")
    if found.state != _PLANNED:
        raise Refusal("visit.over", state=found.state)
    if to.place >= len(found.numbers):
        raise Refusal("call.no_number")
    if not found.now:
        raise Refusal("visit.not_at_night")
    number = found.numbers[to.place]
    return Whom("number", dialled(number), number, found.customer, found.id, found.numbers)


async def _contact(session: AsyncSession, person: SignedIn, interaction: Id) -> Whom:
    found = await interactions.interaction(session, interaction)
    if found is None or not await _may_call(session, person, found):
        raise NotFound("interaction.unknown")
    number = found.number if found.direction == "out" and found.trunk is None else found.caller
    if not normalised(number):
        raise Refusal("call.no_number")
    return _number(number, customer=found.customer)


async def _may_call(session: AsyncSession, person: SignedIn, contact: InteractionRecord) -> bool:
    """Who may see a contact, and who may hear the message that was left in it."""
    if await finding.may_see(session, person, contact, routing.had_part):
        return True
    return await mailboxes.may_hear(session, person, contact.id)


# ---- what is good to know ----------------------------------------------------------------------------------


async def preparation(
    session: AsyncSession, person: SignedIn, to: DialTo, found: Whom, may: MayDial, *, now: Micros
) -> Preparation:
    """The card that is shown before the call."""
    whole = person.may(NUMBERS_SEE) or to.kind == "number"
    colleague = await _colleague(session, found)
    known = None
    if not may.inside and person.may(CUSTOMERS_SEE):
        known = await _known(session, person, found, now)
    return Preparation(
        to=to,
        number="" if may.inside else found.number if whole else masked(found.number),
        numbers=[number if whole else masked(number) for number in found.numbers],
        place=to.place,
        shown=may.shown,
        refusal=_why_not(may, person.locale),
        colleague=colleague,
        queue=found.id if found.kind == "queue" else None,
        known=known,
    )


def _why_not(may: MayDial, locale: str) -> WhyNot | None:
    if may.refusal is None:
        return None
    said = say(may.refusal, locale, may.params)
    return WhyNot(key=may.refusal, title=said.title, detail=said.detail)


async def _known(session: AsyncSession, person: SignedIn, found: Whom, now: Micros) -> Pop:
    call = LiveCall("", found.number, "", "", None, person.agent, now, None, None, "")
    return await put_together(session, person, call, found.customer, now=now)


async def _colleague(session: AsyncSession, found: Whom) -> AgentBrief | None:
    """Whose extension it is."""
    agent: Id | None = found.id
    if found.kind != "agent":
        known = await people.directory(session) if found.kind in ("extension", "number") else []
        agent = next((each.id for each in known if each.extension == found.id), None)
    names = await people.agent_names(session, [agent])
    return agent_brief(names[agent]) if agent in names else None
