"""My drafts with whom each is about."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries as customers
from huawu.customers.types import masked
from huawu.desk.queries.callbacks import brief
from huawu.desk.schemas import DraftLine, DraftShown
from huawu.desk.types import Draft
from huawu.interactions import queries as interactions
from huawu.people.types import CUSTOMERS_SEE, NUMBERS_SEE
from huawu.platform.web.shapes import moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn


async def draft_lines(session: AsyncSession, person: SignedIn, drafts: Sequence[Draft]) -> list[DraftLine]:
    """In the order given. A contact that the database does not know yet has no name."""
    contacts = await interactions.by_id(session, [draft.interaction for draft in drafts])
    callers, chosen = {}, {}
    if person.may(CUSTOMERS_SEE):
        callers = await customers.behind_numbers(session, {c.caller for c in contacts.values()})
        chosen = await customers.names(session, {c.customer for c in contacts.values() if c.customer})
    lines = []
    for draft in drafts:
        contact = contacts.get(draft.interaction)
        having = callers.get(contact.caller, []) if contact else []
        who = chosen.get(contact.customer or "") if contact else None
        who = who or (having[0] if len(having) == 1 else None)
        number = contact.caller if contact else ""
        lines.append(
            DraftLine(
                **_written(draft),
                customer=brief(who) if who else None,
                number=number if person.may(NUMBERS_SEE) else masked(number),
                started_at=moment_or_none(contact.started_at if contact else None),
                ended=contact is not None and contact.ended_at is not None,
            )
        )
    return lines


def draft_shown(draft: Draft) -> DraftShown:
    """What is written so far."""
    return DraftShown(**_written(draft))


def nothing_written(interaction: str) -> DraftShown:
    """The draft of a contact that has none."""
    empty = {"type": "", "result": "", "note": "", "callback": None, "revision": 0, "at": None}
    return DraftShown.model_validate({"interaction": interaction, **empty})


def _written(draft: Draft) -> dict[str, Any]:
    body = DraftShown.model_validate(
        {**draft.body, "interaction": draft.interaction, "revision": draft.revision, "at": moment(draft.at)}
    )
    return dict(body)
