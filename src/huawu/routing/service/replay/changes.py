"""What is to be different from the day as it was. JSON:

    {"rules": "then" | "now" | "draft",              in force on the day, in force now, or drafted
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
from huawu.routing.core.planning import plan_from
from huawu.routing.core.strategies import STRATEGIES
from huawu.routing.service.replay.day import PastDay, Span
from huawu.routing.service.replay.reading import joined
from huawu.routing.service.replay.rules import Rules, Site

PLAN_PARTS = ("version", "queues", "seats", "hours", "zone", "seed")
MOST_NEW = 200
Versions = list[tuple[Micros, Site]]
STRATEGY_NAMES = tuple(STRATEGIES)
"""Who is asked first: the rules there are."""
_KNOWN = frozenset(("rules", "queues", "agents", "without", "patience", "calls_percent"))


@dataclass(frozen=True, slots=True)
class Arm:
    """One side of the comparison, ready to run."""

    rules: Rules
    presence: dict[Id, tuple[Span, ...]]
    patience: float = 1.0
    calls: float = 1.0


def as_it_was(day: PastDay, sites: Versions) -> Arm:
    """The day under these configurations, nothing else changed."""
    return Arm(_rules_of(sites), day.presence)


def changed(day: PastDay, sites: Versions, changes: dict[str, Any]) -> Arm:
    """The day with changes; `sites` are already those of the rules asked for. Raises Invalid:
    simulation.malformed, simulation.unknown_agent, and what a plan is refused for."""
    if unknown := sorted(set(changes) - _KNOWN):
        raise Invalid("simulation.malformed", at=unknown[0])
    sites = [(since, _of_plan(site)) for since, site in sites]
    for queue, fields in _table(changes, "queues").items():
        _other_rules(sites, queue, fields)
    presence, zone = dict(day.presence), sites[0][1].get("zone", "UTC")
    for row in _rows(changes, "without"):
        _take_away(presence, row, day, zone)
    for number, row in enumerate(_rows(changes, "agents"), 1):
        _bring(sites, presence, row, hours(day, zone, row), name=f"new{number}")
    return Arm(
        _rules_of(sites),
        presence,
        _number(changes, "patience", 1.0, least=0.01, most=100),
        1 + _number(changes, "calls_percent", 0, least=-100, most=400) / 100,
    )


def _of_plan(config: dict[str, Any]) -> dict[str, Any]:
    return {"queues": {}, "seats": {}} | {part: config[part] for part in PLAN_PARTS if part in config}


def _rules_of(sites: Versions) -> Rules:
    return Rules(tuple((since, plan_from(_of_plan(site))) for since, site in sites))


def _other_rules(sites: Versions, queue: str, fields: Any) -> None:  # noqa: ANN401 - what somebody wrote
    """A queue is as `fields` say, whenever it was there."""
    there = [site for _, site in sites if queue in site["queues"]]
    if not there or not isinstance(fields, dict):
        raise Invalid("simulation.malformed", at=f"queues.{queue}")
    for site in there:
        site["queues"] = site["queues"] | {queue: site["queues"][queue] | fields}


def _bring(
    sites: Versions, presence: dict[Id, tuple[Span, ...]], row: dict[str, Any], span: Span, *, name: str
) -> None:
    """More agents, for this span; who is like somebody serves what they served, as that changed."""
    like = row.get("like")
    if like is not None and not any(like in site["seats"] for _, site in sites):
        raise Invalid("simulation.unknown_agent", agent=str(like))
    more = {part: row[part] for part in ("queues", "skills", "languages", "levels", "team") if part in row}
    new = [f"{name}-{n + 1}" for n in range(round(_number(row, "count", 1, least=1, most=MOST_NEW)))]
    served = False
    for _, site in sites:
        seat = dict(site["seats"].get(like, {})) | more
        if known := [queue for queue in seat.get("queues", ()) if len(sites) == 1 or queue in site["queues"]]:
            site["seats"] = site["seats"] | dict.fromkeys(new, seat | {"queues": known})
            served = True
    if not served:
        raise Invalid("simulation.malformed", at="agents.queues")
    presence |= dict.fromkeys(new, (span,))


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


def only_what_is_there(day: PastDay, *sides: Rules) -> tuple[PastDay, int]:
    """The day without visits of queues that one of the sides does not know, and how many those were."""
    kept = tuple(visit for visit in day.visits if all(rules.knows(visit) for rules in sides))
    return replace(day, visits=kept), len(day.visits) - len(kept)
