"""Who is told behind the bell that a major incident was declared: those who lead, and the teams that its plan
asks something of. Everybody else at a desk sees it while it runs."""

from sqlalchemy import update

from huawu.cases.core import incidents as core
from huawu.cases.models import CaseIncidentRow, CaseNoticeRow, CaseRow
from huawu.cases.service import notices
from huawu.people import queries as people
from huawu.platform.ids import Id
from huawu.platform.work import Work

_WHAT = "incident_declared"
_LEAD = ("team_leader", "manager")


async def declared(work: Work, row: CaseRow, held: CaseIncidentRow) -> None:
    """Each once, whoever declared it not at all."""
    agents = await people.directory(work.session)
    teams = core.asked_of(held.steps)
    asked = {each.user for each in agents if each.user and each.abilities.get("team") in teams}
    lead = set(await people.users_with_roles(work.session, _LEAD))
    about = {each.user for each in agents if each.id == row.about_agent}
    silent = {work.actor.id} | about
    body = {"incident": held.what}
    key = f"incident declared {row.id}"
    await _put(work, asked - silent, key, row.id, body | {"of": "steps"})
    await _put(work, lead - asked - silent, key, row.id, body)


async def _put(work: Work, users: set[Id], key: str, case: Id, body: dict[str, str]) -> None:
    await notices.put(work, users, key, _WHAT, case=case, body=body)


async def over(work: Work, case: Id) -> None:
    """What is over is no news to those who have not seen it."""
    of = CaseNoticeRow
    news = update(of).where(of.case_id == case, of.what == _WHAT, of.seen_at.is_(None))
    await work.session.execute(news.values(seen_at=work.now))
