"""Call tickets as the page shows them to somebody."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.types import masked
from huawu.people import queries as people
from huawu.people.types import NUMBERS_SEE
from huawu.platform.clock import Micros, as_datetime
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.switchboard.core.dialling import DialHelp
from huawu.switchboard.core.tickets import asks, possible
from huawu.switchboard.models import CallTicketRow
from huawu.switchboard.queries.tickets import charged, standing_of, ticket_history
from huawu.switchboard.schemas.tickets import (
    DialCountry,
    DialHelpShown,
    TicketEntryShown,
    TicketLife,
    TicketShown,
    TicketWhole,
)

Life = Mapping[str, Any]
Lives = Mapping[str, Life]
_OWN_STEPS = {
    "open": Words(zh="开单", en="Opened"),
    "link": Words(zh="关联通话", en="Linked to a call"),
}

_BY_CALL = {"zh": "来电自动开单", "en": "By the call itself"}
"""Whoever is no user: a rule for calls opened it."""


async def tickets_shown(
    session: AsyncSession, person: SignedIn, lives: Lives, rows: Sequence[CallTicketRow]
) -> list[TicketShown]:
    """With what may be done with each, and what its call costs."""
    users = await people.user_names(session, {row.opened_by for row in rows})
    seconds = await charged(session, rows)
    return [
        TicketShown.model_validate(
            _plain(person, lives[row.purpose], row)
            | {
                "opened_by": users.get(row.opened_by, _BY_CALL),
                "billing_seconds": seconds.get(row.id),
            }
        )
        for row in rows
    ]


async def ticket_whole(
    session: AsyncSession, person: SignedIn, lives: Lives, row: CallTicketRow
) -> TicketWhole:
    """One with what became of it."""
    entries = await ticket_history(session, row.id)
    users = await people.user_names(session, {entry.by for entry in entries})
    names = _OWN_STEPS | {
        step["id"]: Words.model_validate(step["name"]) for step in lives[row.purpose]["steps"]
    }
    whole = person.may(NUMBERS_SEE)
    (shown,) = await tickets_shown(session, person, lives, [row])
    return TicketWhole(
        ticket=shown,
        history=[
            TicketEntryShown.model_validate(
                {
                    "revision": entry.revision,
                    "step": entry.step,
                    "step_name": names.get(entry.step, Words(zh=entry.step)),
                    "by": users.get(entry.by, _BY_CALL),
                    "at": moment(entry.at),
                    "was": entry.was,
                    "told": _told(entry.told, whole=whole),
                }
            )
            for entry in entries
        ],
    )


def life_shown(life: Life) -> TicketLife:
    """States and steps with their names."""
    steps = [
        {name: step[name] for name in ("id", "name", "needs")} | {"asks": asks(step)}
        for step in life["steps"]
    ]
    return TicketLife.model_validate({"states": life["states"], "steps": steps})


def dial_help_shown(found: DialHelp, now: Micros) -> DialHelpShown:
    """With what time it is there."""
    at = as_datetime(now)
    countries = [
        DialCountry(
            code=each.code,
            iso=each.iso,
            name=Words(zh=each.zh, en=each.en),
            language=each.language,
            clocks={zone: at.astimezone(ZoneInfo(zone)) for zone in each.zones},
        )
        for each in found.countries
    ]
    return DialHelpShown(countries=countries, number=found.number, dial=found.dial, dropped=found.dropped)


def _told(told: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    return told if whole or "number" not in told else told | {"number": masked(told["number"])}


def _plain(person: SignedIn, life: Life, row: CallTicketRow) -> dict[str, Any]:
    whole = person.may(NUMBERS_SEE)
    names = {state["id"]: state["name"] for state in life["states"]}
    same = ("id", "number", "revision", "direction", "state", "over", "caller", "called", "person")
    more = (
        "person_to_person",
        "reverse",
        "interaction",
        "note",
        "purpose",
        "language",
        "interpreter",
        "answer",
    )
    return {
        **{name: getattr(row, name) for name in (*same, *more)},
        "opened_at": moment(row.opened_at),
        "state_name": names.get(row.state, {"zh": row.state}),
        "caller_number": row.caller_number if whole else masked(row.caller_number),
        "called_number": row.called_number if whole else masked(row.called_number),
        "numbers_masked": not whole,
        "due_at": moment_or_none(row.due_at),
        "put_through_at": moment_or_none(row.put_through_at),
        "ended_at": moment_or_none(row.ended_at),
        "steps": possible(life, standing_of(row)),
    }
