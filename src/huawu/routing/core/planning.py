"""A plan from configuration: checked whole, so that an engine never meets a plan that makes no sense.

    {"version": 3,
     "queues": {"front-desk": {"strategy": "longest_idle", "ring_seconds": 20, ...,
                               "steps": [{"who": {"skill": "english", "least": 3}, "seconds": 30}],
                               "overflows": [{"when": "wait", "above": 120, "to": {"queue": "help"}}],
                               "help": [{"team": "back", "when": "waiting", "line": 10, "back": 4}],
                               "hours": "weekdays"}},
     "seats": {"a1": {"queues": ["front-desk"], "levels": {"front-desk": 2}, "skills": {"english": 3},
                      "languages": {"en": 4}, "team": "back", "capacity": {"chat": {"most": 3}}}},
     "hours": {"weekdays": {...}}, "zone": "Asia/Shanghai"}

Only the fields of `plan.Queue` are read of a queue; names and other matters of the rooms above may lie
beside them. Whether the parts fit together so that every contact can be served is `soundness`'s matter.
"""

from dataclasses import dataclass, fields
from typing import Any

from huawu.platform.hours import hours_from
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.routing.core import reading
from huawu.routing.core.plan import TOP_LEVEL, WRAP_UPS, Plan, Queue, Room, Seat
from huawu.routing.core.strategies import STRATEGIES


@dataclass(frozen=True, slots=True)
class _Span:
    least: int
    most: int
    may_be_none: bool = False


DAY_SECONDS = 86_400
_NUMBERS = {
    "ring_seconds": _Span(1, 300),
    "wrap_up_seconds": _Span(0, 3_600),
    "max_waiting": _Span(0, 100_000, may_be_none=True),
    "max_wait_seconds": _Span(0, DAY_SECONDS, may_be_none=True),
    "answer_seconds": _Span(1, DAY_SECONDS),
    "rona_limit": _Span(1, 100),
    "resume_seconds": _Span(0, 3_600),
    "ring_at_once": _Span(1, 1_000),
    "reserve_after_seconds": _Span(1, DAY_SECONDS, may_be_none=True),
    "ageing_seconds": _Span(1, DAY_SECONDS, may_be_none=True),
    "ageing_classes": _Span(1, 100),
    "preferred_wait_seconds": _Span(0, DAY_SECONDS),
}
_WORDS = {
    "on_close": ("serve", "send"),
    "wrap_up": WRAP_UPS,
}
_FLAGS = ("refuse_when_empty", "auto_answer")
MAX_LEVEL = TOP_LEVEL
_DEEPEST_LEVEL = 10
_MOST_AT_ONCE = 100


def plan_from(config: dict[str, Any]) -> Plan:
    """The plan a configuration describes. Refused (`Invalid`) with the key of what is wrong and where:
    routing.plan_malformed, routing.unknown_strategy, routing.out_of_range, routing.unknown_queue,
    routing.unknown_hours, routing.bad_skill_level, routing.bad_condition and others of `reading`."""
    zone = config.get("zone", "UTC")
    hours = {name: hours_from(_table(row, name), zone) for name, row in _part(config, "hours").items()}
    queues = {name: _queue(name, _table(row, name)) for name, row in _part(config, "queues").items()}
    for queue in queues.values():
        for named in (queue.hours, None if queue.callback is None else queue.callback.hours):
            if named is not None and named not in hours:
                raise Invalid("routing.unknown_hours", queue=queue.id, hours=named)
    seats = {name: _seat(name, _table(row, name), queues) for name, row in _part(config, "seats").items()}
    version, seed = config.get("version", 0), config.get("seed", 0)
    if not _is_number(version) or not _is_number(seed):
        raise Invalid("routing.plan_malformed", at="version")
    return Plan(version, queues, seats, hours, seed)


def queue_from(name: Id, row: dict[str, Any]) -> Queue:
    """One queue alone, as it is checked while it is written: what it leads to is not looked at."""
    return _queue(name, row)


def _part(config: dict[str, Any], name: str) -> dict[str, Any]:
    return _table(config.get(name, {}), name)


def _table(value: object, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Invalid("routing.plan_malformed", at=at)
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# ---- queues ------------------------------------------------------------------------------------------------


def _queue(name: Id, row: dict[str, Any]) -> Queue:
    values = {field.name: row[field.name] for field in fields(Queue) if field.name in row}
    values["id"] = name
    if str(values.get("strategy", "longest_idle")) not in STRATEGIES:
        raise Invalid("routing.unknown_strategy", queue=name, strategy=str(values["strategy"]))
    for field in _FLAGS:
        if not isinstance(values.get(field, False), bool):
            raise Invalid("routing.plan_malformed", at=f"{name}.{field}")
    for field, words in _WORDS.items():
        if values.get(field, words[0]) not in words:
            raise Invalid("routing.plan_malformed", at=f"{name}.{field}")
    for field in ("channel", "rona_state"):
        if not isinstance(values.get(field, "-"), str) or not values.get(field, "-"):
            raise Invalid("routing.plan_malformed", at=f"{name}.{field}")
    if not isinstance(values.get("hours"), str | None):
        raise Invalid("routing.plan_malformed", at=f"{name}.hours")
    for field, span in _NUMBERS.items():
        if field in values and not _within(values[field], span):
            raise Invalid("routing.out_of_range", queue=name, field=field, least=span.least, most=span.most)
    values["steps"] = reading.steps_from(values.get("steps", ()), name)
    values["overflows"] = reading.overflows_from(values.get("overflows", ()), name)
    values["help"] = reading.help_from(values.get("help", ()), name)
    values["callback"] = reading.callback_from(values.get("callback"), name)
    return Queue(**values)


def _within(value: Any, span: _Span) -> bool:  # noqa: ANN401 - whatever the configuration holds
    if value is None:
        return span.may_be_none
    return _is_number(value) and span.least <= value <= span.most


# ---- seats -------------------------------------------------------------------------------------------------


def _seat(name: Id, row: dict[str, Any], queues: dict[Id, Queue]) -> Seat:
    served = row.get("queues", [])
    if not isinstance(served, list | tuple):
        raise Invalid("routing.plan_malformed", at=name)
    for queue in served:
        if str(queue) not in queues:
            raise Invalid("routing.unknown_queue", agent=name, queue=str(queue))
    weight, auto = row.get("weight", 1), row.get("auto_answer", False)
    if not _is_number(weight) or weight < 1 or not isinstance(auto, bool):
        raise Invalid("routing.plan_malformed", at=f"{name}.weight")
    wrap_up = row.get("wrap_up") or ""
    if wrap_up and wrap_up not in WRAP_UPS:
        raise Invalid("routing.plan_malformed", at=f"{name}.wrap_up")
    return Seat(
        name,
        tuple(dict.fromkeys(served)),
        _levels(row, "skills", name),
        {queue: level for queue, level in _numbers(row, "levels", name).items() if queue in served},
        _levels(row, "languages", name),
        str(row.get("team") or ""),
        {channel: _room(value, name) for channel, value in _table(row.get("capacity", {}), name).items()},
        weight,
        auto,
        wrap_up,
    )


def _levels(row: dict[str, Any], field: str, agent: Id) -> dict[str, int]:
    found = _table(row.get(field, {}), agent)
    for skill, level in found.items():
        if not _is_number(level) or not 1 <= level <= MAX_LEVEL:
            raise Invalid("routing.bad_skill_level", agent=agent, skill=str(skill), most=MAX_LEVEL)
    return dict(found)


def _numbers(row: dict[str, Any], field: str, agent: Id) -> dict[Id, int]:
    found = _table(row.get(field, {}), agent)
    if not all(_is_number(level) and 1 <= level <= _DEEPEST_LEVEL for level in found.values()):
        raise Invalid("routing.plan_malformed", at=f"{agent}.{field}")
    return found


def _room(value: Any, agent: Id) -> Room:  # noqa: ANN401 - whatever the configuration holds
    row = _table(value, agent)
    most, beside = row.get("most", 1), row.get("beside", [])
    if not _is_number(most) or not 1 <= most <= _MOST_AT_ONCE or not isinstance(beside, list | tuple):
        raise Invalid("routing.plan_malformed", at=f"{agent}.capacity")
    return Room(most, tuple(str(channel) for channel in beside))
