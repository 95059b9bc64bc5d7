"""What slips and tickets have in common: who sends a request again after its answer was lost gets the same
answer. A new one is known by its key, a step by being the last thing that the same user did."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select

from huawu.people import queries as people
from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.work import Work
from huawu.switchboard.models import (
    CallTicketEntryRow,
    CallTicketRow,
    MessageSlipEntryRow,
    MessageSlipRow,
)

Row = MessageSlipRow | CallTicketRow
Entry = TypeVar("Entry", MessageSlipEntryRow, CallTicketEntryRow)


def digest(told: Mapping[str, Any]) -> str:
    """Of what a request says: the same words have the same one."""
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


async def made_before(work: Work, row: type[Row], key: str, said: str) -> Id | None:
    """What this request made before; None: it is new. The same request at the same moment waits for the first
    one. Refused when the key comes with other words: they would be lost. `said`: their digest."""
    of: Any = row
    by: ColumnElement[str] = of.taken_by if row is MessageSlipRow else of.opened_by
    await work.alone(f"{of.__tablename__} {work.actor.id} {key}")
    asked = select(of.id, of.request_digest).where(by == work.actor.id, of.request_key == key)
    found = (await work.session.execute(asked)).one_or_none()
    if found is None:
        return None
    before, words = found
    if words and words != said:
        kind = "slip" if row is MessageSlipRow else "ticket"
        raise Refusal(f"{kind}.sent_before", id=before)
    return str(before)


async def last_entry(work: Work, entry: type[Entry], row: Row) -> Entry:
    """The last thing that was done."""
    return await work.session.get_one(entry, (row.id, row.revision))


async def done_before(work: Work, entry: type[Entry], row: Row, step: str, seen: int) -> bool:
    """Whether this very step was made before: its answer was lost."""
    if row.revision != seen + 1:
        return False
    last = await last_entry(work, entry, row)
    return last.step == step and last.by == work.actor.id


async def name_of(work: Work, user: Id) -> dict[str, str]:
    """What a user is called."""
    return (await people.user_names(work.session, {user})).get(user, {"zh": ""})
