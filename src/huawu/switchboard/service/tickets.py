"""Use cases of call tickets: opened, taken on step by step, linked to the real call, each once
(`service.once`)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import insert, select

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work
from huawu.switchboard.config import lives_in_force
from huawu.switchboard.core import slip_words, tickets
from huawu.switchboard.core.tickets import Standing, Told
from huawu.switchboard.errors import BadText, TicketChanged
from huawu.switchboard.events import TicketOpened, TicketStepped
from huawu.switchboard.models import CallTicketEntryRow, CallTicketRow
from huawu.switchboard.queries.tickets import standing_of
from huawu.switchboard.service import once
from huawu.switchboard.service.contacts import own_contact

_FARTHEST: Micros = 366 * 24 * 3600 * SECOND
LINK = "link"
_NEEDED = {
    "number": "ticket.number_needed",
    "person": "ticket.person_needed",
    "due": "ticket.due_needed",
    "reason": "ticket.reason_needed",
    "interpreter": "ticket.interpreter_needed",
    "answer": "ticket.answer_needed",
    "question": "ticket.question_needed",
}
"""What is said when a step lacks something (`core.tickets.missing`)."""


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What is told of a call to be, or (`purpose` enquiry) of what somebody wants to know, which `note` says.
    `reverse`: the called party is to pay; `due_at`: when to ring, None: now; `language`: of the caller, a BCP
    47 tag, "" for the house's."""

    key: str
    direction: str
    caller: str
    caller_number: str
    called: str
    called_number: str
    person: str = ""
    person_to_person: bool = False
    reverse: bool = False
    due_at: Micros | None = None
    interaction: Id | None = None
    note: str = ""
    purpose: str = "call"
    language: str = ""


async def open_ticket(work: Work, new: NewTicket, *, agent: Id | None = None) -> Id:
    """Take a call on for somebody. `agent`: who does. Sent again with its key, it is the same ticket, and
    with other words it is refused. Numbers are counted up without gaps for requests that come twice."""
    said = once.digest(asdict(new))
    before = await once.made_before(work, CallTicketRow, new.key, said)
    if before is not None:
        return before
    await _check(work, new, agent)
    return await _open(work, new, said)


async def open_by_call(work: Work, new: NewTicket) -> Id:
    """A call opens it by itself, and what the caller wants to know is asked afterwards. Opened once by its
    key, whatever is said of it the second time."""
    before = await once.made_before(work, CallTicketRow, new.key, "")
    return before or await _open(work, new, "")


async def _check(work: Work, new: NewTicket, agent: Id | None) -> None:
    if new.purpose == "enquiry" and not new.note.strip():
        raise Invalid("ticket.question_needed")
    if new.person_to_person and not new.person.strip():
        raise Invalid("ticket.person_needed")
    _require_due(work, new.due_at)
    if new.interaction is not None:
        await own_contact(work, new.interaction, agent)


async def _open(work: Work, new: NewTicket, said: str) -> Id:
    life = (await lives_in_force(work.session, work.site))[new.purpose]
    state = life["begins"] if new.due_at is None else life["booked"]
    ticket = new_id()
    await work.session.execute(
        insert(CallTicketRow).values(
            id=ticket,
            site_id=work.site,
            request_key=new.key,
            request_digest=said,
            purpose=new.purpose,
            language=new.language,
            revision=1,
            opened_at=work.now,
            opened_by=work.actor.id,
            direction=new.direction,
            state=state,
            over=False,
            caller=_text(new.caller, "caller"),
            caller_number=_number(new.caller_number),
            called=_text(new.called, "called"),
            called_number=_number(new.called_number, needed=new.purpose == "call"),
            person=_text(new.person, "person"),
            person_to_person=new.person_to_person,
            reverse="wanted" if new.reverse else "no",
            due_at=new.due_at,
            interaction=new.interaction,
            note=_text(new.note, "note"),
        )
    )
    _note(work, ticket, 1, "open", "", {})
    await work.announce(f"ticket/{ticket}", TicketOpened(ticket, new.direction, work.actor.id, work.now))
    return ticket


async def make_step(work: Work, ticket: Id, name: str, told: Told, *, seen: int) -> None:
    """Take it on. Refused when the step is not for now, when something is missing, and when somebody else
    changed the ticket since `seen`."""
    row = await _row(work, ticket, name, seen)
    if row is None:
        return
    life = (await lives_in_force(work.session, work.site))[row.purpose]
    step = tickets.step_of(life, name)
    if step is None:
        raise Invalid("ticket.unknown_step", step=name[:40])
    at = standing_of(row)
    why = tickets.why_not(step, at)
    if why is not None:
        raise Refusal(why)
    told = _checked(work, told)
    need = tickets.missing(step, at, told)
    if need is not None:
        raise Invalid(_NEEDED[need])
    new = tickets.after(life, step, at, told, work.now)
    _write(row, new, over=tickets.is_end(life, new.state))
    body = {field: value for field, value in asdict(told).items() if value}
    _note(work, row.id, row.revision, name, at.state, body)
    told_all = TicketStepped(row.id, name, new.state, work.actor.id, work.now)
    await work.announce(f"ticket/{row.id}", told_all)


async def link(work: Work, ticket: Id, interaction: Id, *, agent: Id | None, seen: int) -> None:
    """Say which real call it is; from its ledger the seconds are counted. Refused when it is said already,
    when the ticket is over, and when `agent` had no part in that call."""
    row = await _row(work, ticket, LINK, seen)
    if row is None:
        return
    if row.over:
        raise Refusal("ticket.over")
    if row.interaction is not None:
        raise Refusal("ticket.linked_already")
    await own_contact(work, interaction, agent)
    row.interaction, row.revision = interaction, row.revision + 1
    _note(work, row.id, row.revision, LINK, row.state, {"interaction": interaction})
    told = TicketStepped(row.id, LINK, row.state, work.actor.id, work.now)
    await work.announce(f"ticket/{row.id}", told)


def _write(row: CallTicketRow, new: Standing, *, over: bool) -> None:
    row.state, row.called_number, row.person = new.state, new.called_number, new.person
    row.reverse, row.due_at, row.over = new.reverse, new.due_at, over
    row.put_through_at, row.ended_at = new.put_through_at, new.ended_at
    row.called, row.interpreter, row.answer = new.called, new.interpreter, new.answer
    row.note = new.question
    row.revision += 1


def _checked(work: Work, told: Told) -> Told:
    _require_due(work, told.due_at)
    return replace(
        told,
        number=_number(told.number),
        called=_text(told.called, "called"),
        interpreter=_text(told.interpreter, "interpreter"),
        answer=_text(told.answer, "answer"),
        question=_text(told.question, "question"),
        person=_text(told.person, "person"),
        reason=_text(told.reason, "reason"),
    )


def _require_due(work: Work, due: Micros | None) -> None:
    if due is not None and not work.now - 300 * SECOND <= due <= work.now + _FARTHEST:
        raise Invalid("ticket.wrong_time")


def _text(text: str, field: str) -> str:
    if slip_words.bad_text({field: text}) is not None:
        raise BadText(field)
    return text.strip()


def _number(typed: str, *, needed: bool = False) -> str:
    number = slip_words.number_of(typed)
    if number is None:
        raise Invalid("slip.bad_number", number=typed[:40])
    if needed and not number:
        raise Invalid("ticket.number_needed")
    return number


async def _row(work: Work, ticket: Id, step: str, seen: int) -> CallTicketRow | None:
    """The ticket as it was seen, held until the Work ends; None: this very request was served before."""
    of = CallTicketRow
    chosen = select(of).where(of.id == ticket, of.site_id == work.site).with_for_update()
    row = (await work.session.execute(chosen)).scalar_one_or_none()
    if row is None:
        raise NotFound("ticket.unknown")
    if row.revision == seen:
        return row
    if await once.done_before(work, CallTicketEntryRow, row, step, seen):
        return None
    last = await once.last_entry(work, CallTicketEntryRow, row)
    by = await once.name_of(work, last.by)
    raise TicketChanged(revision=row.revision, by=by, at=last.at, step=last.step, state=row.state)


def _note(work: Work, ticket: Id, revision: int, step: str, was: str, told: Mapping[str, Any]) -> None:
    entry: dict[str, Any] = {"ticket": ticket, "revision": revision, "step": step, "was": was}
    work.session.add(CallTicketEntryRow(**entry, told=dict(told), by=work.actor.id, at=work.now))
