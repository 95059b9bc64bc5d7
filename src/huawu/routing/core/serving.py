"""Which queues an agent serves at this moment: by the plan, lent or taken out until a time, or helping."""

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.values import value
from huawu.routing.core.floor import Floor
from huawu.routing.core.state import Agent


@value
class Serving:
    """`queues`: those of the plan first. `moved`: where a lending says so, or their team helps: the queue,
    and until when (None: while the help is needed)."""

    queues: tuple[Id, ...]
    moved: dict[Id, Micros | None]


def of_agent(agent: Agent) -> Serving:
    own = agent.seat.queues
    here = [queue for queue in own if queue in agent.levels]
    more = sorted(queue for queue in agent.levels if queue not in own)
    moved: dict[Id, Micros | None] = {queue: move.until for queue, move in sorted(agent.moves.items())}
    moved |= {queue: None for queue in more if queue not in moved}
    return Serving((*here, *more), moved)


def elsewhere(floor: Floor) -> list[Id]:
    """Agents of whom the plan does not say all: by id."""
    return sorted(agent.id for agent in floor.agents.values() if agent.seated and of_agent(agent).moved)


def take_reseated(floor: Floor) -> list[Id]:
    """Agents who may serve other queues than when this was asked last: by id."""
    changed, floor.index.reseated = floor.index.reseated, set()
    return sorted(changed)
