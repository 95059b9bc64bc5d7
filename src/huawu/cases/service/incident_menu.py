"""What callers hear before the menu while major incidents are announced: told to the live process by a job,
so that it hears of it also when it is away at the moment. The job reads what holds when it is done; live
keeps it over its restarts."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from huawu.cases.models import CaseIncidentRow
from huawu.cases.ports import BeforeMenu
from huawu.platform import jobs
from huawu.platform.clock import Clock, Micros, system_clock
from huawu.platform.database import Sessions
from huawu.platform.refusals import Unavailable
from huawu.platform.work import Work, work

TELL = "cases.before_menu"
_AGAIN_SECONDS = 2.0


async def promise(work: Work) -> None:
    """Live is to be told what holds when this Work is done."""
    await jobs.enqueue(work, TELL, {})


def telling(sessions: Callable[[], Sessions], live: BeforeMenu, clock: Clock = system_clock) -> jobs.Handler:
    """Tells live; again and again while it is away."""

    async def handle(job: jobs.Job) -> dict[str, Any]:
        async with work(sessions(), site=job.site, clock=clock) as w:
            prompts, at = await announced(w)
        try:
            await live.say_before_menu(prompts, at)
        except Unavailable as away:
            raise jobs.Again(_AGAIN_SECONDS, "live is away") from away
        return {"prompts": len(prompts)}

    return handle


async def announced(work: Work) -> tuple[list[str], Micros]:
    """The prompts of all that are announced, the oldest first, and when that last changed: who hears two of
    these answers keeps the later one."""
    of = CaseIncidentRow
    asked = select(of).where(of.site_id == work.site, of.published_at.is_not(None)).order_by(of.declared_at)
    rows = list((await work.session.execute(asked)).scalars())
    prompts = [each.notice["prompt"] for each in rows if each.notice]
    changes = [max(each.published_at or 0, each.withdrawn_at or 0) for each in rows]
    return list(dict.fromkeys(prompts)), max(changes, default=0)
