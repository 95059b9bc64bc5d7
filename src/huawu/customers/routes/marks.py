"""Warnings about customers over HTTP: proposed by who was there, approved by who leads, ended by time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import queries
from huawu.customers.core import marks
from huawu.customers.models import CustomerMarkRow
from huawu.customers.queries import marks as found
from huawu.customers.routes.showing import CHANGE, KEEP, SEE, UsersPort
from huawu.customers.service import marks as service
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import (
    Asked,
    LongText,
    PathId,
    RequestKey,
    Shape,
    ShortText,
    Words,
    moment,
    moment_or_none,
)
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/api", tags=["customers"])
MarkKind = Literal["abusive", "threat", "fraud", "other"]
MarksShown = Literal["proposed", "holding", "over", "mine"]


class MarkProposed(Asked):
    """`key`: the request's own; `days`: how long it is to last from when it is approved."""

    key: RequestKey
    kind: MarkKind
    why: LongText
    days: Annotated[int, Field(ge=1, le=marks.MOST_DAYS)] = 90
    interaction: Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")] | None = None


class MarkDecided(Asked):
    decision: Literal["approved", "refused", "lifted"]
    why: ShortText = ""


class MarkShown(Shape):
    """A warning about a customer. `holds`: it is approved and not over; `decidable`: this person may approve
    it; `expires_at` null: it was never approved."""

    id: str
    customer: str
    customer_name: str
    kind: MarkKind
    why: str
    days: int
    interaction: str | None
    proposed_at: datetime
    proposed_by: Words | None
    state: Literal["proposed", "approved", "refused", "lifted"]
    decided_at: datetime | None
    decided_by: Words | None
    decided_why: str
    expires_at: datetime | None
    holds: bool
    decidable: bool


class Marks(Shape):
    items: list[MarkShown]


@router.get("/customers/{customer_id}/marks")
async def list_customer_marks(
    customer_id: PathId, person: Person, session: Reading, place: Here, users: UsersPort
) -> Marks:
    """Every warning about a customer, the newest first."""
    person.require(SEE)
    known = await queries.customer(session, customer_id)
    if known is None:
        raise NotFound("customer.unknown")
    return await _shown(session, person, place, users, await found.marks_of(session, known.ids))


@router.post("/customers/{customer_id}/marks", status_code=201)
async def propose_customer_mark(
    customer_id: PathId, body: MarkProposed, person: Person, place: Here, users: UsersPort
) -> Marks:
    """Ask for a warning about a customer; sent again with the same `key`, it is the same."""
    person.require(CHANGE)
    async with place.work(person.actor) as work:
        await service.propose_mark(work, customer_id, service.Proposed(**dict(body)))
    async with place.sessions() as session:
        return await list_customer_marks(customer_id, person, session, place, users)


@router.get("/customer-marks")
async def list_proposed_marks(
    person: Person,
    session: Reading,
    place: Here,
    users: UsersPort,
    show: Annotated[MarksShown, Query()] = "proposed",
) -> Marks:
    """Those that nobody decided about, the oldest first; those that hold; those that are over; or (`mine`)
    what this person proposed, with what became of it."""
    person.require(CHANGE if show == "mine" else KEEP)
    now = place.clock()
    if show == "mine":
        rows = await found.marks_by(session, place.site, person.user)
    elif show == "proposed":
        rows = await found.proposed_marks(session, place.site)
    else:
        asked = found.holding_marks if show == "holding" else found.decided_marks
        rows = await asked(session, place.site, now)
    return await _shown(session, person, place, users, rows)


@router.post("/customer-marks/{mark}/decision", status_code=204)
async def decide_customer_mark(mark: PathId, body: MarkDecided, person: Person, place: Here) -> None:
    """Approve it, refuse it, or lift it before its time; not by whoever proposed it."""
    person.require(KEEP)
    async with place.work(person.actor) as work:
        await service.decide_mark(work, mark, body.decision, body.why)


async def _shown(
    session: AsyncSession, person: SignedIn, place: Place, known: UsersPort, rows: Iterable[CustomerMarkRow]
) -> Marks:
    there, now = list(rows), place.clock()
    users = {row.proposed_by for row in there} | {row.decided_by for row in there if row.decided_by}
    names = await known.names(session, users)
    customers = await queries.names(session, {row.customer_id for row in there})
    return Marks(
        items=[
            MarkShown.model_validate(
                {
                    "id": row.id,
                    "customer": row.customer_id,
                    "customer_name": customers[row.customer_id].name if row.customer_id in customers else "",
                    "kind": row.kind,
                    "why": row.why,
                    "days": row.days,
                    "interaction": row.interaction,
                    "proposed_at": moment(row.proposed_at),
                    "proposed_by": names.get(row.proposed_by),
                    "state": row.state,
                    "decided_at": moment_or_none(row.decided_at),
                    "decided_by": names.get(row.decided_by or ""),
                    "decided_why": row.decided_why,
                    "expires_at": moment_or_none(row.expires_at),
                    "holds": marks.holds(found.standing_of(row), now),
                    "decidable": person.may(KEEP) and row.proposed_by != person.user,
                }
            )
            for row in there
        ]
    )
