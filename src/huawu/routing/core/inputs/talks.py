"""Offers are taken or not; talks end; contacts are written up."""

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core import offers
from huawu.routing.core.floor import Floor
from huawu.routing.core.inputs import calling_back
from huawu.routing.core.plan import Queue
from huawu.routing.core.state import TALKS, WRAPS, Agent, Job
from huawu.routing.core.timers import WRAP_UP
from huawu.routing.types import Accepted, Connect, Declined, Finished, WrapUpAsked, WrapUpDone

_OWN_CALLS = Queue("", wrap_up="until_done")
"""How calls that agents made themselves are written up."""


def accepted(floor: Floor, told: Accepted) -> bool:
    ring = floor.ringing.pop(told.offer, None)
    if ring is None:
        return False
    agent, job = ring
    contact = job.contact
    waiting = floor.waiting[contact]
    several = len(waiting.offers) > 1
    others = [floor.ringing[each][0] for each in waiting.offers if each != told.offer] if several else []
    line = None if waiting.group is None else waiting.group.line
    if waiting.promised is not None:
        floor.pace.taken(floor, waiting)
    if waiting.back is None:
        in_time = line is not None and floor.now - waiting.on_the_line_since <= line.answer_micros
        floor.figures.answered(job.queue, in_time)
        floor.remove(waiting, "joined")
    else:
        calling_back.taken(floor, waiting)
    floor.pace.moved(job.queue, 0 if line is None else line.count, floor.now)
    agent.misses = 0
    floor.answered(agent)
    floor.talking[contact] = agent
    job.phase, job.offer, job.until, job.since = TALKS, None, None, floor.now
    floor.out.append(Connect(told.offer, contact, agent.id))
    floor.show(agent)
    for other in others:
        offers.put_back(floor, other, other.jobs[contact], "taken")
    for other in others:
        floor.show(other)
        offers.stand_by(floor, other)
    return True


def declined(floor: Floor, told: Declined) -> bool:
    ring = floor.ringing.get(told.offer)
    if ring is None:
        return False
    offers.not_taken(floor, *ring, told.cause)
    return True


def finished(floor: Floor, told: Finished) -> bool:
    over = floor.hung_up(told.agent, told.contact)
    if over is None:
        return False
    agent, job = over
    queue = floor.plan.queues.get(job.queue)
    if queue is None and job.write_up:
        queue = _OWN_CALLS
    floor.talked(agent, floor.now - job.since)
    floor.pace.handled(job.queue, floor.now - job.since)
    mode = _mode(agent, queue)
    if queue is None or not _writes_up(queue, mode, job):
        del agent.jobs[told.contact]
        offers.come_back(floor, agent)
        return True
    until = None if mode == "until_done" else floor.now + queue.wrap_up_seconds * SECOND
    _wrap_up(floor, agent, job, until, forced=mode == "forced")
    return True


def _mode(agent: Agent, queue: Queue | None) -> str:
    """How this agent writes up what came by this queue; calls of their own always until it is done."""
    if queue is None or queue is _OWN_CALLS:
        return _OWN_CALLS.wrap_up
    return agent.seat.wrap_up or queue.wrap_up


def _writes_up(queue: Queue, mode: str, job: Job) -> bool:
    if mode == "none" or (mode == "on_request" and not job.write_up):
        return False
    return mode == "until_done" or queue.wrap_up_seconds > 0


def _wrap_up(floor: Floor, agent: Agent, job: Job, until: Micros | None, *, forced: bool) -> None:
    job.phase, job.until, job.since, job.forced = WRAPS, until, floor.now, forced
    if until is not None:
        floor.timers.add(until, WRAP_UP, agent.id)
    floor.show(agent)


def wrap_up_asked(floor: Floor, told: WrapUpAsked) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None:
        return False
    fresh = [job for job in agent.jobs.values() if _asked(floor, agent, job) is False]
    for job in fresh:
        job.write_up = True
    return bool(fresh)


def asked(floor: Floor, whose: Id, contact: Id) -> bool | None:
    """Whether this agent has asked for wrap-up after this talk; None when there is nothing to ask for."""
    agent = floor.agents.get(whose)
    job = None if agent is None else agent.jobs.get(contact)
    return None if agent is None or job is None else _asked(floor, agent, job)


def _asked(floor: Floor, agent: Agent, job: Job) -> bool | None:
    queue = floor.plan.queues.get(job.queue)
    if job.phase != TALKS or queue is None or queue.wrap_up_seconds <= 0:
        return None
    return job.write_up if _mode(agent, queue) == "on_request" else None


def wrap_up_done(floor: Floor, told: WrapUpDone) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None:
        return False
    over = [
        job
        for job in agent.jobs.values()
        if job.phase == WRAPS and not job.forced and told.contact in (None, job.contact)
    ]
    for job in over:
        del agent.jobs[job.contact]
    if over:
        offers.come_back(floor, agent)
    return bool(over)


def wrap_up_over(floor: Floor, agent: Agent) -> None:
    """The time of a wrap-up is over."""
    over = [
        job
        for job in agent.jobs.values()
        if job.phase == WRAPS and job.until is not None and job.until <= floor.now
    ]
    for job in over:
        del agent.jobs[job.contact]
    offers.come_back(floor, agent)
