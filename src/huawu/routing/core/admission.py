"""Who may come in."""

from huawu.routing.core.floor import Floor
from huawu.routing.core.plan import Goal, Queue


def refused(floor: Floor, queue: Queue) -> tuple[str, Goal | None] | None:
    """Why nobody may come in at all."""
    if queue.id in floor.closed:
        return "closed", floor.closed[queue.id] or queue.goal("closed")
    if not floor.open.get(queue.id, True):
        return "closed", queue.goal("closed")
    nobody = not floor.index.lines[queue.id].signed_in
    if nobody and (queue.refuse_when_empty or queue.goal("no_agents") is not None):
        return "no_agents", queue.goal("no_agents")
    return None


def full(floor: Floor, queue: Queue) -> bool:
    """May nobody wait any more? Who finds a free agent comes in all the same."""
    waiting = floor.index.waiting(queue.id)
    limits = [rule.above for rule in queue.overflows if rule.when == "length"]
    return waiting >= min([*limits, 1 << 60 if queue.max_waiting is None else queue.max_waiting])
