"""Promised calls back (回电): promise, done, cancelled, open again, given to somebody else.

A wrap-up makes at most one promise per agent, so a wrap-up that is sent twice does not promise twice.
"""

from collections.abc import Collection

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert

from huawu.customers.types import normalised
from huawu.interactions.types import InteractionRecord
from huawu.people import queries as people
from huawu.people.types import CALLBACKS_ALL
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.work import Work
from huawu.routing.events import CallbackClosed, CallbackGiven, CallbackPromised, CallbackReopened
from huawu.routing.models import CallbackRow
from huawu.routing.types import Promise

_SLACK: Micros = 300 * SECOND
"""A time this little in the past is "now": the form was open for a while."""
_FARTHEST: Micros = 366 * 24 * 3600 * SECOND
OPEN, DONE, CANCELLED = "open", "done", "cancelled"
ANSWERED, _GAVE_UP = "answered", "cancelled"
AGAIN: Micros = 900 * SECOND
"""So much later a promise is due again when nobody was reached."""


async def promise(work: Work, contact: InteractionRecord, agent: Id, promised: Promise) -> Id:
    """Promise to call back. Promised again for the same contact by the same agent, it is moved; promised
    twice alike, nothing changes, not even that it was kept meanwhile.

    Refused for a time that is past or more than a year off, and without a number to call.
    """
    number = normalised(promised.number)
    if not number:
        raise Invalid("callback.number_needed")
    _check_time(promised.at, work.now)
    callback = f"{contact.id}-{agent}"
    changing = {
        "number": number,
        "customer": contact.customer,
        "due_at": promised.at,
        "note": promised.note,
        "state": OPEN,
        "closed_at": None,
        "closed_by": None,
        "closing_note": "",
    }
    row = insert(CallbackRow).values(
        id=callback,
        site_id=work.site,
        interaction=contact.id,
        agent=agent,
        queue=contact.queue,
        created_at=work.now,
        **changing,
    )
    same = tuple_(CallbackRow.number, CallbackRow.due_at, CallbackRow.note) == tuple_(
        row.excluded.number, row.excluded.due_at, row.excluded.note
    )
    put = row.on_conflict_do_update(index_elements=[CallbackRow.id], set_=changing, where=~same)
    if (await work.session.execute(put.returning(CallbackRow.id))).first() is not None:
        told = CallbackPromised(callback, contact.id, agent, promised.at, work.now)
        await work.announce(f"callback/{callback}", told)
    return callback


async def close(work: Work, callback: Id, agent: Id | None, *, state: str, note: str = "") -> None:
    """Done or cancelled. Said twice alike, it changes nothing; closed otherwise already, it is refused."""
    row = await _mine(work, callback, agent)
    if row.state == state:
        return
    if row.state != OPEN:
        raise Refusal("callback.closed_already", state=row.state)
    row.state, row.closed_at, row.closed_by, row.closing_note = state, work.now, work.actor.id, note
    closed = CallbackClosed(callback, state, work.actor.id, work.now)
    await work.announce(f"callback/{callback}", closed)


async def called(work: Work, callback: Id, signal: str) -> None:
    """An agent called because of it, and the line said this: answered, it is done; nobody was reached, it is
    due again a little later. One that is closed already stays as it is, and so does one whose caller gave
    up."""
    found = await work.session.execute(
        select(CallbackRow).where(CallbackRow.id == callback).with_for_update()
    )
    row = found.scalar_one_or_none()
    if row is None or row.state != OPEN or signal == _GAVE_UP:
        return
    if signal == ANSWERED:
        row.state, row.closed_at, row.closed_by, row.last_try = DONE, work.now, work.actor.id, signal
        await work.announce(f"callback/{callback}", CallbackClosed(callback, DONE, work.actor.id, work.now))
        return
    row.tries, row.last_try, row.due_at = row.tries + 1, signal, max(row.due_at, work.now + AGAIN)
    told = CallbackPromised(callback, row.interaction, row.agent, row.due_at, work.now)
    await work.announce(f"callback/{callback}", told)


async def reopen(work: Work, callback: Id, agent: Id | None) -> None:
    """Take back that it was done or cancelled."""
    row = await _mine(work, callback, agent)
    if row.state == OPEN:
        return
    row.state, row.closed_at, row.closed_by, row.closing_note = OPEN, None, None, ""
    await work.announce(f"callback/{callback}", CallbackReopened(callback, work.actor.id, work.now))


async def move(work: Work, callback: Id, agent: Id | None, *, at: Micros) -> None:
    """Promise another time."""
    row = await _mine(work, callback, agent)
    if row.state != OPEN:
        raise Refusal("callback.closed_already", state=row.state)
    _check_time(at, work.now)
    row.due_at = at
    told = CallbackPromised(callback, row.interaction, row.agent, at, work.now)
    await work.announce(f"callback/{callback}", told)


async def give(work: Work, callbacks: Collection[Id], agent: Id | None, *, to: Id) -> list[Id]:
    """Somebody else is to keep these promises. Those that were closed meanwhile, or are theirs already, stay
    as they are; returns the others. Refused when any of them is not `agent`'s, without the right to all, or
    when whom they are given to does not work here."""
    if await people.left_of(work.session, [to]):
        raise Invalid("agent.unknown")
    given, facts = [], {}
    for callback in sorted(set(callbacks)):
        row = await _mine(work, callback, agent)
        if row.state == OPEN and row.agent != to:
            told = CallbackGiven(callback, to, row.agent, work.actor.id, work.now)
            row.agent = to
            given.append(callback)
            facts[f"callback/{callback}"] = [told]
    await work.announce_each(facts)
    return given


def _check_time(at: Micros, now: Micros) -> None:
    """A promise is for a time to come, within a year. Raises Invalid."""
    if at < now - _SLACK:
        raise Invalid("callback.in_the_past")
    if at > now + _FARTHEST:
        raise Invalid("callback.too_far")


async def _mine(work: Work, callback: Id, agent: Id | None) -> CallbackRow:
    """The row, locked. One's own, or anybody's with the right to all."""
    found = await work.session.execute(
        select(CallbackRow).where(CallbackRow.id == callback).with_for_update()
    )
    row = found.scalar_one_or_none()
    if row is None:
        raise NotFound("callback.unknown")
    if row.agent != agent and not work.allows(CALLBACKS_ALL):
        raise NotAllowed("callback.not_yours")
    return row
