"""Agents come and go, pause, talk on calls of their own; their phones fail and come back."""

from huawu.platform.clock import SECOND
from huawu.routing.core import offers
from huawu.routing.core.floor import Floor
from huawu.routing.core.state import RINGS, TALKS, WRAPS, Agent, Job, Waiting
from huawu.routing.core.timers import LIMIT
from huawu.routing.types import (
    AgentAway,
    AgentBusy,
    AgentFree,
    AgentReady,
    AgentState,
    Occupied,
    PhoneChanged,
    PhoneShown,
    Released,
)

AWAY = frozenset((AgentState.SIGNED_OUT, AgentState.PAUSED))


def agent_ready(floor: Floor, told: AgentReady) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or not agent.seated:
        return False
    if agent.presence is AgentState.READY and not agent.own_call and not _wrapping(agent):
        return False
    in_talk = agent.talking() and not agent.own_call
    if agent.presence is AgentState.SIGNED_OUT:
        floor.take_part(agent)
    agent.own_call = False
    if not in_talk:
        if agent.presence is not AgentState.READY:
            agent.misses = 0
        _end_wrap_ups(agent)
    floor.be(agent, AgentState.READY)
    offers.come_back(floor, agent)
    return True


def _wrapping(agent: Agent) -> bool:
    return any(job.phase == WRAPS and not job.forced for job in agent.jobs.values())


def _end_wrap_ups(agent: Agent, *, forced: bool = False) -> None:
    over = [job for job in agent.jobs.values() if job.phase == WRAPS and (forced or not job.forced)]
    for job in over:
        del agent.jobs[job.contact]


def agent_away(floor: Floor, told: AgentAway) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or not agent.seated or told.state not in AWAY:
        return False
    if (agent.presence, agent.reason) == (told.state, told.reason) and not _wrapping(agent):
        return False
    floor.be(agent, told.state, told.reason)
    if told.limit_seconds is not None and told.state is AgentState.PAUSED:
        agent.limit = floor.now + told.limit_seconds * SECOND
        floor.timers.add(agent.limit, LIMIT, agent.id)
    rang = offers.put_all_back(floor, agent, "agent_away")
    if not agent.talking():
        _end_wrap_ups(agent)
    floor.show(agent)
    _others_take(floor, rang)
    return True


def _others_take(floor: Floor, rang: list[Waiting]) -> None:
    for waiting in rang:
        offers.offer_again(floor, waiting)


def agent_busy(floor: Floor, told: AgentBusy) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.presence is AgentState.SIGNED_OUT or agent.talking():
        return False
    agent.own_call = True
    _taken(floor, agent)
    return True


def _taken(floor: Floor, agent: Agent) -> None:
    """They talk to someone whom routing did not give them; what rang there goes to others."""
    if agent.idle:
        floor.index.busy(agent)
    rang = offers.put_all_back(floor, agent, "agent_away")
    _end_wrap_ups(agent, forced=True)
    floor.show(agent)
    _others_take(floor, rang)


def agent_free(floor: Floor, told: AgentFree) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or not agent.own_call:
        return False
    agent.own_call = False
    offers.come_back(floor, agent)
    return True


def occupied(floor: Floor, told: Occupied) -> bool:
    over = None if told.instead_of is None else floor.hung_up(told.agent, told.instead_of)
    if over is not None:
        del over[0].jobs[over[1].contact]
    agent = floor.agents.get(told.agent)
    if agent is None or agent.presence is AgentState.SIGNED_OUT or (agent.talking() and over is None):
        if over is not None:
            offers.come_back(floor, over[0])
        return over is not None
    _talks_with(floor, agent, told)
    return True


def _talks_with(floor: Floor, agent: Agent, told: Occupied) -> None:
    ring = agent.jobs.get(told.contact)
    rang = [] if ring is None else [ring]
    queue = floor.plan.queues.get(told.queue or "")
    channel = "voice" if queue is None else queue.channel
    waiting = [offers.put_back(floor, agent, job, "agent_away") for job in rang if job.phase == RINGS]
    job = Job(told.contact, told.queue or "", channel, TALKS, floor.now, given=False)
    job.write_up = told.write_up
    agent.jobs[told.contact] = job
    _taken(floor, agent)
    _others_take(floor, [each for each in waiting if each is not None])


def released(floor: Floor, told: Released) -> bool:
    over = floor.hung_up(told.agent, told.contact)
    if over is None:
        return False
    agent, _ = over
    del agent.jobs[told.contact]
    offers.come_back(floor, agent)
    return True


def phone_changed(floor: Floor, told: PhoneChanged) -> bool:
    """Who cannot be called is offered nothing; what rings is taken back. The presence stays."""
    agent = floor.agents.get(told.agent)
    if agent is None or agent.phone == told.why:
        return False
    came_back = bool(agent.phone) and not told.why
    agent.phone = told.why
    if told.why and any(job.phase == RINGS for job in agent.jobs.values()):
        rang = offers.put_all_back(floor, agent, "phone_not_ready")
        floor.show(agent)
        offers.stand_by(floor, agent)
        _others_take(floor, rang)
        return True
    state, reason, until, contact = agent.shown
    floor.out.append(PhoneShown(agent.id, state, reason, agent.since, until, contact, agent.phone))
    if came_back and not agent.jobs:
        agent.idle_since = floor.now
    if agent.idle or came_back:
        offers.stand_by(floor, agent)
    return True
