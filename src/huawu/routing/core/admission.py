"""Who may come in."""

from huawu.platform.ids import Id
from huawu.routing.core.floor import Floor
from huawu.routing.core.line import Line
from huawu.routing.core.plan import Goal
from huawu.routing.core.timers import REOPEN


def refused(floor: Floor, line: Line) -> tuple[str, Goal | None] | None:
    """Why nobody may come in at all."""
    queue = line.queue
    if queue.id in floor.closed and not _is_over(floor, queue.id):
        return "closed", floor.closed[queue.id] or queue.goal("closed")
    if not floor.open.get(queue.id, True):
        return "closed", queue.goal("closed")
    if not line.signed_in and (queue.refuse_when_empty or queue.goal("no_agents") is not None):
        return "no_agents", queue.goal("no_agents")
    return None


def _is_over(floor: Floor, queue: Id) -> bool:
    """Early closing is over from its very end on, whether or not the clock was looked at meanwhile."""
    end = floor.looks.get((REOPEN, queue))
    return end is not None and end <= floor.now


def full(line: Line) -> bool:
    """May nobody wait any more? Who finds a free agent comes in all the same."""
    return line.count >= line.most_waiting
