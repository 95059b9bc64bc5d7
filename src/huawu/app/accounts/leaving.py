"""Letting an agent go: signed out at once, gone as soon as no call of theirs is left to end or to write up.

Who is in a call keeps page, telephone and call until then; a job looks again and again, so it comes about
whatever is restarted meanwhile.
"""

from collections.abc import Callable
from typing import Any

from huawu.app.live_client import LiveClient
from huawu.people import service as people
from huawu.platform import jobs
from huawu.platform.clock import SECOND, Clock, Micros, system_clock
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound, Unavailable
from huawu.platform.web.place import Place
from huawu.platform.work import Actor

LEAVE = "people.leave"
_LOOK: Micros = 2 * SECOND
_IN_CALL = frozenset(("ringing", "talking", "wrap_up"))
_OUT = "signed_out"


async def let_go(place: Place, live: LiveClient, agent: Id, actor: Actor) -> None:
    """Sign the agent out, and close the account unless a call keeps them: then a job waits for its end."""
    async with place.work(actor) as work:
        await people.governed(work, agent)
    if await _signed_out(live, agent, by=actor.id):
        await _close(place, live, agent, actor)
        return
    async with place.work(actor) as work:
        await jobs.enqueue(work, LEAVE, {"agent": agent}, key=agent, due_at=work.now + _LOOK)


async def keep(place: Place, live: LiveClient, agent: Id, actor: Actor) -> None:
    """Take the agent back, or let them stay who were to leave after their call."""
    async with place.work(actor) as work:
        await jobs.call_off(work, LEAVE, {"agent": agent})  # first: it waits for a job that closes right now
        account = await people.governed(work, agent)
        if not account.active:
            await people.come_back(work, agent)
    await live.config_changed()


def leaving(
    sessions: Callable[[], Sessions], live: LiveClient, *, clock: Clock = system_clock
) -> jobs.Handler:
    """The handler of `LEAVE`."""

    async def handle(job: jobs.Job) -> None:
        agent, actor = job.args["agent"], Actor(job.created_by)
        try:
            out = not _in_call(await _view(live, agent)) and await _signed_out(live, agent, by=actor.id)
        except Unavailable as away:
            raise jobs.Again(_LOOK / SECOND, "live is away") from away
        if not out:
            raise jobs.Again(_LOOK / SECOND, "in a call")
        await _close(Place(sessions(), job.site, clock), live, agent, actor, job=job)

    return handle


async def _close(
    place: Place, live: LiveClient, agent: Id, actor: Actor, *, job: jobs.Job | None = None
) -> None:
    """Close the account; for a job only if nobody let the agent stay meanwhile."""
    async with place.work(actor) as work:
        if job is not None and not await jobs.still_wanted(work, job):
            return
        await people.leave(work, agent)
    await live.config_changed()


async def _signed_out(live: LiveClient, agent: Id, *, by: Id) -> bool:
    """Sign the agent out. False: a call goes on, and it takes effect after it."""
    view = await _view(live, agent)
    if view["state"] == _OUT:
        return not _in_call(view)
    await live.force_state(agent, _OUT, "", by=by)
    return not _in_call(view) and not _in_call(await _view(live, agent))


async def _view(live: LiveClient, agent: Id) -> dict[str, Any]:
    """How the agent stands. Who is unknown to live is out."""
    try:
        return await live.show(agent)
    except NotFound:
        return {"state": _OUT, "contact": None}


def _in_call(view: dict[str, Any]) -> bool:
    return view["state"] in _IN_CALL or view["contact"] is not None
