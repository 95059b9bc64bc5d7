"""What each input does. A handler answers whether the input meant anything; if not, nothing was changed."""

from collections.abc import Callable
from typing import Any

from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.routing.core import offers
from huawu.routing.core.floor import Floor
from huawu.routing.core.state import Agent, Waiting
from huawu.routing.core.timers import WRAP_UP
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentAway,
    AgentBusy,
    AgentFree,
    AgentReady,
    AgentState,
    Arrived,
    Connect,
    Declined,
    Finished,
    Occupied,
    Overflow,
    PhoneChanged,
    Queue,
    Released,
    Tick,
    Told,
    WrapUpDone,
)

OWN_CALL = "own_call"
"""The reason of an agent who talks on a call that routing did not give."""


def hear(floor: Floor, told: Told) -> None:
    """Let one input take effect, or count it as ignored."""
    handler = HANDLERS.get(type(told))
    if handler is None or not handler(floor, told):
        name = type(told).__name__
        floor.ignored[name] = floor.ignored.get(name, 0) + 1


# ---- contacts ----------------------------------------------------------------------------------------------


def _arrived(floor: Floor, told: Arrived) -> bool:
    contact = told.contact
    if contact.id in floor.waiting or contact.id in floor.talking:
        return False
    queue = floor.plan.queues.get(contact.queue)
    if queue is None:
        floor.out.append(Overflow(contact.id, "closed"))
        return False
    if queue.refuse_when_empty and not floor.signed_in[queue.id]:
        floor.out.append(Overflow(contact.id, "no_agents"))
        return True
    full = queue.max_waiting is not None and floor.index.waiting(queue.id) >= queue.max_waiting
    waiting = floor.waiting[contact.id] = Waiting(contact)
    _line_up(floor, waiting, queue)
    if not offers.seek_agent(floor, waiting) and full:
        floor.overflow(waiting, "full")
    return True


def _line_up(floor: Floor, waiting: Waiting, queue: Queue) -> None:
    floor.index.enter(waiting)
    floor.index.release(waiting)
    floor.give_up_after(waiting, queue.max_wait_seconds)


def _abandoned(floor: Floor, told: Abandoned) -> bool:
    waiting = floor.waiting.get(told.contact)
    if waiting is None:
        return False
    agent = floor.ringing.get(waiting.offer or "")
    if agent is not None:
        offers.put_back(floor, agent, "contact_left")
    floor.remove(waiting)
    if agent is not None:
        offers.free(floor, agent)
    return True


# ---- agents ------------------------------------------------------------------------------------------------


def _agent_ready(floor: Floor, told: AgentReady) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or not agent.seated or agent.state in (AgentState.READY, AgentState.RINGING):
        return False
    if agent.state is AgentState.TALKING:
        return _ready_in_talk(floor, agent)
    if agent.state is AgentState.SIGNED_OUT:
        # Who comes later counts as if they had taken part: else they would get every contact at first.
        agent.handled = max(agent.handled, floor.handled[0] if floor.handled else 0)
    agent.pending, agent.misses = None, 0
    offers.come_back(floor, agent)
    return True


def _ready_in_talk(floor: Floor, agent: Agent) -> bool:
    """On an own call: it is over. On a contact: not away afterwards, after all."""
    if agent.contact is None:
        offers.come_back(floor, agent)
        return True
    had, agent.pending = agent.pending, None
    return had is not None


def _agent_away(floor: Floor, told: AgentAway) -> bool:
    agent = floor.agents.get(told.agent)
    away = (told.state, told.reason)
    if agent is None or not agent.seated or told.state not in (AgentState.SIGNED_OUT, AgentState.PAUSED):
        return False
    if agent.pending == away or (agent.state, agent.reason) == away:
        return False
    if agent.state is AgentState.TALKING:
        agent.pending = away
        return True
    agent.pending = None
    waiting = offers.put_back(floor, agent, "agent_away")
    floor.change(agent, told.state, told.reason)
    offers.offer_again(floor, waiting)
    return True


def _agent_busy(floor: Floor, told: AgentBusy) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.state in (AgentState.SIGNED_OUT, AgentState.TALKING):
        return False
    _talks(floor, agent, OWN_CALL)
    return True


def _talks(floor: Floor, agent: Agent, reason: str, contact: Id | None = None) -> None:
    """They talk to someone whom routing did not give them; what rang there goes to others, and a pause goes
    on afterwards."""
    if agent.state is AgentState.PAUSED:
        agent.pending = (agent.state, agent.reason)
    waiting = offers.put_back(floor, agent, "agent_away")
    floor.change(agent, AgentState.TALKING, reason, contact=contact)
    offers.offer_again(floor, waiting)


def _agent_free(floor: Floor, told: AgentFree) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.state is not AgentState.TALKING or agent.contact is not None:
        return False
    offers.come_back(floor, agent)
    return True


def _occupied(floor: Floor, told: Occupied) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.state in (AgentState.SIGNED_OUT, AgentState.TALKING):
        return False
    _talks(floor, agent, "", told.contact)
    agent.queue = told.queue or ""
    return True


def _released(floor: Floor, told: Released) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.state is not AgentState.TALKING or agent.contact != told.contact:
        return False
    _talked(floor, agent)
    offers.come_back(floor, agent)
    return True


def _talked(floor: Floor, agent: Agent) -> None:
    """This agent has left the contact; another one may have it."""
    if floor.talking.get(agent.contact or "") is agent:
        del floor.talking[agent.contact or ""]


# ---- offers and talks --------------------------------------------------------------------------------------


def _accepted(floor: Floor, told: Accepted) -> bool:
    agent = floor.ringing.pop(told.offer, None)
    if agent is None:
        return False
    waiting = floor.waiting[agent.contact or ""]
    contact = waiting.contact
    floor.remove(waiting)
    floor.pace.moved(contact.queue, floor.index.waiting(contact.queue), floor.now)
    agent.offer, agent.misses = None, 0
    floor.answered(agent)
    floor.talking[contact.id] = agent
    floor.out.append(Connect(told.offer, contact.id, agent.id))
    floor.change(agent, AgentState.TALKING, contact=contact.id)
    return True


def _declined(floor: Floor, told: Declined) -> bool:
    agent = floor.ringing.get(told.offer)
    if agent is None:
        return False
    offers.not_taken(floor, agent, told.cause)
    return True


def _finished(floor: Floor, told: Finished) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.state is not AgentState.TALKING or agent.contact != told.contact:
        return False
    _talked(floor, agent)
    queue = floor.plan.queues.get(agent.queue)
    if queue is None or not queue.wrap_up_seconds:
        offers.come_back(floor, agent)
        return True
    until = floor.now + queue.wrap_up_seconds * SECOND
    floor.change(agent, AgentState.WRAP_UP, until=until, contact=told.contact)
    floor.timers.add(until, WRAP_UP, agent.id)
    return True


def _wrap_up_done(floor: Floor, told: WrapUpDone) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.state is not AgentState.WRAP_UP:
        return False
    offers.come_back(floor, agent)
    return True


def _phone_changed(floor: Floor, told: PhoneChanged) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.phone == told.why:
        return False
    offers.phone_changed(floor, agent, told.why)
    return True


def _tick(floor: Floor, told: Tick) -> bool:
    return True


Handler = Callable[[Floor, Any], bool]

HANDLERS: dict[type[Told], Handler] = {
    Arrived: _arrived,
    Abandoned: _abandoned,
    AgentReady: _agent_ready,
    AgentAway: _agent_away,
    AgentBusy: _agent_busy,
    AgentFree: _agent_free,
    Occupied: _occupied,
    Released: _released,
    Accepted: _accepted,
    Declined: _declined,
    Finished: _finished,
    WrapUpDone: _wrap_up_done,
    PhoneChanged: _phone_changed,
    Tick: _tick,
}
