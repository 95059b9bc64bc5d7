"""Complaints about agents over HTTP, for who leads: how many, what was found of them, and which."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from huawu.cases import queries
from huawu.cases.queries import about
from huawu.cases.queries.about import Span
from huawu.cases.queries.showing import lines_shown
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.about import (
    AgentComplaint,
    AgentComplaints,
    ComplaintFigures,
    ComplaintJudged,
    ComplaintJudgement,
    ComplaintsAbout,
    ComplaintWeek,
)
from huawu.cases.service import judging as service
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN
from huawu.platform.clock import DAY
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import PathId, micros_or_none, moment
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter()
When = Annotated[AwareDatetime | None, Query()]
_MONTH, _LONGEST = 30 * DAY, 731 * DAY
_MOST = 200


@router.get("/complaints/about-agents")
async def show_complaints_about_agents(
    person: Person, session: Reading, place: Here, since: When = None, until: When = None
) -> ComplaintFigures:
    """Complaints about each agent, of the last 30 days or of the time that is named (two years at most)."""
    person.require(CASES_ASSIGN)
    span = _span(person, place, since, until)
    found = await about.about_agents(session, span)
    names = await people.agent_names(session, {each.agent for each in found})
    return ComplaintFigures(
        since=moment(span.since),
        until=moment(span.until),
        items=[
            ComplaintsAbout(
                agent=agent_brief(names[each.agent]),
                all=each.all,
                open=each.open,
                upheld=each.upheld,
                unfounded=each.unfounded,
            )
            for each in found
            if each.agent in names
        ],
        weeks=[ComplaintWeek(all=many, upheld=upheld) for many, upheld in await about.by_week(session, span)],
    )


@router.get("/complaints/about-agents/{agent}")
async def list_complaints_about_agent(  # noqa: PLR0913 - each is a part of the request
    agent: PathId, person: Person, session: Reading, place: Here, since: When = None, until: When = None
) -> AgentComplaints:
    """The cases behind the figures of an agent, the newest first, at most 200; of one's own none."""
    person.require(CASES_ASSIGN)
    there = await queries.arranged(session, place.site)
    found = await about.about_agent(session, _span(person, place, since, until), agent, _MOST)
    judged = await about.judgements(session, (each.id for each in found))
    return AgentComplaints(
        items=[
            AgentComplaint(case=line, upheld=judged.get(line.id))
            for line in await lines_shown(session, found, there, place.clock())
        ]
    )


@router.get("/cases/{case_id}/judgement")
async def show_complaint_judgement(
    case_id: PathId, person: Person, session: Reading, place: Here
) -> ComplaintJudgement:
    """Whether a complaint about an agent is upheld, as far as somebody has said so."""
    person.require(CASES_ASSIGN)
    await row_of(session, place.site, case_id, viewer=person.agent)
    return ComplaintJudgement(upheld=(await about.judgements(session, [case_id])).get(case_id))


@router.post("/cases/{case_id}/judgement")
async def judge_complaint(
    case_id: PathId, body: ComplaintJudged, person: Person, place: Here
) -> ComplaintJudgement:
    """Say whether a complaint about an agent is upheld, and why; the last word counts."""
    async with place.work(person.actor) as work:
        await service.judge(work, case_id, upheld=body.upheld, why=body.why)
    return ComplaintJudgement(upheld=body.upheld)


def _span(person: SignedIn, place: Place, since: When, until: When) -> Span:
    end = micros_or_none(until) or place.clock()
    begin = micros_or_none(since) or end - _MONTH
    if not 0 < end - begin <= _LONGEST:
        raise Invalid("complaint.bad_time")
    return Span(place.site, begin, end, person.agent)
