"""What each input does. A handler answers whether the input meant anything; if not, nothing was changed."""

from collections.abc import Callable
from typing import Any

from huawu.routing.core.floor import Floor
from huawu.routing.core.inputs import agents, calling_back, contacts, moves, talks
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentAway,
    AgentBusy,
    AgentFree,
    AgentMoved,
    AgentMovedBack,
    AgentReady,
    Arrived,
    CallbackAsked,
    CallbackMissed,
    CallbackMoved,
    CallbackReached,
    ContactChanged,
    Declined,
    Finished,
    Occupied,
    PhoneChanged,
    Pulled,
    QueueClosed,
    QueueOpened,
    Released,
    Tick,
    Told,
    WrapUpAsked,
    WrapUpDone,
)


def hear(floor: Floor, told: Told) -> None:
    """Let one input take effect, or count it as ignored."""
    handler = HANDLERS.get(type(told))
    if handler is None or not handler(floor, told):
        name = type(told).__name__
        floor.ignored[name] = floor.ignored.get(name, 0) + 1


Handler = Callable[[Floor, Any], bool]

HANDLERS: dict[type[Told], Handler] = {
    Arrived: contacts.arrived,
    Abandoned: contacts.abandoned,
    ContactChanged: contacts.contact_changed,
    Pulled: contacts.pulled,
    QueueClosed: contacts.queue_closed,
    QueueOpened: contacts.queue_opened,
    AgentReady: agents.agent_ready,
    AgentAway: agents.agent_away,
    AgentBusy: agents.agent_busy,
    AgentFree: agents.agent_free,
    Occupied: agents.occupied,
    Released: agents.released,
    PhoneChanged: agents.phone_changed,
    AgentMoved: moves.moved,
    AgentMovedBack: moves.moved_back,
    Accepted: talks.accepted,
    Declined: talks.declined,
    Finished: talks.finished,
    WrapUpAsked: talks.wrap_up_asked,
    WrapUpDone: talks.wrap_up_done,
    CallbackAsked: calling_back.asked,
    CallbackReached: calling_back.reached,
    CallbackMissed: calling_back.missed,
    CallbackMoved: calling_back.moved,
    Tick: lambda floor, told: True,
}
