"""Teams that help out: when a figure of a queue crosses a line they serve it too, and leave again when it is
back, not before a while (so that nobody is sent to and fro)."""

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core import offers
from huawu.routing.core.floor import Floor
from huawu.routing.core.line import Line
from huawu.routing.core.plan import Help
from huawu.routing.core.state import Agent
from huawu.routing.core.timers import LOOK

EVERY: Micros = 5 * SECOND
"""A look at the figures; also the longest time until help comes."""


def look(floor: Floor, name: Id) -> None:
    """Does this queue need its helpers?"""
    line = floor.index.lines[name]
    for number, rule in enumerate(line.queue.help):
        since = floor.helping.get((name, number))
        figure = _figure(floor, line, rule)
        if since is None and _crossed(rule, figure, rule.line):
            floor.helping[name, number] = floor.now
            _come(floor, line, rule)
        elif since is not None and floor.now >= since + rule.least_seconds * SECOND:
            if not _crossed(rule, figure, rule.back):
                del floor.helping[name, number]
                _leave(floor, line, rule)
    if line.queue.help:
        floor.look_at(LOOK, name, floor.now + EVERY)


def _figure(floor: Floor, line: Line, rule: Help) -> float:
    if rule.when == "waiting":
        return line.count - line.backs
    if rule.when == "service_level":
        return floor.figures.level(line.queue.id)
    return floor.pace.seconds(line.queue.id, line.count + 1, floor.now) or 0 if line.count else 0


def _crossed(rule: Help, figure: float, at: float) -> bool:
    return figure < at if rule.when == "service_level" else figure > at


def _helpers(floor: Floor, rule: Help) -> list[Agent]:
    return [agent for agent in floor.agents.values() if agent.seated and agent.seat.team == rule.team]


def _come(floor: Floor, line: Line, rule: Help) -> None:
    floor.by_time = True
    came = [agent for agent in _helpers(floor, rule) if _may_come(agent, line.queue.id)]
    for agent in came:
        _rejoin(floor, agent, line, rule.level)
    for agent in came:
        offers.stand_by(floor, agent)


def _may_come(agent: Agent, queue: Id) -> bool:
    """Does not serve it yet, and was not taken out of it."""
    return queue not in agent.levels and queue not in agent.moves


def level_in(floor: Floor, agent: Agent, line: Line) -> int | None:
    """The level at which the agent helps in the queue now; None when they do not."""
    for number, rule in enumerate(line.queue.help):
        if (line.queue.id, number) in floor.helping and agent.seat.team == rule.team:
            return rule.level
    return None


def _rejoin(floor: Floor, agent: Agent, line: Line, level: int) -> None:
    if agent.idle:
        floor.index.busy(agent)
    floor.index.join(agent, line, level)


def _leave(floor: Floor, line: Line, rule: Help) -> None:
    """Who belongs to the queue by the plan stays; what rings or is talked to goes on."""
    floor.by_time = True
    for agent in _helpers(floor, rule):
        own = line.queue.id in agent.own_levels()
        if own or level_in(floor, agent, line) is not None or line.queue.id not in agent.levels:
            continue
        if agent.idle:
            floor.index.busy(agent)
        floor.index.part(agent, line)
        offers.stand_by(floor, agent)


def again(floor: Floor) -> None:
    """Under a new plan: those who helped go on while their rule is still there."""
    for name, number in sorted(floor.helping):
        line = floor.index.lines.get(name)
        if line is None or number >= len(line.queue.help):
            del floor.helping[name, number]
            continue
        rule = line.queue.help[number]
        for agent in _helpers(floor, rule):
            if _may_come(agent, name):
                floor.index.join(agent, line, rule.level)
