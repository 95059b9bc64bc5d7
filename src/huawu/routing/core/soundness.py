"""Does a plan hold together, so that every contact can be served or is sent somewhere?

`of_queue` needs only what is configured beside the queue; `of_seats` also who works there. Each finding is a
key with its values, in words a supervisor understands; nothing is refused here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.hours import Hours
from huawu.platform.ids import Id
from huawu.routing.core.conditions import fits, level_in, parts
from huawu.routing.core.plan import (
    TOP_LEVEL,
    VOICE,
    AllOf,
    AnyOf,
    CallbackRule,
    Condition,
    Goal,
    Language,
    Named,
    Not,
    Plan,
    Queue,
    Seat,
    Skill,
    Team,
)

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
    for number, step in enumerate(queue.steps, 1):
        if never(step.condition):
            yield Unsound("routing.step_never_met", {"queue": queue.id, "step": number})
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
    yield from _lines(queue)
    if queue.callback is not None:
        yield from _callback(queue, queue.callback)
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
    reasons that let nobody wait in between can go round and round; nobody is sent where they are."""
    back = Goal("queue", queue.id)
    if any(rule.to == back or (rule.to.way[-1] == back and rule.when != "wait") for rule in queue.overflows):
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


def _longest(queue: Queue) -> int:
    """So many seconds somebody waits at most."""
    return min(
        [rule.above for rule in queue.overflows if rule.when == "wait"]
        + [1 << 40 if queue.max_wait_seconds is None else queue.max_wait_seconds]
    )


def _limits(queue: Queue) -> Iterator[Unsound]:
    longest = _longest(queue)
    timed = 0
    for step in queue.steps[:-1]:
        if step.seconds is None:
            yield _contradiction(queue, "steps", "seconds")
        timed += step.seconds or 0
    if queue.steps and timed >= longest:
        yield _contradiction(queue, "steps", "max_wait_seconds")
    if queue.preferred_wait_seconds and queue.preferred_wait_seconds >= longest:
        yield _contradiction(queue, "preferred_wait_seconds", "max_wait_seconds")
    if queue.reserve_after_seconds is not None and queue.reserve_after_seconds >= longest:
        yield _contradiction(queue, "reserve_after_seconds", "max_wait_seconds")
    if queue.wrap_up == "forced" and not queue.wrap_up_seconds:
        yield _contradiction(queue, "wrap_up", "wrap_up_seconds")
    if queue.channel == VOICE and queue.auto_answer and queue.ring_at_once > 1:  # all would pick up, for one
        yield _contradiction(queue, "auto_answer", "ring_at_once")


_PER_CENT = 100


def _lines(queue: Queue) -> Iterator[Unsound]:
    """Lines that are never crossed, or never back: a rule after another one that always comes first; a
    service level of more than everybody, or less than nobody."""
    for number, rule in enumerate(queue.overflows):
        before = [each.above for each in queue.overflows[:number] if each.when == rule.when]
        if before and (rule.when != "estimate" or rule.above >= min(before)):
            yield Unsound("routing.overflow_twice", {"queue": queue.id, "when": rule.when})
    for helping in queue.help:
        if helping.when == "service_level" and not 1 <= helping.line <= helping.back <= _PER_CENT:
            yield Unsound(
                "routing.help_per_cent", {"queue": queue.id, "line": helping.line, "back": helping.back}
            )


def _callback(queue: Queue, rule: CallbackRule) -> Iterator[Unsound]:
    """Offered never, or tried more often than there is time for."""
    sent = any(goal.kind == "callback" for each in queue.overflows for goal in each.to.way)
    if rule.estimate_seconds is None and rule.position is None and not sent:
        if rule.after_seconds is None:
            yield Unsound("routing.callback_never_offered", {"queue": queue.id, "field": "callback"})
        elif rule.after_seconds >= _longest(queue):
            yield _contradiction(queue, "callback.after_seconds", "max_wait_seconds")
    if (rule.attempts - 1) * rule.pause_seconds >= rule.expires_seconds:
        yield _contradiction(queue, "callback.attempts", "callback.expires_seconds")


def never(condition: Condition) -> bool:
    """Whether nobody could ever fit, whoever works here: two teams at once, a level from 4 and to 2, somebody
    and not that one."""
    if isinstance(condition, AnyOf):
        return all(never(each) for each in condition.of)
    if not isinstance(condition, AllOf):
        return False
    together = tuple(_flat(condition))
    choices = [each for each in together if isinstance(each, AnyOf)]
    plain = tuple(each for each in together if not isinstance(each, AnyOf))
    return _contradict(plain) or any(
        all(never(AllOf((*plain, each))) for each in choice.of) for choice in choices
    )


def _flat(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, AllOf):
        for each in condition.of:
            yield from _flat(each)
    else:
        yield condition


def _contradict(together: tuple[Condition, ...]) -> bool:
    """Whether conditions without a choice in them cannot hold of one agent."""
    asked = set(together)
    skills: dict[str, tuple[int, int]] = {}
    for each in together:
        if isinstance(each, Skill):
            least, most = skills.get(each.name, (1, TOP_LEVEL))
            skills[each.name] = (max(least, each.least), min(most, each.most))
    named = [frozenset(each.agents) for each in together if isinstance(each, Named)]
    return (
        any(isinstance(each, Not) and each.of in asked for each in together)
        or any(least > most for least, most in skills.values())
        or len({each.name for each in together if isinstance(each, Team)}) > 1
        or (bool(named) and not frozenset.intersection(*named))
    )


def _contradiction(queue: Queue, first: str, second: str) -> Unsound:
    return Unsound("routing.contradictory_limits", {"queue": queue.id, "first": first, "second": second})


# ---- who works there ---------------------------------------------------------------------------------------


def of_seats(plan: Plan) -> Iterator[Unsound]:
    """What is wrong with a plan for those who work by it: queues without agents and without a way out, named
    agents, teams and languages that are not there, steps that nobody fits and that are not left out then."""
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
            if not step.skip_when_nobody and seats and not any(fits(step.condition, seat) for seat in seats):
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


# ---- calendars ---------------------------------------------------------------------------------------------

SHORTEST_BREAK = 5
"""Minutes: who closes for less has forgotten a minute, as in 00:00 to 23:59."""
_DAY = 24 * 60


def of_hours(plan: Plan, now: Micros) -> Iterator[Unsound]:
    """Holes of a few minutes in calendars, in which callers would be told that nobody works; and calendars of
    queues that do not open any more, because their only days are over."""
    for name, hours in sorted(plan.hours.items()):
        for end, start, day in _holes(hours):
            yield Unsound(
                "hours.hole", {"hours": name, "day": day, "ends": _clock(end), "begins": _clock(start)}
            )
    for queue in plan.queues.values():
        back = None if queue.callback is None else queue.callback.hours
        for field, named in (("hours", queue.hours), ("callback.hours", back)):
            used = plan.hours.get(named or "")
            if used is not None and not used.open_at(now) and used.next_opening(now) is None:
                about = {"queue": queue.id, "hours": named, "field": field}
                yield Unsound("routing.calendar_never_open", about)


def _holes(hours: Hours) -> Iterator[tuple[int, int, str]]:
    """When it closes for less than SHORTEST_BREAK minutes, and opens again; and on which day (1: Monday, or a
    date)."""
    week = {str(number): periods for number, periods in enumerate(hours.week, 1)}
    for day, periods in (week | hours.days).items():
        for (_, end), (start, _) in zip(periods, periods[1:], strict=False):
            if 0 < start - end < SHORTEST_BREAK:
                yield end, start, day
        following = hours.week[int(day) % 7] if day in week else periods
        if periods and following and following[0][0] == 0 and 0 < _DAY - periods[-1][1] < SHORTEST_BREAK:
            yield periods[-1][1], 0, day


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
