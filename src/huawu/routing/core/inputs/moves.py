"""Agents are lent to a queue, or taken out of one, until a time; after it they serve it as the plan says."""

from huawu.platform.ids import Id
from huawu.routing.core import helping, offers, stages
from huawu.routing.core.floor import Floor
from huawu.routing.core.line import Line
from huawu.routing.core.state import Agent, Move
from huawu.routing.core.timers import MOVE
from huawu.routing.types import AgentMoved, AgentMovedBack


def moved(floor: Floor, told: AgentMoved) -> bool:
    agent, move = floor.agents.get(told.agent), Move(told.level, told.until, told.by)
    if agent is None or not agent.seated or told.queue not in floor.index.lines:
        return False
    if told.until <= floor.now or agent.moves.get(told.queue) == move:
        return False
    agent.moves[told.queue] = move
    floor.timers.add(move.until, MOVE, agent.id)
    _fit_in(floor, agent, told.queue)
    return True


def moved_back(floor: Floor, told: AgentMovedBack) -> bool:
    agent = floor.agents.get(told.agent)
    if agent is None or agent.moves.pop(told.queue, None) is None:
        return False
    _fit_in(floor, agent, told.queue)
    return True


def moves_over(floor: Floor, agent: Agent) -> None:
    """The time of some of their moves is over."""
    for queue in [queue for queue, move in agent.moves.items() if move.until <= floor.now]:
        del agent.moves[queue]
        _fit_in(floor, agent, queue)


def _fit_in(floor: Floor, agent: Agent, queue: Id) -> None:
    """Serve the queue as plan, moves and help say now. What rings or is talked to goes on."""
    floor.index.reseated.add(agent.id)  # also when only the end of a lending is another
    line = floor.index.lines.get(queue)
    if line is None or not agent.seated:  # a publish took away the queue, or their seat while they talk
        return
    level, before, highest = _level(floor, agent, line), agent.levels.get(queue), line.highest
    if level == before:
        return
    if agent.idle:
        floor.index.busy(agent)
    if before is not None:
        floor.index.part(agent, line)
    if level is not None:
        floor.index.join(agent, line, level)
    line.highest = line.deepest()
    if line.highest != highest and line.queue.reserve_after_seconds:
        _regroup(floor, queue)
    offers.stand_by(floor, agent)


def _level(floor: Floor, agent: Agent, line: Line) -> int | None:
    own = agent.own_levels().get(line.queue.id)
    if own is not None or line.queue.id in agent.moves:
        return own
    return helping.level_in(floor, agent, line)


def _regroup(floor: Floor, queue: Id) -> None:
    """There are deeper reserves than before, or less deep ones: who waits may have to wait for another level,
    or for none."""
    here = [each for each in floor.waiting.values() if each.contact.queue == queue and each.group is not None]
    for waiting in sorted(here, key=lambda each: each.key):
        if stages.advance(floor, waiting):
            offers.seek_agent(floor, waiting, again=True)
