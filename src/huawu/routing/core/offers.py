"""Bringing contacts and agents together, and what becomes of an offer."""

from heapq import merge

from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.routing.core.floor import NO_SEAT, Floor
from huawu.routing.core.state import Agent, Waiting
from huawu.routing.core.timers import RETRY, RING, WAIT, WRAP_UP
from huawu.routing.types import AgentState, Offer, PhoneShown, Withdraw

AVOID = 30 * SECOND
"""So long others go first for a contact that somebody did not take."""
DECLINE_GAP = 3 * SECOND
"""So long a contact is not offered again to a phone that refused it."""
NO_GAP = frozenset(("no_answer", "unreachable", "restarted"))
"""Causes that cannot make a storm: it rang its full time, the agent is paused now, or we were away
ourselves."""
WHY_NOT = 3
"""How many of those passed over are named in the reason of an offer."""

Passed = list[dict[str, object]]


def seek_agent(floor: Floor, waiting: Waiting, *, again: bool = False) -> bool:
    """Offer this contact to the first idle agent who may take it. `again`: when there is nobody else, also
    to one who lately did not take it."""
    group = waiting.group
    if group is None or waiting.offer is not None or not group.idle:
        return False
    preferred = floor.agents.get(waiting.contact.preferred or "")
    if preferred is not None and preferred.idle and group in preferred.groups:
        if not _avoids(floor, waiting, preferred.id):
            _offer(floor, waiting, preferred, [], by="preferred")
            return True
    passed: Passed = []
    for entry in group.idle:
        if not _avoids(floor, waiting, entry[2]):
            _offer(floor, waiting, floor.agents[entry[2]], passed, by="contact")
            return True
        _note(passed, "agent", entry[2])
    fallback = next((entry[2] for entry in group.idle if _may_again(floor, waiting, entry[2])), None)
    if not again or fallback is None:
        return False
    _offer(floor, waiting, floor.agents[fallback], [], by="contact")
    return True


def seek_contact(floor: Floor, agent: Agent) -> bool:
    """Offer this idle agent the first contact over all their queues; one they lately did not take comes
    last."""
    lines = [group.ready for group in agent.groups if group.ready]
    if not lines:
        return False
    head = floor.waiting[min(line[0] for line in lines)[2]]
    if not _avoids(floor, head, agent.id):
        _offer(floor, head, agent, [], by="agent")
        return True
    passed: Passed = []
    fallback: Waiting | None = None
    for key in merge(*lines):
        waiting = floor.waiting[key[2]]
        if not _avoids(floor, waiting, agent.id):
            _offer(floor, waiting, agent, passed, by="agent")
            return True
        if fallback is None and _may_again(floor, waiting, agent.id):
            fallback = waiting
        _note(passed, "contact", key[2])
    if fallback is not None:
        _offer(floor, fallback, agent, [], by="agent")
    return fallback is not None


def _avoids(floor: Floor, waiting: Waiting, agent: Id) -> bool:
    """Did this agent lately not take this contact?"""
    if not waiting.avoid:
        return False
    span = waiting.avoid.get(agent)
    return span is not None and floor.now < span[1]


def _may_again(floor: Floor, waiting: Waiting, agent: Id) -> bool:
    return floor.now >= waiting.avoid[agent][0]


def _note(passed: Passed, what: str, whose: Id) -> None:
    if len(passed) < WHY_NOT:
        passed.append({what: whose, "why": "did_not_take_it"})


def _offer(floor: Floor, waiting: Waiting, agent: Agent, passed: Passed, *, by: str) -> None:
    """`by`: the contact chose among idle agents, the agent among waiting contacts, or the wish for one
    agent did."""
    contact, group = waiting.contact, waiting.group
    assert group is not None
    queue = floor.plan.queues[contact.queue]
    reason: dict[str, object] = {
        "strategy": queue.strategy,
        "by": by,
        "idle_seconds": round((floor.now - agent.idle_since) / SECOND, 3),
        "waited_seconds": round((floor.now - contact.since) / SECOND, 3),
        "position": floor.index.position(waiting),
        "candidates": len(group.idle) + (not agent.idle),
        "why_not": passed,
    }
    floor.turns += 1
    floor.index.hold(waiting)
    offer = waiting.offer = agent.offer = floor.ids()
    agent.turn, agent.queue = floor.turns, contact.queue
    agent.deadline = floor.now + queue.ring_seconds * SECOND
    floor.ringing[offer] = agent
    floor.timers.add(agent.deadline, RING, agent.id)
    floor.out.append(Offer(offer, contact.id, agent.id, agent.deadline, reason))
    floor.change(agent, AgentState.RINGING, contact=contact.id)


# ---- the end of an offer -----------------------------------------------------------------------------------


def put_back(floor: Floor, agent: Agent, withdraw: str = "") -> Waiting | None:
    """End the offer that rings at this agent, if any; its contact waits again, still without a new offer.
    With `withdraw` the phone must be told to stop. The agent's state is for the caller to change."""
    if agent.offer is None:
        return None
    offer, agent.offer = agent.offer, None
    del floor.ringing[offer]
    waiting = floor.waiting.get(agent.contact or "")
    if withdraw:
        floor.out.append(Withdraw(offer, agent.contact or "", agent.id, withdraw))
    if waiting is not None:
        waiting.offer = None
        if waiting.group is not None:
            floor.index.release(waiting)
    return waiting


def offer_again(floor: Floor, waiting: Waiting | None, *, again: bool = True) -> None:
    """Look for another agent after an offer ended; a contact whose time ran out meanwhile overflows."""
    if waiting is None:
        return
    if waiting.overdue:
        floor.overflow(waiting, "waited_too_long")
    else:
        seek_agent(floor, waiting, again=again)


def not_taken(floor: Floor, agent: Agent, cause: str, withdraw: str = "") -> None:
    """The agent did not take the offer. Others first; then this agent has the choice again."""
    queue = floor.plan.queues.get(agent.queue)
    waiting = put_back(floor, agent, withdraw)
    assert waiting is not None
    gap = 0 if cause in NO_GAP else DECLINE_GAP
    if cause != "restarted":
        waiting.avoid[agent.id] = (floor.now + gap, floor.now + AVOID)
    if gap:
        floor.timers.add(floor.now + gap, RETRY, waiting.contact.id)
    # Before this agent is free again: they may have older ones to take.
    offer_again(floor, waiting, again=False)
    _after_miss(floor, agent, cause, limit=1 if queue is None else queue.rona_limit)
    if agent.state is AgentState.READY:
        _stand_by(floor, agent)
    if waiting.contact.id in floor.waiting:
        offer_again(floor, waiting)


def _after_miss(floor: Floor, agent: Agent, cause: str, *, limit: int) -> None:
    agent.idle_since = floor.now
    agent.misses += cause in ("no_answer", "busy")
    if cause == "unreachable":
        agent.misses = 0
        floor.change(agent, AgentState.PAUSED, "phone_unreachable")
    elif agent.misses >= limit:
        agent.misses = 0
        floor.change(agent, AgentState.PAUSED, "phone_busy" if cause == "busy" else "rona")
    else:
        floor.change(agent, AgentState.READY)


# ---- becoming free -----------------------------------------------------------------------------------------


def free(floor: Floor, agent: Agent) -> None:
    """Ready, and at once asked to take what waits."""
    floor.change(agent, AgentState.READY)
    _stand_by(floor, agent)


def _stand_by(floor: Floor, agent: Agent) -> None:
    """Take a contact if one waits; only else is it worth while to enter the lines of idle agents."""
    if not agent.phone and not seek_contact(floor, agent):
        floor.index.idle(agent)


def phone_changed(floor: Floor, agent: Agent, why: str) -> None:
    """Who cannot be called is offered nothing; what rings is taken back. The state stays."""
    agent.phone = why
    if why and agent.offer is not None:
        waiting = put_back(floor, agent, "phone_not_ready")
        floor.change(agent, AgentState.READY)
        offer_again(floor, waiting)
        return
    floor.out.append(
        PhoneShown(agent.id, agent.state, agent.reason, agent.since, agent.until, agent.contact, agent.phone)
    )
    if why and agent.idle:
        floor.index.busy(agent)
    elif not why and agent.state is AgentState.READY:
        agent.idle_since = floor.now
        _stand_by(floor, agent)


def come_back(floor: Floor, agent: Agent) -> None:
    """A talk, its wrap-up or an own call is over: go where the agent wanted to go, or be free."""
    agent.idle_since = floor.now
    if agent.pending is None:
        free(floor, agent)
        return
    (state, reason), agent.pending = agent.pending, None
    floor.change(agent, state, reason)
    if not agent.seated:
        del floor.agents[agent.id]


# ---- time and configuration --------------------------------------------------------------------------------


def expire(floor: Floor) -> None:
    """Do what is due."""
    for kind, whose in floor.timers.due(floor.now):
        if kind == RING:
            not_taken(floor, floor.agents[whose], "no_answer", "timeout")
        elif kind == WRAP_UP:
            come_back(floor, floor.agents[whose])
        elif kind == RETRY:
            seek_agent(floor, floor.waiting[whose], again=True)
        elif kind == WAIT:
            waiting = floor.waiting[whose]
            waiting.overdue = True
            if waiting.offer is None:
                floor.overflow(waiting, "waited_too_long")


def settle(floor: Floor) -> None:
    """After another plan was laid out: let go of who lost seat or queue, and match who can now be matched."""
    in_line = sorted(floor.waiting.values(), key=lambda each: each.key)
    for agent in [floor.agents[agent] for agent in sorted(floor.agents)]:
        if not agent.seated:
            _unseat(floor, agent)
    for waiting in in_line:
        if waiting.group is not None:
            continue
        ringing = floor.ringing.get(waiting.offer or "")
        if ringing is not None:
            put_back(floor, ringing, "contact_left")
            floor.change(ringing, AgentState.READY)
            floor.index.idle(ringing)
        floor.overflow(waiting, "closed")
    for waiting in in_line:
        seek_agent(floor, waiting, again=True)


def _unseat(floor: Floor, agent: Agent) -> None:
    if agent.state is AgentState.TALKING:
        agent.pending = (AgentState.SIGNED_OUT, NO_SEAT)
        return
    put_back(floor, agent, "agent_away")
    floor.change(
        agent, AgentState.SIGNED_OUT, NO_SEAT if agent.state is not AgentState.SIGNED_OUT else agent.reason
    )
    del floor.agents[agent.id]
