"""What those who led did on a past day beside publishing: lendings and early closings, told again.

They hold under other rules as well: agents and queues that are not there then change nothing.
"""

from collections.abc import Iterable, Iterator

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core.plan import Goal
from huawu.routing.events import AgentQueueMoved, QueueDoorMoved
from huawu.routing.service.replay.day import Door, Lending, PastDay
from huawu.routing.types import AgentMoved, AgentMovedBack, QueueClosed, QueueOpened, Told


def lendings_of(facts: Iterable[AgentQueueMoved], begins: Micros, ends: Micros) -> tuple[Lending, ...]:
    """Those of the day, and those of before that held when it began. `facts` in order of time."""
    held: dict[tuple[Id, Id], Lending] = {}
    found: list[Lending] = []
    for fact in facts:
        until = None if fact.until is None else fact.until - begins
        lending = Lending(max(0, fact.at - begins), fact.agent, fact.queue, fact.level, until)
        if fact.at >= ends:
            break
        if fact.at >= begins:
            found.append(lending)
        elif until is not None and until > 0:
            held[fact.agent, fact.queue] = lending
        else:
            held.pop((fact.agent, fact.queue), None)
    return (*held.values(), *found)


def doors_of(facts: Iterable[QueueDoorMoved], begins: Micros, ends: Micros) -> tuple[Door, ...]:
    """As `lendings_of`."""
    held: dict[Id, Door] = {}
    found: list[Door] = []
    for fact in facts:
        until = None if fact.until is None else fact.until - begins
        to = None if fact.to is None else (fact.to[0], fact.to[1])
        door = Door(max(0, fact.at - begins), fact.queue, fact.open, to, until)
        if fact.at >= ends:
            break
        if fact.at >= begins:
            found.append(door)
        elif not fact.open and (until is None or until > 0):
            held[fact.queue] = door
        else:
            held.pop(fact.queue, None)
    return (*held.values(), *found)


def told_again(day: PastDay) -> list[tuple[Micros, Told]]:
    """What the engine is told of it, in order, with when."""
    done: list[Lending | Door] = [*day.lendings, *day.doors]
    both = sorted(done, key=lambda each: each.at)
    return [(each.at, told) for each in both for told in _told(each, day.begins)]


def serving(own: tuple[Id, ...], lendings: Iterable[Lending], agent: Id, at: Micros) -> tuple[Id, ...]:
    """The queues that an agent served at a moment of the day whose own are these."""
    latest = {each.queue: each for each in lendings if each.agent == agent and each.at <= at}
    holding = [each for each in latest.values() if each.until is not None and each.until > at]
    out = {each.queue for each in holding if each.level is None}
    more = [each.queue for each in holding if each.level is not None and each.queue not in own]
    return (*(queue for queue in own if queue not in out), *more)


def counted(day: PastDay) -> dict[str, int]:
    """How many lendings there were, and how often a queue was closed early."""
    return {
        "lendings": sum(each.until is not None for each in day.lendings),
        "closings": sum(not each.open for each in day.doors),
    }


def _told(done: Lending | Door, begins: Micros) -> Iterator[Told]:
    until = None if done.until is None else begins + done.until
    if isinstance(done, Door):
        goal = None if done.to is None else Goal(*done.to)
        yield QueueOpened(done.queue) if done.open else QueueClosed(done.queue, goal, until)
    elif until is None:
        yield AgentMovedBack(done.agent, done.queue)
    else:
        yield AgentMoved(done.agent, done.queue, done.level, until)
