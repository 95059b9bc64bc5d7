"""What people have still to do: my tasks, and for who assigns, how much lies with whom."""

from fastapi import APIRouter

from huawu.cases import queries
from huawu.cases.queries.asking import who
from huawu.cases.queries.doing import late, loads, open_tasks
from huawu.cases.queries.receipts import receipts_counted
from huawu.cases.schemas.doing import CaseLoads, CasesLate, CaseTasksOpen
from huawu.people.types import CASES_ASSIGN, CASES_SEE
from huawu.platform.clock import DAY
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import Limit
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/cases")


@router.get("/tasks")
async def list_my_case_tasks(
    person: Person, session: Reading, place: Here, limit: Limit = 50
) -> CaseTasksOpen:
    """My open tasks of open cases, the next one due first; none for who takes no calls."""
    person.require(CASES_SEE)
    if person.agent is None:
        return CaseTasksOpen(items=[])
    return CaseTasksOpen(items=await open_tasks(session, place.site, person.agent, place.clock(), limit))


@router.get("/load")
async def show_case_load(person: Person, session: Reading, place: Here) -> CaseLoads:
    """How many open cases lie with each agent and in each team's list; who is late with most first."""
    person.require(CASES_ASSIGN)
    there = await queries.arranged(session, place.site)
    until = place.day_start() + DAY
    found = await loads(session, place.site, there, place.clock(), until, viewer=person.agent)
    return CaseLoads(items=found)


@router.get("/late")
async def count_late_cases(person: Person, session: Reading, place: Here) -> CasesLate:
    """How many cases are overdue that are mine, or that I lead, and wait to be confirmed by my team: for the
    bell."""
    person.require(CASES_SEE)
    asks = await who(session, person.agent, person.may)
    counted = await late(session, place.site, asks, place.clock())
    awaited = await receipts_counted(session, place.site, asks, place.clock())
    return CasesLate(**counted, receipts=awaited["receipts"], team=asks.team)
