"""Bringing contacts and agents together, and what becomes of an offer."""

from collections.abc import Iterator
from heapq import merge

from huawu.platform.clock import SECOND, Micros, to_milli
from huawu.platform.ids import Id
from huawu.routing.core.choosing import Passed, avoids, choose, may_again, note
from huawu.routing.core.floor import Floor
from huawu.routing.core.groups import Group
from huawu.routing.core.line import Head, Line
from huawu.routing.core.plan import CallbackRule
from huawu.routing.core.state import RINGS, Agent, Job, Waiting
from huawu.routing.core.timers import RETRY, RING
from huawu.routing.types import AgentState, Offer, Withdraw

AVOID = 30 * SECOND
"""So long others go first for a contact that somebody did not take."""
DECLINE_GAP = 3 * SECOND
"""So long a contact is not offered again to a phone that refused it."""
NO_GAP = frozenset(("no_answer", "unreachable", "restarted"))
"""Causes that cannot make a storm: it rang its full time, the agent is paused now, or we were away
ourselves."""


def seek_agent(floor: Floor, waiting: Waiting, *, again: bool = False) -> bool:
    """Offer this contact to the first idle agent who may take it, or to as many at once as its queue rings.
    `again`: when there is nobody else, also to one who lately did not take it."""
    group = waiting.group
    if group is None or not group.line.idle:
        return False
    most, found = waiting.most(group.line.queue), False
    while len(waiting.offers) < most:
        choice = choose(floor, waiting, group, again=again)
        if choice is None:
            break
        found = True
        offer(floor, waiting, choice.agent, by=choice.by, passed=choice.passed)
    return found


def seek_contact(floor: Floor, agent: Agent) -> bool:
    """Offer this agent the first contact over all their queues; one they lately did not take comes last."""
    lines, past = _open_to(agent), NONE
    if agent.refused:
        past = frozenset(each for each in agent.refused if _lately_refused(floor, agent, each))
        agent.refused.intersection_update(past)
    head = _first_for(floor, agent, lines, past)
    if head is not None:
        waiting = floor.waiting[head[2]]
        offer(floor, waiting, agent, by="agent", passed=_passed(floor, past, waiting) if past else [])
        return True
    for contact in sorted(past, key=lambda each: floor.waiting[each].key):
        waiting = floor.waiting[contact]
        able = waiting.group is not None and waiting.group.line in lines and waiting.group.takes(agent)
        if able and not waiting.offers and may_again(floor, waiting, agent.id):
            offer(floor, waiting, agent, by="agent", passed=[])
            return True
    return _join_ringing(floor, agent, lines)


NONE: frozenset[Id] = frozenset()


def _lately_refused(floor: Floor, agent: Agent, contact: Id) -> bool:
    waiting = floor.waiting.get(contact)
    return waiting is not None and avoids(floor, waiting, agent.id)


def _passed(floor: Floor, past: frozenset[Id], offered: Waiting) -> Passed:
    """Who would have come before the contact that is offered, had the agent not refused it."""
    passed: Passed = []
    for contact in sorted(past):
        if not floor.waiting[contact].offers and floor.waiting[contact].key < offered.key:
            note(passed, "contact", contact)
    return passed


def _first_for(floor: Floor, agent: Agent, lines: list[Line], past: frozenset[Id]) -> Head | None:
    now, head = floor.now, None
    for line in lines:
        if line.heads:
            head = line.first_for(agent, now, past, head)
    for group in agent.groups:
        if group.size and group.line in lines and group.takes(agent):
            named = next((key for key in group.in_order(now) if key[2] not in past), None)
            if named is not None and (head is None or named < head[:3]):
                head = (*named, group)
    return head


def _open_to(agent: Agent) -> list[Line]:
    if not agent.jobs and not agent.phone:
        return agent.lines
    return [line for line in agent.lines if agent.may_take(line.queue.channel)]


def _groups_of(agent: Agent, lines: list[Line]) -> Iterator[Group]:
    return (group for line in lines for group in line.groups.values() if group.size and group.takes(agent))


def _join_ringing(floor: Floor, agent: Agent, lines: list[Line]) -> bool:
    """Nobody waits without an offer: ring along where a queue rings several agents at once."""
    if not floor.index.rings_several:
        return False
    several = [line for line in lines if line.queue.ring_at_once > 1]
    for key in merge(*(group.joinable for group in _groups_of(agent, several))):
        waiting = floor.waiting[key[2]]
        if key[2] not in agent.jobs and not avoids(floor, waiting, agent.id):
            offer(floor, waiting, agent, by="agent", passed=[])
            return True
    return False


# ---- an offer begins ---------------------------------------------------------------------------------------


def offer(floor: Floor, waiting: Waiting, agent: Agent, *, by: str, passed: Passed) -> None:
    """Ring the chosen agent for the contact. `by`: who chose whom; `passed`: who was passed over, and why."""
    contact, group = waiting.contact, waiting.group
    assert group is not None
    queue = group.line.queue
    reason = _reason(floor, waiting, agent, by=by, passed=passed)
    floor.turns += 1
    name, deadline = floor.ids(), floor.now + group.line.ring_micros
    if waiting.back is not None and queue.callback is not None:
        deadline += first_rings(queue.callback)
    floor.index.rings(waiting, name)
    if agent.idle:
        floor.index.busy(agent)
    agent.turn = floor.turns
    job = Job(contact.id, queue.id, queue.channel, RINGS, floor.now, name, deadline)
    agent.jobs[contact.id], floor.ringing[name] = job, (agent, job)
    floor.timers.add(deadline, RING, name)
    auto = queue.auto_answer or agent.seat.auto_answer
    floor.out.append(Offer(name, contact.id, agent.id, deadline, reason, auto))
    floor.show(agent)
    if agent.seat.capacity and by != "agent" and agent.is_free():
        floor.index.idle(agent)


def first_rings(rule: CallbackRule) -> Micros:
    """So long an agent is kept free while the customer is called."""
    return rule.ring_seconds * SECOND if rule.mode == "customer_first" else 0


def _reason(floor: Floor, waiting: Waiting, agent: Agent, *, by: str, passed: Passed) -> dict[str, object]:
    """Why this agent, why now. `by`: the contact chose among idle agents, the agent among waiting contacts,
    the wish for one agent did (preferred), or the agent pulled it."""
    group, now = waiting.group, floor.now
    assert group is not None
    line = group.line
    reason: dict[str, object] = {
        "strategy": line.queue.strategy,
        "by": by,
        "idle_seconds": to_milli(now - agent.idle_since),
        "waited_seconds": to_milli(now - waiting.contact.since),
        "position": line.position(waiting.key, now),
        "candidates": (_candidates(group) if line.idle else 0) + (not agent.idle),
        "why_not": passed,
    }
    if group.wish.condition is not None:
        reason["step"] = waiting.step
    if (level := agent.levels.get(line.queue.id, 1)) > 1:
        reason["level"] = level
    return reason


_COUNTED = 50
"""So many idle agents are looked at to say how many could have been chosen."""


def _candidates(group: Group) -> int:
    idle = group.line.idle
    if group.takes_all():
        return len(idle)
    members = group.line.members
    return sum(group.takes(members[entry[4]]) for entry in idle[:_COUNTED])


# ---- the end of an offer -----------------------------------------------------------------------------------


def put_back(floor: Floor, agent: Agent, job: Job, withdraw: str = "") -> Waiting | None:
    """End an offer that rings at this agent; its contact waits again, still without a new offer. With
    `withdraw` the phone must be told to stop. To show the agent's state is for the caller."""
    name = job.offer or ""
    del floor.ringing[name], agent.jobs[job.contact]
    waiting = floor.waiting.get(job.contact)
    if withdraw:
        floor.out.append(Withdraw(name, job.contact, agent.id, withdraw))
    if waiting is not None:
        floor.index.rings_not(waiting, name)
    return waiting


def put_all_back(floor: Floor, agent: Agent, withdraw: str) -> list[Waiting]:
    """End whatever rings at this agent."""
    ringing = [job for job in agent.jobs.values() if job.phase == RINGS]
    found = [put_back(floor, agent, job, withdraw) for job in ringing]
    return [waiting for waiting in found if waiting is not None]


def offer_again(floor: Floor, waiting: Waiting, *, again: bool = True) -> None:
    """Look for another agent after an offer ended; a contact whose time ran out meanwhile overflows."""
    if waiting.overdue and not waiting.offers:
        floor.waited_too_long(waiting)
    elif not waiting.overdue:
        seek_agent(floor, waiting, again=again)


def not_taken(floor: Floor, agent: Agent, job: Job, cause: str, withdraw: str = "") -> None:
    """The agent did not take the offer. Others first; then this agent has the choice again."""
    queue = floor.plan.queues.get(job.queue)
    waiting = put_back(floor, agent, job, withdraw)
    assert waiting is not None
    gap = 0 if cause in NO_GAP else DECLINE_GAP
    if cause != "restarted":
        agent.refused.add(waiting.contact.id)
        waiting.avoid[agent.id] = (floor.now + gap, floor.now + AVOID)
    if gap:
        floor.timers.add(floor.now + gap, RETRY, waiting.contact.id)
    # Before this agent is free again: they may have older ones to take.
    offer_again(floor, waiting, again=False)
    limit, state = (1, "rona") if queue is None else (queue.rona_limit, queue.rona_state)
    _after_miss(floor, agent, cause, limit=limit, state=state)
    stand_by(floor, agent)
    if waiting.contact.id in floor.waiting:
        offer_again(floor, waiting)


def _after_miss(floor: Floor, agent: Agent, cause: str, *, limit: int, state: str) -> None:
    agent.idle_since = floor.now
    agent.misses += cause in ("no_answer", "busy")
    if cause == "unreachable":
        agent.misses = 0
        floor.be(agent, AgentState.PAUSED, "phone_unreachable")
    elif agent.misses >= limit:
        agent.misses = 0
        floor.be(agent, AgentState.PAUSED, "phone_busy" if cause == "busy" else state)
    floor.show(agent)


# ---- becoming free -----------------------------------------------------------------------------------------


def stand_by(floor: Floor, agent: Agent) -> None:
    """Take what waits; only then is it worth while to enter the lines of idle agents."""
    if agent.idle:
        floor.index.busy(agent)
    if not agent.is_free():
        return
    while seek_contact(floor, agent):
        if not agent.seat.capacity:
            return
    floor.index.idle(agent)


def come_back(floor: Floor, agent: Agent) -> None:
    """Something at this agent is over: show what they are now, and let them take what waits."""
    if not agent.jobs:
        agent.idle_since = floor.now
    floor.show(agent)
    stand_by(floor, agent)
    if not agent.seated and not agent.jobs and not agent.own_call:
        del floor.agents[agent.id]
