"""Return visits (回访): the work list, what came of them, and what leaders see of it."""

from typing import Annotated

from fastapi import APIRouter, Query

from huawu.cases import queries
from huawu.cases.queries.asking import who
from huawu.cases.queries.visits_shown import VisitsWanted, visit_figures, visits_shown
from huawu.cases.schemas.visits import (
    VisitCancelling,
    VisitFigures,
    VisitList,
    VisitResultAsked,
    VisitShown,
    VisitState,
)
from huawu.cases.service import visits as service
from huawu.people.types import CASES_ASSIGN, CASES_SEE
from huawu.platform.clock import SECOND, Micros, as_micros
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import Limit, Moment, PathId, QueryId, micros_or_none, moment
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/visits")
_MONTH: Micros = 30 * 24 * 3600 * SECOND


@router.get("")
async def list_visits(
    person: Person,
    session: Reading,
    place: Here,
    mine: bool = False,
    state: Annotated[VisitState | None, Query()] = None,
    case: QueryId = None,
    limit: Limit = 100,
) -> VisitList:
    """`mine`: those that I am to make and those of nobody in my team. The next one due first."""
    person.require(CASES_SEE)
    there = await queries.arranged(session, place.site)
    asks = await who(session, person.agent, person.may)
    wanted = VisitsWanted(limit, state, (person.agent or "-") if mine else None, asks.team, case)
    found = await visits_shown(session, person, there, wanted, site=place.site, now=place.clock())
    return VisitList(items=found)


@router.get("/figures")
async def show_visit_figures(
    person: Person, session: Reading, place: Here, since: Moment = None, until: Moment = None
) -> VisitFigures:
    """How many were reached and how satisfied they were, by rule; of the last 30 days if nothing is said."""
    person.require(CASES_ASSIGN)
    now = place.clock()
    to = now if until is None else as_micros(until)
    begin = to - _MONTH if since is None else as_micros(since)
    found = await visit_figures(session, place.site, begin, to, now)
    return VisitFigures(since=moment(begin), until=moment(to), items=found)


@router.post("/{visit_id}/result")
async def record_visit_result(
    visit_id: PathId, body: VisitResultAsked, person: Person, place: Here
) -> VisitShown:
    """What came of a try. Told twice, it counts once."""
    async with place.work(person.actor) as work:
        there = await queries.arranged(work.session, work.site)
        said = service.Said(body.result, body.tries, dict(body.answers), body.note, micros_or_none(body.at))
        case = await service.record_visit(work, there, visit_id, said, person.agent)
    return await _shown(place, person, case, visit_id)


@router.post("/{visit_id}/cancel")
async def cancel_one_visit(
    visit_id: PathId, body: VisitCancelling, person: Person, place: Here
) -> VisitShown:
    """No visit is wanted."""
    async with place.work(person.actor) as work:
        case = await service.cancel_visit(work, visit_id, body.reason)
    return await _shown(place, person, case, visit_id)


async def _shown(place: Place, person: SignedIn, case: str, visit: str) -> VisitShown:
    async with place.sessions() as session:
        there = await queries.arranged(session, place.site)
        wanted = VisitsWanted(100, None, case=case)
        found = await visits_shown(session, person, there, wanted, site=place.site, now=place.clock())
    shown = next((each for each in found if each.id == visit), None)
    if shown is None:
        raise NotFound("visit.unknown")
    return shown
