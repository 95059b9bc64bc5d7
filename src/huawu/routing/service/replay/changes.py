"""What is to be different from the day as it was. JSON:

    {"rules": "now" | "draft",                       the published configuration, or what is drafted
     "queues": {"desk": {"strategy": "fewest_contacts", "ring_seconds": 15, ...}},
     "agents": [{"count": 1, "like": agent}, or {"count": 1, "queues": [...], "skills": {...},
                 "from": "10:00", "until": "12:00"}],
     "without": [{"agent": agent, "from": "14:00", "until": "16:00"}],
     "patience": 1.5, "calls_percent": 20}

Times of the clock are those of the site; without them the whole day.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huawu.platform.clock import Micros, as_datetime, as_micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.routing.core.plan import Plan
from huawu.routing.core.planning import plan_from
from huawu.routing.core.strategies import STRATEGIES
from huawu.routing.service.replay.day import PastDay, Span
from huawu.routing.service.replay.reading import joined

PLAN_PARTS = ("version", "queues", "seats", "hours", "zone", "seed")
MOST_NEW = 200
STRATEGY_NAMES = tuple(STRATEGIES)
"""Who is asked first: the rules there are."""
_KNOWN = frozenset(("rules", "queues", "agents", "without", "patience", "calls_percent"))


@dataclass(frozen=True, slots=True)
class Arm:
    """One side of the comparison, ready to run."""

    plan: Plan
    presence: dict[Id, tuple[Span, ...]]
    patience: float = 1.0
    calls: float = 1.0


def as_it_was(day: PastDay, config: dict[str, Any]) -> Arm:
    """The day under a configuration, nothing else changed."""
    return Arm(plan_from(_of_plan(config)), day.presence)


def changed(day: PastDay, config: dict[str, Any], changes: dict[str, Any]) -> Arm:
    """The day with changes; `config` is already that of the rules asked for. Raises Invalid:
    simulation.malformed, simulation.unknown_agent, and what a plan is refused for."""
    if unknown := sorted(set(changes) - _KNOWN):
        raise Invalid("simulation.malformed", at=unknown[0])
    config = _of_plan(config)
    for queue, fields in _table(changes, "queues").items():
        if queue not in config["queues"] or not isinstance(fields, dict):
            raise Invalid("simulation.malformed", at=f"queues.{queue}")
        config["queues"] = config["queues"] | {queue: config["queues"][queue] | fields}
    presence = dict(day.presence)
    for row in _rows(changes, "without"):
        _take_away(presence, row, day, config.get("zone", "UTC"))
    for number, row in enumerate(_rows(changes, "agents"), 1):
        _bring(config, presence, row, day, name=f"new{number}")
    return Arm(
        plan_from(config),
        presence,
        _number(changes, "patience", 1.0, least=0.01, most=100),
        1 + _number(changes, "calls_percent", 0, least=-100, most=400) / 100,
    )


def _of_plan(config: dict[str, Any]) -> dict[str, Any]:
    return {"queues": {}, "seats": {}} | {part: config[part] for part in PLAN_PARTS if part in config}


def _bring(
    config: dict[str, Any],
    presence: dict[Id, tuple[Span, ...]],
    row: dict[str, Any],
    day: PastDay,
    *,
    name: str,
) -> None:
    seats: dict[Id, Any] = config["seats"]
    like = row.get("like")
    if like is not None and like not in seats:
        raise Invalid("simulation.unknown_agent", agent=str(like))
    seat = dict(seats[like]) if like is not None else {}
    seat |= {part: row[part] for part in ("queues", "skills", "languages", "levels", "team") if part in row}
    if not seat.get("queues"):
        raise Invalid("simulation.malformed", at="agents.queues")
    span = hours(day, config.get("zone", "UTC"), row)
    for n in range(round(_number(row, "count", 1, least=1, most=MOST_NEW))):
        config["seats"] = config["seats"] | {f"{name}-{n + 1}": seat}
        presence[f"{name}-{n + 1}"] = (span,)


def _take_away(presence: dict[Id, tuple[Span, ...]], row: dict[str, Any], day: PastDay, zone: str) -> None:
    agent = str(row.get("agent"))
    if agent not in presence:
        raise Invalid("simulation.unknown_agent", agent=agent)
    begin, end = hours(day, zone, row)
    kept = [part for b, e in presence[agent] for part in ((b, min(e, begin)), (max(b, end), e))]
    presence[agent] = joined(kept)


def hours(day: PastDay, zone: str, row: dict[str, Any]) -> Span:
    """`from` and `until` as a span of the day; by default all of it."""
    begin = _clock(day, zone, row.get("from"), 0)
    end = _clock(day, zone, row.get("until"), day.length)
    if end == 0:  # until midnight, where the day begins
        end = day.length
    if begin >= end:
        raise Invalid("simulation.malformed", at="from")
    return begin, end


def _clock(day: PastDay, zone: str, text: Any, otherwise: Micros) -> Micros:  # noqa: ANN401 - what somebody wrote
    if text is None:
        return otherwise
    try:
        at = datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a time of the clock, no moment
    except (TypeError, ValueError):
        raise Invalid("simulation.malformed", at="from") from None
    begins = as_datetime(day.begins).astimezone(ZoneInfo(zone))
    found = datetime.combine(begins.date(), at, tzinfo=ZoneInfo(zone))
    if found < begins:
        found = datetime.combine(begins.date() + timedelta(days=1), at, tzinfo=ZoneInfo(zone))
    return min(as_micros(found) - day.begins, day.length)


def _table(changes: dict[str, Any], name: str) -> dict[str, Any]:
    value = changes.get(name) or {}
    if not isinstance(value, dict):
        raise Invalid("simulation.malformed", at=name)
    return value


def _rows(changes: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = changes.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid("simulation.malformed", at=name)
    return rows


def _number(row: dict[str, Any], name: str, default: float, *, least: float, most: float) -> float:
    value = row.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise Invalid("simulation.malformed", at=name)
    return float(value)


def only_what_is_there(day: PastDay, plan: Plan) -> tuple[PastDay, int]:
    """The day without visits of queues that the plan does not know, and how many those were."""
    kept = tuple(visit for visit in day.visits if visit.queue in plan.queues)
    return replace(day, visits=kept), len(day.visits) - len(kept)
