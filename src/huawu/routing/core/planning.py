"""A plan from configuration: checked whole, so that an engine never meets a plan that makes no sense.

    {"version": 3,
     "queues": {"front-desk": {"strategy": "longest_idle", "ring_seconds": 20, ...}},
     "seats": {"a1": {"queues": ["front-desk"], "skills": {"english": 3}}}}

Only the fields of `types.Queue` are read of a queue; names and other matters of the rooms above may lie
beside them.
"""

from dataclasses import dataclass, fields
from typing import Any

from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.routing.core.strategies import STRATEGIES
from huawu.routing.types import Plan, Queue, Seat


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
}
MAX_LEVEL = 5


def plan_from(config: dict[str, Any]) -> Plan:
    """The plan a configuration describes. Refused (`Invalid`) with the key of what is wrong and where:
    routing.plan_malformed, routing.unknown_strategy, routing.out_of_range, routing.unknown_queue,
    routing.bad_skill_level."""
    queues = {name: _queue(name, _table(row, name)) for name, row in _part(config, "queues").items()}
    seats = {name: _seat(name, _table(row, name), queues) for name, row in _part(config, "seats").items()}
    version = config.get("version", 0)
    if not _is_number(version):
        raise Invalid("routing.plan_malformed", at="version")
    return Plan(version, queues, seats)


def _part(config: dict[str, Any], name: str) -> dict[str, Any]:
    return _table(config.get(name, {}), name)


def _table(value: object, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Invalid("routing.plan_malformed", at=at)
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _queue(name: Id, row: dict[str, Any]) -> Queue:
    values = {field.name: row[field.name] for field in fields(Queue) if field.name in row}
    values["id"] = name
    if str(values.get("strategy", "longest_idle")) not in STRATEGIES:
        raise Invalid("routing.unknown_strategy", queue=name, strategy=str(values["strategy"]))
    if not isinstance(values.get("refuse_when_empty", False), bool):
        raise Invalid("routing.plan_malformed", at=f"{name}.refuse_when_empty")
    for field, span in _NUMBERS.items():
        if field in values and not _within(values[field], span):
            raise Invalid("routing.out_of_range", queue=name, field=field, least=span.least, most=span.most)
    return Queue(**values)


def _within(value: Any, span: _Span) -> bool:  # noqa: ANN401 - whatever the configuration holds
    if value is None:
        return span.may_be_none
    return _is_number(value) and span.least <= value <= span.most


def _seat(name: Id, row: dict[str, Any], queues: dict[Id, Queue]) -> Seat:
    served = row.get("queues", [])
    if not isinstance(served, list | tuple):
        raise Invalid("routing.plan_malformed", at=name)
    for queue in served:
        if str(queue) not in queues:
            raise Invalid("routing.unknown_queue", agent=name, queue=str(queue))
    skills = _table(row.get("skills", {}), name)
    for skill, level in skills.items():
        if not _is_number(level) or not 1 <= level <= MAX_LEVEL:
            raise Invalid("routing.bad_skill_level", agent=name, skill=str(skill), most=MAX_LEVEL)
    return Seat(name, tuple(dict.fromkeys(served)), dict(skills))
