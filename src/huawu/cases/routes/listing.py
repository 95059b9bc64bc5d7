"""Finding cases and seeing one."""

from typing import Annotated

from fastapi import APIRouter, Query

from huawu.cases import queries
from huawu.cases.core import trees
from huawu.cases.queries.asking import who
from huawu.cases.queries.choosing import arrangement
from huawu.cases.queries.receipts import receipts_counted
from huawu.cases.queries.showing import lines_shown
from huawu.cases.routes.whole import case_shown
from huawu.cases.schemas.shown import (
    CaseArrangement,
    CaseCounts,
    CaseDue,
    CasePage,
    CaseState,
    CaseWhole,
    Priority,
)
from huawu.cases.types import CaseLine, CasesWanted, ReceiptsAsked
from huawu.customers import queries as customers
from huawu.people.types import CASES_SEE
from huawu.platform.clock import DAY
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import Before, Limit, PathId, QueryId, Search, cursor, read_cursor
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter()
NodeAsked = Annotated[str | None, Query(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
_MOST_OF_ONE = 20


@router.get("/cases")
async def list_cases(  # noqa: PLR0913 - each is a filter of the list
    person: Person,
    session: Reading,
    place: Here,
    state: Annotated[CaseState | None, Query()] = None,
    still_open: bool = False,
    type: NodeAsked = None,
    priority: Annotated[Priority | None, Query()] = None,
    owner: Annotated[str | None, Query(pattern=r"^([0-9a-z-]{1,40}|me|nobody)$")] = None,
    team: NodeAsked = None,
    due: Annotated[CaseDue | None, Query()] = None,
    receipt: Annotated[ReceiptsAsked | None, Query()] = None,
    customer: QueryId = None,
    search: Search = None,
    by_due: bool = False,
    after: Before = None,
    limit: Limit = 50,
) -> CasePage:
    """Cases with all of these, the newest first, or (`by_due`, open ones only) the next one due first.
    `type`: also all under it. `owner`: me, nobody, or an agent. `receipt`: which a team is to confirm: mine,
    any (awaited), any that is late, or one to which I sent them. `search`: a number (GD-000123) or words."""
    person.require(CASES_SEE)
    team_of_mine = (await who(session, person.agent, person.may)).team if receipt == "mine" else ""
    there = await queries.arranged(session, place.site)
    wanted = CasesWanted(
        limit=limit + 1,
        state="open" if still_open and state is None else state,
        types=tuple(trees.below(there.types, type) or [type]) if type else (),
        priority=priority,
        owner=_owner(person, owner),
        team=team,
        due=due,
        until=place.day_start() + DAY,
        customers=await customers.ids_of(session, customer) if customer else (),
        text=search or "",
        by_due=by_due,
        after=read_cursor(after),
        viewer=person.agent,
        receipt=receipt,
        asks=(team_of_mine, person.user),
    )
    found = await queries.cases(session, place.site, wanted, place.clock())
    page, more = found[:limit], len(found) > limit
    last = page[-1] if page else None
    ending = None
    if more and last is not None:
        ending = cursor(last.due_order if by_due else last.opened_at, last.id)
    return CasePage(items=await lines_shown(session, page, there, place.clock()), next=ending)


def _owner(person: SignedIn, owner: str | None) -> str | None:
    if owner == "me":
        return person.agent or "-"
    return "" if owner == "nobody" else owner


@router.get("/cases/counts")
async def count_cases(person: Person, session: Reading, place: Here) -> CaseCounts:
    """What waits for me, for the head of the list."""
    person.require(CASES_SEE)
    asks = await who(session, person.agent, person.may)
    found = await queries.counts(session, place.site, asks.agent, asks.team, place.clock())
    return CaseCounts.model_validate(found | await receipts_counted(session, place.site, asks, place.clock()))


@router.get("/cases/arrangement")
async def show_case_arrangement(person: Person, session: Reading, place: Here) -> CaseArrangement:
    """Types with their forms, causes, solutions, teams."""
    person.require(CASES_SEE)
    return await arrangement(session, await queries.arranged(session, place.site))


@router.get("/cases/{case_id}")
async def show_case(case_id: PathId, person: Person, place: Here) -> CaseWhole:
    """One case with what happened, what belongs to it, and what can be done next."""
    person.require(CASES_SEE)
    return await case_shown(place, person, case_id)


@router.get("/customers/{customer_id}/cases")
async def list_customer_cases(customer_id: PathId, person: Person, session: Reading, place: Here) -> CasePage:
    """The open cases of a customer, the newest first; at most 20."""
    person.require(CASES_SEE)
    found = await queries.open_of_customer(session, customer_id, _MOST_OF_ONE, viewer=person.agent)
    return await _all_of(session, place, found)


@router.get("/interactions/{interaction_id}/cases")
async def list_contact_cases(
    interaction_id: PathId, person: Person, session: Reading, place: Here
) -> CasePage:
    """The cases that a contact is about."""
    person.require(CASES_SEE)
    found = await queries.of_contact(session, interaction_id, viewer=person.agent)
    return await _all_of(session, place, found)


async def _all_of(session: Reading, place: Place, found: list[CaseLine]) -> CasePage:
    if not found:
        return CasePage(items=[], next=None)
    there = await queries.arranged(session, place.site)
    return CasePage(items=await lines_shown(session, found, there, place.clock()), next=None)
