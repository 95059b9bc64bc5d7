"""Whoever closes the master of a major incident that runs says what becomes of it: nothing is left running
by an oversight."""

from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.whole import incident_runs
from huawu.cases.service import incident_together, incidents
from huawu.cases.service.common import noted
from huawu.cases.types import IncidentSaid, Said
from huawu.people.types import CASES_ASSIGN
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed
from huawu.platform.work import Work


async def require_said(work: Work, case: Id, step: str, said: Said) -> None:
    """Refused to close a master without saying what becomes of its incident, to end it for who may not, and
    to say it with another step."""
    if step != "close":
        if said.incident is not None:
            raise Invalid("case.step_takes_no_incident")
        return
    if said.incident is None:
        if await incident_runs(work.session, case):
            raise Invalid("case.step_needs_incident")
        return
    if (said.incident.ends or said.incident.to) and not work.allows(CASES_ASSIGN):
        raise NotAllowed("incident.leader_ends")


async def closed(work: Work, there: Arranged, row: CaseRow, said: IncidentSaid) -> None:
    """The master, held, was closed: its incident ends with it, and its linked cases are solved together, as
    far as it was said. What was ended meanwhile stays as it was ended. Refused when there is none."""
    held = await incidents.held_of(work, row.id)
    if held.ended_at is None and said.ends:
        await incidents.end(work, row.id, said.result, seen=held.revision)
    elif held.ended_at is None:
        noted(work, row, "incident_goes_on", {})
    if said.to is not None:
        key = f"closed {row.id} {row.revision}"
        cause = said.cause or row.cause
        wanted = incident_together.Solving(key, said.to, said.result, cause, said.tell)
        await incident_together.solve(work, there, row.id, wanted)
