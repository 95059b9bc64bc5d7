"""Why this agent, why not the others, why still waiting: worked out when somebody asks, and only then.

The reason of an offer comes with the offer itself (`offers`). Here is what no answer says: why nobody was
asked. Every reason is a key that pages put into words. What would happen to somebody who is not there yet
says `trying`.
"""

from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core import stages
from huawu.routing.core.choosing import avoids
from huawu.routing.core.conditions import as_value, fits, meets
from huawu.routing.core.floor import Floor
from huawu.routing.core.groups import EVERY_LEVEL, Group
from huawu.routing.core.state import Agent, Waiting
from huawu.routing.types import AgentState

FREE = "free"


def why_waiting(floor: Floor, waiting: Waiting, now: Micros) -> dict[str, Any]:
    """`position`; `class` by now (0: VIP); `waited_seconds`; `offers` that are out, by agent; `step`: its
    number, whom it asks for (None: anyone) and when the next change is due; `levels`: agents up to this
    level may take it (None: all); `agents`: each member of the queue and why not (`free`: they will be
    asked); `why`: the one answer, see `_verdict`; `estimate`: a range in seconds or None."""
    queue, group = floor.queue_of(waiting), waiting.group
    if group is None:
        return _held(waiting, now)
    step = stages.step_of(waiting, queue)
    agents = {who: why_not(floor, agent, group, waiting) for who, agent in sorted(group.line.members.items())}
    found = floor.pace.estimate(floor, waiting)
    return {
        "queue": queue.id,
        "position": group.line.position(waiting.key, floor.now),
        "class": group.line.aged(waiting.key[0], waiting.key[1], floor.now),
        "waited_seconds": round((now - waiting.on_the_line_since) / SECOND, 3),
        "offers": [agent.id for agent in floor.rung_for(waiting)],
        "step": {
            "number": waiting.step,
            "who": None if step is None else as_value(step.condition),
            "changes_at": waiting.next_stage,
        },
        "levels": None if waiting.depth == EVERY_LEVEL else waiting.depth,
        "agents": agents,
        "why": _verdict(agents, ringing=bool(waiting.offers)),
        "estimate": None if found is None else [found.likely, found.at_most],
    }


def _held(waiting: Waiting, now: Micros) -> dict[str, Any]:
    """Of somebody who is to be called back, but not now: `call_after`, the moment from which they may be, as
    far as is known."""
    assert waiting.back is not None
    return {
        "queue": waiting.contact.queue,
        "position": None,
        "class": waiting.key[0],
        "waited_seconds": round((now - waiting.on_the_line_since) / SECOND, 3),
        "offers": [],
        "step": {"number": waiting.step, "who": None, "changes_at": waiting.next_stage},
        "levels": None,
        "agents": {},
        "why": "not_called_now",
        "call_after": waiting.back.look,
        "estimate": None,
    }


def why_not(floor: Floor, agent: Agent, group: Group, waiting: Waiting | None = None) -> str:
    """Why this agent is not asked for contacts of the group: not_yet (level), skills, step, signed_out,
    paused, phone, ringing, talking, wrap_up, full, did_not_take_it; or free."""
    if agent.levels[group.line.queue.id] > group.depth:
        return "not_yet"
    if not meets(group.wish.needs, agent.seat):
        return "skills"
    if group.wish.condition is not None and not fits(group.wish.condition, agent.seat):
        return "step"
    if agent.presence is not AgentState.READY and not agent.jobs and not agent.own_call:
        return agent.presence.value
    if waiting is not None and avoids(floor, waiting, agent.id):
        return "did_not_take_it"
    if agent.may_take(group.line.queue.channel):
        return FREE
    if agent.phone and not agent.jobs and not agent.own_call:
        return "phone"
    return "full" if agent.seat.capacity else agent.shown[0].value


_BUSY = frozenset(("ringing", "talking", "wrap_up", "full"))
_ORDER = ("did_not_take_it", "phone", "paused", "signed_out", "not_yet", "step", "skills")


def _verdict(agents: dict[Id, str], *, ringing: bool) -> str:
    """The nearest thing that keeps it waiting: rings (it is offered now), all_busy (those who may take it
    are at work), else the best that is wrong with those who could; nobody when the queue is empty."""
    if ringing:
        return "rings"
    whys = set(agents.values())
    if whys & _BUSY:
        return "all_busy"
    return next((why for why in _ORDER if why in whys), "nobody")
