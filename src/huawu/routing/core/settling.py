"""What is due, and what another plan changes."""

from huawu.routing.core import helping, offers, stages
from huawu.routing.core.floor import Floor
from huawu.routing.core.inputs import calling_back
from huawu.routing.core.inputs.contacts import give_up_after, open_again, send_on
from huawu.routing.core.inputs.moves import moves_over
from huawu.routing.core.inputs.talks import wrap_up_over
from huawu.routing.core.state import NO_SEAT, RINGS, WRAPS, Agent
from huawu.routing.core.timers import (
    BACK,
    HOURS,
    LIMIT,
    LOOK,
    MOVE,
    REOPEN,
    RETRY,
    RING,
    STAGE,
    WAIT,
    WRAP_UP,
)
from huawu.routing.types import AgentState, Overstayed

# ---- time --------------------------------------------------------------------------------------------------


def expire(floor: Floor) -> None:
    """Do what is due."""
    while (timer := floor.timers.due(floor.now)) is not None:
        _, kind, whose = timer
        floor.by_time |= kind != LOOK  # that says itself whether it changed anything
        if kind in (RING, WRAP_UP, LIMIT):
            _agents_time(floor, kind, whose)
        elif kind in (WAIT, RETRY, STAGE, BACK):
            _contacts_time(floor, kind, whose)
        elif kind == LOOK:
            helping.look(floor, whose)
        elif kind == HOURS:
            _hours(floor, whose)
        elif kind == MOVE:
            moves_over(floor, floor.agents[whose])
        elif kind == REOPEN:
            open_again(floor, whose)


def _agents_time(floor: Floor, kind: int, whose: str) -> None:
    if kind == RING:
        agent, job = floor.ringing[whose]
        offers.not_taken(floor, agent, job, "no_answer", "timeout")
    elif kind == WRAP_UP:
        wrap_up_over(floor, floor.agents[whose])
    else:
        agent = floor.agents[whose]
        agent.limit = None
        floor.out.append(Overstayed(agent.id, agent.presence, agent.reason))


def _contacts_time(floor: Floor, kind: int, whose: str) -> None:
    waiting = floor.waiting[whose]
    if kind == RETRY:
        offers.seek_agent(floor, waiting, again=True)
    elif kind == STAGE:
        waiting.next_stage = None
        if waiting.group is not None and stages.advance(floor, waiting):
            offers.seek_agent(floor, waiting, again=True)
    elif kind == BACK:
        calling_back.look(floor, waiting)
    else:
        waiting.overdue = True
        if not waiting.offers:
            floor.waited_too_long(waiting)


# ---- hours -------------------------------------------------------------------------------------------------


def _hours(floor: Floor, name: str) -> None:
    """A queue opens or closes by its calendar."""
    queue = floor.plan.queues[name]
    hours = floor.plan.hours.get(queue.hours or "")
    if hours is None:
        return
    was, now_open = floor.open.get(name), hours.open_at(floor.now)
    floor.open[name] = now_open
    if was and not now_open and queue.on_close == "send":
        send_on(floor, name, queue.goal("closed"))
    following = hours.next_change(floor.now)
    if following is not None:
        floor.look_at(HOURS, name, following)


def watch(floor: Floor) -> None:
    """Begin to look at the hours of queues and at whether helpers are needed. What was closed early opens
    again when it was to."""
    ends = [(REOPEN, name) for name in floor.closed]
    floor.looks = {which: floor.looks[which] for which in ends if which in floor.looks}
    for queue in floor.plan.queues.values():
        if queue.hours is not None:
            _hours(floor, queue.id)
        if queue.help:
            floor.look_at(LOOK, queue.id, floor.now + helping.EVERY)


# ---- another plan ------------------------------------------------------------------------------------------


def lay_out(floor: Floor) -> None:
    """Put everyone into the lines of a plan that was just built; nobody is offered anything yet."""
    for waiting in floor.waiting.values():
        if waiting.contact.queue in floor.plan.queues and waiting.back is not None:
            calling_back.lay_out(floor, waiting)
        elif waiting.contact.queue in floor.plan.queues:
            group = stages.again(floor, waiting)
            floor.index.enter(waiting, group)
            give_up_after(floor, waiting, group.line)
        else:
            waiting.group = None
    helping.again(floor)
    for agent in floor.agents.values():
        if agent.is_free():
            floor.index.idle(agent)
    keep_hours = [queue.id for queue in floor.plan.queues.values() if queue.hours in floor.plan.hours]
    floor.open = {name: floor.open[name] for name in keep_hours if name in floor.open}
    floor.closed = {name: to for name, to in floor.closed.items() if name in floor.plan.queues}


def settle(floor: Floor) -> None:
    """After another plan was laid out: let go of who lost seat or queue, and match who can now be matched."""
    in_line = sorted(floor.waiting.values(), key=lambda each: each.key)
    for agent in [floor.agents[agent] for agent in sorted(floor.agents)]:
        if not agent.seated:
            _unseat(floor, agent)
    for waiting in in_line:
        if waiting.contact.queue in floor.plan.queues:
            continue
        for agent in floor.rung_for(waiting):
            offers.put_back(floor, agent, agent.jobs[waiting.contact.id], "contact_left")
            floor.show(agent)
            if agent.is_free() and not agent.idle:
                floor.index.idle(agent)
        floor.overflow(waiting, "closed")
    for waiting in in_line:
        if waiting.contact.id in floor.waiting:
            if waiting.group is not None:
                stages.advance(floor, waiting)  # the new plan may have other steps and levels
            offers.seek_agent(floor, waiting, again=True)
            if waiting.back is not None:
                calling_back.look(floor, waiting)


def _unseat(floor: Floor, agent: Agent) -> None:
    was_out = agent.presence is AgentState.SIGNED_OUT
    floor.be(agent, AgentState.SIGNED_OUT, agent.reason if was_out else NO_SEAT)
    if agent.talking():
        return
    offers.put_all_back(floor, agent, "agent_away")
    for job in [each for each in agent.jobs.values() if each.phase in (RINGS, WRAPS)]:
        del agent.jobs[job.contact]
    floor.show(agent)
    del floor.agents[agent.id]
