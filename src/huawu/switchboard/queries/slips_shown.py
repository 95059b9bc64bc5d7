"""Message slips as the page shows them to somebody."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.types import masked
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.people.types import NUMBERS_SEE, SLIPS_ALL
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment
from huawu.platform.web.signed_in import SignedIn
from huawu.switchboard.core.slips import Part, possible
from huawu.switchboard.queries.slips import history, parts_of
from huawu.switchboard.schemas.slips import SlipEntryShown, SlipShown, SlipWhole
from huawu.switchboard.types import Slip


def parts_for(person: SignedIn, slip: Slip) -> frozenset[Part]:
    """What a person is to a slip; nothing: they may not see it."""
    return parts_of(slip, person.user, person.agent, keeper=person.may(SLIPS_ALL))


async def slips_shown(session: AsyncSession, person: SignedIn, slips: Sequence[Slip]) -> list[SlipShown]:
    """With the names of who took them, and what this person may do with each."""
    takers = await people.agent_names(session, {slip.taker for slip in slips})
    users = await people.user_names(session, {slip.taken_by for slip in slips})
    briefs = {agent: agent_brief(name) for agent, name in takers.items()}
    return [
        SlipShown.model_validate(
            _plain(person, slip)
            | {"taker": briefs.get(slip.taker or ""), "taken_by": _words(users, slip.taken_by)}
        )
        for slip in slips
    ]


async def slip_whole(session: AsyncSession, person: SignedIn, slip: Slip) -> SlipWhole:
    """One with what became of it."""
    entries = await history(session, slip.id)
    users = await people.user_names(session, {entry.by for entry in entries})
    (shown,) = await slips_shown(session, person, [slip])
    return SlipWhole(
        slip=shown,
        history=[
            SlipEntryShown.model_validate(
                {
                    "revision": entry.revision,
                    "step": entry.step,
                    "by": _words(users, entry.by),
                    "at": moment(entry.at),
                    "fields": list(entry.fields),
                    "note": entry.note,
                }
            )
            for entry in entries
        ],
    )


def sees_number(person: SignedIn, slip: Slip) -> bool:
    """Whether the number is shown whole: to who sees all numbers, to whom the message is for, since they
    are to call, and to who typed it."""
    parts = parts_for(person, slip)
    if person.may(NUMBERS_SEE):
        return True
    if slip.written.from_call:  # nobody uncovers a caller's number by a message to themselves
        return "recipient" in parts and "taker" not in parts
    return bool(parts)


def _plain(person: SignedIn, slip: Slip) -> dict[str, Any]:
    written, parts = slip.written, parts_for(person, slip)
    whole = sees_number(person, slip)
    steps = possible(slip.standing, parts)
    return {
        "id": slip.id,
        "revision": slip.revision,
        "to": {
            "kind": written.to.kind,
            "entry": written.to.entry,
            "name": Words(zh=written.to.zh or written.to.en, en=written.to.en),
            "agent": written.to.agent,
        },
        "caller": written.caller,
        "company": written.company,
        "number": written.number if whole else masked(written.number),
        "number_masked": not whole,
        "from_call": written.from_call,
        "about": written.about,
        "urgent": written.urgent,
        "wish": written.wish,
        "called_at": moment(written.called_at or slip.taken_at),
        "taken_at": moment(slip.taken_at),
        "interaction": written.interaction,
        "customer": written.customer,
        "state": slip.state,
        "call_back": slip.call_back,
        "unread_why": slip.unread_why,
        "delivered_how": slip.delivered_how,
        "delivered_to": slip.delivered_to,
        "call_note": slip.call_note,
        "void_why": slip.void_why,
        "steps": [step for step in steps if step != "correct"],
        "may_correct": "correct" in steps,
        "mine": "recipient" in parts,
    }


def _words(users: Mapping[Id, dict[str, str]], user: Id) -> Words:
    return Words.model_validate(users.get(user, {"zh": ""}))
