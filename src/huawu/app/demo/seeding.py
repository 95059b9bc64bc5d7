"""Writes a made-up busy day into the books."""

from sqlalchemy import insert, select

from huawu.app import site_plan
from huawu.app.demo.busy_day import Busy, busy_day
from huawu.app.demo.load import remember
from huawu.app.what_if.gathering import span
from huawu.interactions.events import InteractionStarted
from huawu.platform.refusals import Invalid, Refusal
from huawu.platform.work import Work
from huawu.routing.models import AgentStateRow


async def seed_day(work: Work, day: str, *, calls: int | None = None, seed: str = "day") -> int:
    """Make a busy day up. Answers how many called. Refused: simulation.bad_day when it is not over,
    simulation.day_is_real when agents were signed in on it."""
    site = await site_plan.load_site(work.session, work.site)
    begins, ends = span(site, day)
    if ends > work.now:
        raise Invalid("simulation.bad_day", day=day)
    row = AgentStateRow
    real = select(row.agent).where(row.site_id == work.site, row.since >= begins, row.since < ends).limit(1)
    if (await work.session.execute(real)).first() is not None:
        raise Refusal("simulation.day_is_real", day=day)
    if not any(seat["queues"] for seat in site["seats"].values()):
        return 0
    busy = busy_day(site, begins=begins, seed=seed, calls=calls)
    await remember(work, busy.facts, [])
    await _remember_states(work, busy)
    return sum(isinstance(fact, InteractionStarted) for fact in busy.facts)


async def _remember_states(work: Work, busy: Busy) -> None:
    rows = [
        {
            "agent": spell.agent,
            "seq": number,
            "site_id": work.site,
            "state": spell.state,
            "reason": spell.reason,
            "since": spell.since,
            "until": None,
            "contact": spell.contact,
        }
        for number, spell in enumerate(busy.states, 1)
    ]
    if rows:
        await work.session.execute(insert(AgentStateRow), rows)
