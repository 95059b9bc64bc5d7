"""Who may see which contacts and recordings, and what a search in a list means."""

import re
from collections.abc import Awaitable, Callable
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries as customers
from huawu.customers.types import SHOWN_END, forms_of, normalised
from huawu.interactions.schemas import OutcomeShown
from huawu.interactions.types import InteractionRecord, RecordingRecord, Wanted
from huawu.people.types import (
    CUSTOMERS_SEE,
    INTERACTIONS_ALL,
    INTERACTIONS_OWN,
    NUMBERS_SEE,
    RECORDINGS_ALL,
    RECORDINGS_OWN,
)
from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed
from huawu.platform.web.shapes import micros_or_none, plain, read_cursor
from huawu.platform.web.signed_in import SignedIn

HadPart = Callable[[AsyncSession, InteractionRecord, Id], Awaitable[bool]]
"""Whether a contact was this agent's: see `ports.Decisions.had_part`."""
_MOST_CUSTOMERS = 50
_NUMBER = re.compile(r"[+\d][\d\s-]{1,24}")
_FEWEST_DIGITS = 3


class AskedList(BaseModel):
    """The filters that lists of contacts and of recordings share."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    limit: int = Field(50, ge=1, le=200)
    before: str | None = Field(None, max_length=200, description="`next` of the page before")
    queue: str | None = Field(None, pattern=r"^[0-9a-z_-]{1,40}$")
    agent: str | None = Field(None, pattern=r"^[0-9a-z]{1,40}$")
    since: AwareDatetime | None = Field(None, alias="from")
    until: AwareDatetime | None = Field(None, alias="to")


class Asked(AskedList):
    """The filters of the list of contacts."""

    outcome: OutcomeShown | None = None
    search: Annotated[str, AfterValidator(plain)] | None = Field(None, max_length=100)


async def wanted_by(session: AsyncSession, person: SignedIn, asked: Asked) -> Wanted:
    """What a person asked for, narrowed to what they may see."""
    own = _only_own(person, everything=INTERACTIONS_ALL, own=INTERACTIONS_OWN)
    callers, ends, known = await _search(session, person, (asked.search or "").strip())
    return _wanted(asked, own, callers=callers, ends=ends, known=known)


def recordings_wanted_by(person: SignedIn, asked: AskedList) -> Wanted:
    """The same for recordings."""
    return _wanted(asked, _only_own(person, everything=RECORDINGS_ALL, own=RECORDINGS_OWN))


async def may_see(
    session: AsyncSession, person: SignedIn, contact: InteractionRecord, had_part: HadPart
) -> bool:
    """Whether a contact is within what a person may see."""
    own = _only_own(person, everything=INTERACTIONS_ALL, own=INTERACTIONS_OWN)
    return own is None or await had_part(session, contact, own)


def may_hear(person: SignedIn, recording: RecordingRecord) -> bool:
    """Whether a recording is within what a person may hear."""
    own = _only_own(person, everything=RECORDINGS_ALL, own=RECORDINGS_OWN)
    return own is None or recording.agent == own


def _only_own(person: SignedIn, *, everything: str, own: str) -> str | None:
    """None: all of them; else the agent whose own ones they are."""
    if person.may(everything):
        return None
    person.require(own)
    return person.own_agent()


def _wanted(
    asked: AskedList,
    own: str | None,
    *,
    callers: tuple[str, ...] | None = None,
    ends: str | None = None,
    known: tuple[str, ...] = (),
) -> Wanted:
    if own is not None and asked.agent not in (None, own):
        raise NotAllowed("interaction.not_yours")
    return Wanted(
        limit=asked.limit,
        before=read_cursor(asked.before),
        queue=asked.queue,
        agent=own or asked.agent,
        outcome=asked.outcome if isinstance(asked, Asked) else None,
        since=micros_or_none(asked.since),
        until=micros_or_none(asked.until),
        callers=callers,
        caller_ends=ends,
        customers=known,
    )


async def _search(
    session: AsyncSession, person: SignedIn, text: str
) -> tuple[tuple[str, ...] | None, str | None, tuple[str, ...]]:
    """Caller forms, digits at the end, customers. A text that finds nobody finds no contact. Who sees numbers
    masked finds one by all of it or by the end that a mask shows: else the digits between could be tried."""
    if not text:
        return None, None, ()
    if _NUMBER.fullmatch(text):
        digits = "".join(c for c in text if c.isdigit())
        most = len(digits) if person.may(NUMBERS_SEE) else SHOWN_END
        ends = digits if _FEWEST_DIGITS <= len(digits) <= most else None
        return tuple(forms_of(normalised(text))), ends, ()
    person.require(CUSTOMERS_SEE)
    whole = person.may(NUMBERS_SEE)
    found = await customers.search(session, text, _MOST_CUSTOMERS, whole_numbers=whole)
    forms = tuple(form for c in found for number in c.numbers for form in forms_of(number))
    return forms, None, tuple(c.id for c in found)
