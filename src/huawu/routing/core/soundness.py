"""Does a plan hold together, so that every contact can be served or is sent somewhere?

`of_queue` needs only what is configured beside the queue; `of_seats` also who works there. Each finding is a
key with its values, in words a supervisor understands; nothing is refused here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from huawu.platform.hours import Hours
from huawu.platform.ids import Id
from huawu.routing.core.conditions import fits, level_in, parts
from huawu.routing.core.plan import VOICE, Condition, Goal, Language, Named, Plan, Queue, Seat, Skill, Team

MOST_TELEPHONES = 20
"""So many ring at once for a call, at most: each is called, and called off again."""


@dataclass(frozen=True, slots=True)
class Unsound:
    """Something that makes no sense, as a translation key."""

    key: str
    params: dict[str, Any]


def of_queue(
    queue: Queue, queues: Mapping[Id, Queue], *, skills: Iterable[str], hours: Mapping[Id, Hours]
) -> Iterator[Unsound]:
    """What is wrong with a queue among other queues: skills, hours and goals that are not there, overflow
    that comes back or leads where no call can go yet, limits that contradict each other, too many telephones
    at once."""
    known = frozenset(skills)
    for step in queue.steps:
        for part in parts(step.condition):
            if isinstance(part, Skill) and part.name not in known:
                yield Unsound("routing.unknown_skill", {"queue": queue.id, "skill": part.name})
    for field, named in (
        ("hours", queue.hours),
        ("callback.hours", None if queue.callback is None else queue.callback.hours),
    ):
        if named is not None:
            yield from _hours(queue, field, named, hours)
    yield from _goals(queue, queues)
    circle = _circle(queue, queues)
    if circle:
        yield Unsound("routing.overflow_circle", {"queue": queue.id, "circle": " → ".join(circle)})
    yield from _limits(queue)
    if queue.channel == VOICE and queue.ring_at_once > MOST_TELEPHONES:
        yield Unsound("routing.rings_too_many", {"queue": queue.id, "most": MOST_TELEPHONES})


_GOALS_OF_CALLS = frozenset(("queue", "voicemail", "callback", "outside", "announcement"))
"""Where a call can be sent on to."""


def _goals(queue: Queue, queues: Mapping[Id, Queue]) -> Iterator[Unsound]:
    for rule in queue.overflows:
        for goal in rule.to.way:
            mailbox = goal.kind == "voicemail" and not goal.name.isdigit()  # figures: an extension's
            if (goal.kind == "queue" or mailbox) and goal.name not in queues:
                yield Unsound("routing.unknown_goal", {"queue": queue.id, "to": goal.name})
            if goal.kind not in _GOALS_OF_CALLS and queue.channel == VOICE:
                yield Unsound("routing.goal_for_no_call", {"queue": queue.id})
            if goal.kind == "callback" and queue.callback is None:
                yield Unsound("routing.callback_not_set_up", {"queue": queue.id})
    if queue.callback is not None and queue.channel != VOICE:
        yield Unsound("routing.callback_of_no_call", {"queue": queue.id})


def _hours(queue: Queue, field: str, name: Id, hours: Mapping[Id, Hours]) -> Iterator[Unsound]:
    about = {"queue": queue.id, "hours": name, "field": field}
    found = hours.get(name)
    if found is None:
        yield Unsound("routing.unknown_hours", about)
    elif not any(found.week) and not any(found.days.values()):
        yield Unsound("routing.calendar_never_open", about)


_WITHOUT_WAITING = frozenset(("closed", "no_agents"))


def _circle(queue: Queue, queues: Mapping[Id, Queue]) -> list[Id]:
    """A way by which who is sent on for the same reason comes back to the queue; [] when there is none. Only
    reasons that let nobody wait in between can go round and round."""
    back = Goal("queue", queue.id)
    if any(rule.to.way[-1] == back for rule in queue.overflows if rule.when != "wait"):
        return [queue.id, queue.id]
    for when in sorted(_WITHOUT_WAITING):
        path, here = [queue.id], queue
        while (goal := here.goal(when)) is not None and (to := goal.way[-1]).kind == "queue":
            if to.name not in queues:
                break
            path.append(to.name)
            if to.name == queue.id:
                return path
            if to.name in path[:-1]:
                break
            here = queues[to.name]
    return []


def _limits(queue: Queue) -> Iterator[Unsound]:
    longest = min(
        [rule.above for rule in queue.overflows if rule.when == "wait"]
        + [1 << 40 if queue.max_wait_seconds is None else queue.max_wait_seconds]
    )
    timed = 0
    for step in queue.steps[:-1]:
        if step.seconds is None:
            yield _contradiction(queue, "steps", "seconds")
        timed += step.seconds or 0
    if queue.steps and timed >= longest:
        yield _contradiction(queue, "steps", "max_wait_seconds")
    if queue.preferred_wait_seconds and queue.preferred_wait_seconds >= longest:
        yield _contradiction(queue, "preferred_wait_seconds", "max_wait_seconds")
    if queue.wrap_up == "forced" and not queue.wrap_up_seconds:
        yield _contradiction(queue, "wrap_up", "wrap_up_seconds")
    if queue.channel == VOICE and queue.auto_answer and queue.ring_at_once > 1:  # all would pick up, for one
        yield _contradiction(queue, "auto_answer", "ring_at_once")


def _contradiction(queue: Queue, first: str, second: str) -> Unsound:
    return Unsound("routing.contradictory_limits", {"queue": queue.id, "first": first, "second": second})


# ---- who works there ---------------------------------------------------------------------------------------


def of_seats(plan: Plan) -> Iterator[Unsound]:
    """What is wrong with a plan for those who work by it: queues without agents and without a way out, named
    agents, teams and languages that are not there, steps that nobody fits and that never end."""
    served: dict[Id, list[Seat]] = {queue: [] for queue in plan.queues}
    for seat in plan.seats.values():
        for name in seat.queues:
            served[name].append(seat)
    for queue in plan.queues.values():
        seats = served[queue.id]
        if not seats and queue.goal("no_agents") is None and not queue.refuse_when_empty:
            yield Unsound("routing.queue_without_agents", {"queue": queue.id})
        for rule in queue.help:
            if not any(seat.team == rule.team for seat in plan.seats.values()):
                yield Unsound("routing.unknown_team", {"queue": queue.id, "team": rule.team})
        for number, step in enumerate(queue.steps):
            yield from _people(plan, queue, step.condition)
            endless = step.seconds is None and not step.skip_when_nobody
            if endless and seats and not any(fits(step.condition, seat) for seat in seats):
                yield Unsound("routing.agent_without_skills", {"queue": queue.id, "step": number + 1})


def _people(plan: Plan, queue: Queue, condition: Condition) -> Iterator[Unsound]:
    for part in parts(condition):
        if isinstance(part, Named):
            for agent in part.agents:
                seat = plan.seats.get(agent)
                if seat is None or queue.id not in seat.queues:
                    yield Unsound("routing.unknown_agent", {"queue": queue.id, "agent": agent})
        if isinstance(part, Team) and not any(seat.team == part.name for seat in plan.seats.values()):
            yield Unsound("routing.unknown_team", {"queue": queue.id, "team": part.name})
        if isinstance(part, Language) and not any(level_in(part.name, seat) for seat in plan.seats.values()):
            yield Unsound("routing.unknown_language", {"queue": queue.id, "language": part.name})
