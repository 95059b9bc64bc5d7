"""What is simulated: a plan, who works when, who calls, and how people behave. JSON:

    {"seconds": 28800, "warm_up_seconds": 1800, "runs": 10, "seed": 1,
     "queues": {"desk": {...as in configuration...}},
     "agents": [{"count": 12, "queues": ["desk"], "skills": {"english": 3},
                 "shifts": [[0, 14400], [16200, 28800]]}],
     "callers": [{"queue": "desk", "per_hour": 240, "spread": 0.1, "talk": {"mean": 180},
                  "patience": {"mean": 120}, "needs": {"english": 2}, "priority": 5,
                  "again": {"chance": 0.4, "blocked": 0.8, "after": {"mean": 300}}}],
     "answer": {"mean": 4}, "no_answer": 0.01, "back_after": 60, "wrap_up": {"mean": 20},
     "lines": 60}

`per_hour` is a number or `[[from second, rate], ...]`; `spread` is the standard deviation of a factor that
each such period is multiplied with (days are never as forecast). `again`: the chance that who gave up calls
again, and that who was turned away does (`blocked`; only where `lines` are few). A break is the time between
two shifts. `late`: a law of how long after the beginning of a shift somebody is there. `wrap_up` ends what
the queue's wrap-up allows; without it the queue's own time runs out. Laws of time: `laws`.
"""

from dataclasses import dataclass, field
from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.refusals import Invalid
from huawu.routing.core.plan import Plan, Step
from huawu.routing.core.planning import plan_from
from huawu.routing.core.reading import steps_from
from huawu.routing.service.simulation.laws import Law, law_from

MOST_RUNS = 1_000
MOST_AGENTS = 20_000
_NOT_OF_A_SEAT = frozenset(("count", "name", "shifts"))
Shift = tuple[Micros, Micros]


@dataclass(frozen=True, slots=True)
class Callers:
    """One kind of customer. `rates`: from when (microseconds), so many a second."""

    queue: str
    rates: tuple[tuple[Micros, float], ...]
    spread: float
    talk: Law
    patience: Law
    needs: tuple[tuple[str, int], ...] = ()
    priority: int = 5
    vip: bool = False
    steps: tuple[Step, ...] = ()
    again: float = 0.0  # the chance that who gave up calls again
    again_blocked: float = 0.0  # the chance that who was turned away does
    again_after: Law | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Ready to run. `begins`: of the first second, UTC."""

    plan: Plan
    callers: tuple[Callers, ...]
    shifts: dict[str, tuple[Shift, ...]]
    seconds: Micros
    warm_up: Micros
    runs: int
    seed: int
    answer: Law | None = None  # None: at once
    no_answer: float = 0.0
    back_after: float = 60.0
    wrap_up: Law | None = None
    begins: Micros = 0
    lines: int | None = None  # calls at once; who finds them all taken is turned away
    group_of: dict[str, str] = field(default_factory=dict)  # agent -> name of their kind
    late: Law | None = None  # None: everybody is there in time


def scenario_from(body: dict[str, Any]) -> Scenario:
    """Read one. Raises Invalid: simulation.malformed, simulation.bad_law, and what a plan is refused for."""
    if not isinstance(body, dict):
        raise Invalid("simulation.malformed", at="")
    seconds = _number(body, "seconds", 28_800, least=1)
    shifts, seats, group_of = _agents(body, seconds)
    rest: dict[str, Any] = {name: body[name] for name in ("hours", "zone") if name in body}
    plan = plan_from({"version": 1, "queues": body.get("queues", {}), "seats": seats, **rest})
    callers = body.get("callers")
    if not isinstance(callers, list) or not callers:
        raise Invalid("simulation.malformed", at="callers")
    answer, wrap_up = body.get("answer"), body.get("wrap_up")
    return Scenario(
        plan,
        tuple(_callers(row, plan) for row in callers),
        shifts,
        round(seconds * SECOND),
        round(_number(body, "warm_up_seconds", 0) * SECOND),
        int(_number(body, "runs", 10, least=1, most=MOST_RUNS)),
        int(_number(body, "seed", 1)),
        None if answer is None else law_from(answer, "answer"),
        _number(body, "no_answer", 0, most=1),
        _number(body, "back_after", 60),
        None if wrap_up is None else law_from(wrap_up, "wrap_up"),
        round(_number(body, "begins", 1_000_000_000, most=1e11) * SECOND),
        None if body.get("lines") is None else int(_number(body, "lines", 0)),
        group_of,
        None if body.get("late") is None else law_from(body["late"], "late"),
    )


def _number(body: dict[str, Any], name: str, default: float, *, least: float = 0, most: float = 1e9) -> float:
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise Invalid("simulation.malformed", at=name)
    return float(value)


def _agents(
    body: dict[str, Any], seconds: float
) -> tuple[dict[str, tuple[Shift, ...]], dict[str, Any], dict[str, str]]:
    shifts: dict[str, tuple[Shift, ...]] = {}
    seats: dict[str, Any] = {}
    group_of: dict[str, str] = {}
    rows = body.get("agents")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid("simulation.malformed", at="agents")
    for number, row in enumerate(rows):
        name = str(row.get("name", f"group{number + 1}"))
        for n in range(int(_number(row, "count", 1, most=MOST_AGENTS))):
            agent = f"{name}-{n + 1:05}"
            seats[agent] = {
                key: value for key, value in row.items() if key not in ("count", "name", "shifts")
            }
            shifts[agent] = _shifts(row.get("shifts", [[0, seconds]]))
            group_of[agent] = name
    return shifts, seats, group_of


def _shifts(rows: Any) -> tuple[Shift, ...]:  # noqa: ANN401 - whatever somebody wrote
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == 2 for row in rows):
        raise Invalid("simulation.malformed", at="shifts")
    found = sorted((round(float(begin) * SECOND), round(float(end) * SECOND)) for begin, end in rows)
    if any(begin >= end for begin, end in found):
        raise Invalid("simulation.malformed", at="shifts")
    return tuple(found)


def _callers(row: Any, plan: Plan) -> Callers:  # noqa: ANN401 - whatever somebody wrote
    if not isinstance(row, dict) or row.get("queue") not in plan.queues:
        raise Invalid("simulation.malformed", at="callers.queue")
    again = row.get("again") or {}
    after = again.get("after")
    return Callers(
        row["queue"],
        _rates(row.get("per_hour")),
        _number(row, "spread", 0, most=10),
        law_from(row.get("talk"), "talk"),
        law_from(row.get("patience"), "patience"),
        tuple(sorted((str(skill), int(level)) for skill, level in (row.get("needs") or {}).items())),
        int(_number(row, "priority", 5, most=1_000)),
        bool(row.get("vip", False)),
        steps_from(row.get("steps", ()), "callers"),
        _number(again, "chance", 0, most=1),
        _number(again, "blocked", 0, most=1),
        None if after is None else law_from(after, "again"),
    )


def _rates(value: Any) -> tuple[tuple[Micros, float], ...]:  # noqa: ANN401 - whatever somebody wrote
    rows = [[0, value]] if isinstance(value, int | float) else value
    try:
        found = tuple((round(float(begin) * SECOND), float(rate) / 3600) for begin, rate in rows)
    except (TypeError, ValueError):
        raise Invalid("simulation.malformed", at="per_hour") from None
    if not found or any(rate < 0 for _, rate in found) or list(found) != sorted(found) or found[0][0] != 0:
        raise Invalid("simulation.malformed", at="per_hour")
    return found
