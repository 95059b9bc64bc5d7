"""Use cases of message slips: taken, corrected, and taken on step by step, each once (`service.once`)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import insert, select

from huawu.people.types import SLIPS_ALL
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.work import Work
from huawu.switchboard.core import slip_words, slips
from huawu.switchboard.core.slips import STEPS, Part, Standing, Step
from huawu.switchboard.errors import BadText, SlipChanged
from huawu.switchboard.events import SlipStepped, SlipTaken
from huawu.switchboard.models import MessageSlipEntryRow, MessageSlipRow
from huawu.switchboard.queries.slips import parts_of, slip_of
from huawu.switchboard.service import once
from huawu.switchboard.service.contacts import own_contact
from huawu.switchboard.types import Written

_AHEAD: Micros = 300 * SECOND
_LONG_AGO: Micros = 31 * 24 * 3600 * SECOND
_STAYING = frozenset({"called_at", "interaction", "customer"})


@dataclass(frozen=True, slots=True)
class Said:
    """What goes with a step: a reason or note, how it was delivered, to whom ("": to the recipient)."""

    note: str = ""
    how: str = ""
    to: str = ""


async def take(work: Work, key: str, written: Written, *, taker: Id | None, read_back: bool) -> Id:
    """Write a message down. `key`: the request's own; sent again, it is the same slip, and with other words
    it is refused. `read_back`: the caller has heard it and agreed."""
    said = once.digest({"read_back": read_back} | asdict(written))
    before = await once.made_before(work, MessageSlipRow, key, said)
    if before is not None:
        return before
    fields = await _fields(work, written, taker)
    begun = slips.begun(written.wish)
    slip = new_id()
    await work.session.execute(
        insert(MessageSlipRow).values(
            id=slip,
            site_id=work.site,
            request_key=key,
            request_digest=said,
            revision=1,
            taken_at=work.now,
            taken_by=work.actor.id,
            taker=taker,
            state=begun.state,
            call_back=begun.call_back,
            **fields | {"called_at": written.called_at or work.now},
        )
    )
    _note(work, slip, 1, "take")
    told = SlipTaken(slip, written.to.agent, written.urgent, work.actor.id, work.now)
    await work.announce(f"slip/{slip}", told)
    if read_back:
        row = await _row(work, slip)
        await _move(work, row, "read_back", slips.after(STEPS["read_back"], begun))
    return slip


async def correct(work: Work, slip: Id, written: Written, *, agent: Id | None, seen: int) -> None:
    """Write anew what it says. It is to be read back again, unless nothing was changed. Call, customer and
    time stay as they are where none is told."""
    row = await _row(work, slip)
    _require(row, STEPS["correct"], _parts(work, row, agent))
    fields = {
        name: kept
        for name, kept in (await _fields(work, written, agent, row)).items()
        if kept is not None or name not in _STAYING
    }
    changed = slip_words.changed_fields({name: getattr(row, name) for name in fields}, fields)
    if not changed or await once.done_before(work, MessageSlipEntryRow, row, "correct", seen):
        return
    await _require_seen(work, row, seen)
    at = slips.corrected(slip_of(row).standing, written.wish)
    for name in changed:
        setattr(row, name, fields[name])
    row.unread_why = ""
    await _move(work, row, "correct", at, fields=changed)


async def make_step(work: Work, slip: Id, name: str, said: Said, *, agent: Id | None, seen: int) -> None:
    """Take a slip on. Refused when the step is not for this person or not for now, when something is missing,
    and when somebody else changed the slip since `seen`."""
    step = STEPS.get(name)
    if step is None or name == "correct":
        raise Invalid("slip.unknown_step", step=name[:40])
    row = await _row(work, slip)
    parts = _parts(work, row, agent)
    if not step.who & parts:
        raise NotAllowed("slip.not_yours")
    if await once.done_before(work, MessageSlipEntryRow, row, name, seen):
        return
    await _require_seen(work, row, seen)
    _require(row, step, parts)
    _require_said(step, said)
    _keep(row, name, said)
    note = " · ".join(part for part in (said.to.strip(), said.note.strip()) if part)
    await _move(work, row, name, slips.after(step, slip_of(row).standing), note=note)


def _require(row: MessageSlipRow, step: Step, parts: frozenset[Part]) -> None:
    why = slips.why_not(step, slip_of(row).standing, parts)
    if why == "slip.not_yours":
        raise NotAllowed(why)
    if why is not None:
        raise Refusal(why)


def _require_said(step: Step, said: Said) -> None:
    if "reason" in step.needs and not said.note.strip():
        raise Invalid("slip.reason_needed")
    if "how" in step.needs and said.how not in slips.HOWS:
        raise Invalid("slip.how_needed")
    bad = slip_words.bad_text({"reason": said.note, "delivered_to": said.to})
    if bad is not None:
        raise BadText(bad)


def _keep(row: MessageSlipRow, name: str, said: Said) -> None:
    """What a step tells, on the slip itself."""
    note = said.note.strip()
    if name == "not_read_back":
        row.unread_why = note
    elif name == "deliver":
        row.delivered_how, row.delivered_to = said.how, said.to.strip()
    elif name == "acknowledge" and not row.delivered_how:
        row.delivered_how = "page"
    elif name in ("call_made", "call_impossible", "call_open_again"):
        row.call_note = note
    elif name == "void":
        row.void_why = note
        if row.call_back == "open":
            row.call_note = note


async def _fields(
    work: Work, written: Written, agent: Id | None, before: MessageSlipRow | None = None
) -> dict[str, Any]:
    """What is kept of it. `agent`: who writes it; `before`: what it corrects. Raises Invalid."""
    to = written.to
    texts = {"whom": to.zh or to.en, "caller": written.caller, "company": written.company}
    bad = slip_words.bad_text(texts | {"about": written.about})
    if bad is not None:
        raise BadText(bad)
    if not (to.zh or to.en).strip():
        raise Invalid("slip.for_nobody")
    number = await _number(work, written, agent, before)
    if not written.caller.strip() and not written.company.strip() and not number:
        raise Invalid("slip.from_nobody")
    if not number and written.wish == "please_call":
        raise Invalid("slip.number_needed")
    if not work.now - _LONG_AGO <= (written.called_at or work.now) <= work.now + _AHEAD:
        raise Invalid("slip.wrong_time")
    return {
        "to_kind": to.kind,
        "to_entry": to.entry,
        "to_agent": to.agent,
        "to_zh": to.zh.strip(),
        "to_en": to.en.strip(),
        "caller": written.caller.strip(),
        "company": written.company.strip(),
        "number": number,
        "from_call": written.from_call,
        "about": written.about.strip(),
        "urgent": written.urgent,
        "wish": written.wish,
        "called_at": written.called_at,
        "interaction": written.interaction,
        "customer": written.customer,
    }


async def _number(work: Work, written: Written, agent: Id | None, before: MessageSlipRow | None) -> str:
    """The number to keep: what was typed, or the one that called whoever writes. A slip that stays with its
    call may be corrected by somebody who did not take that call."""
    same = before is not None and written.interaction == before.interaction
    if before is not None and same and written.from_call and before.from_call:
        return before.number
    if written.interaction is not None and (written.from_call or not same):
        contact = await own_contact(work, written.interaction, agent)
        if written.from_call:
            return slip_words.number_of(contact.caller) or ""
    elif written.from_call:
        raise Invalid("slip.no_call")
    number = slip_words.number_of(written.number)
    if number is None:
        raise Invalid("slip.bad_number", number=written.number[:40])
    return number


async def _row(work: Work, slip: Id) -> MessageSlipRow:
    """The slip, held until the Work ends. Nobody hears of one that they may not see."""
    row = MessageSlipRow
    of = select(row).where(row.id == slip, row.site_id == work.site).with_for_update()
    found = (await work.session.execute(of)).scalar_one_or_none()
    if found is None:
        raise NotFound("slip.unknown")
    return found


def _parts(work: Work, row: MessageSlipRow, agent: Id | None) -> frozenset[Part]:
    parts = parts_of(slip_of(row), work.actor.id, agent, keeper=work.allows(SLIPS_ALL))
    if not parts:
        raise NotFound("slip.unknown")
    return parts


async def _require_seen(work: Work, row: MessageSlipRow, seen: int) -> None:
    if row.revision == seen:
        return
    entry = MessageSlipEntryRow
    since = select(entry).where(entry.slip == row.id, entry.revision > seen)
    later = list((await work.session.execute(since)).scalars())
    last = await once.last_entry(work, MessageSlipEntryRow, row)
    raise SlipChanged(
        revision=row.revision,
        by=await once.name_of(work, last.by),
        at=last.at,
        step=last.step,
        fields=sorted({field for each in later for field in each.fields}),
    )


async def _move(
    work: Work,
    row: MessageSlipRow,
    step: str,
    to: Standing,
    *,
    fields: list[str] | None = None,
    note: str = "",
) -> None:
    row.state, row.call_back, row.revision = to.state, to.call_back, row.revision + 1
    _note(work, row.id, row.revision, step, fields, note)
    told = SlipStepped(row.id, step, to.state, to.call_back, row.to_agent, work.actor.id, work.now)
    await work.announce(f"slip/{row.id}", told)


def _note(
    work: Work, slip: Id, revision: int, step: str, fields: list[str] | None = None, note: str = ""
) -> None:
    entry: Mapping[str, Any] = {"slip": slip, "revision": revision, "step": step, "note": note}
    work.session.add(MessageSlipEntryRow(**entry, by=work.actor.id, at=work.now, fields=fields or []))
