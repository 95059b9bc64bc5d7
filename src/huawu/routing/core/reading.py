"""Parts of a plan from configuration.

Conditions: `{"skill": "english", "least": 3}`, `{"language": "zh"}`, `{"team": "vip"}`, `{"agents": [...]}`,
`{"and": [...]}`, `{"or": [...]}`, `{"not": ...}`.
"""

from typing import Any

from huawu.platform.refusals import Invalid
from huawu.routing.core.plan import (
    TOP_LEVEL,
    AllOf,
    AnyOf,
    CallbackRule,
    Condition,
    Goal,
    Help,
    Language,
    Named,
    Not,
    Overflowing,
    Skill,
    Step,
    Team,
)

DEEPEST = 8
"""So many conditions may lie in one another."""
_MOST = 32


def condition_from(value: Any, *, depth: int = 0) -> Condition:  # noqa: ANN401 - whatever somebody wrote
    """Read one. Raises Invalid: routing.bad_condition, routing.bad_range."""
    if not isinstance(value, dict) or depth > DEEPEST:
        raise _bad(value)
    if "skill" in value:
        return _skill(value)
    if "language" in value:
        return Language(_name(value["language"]), _level(value.get("least", 1), value))
    if "team" in value:
        return Team(_name(value["team"]))
    if "agents" in value:
        return Named(tuple(dict.fromkeys(_name(each) for each in _several(value["agents"]))))
    if "not" in value:
        return Not(condition_from(value["not"], depth=depth + 1))
    for word, of in (("and", AllOf), ("or", AnyOf)):
        if word in value:
            return of(tuple(condition_from(each, depth=depth + 1) for each in _several(value[word])))
    raise _bad(value)


def _skill(value: dict[str, Any]) -> Skill:
    least, most = _level(value.get("least", 1), value), _level(value.get("most", TOP_LEVEL), value)
    if least > most:
        raise Invalid("routing.bad_range", skill=_name(value["skill"]), least=least, most=most)
    return Skill(_name(value["skill"]), least, most)


def _several(value: Any) -> list[Any]:  # noqa: ANN401 - whatever somebody wrote
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= _MOST:
        raise _bad(value)
    return list(value)


def _name(value: Any) -> str:  # noqa: ANN401 - whatever somebody wrote
    if not isinstance(value, str) or not value:
        raise _bad(value)
    return value


def _level(value: Any, where: Any) -> int:  # noqa: ANN401 - whatever somebody wrote
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= TOP_LEVEL:
        raise _bad(where)
    return value


def _bad(value: object) -> Invalid:
    return Invalid("routing.bad_condition", at=_shown(value))


def _shown(value: object) -> str | dict[str, str]:
    """What somebody wrote, as they would write it: `skill: english, least: 0`."""
    if value is None or value in ("", [], (), {}):
        return {"zh": "（空）", "en": "(empty)"}
    if isinstance(value, dict):
        row = (f"{word}: {'…' if isinstance(of, dict | list) else of}" for word, of in value.items())
        return ", ".join(row)[:80]
    return f"{len(value)} × …" if isinstance(value, list | tuple) else str(value)[:80]


# ---- steps, overflow, help ---------------------------------------------------------------------------------

GOALS = ("queue", "callback", "voicemail", "outside", "announcement", "flow")
WHENS = ("length", "wait", "estimate", "no_agents", "closed")
HELPS = ("estimate", "waiting", "service_level")
_NEEDS_NAME = frozenset(("queue", "voicemail", "outside", "announcement", "flow"))
_GOES_ON = frozenset(("outside", "announcement"))
"""After these a caller may go on elsewhere."""
_MOST_GOALS = 4
"""One after another."""
_LONGEST = 86_400
_MOST_RULES = 20


def _rows(value: Any, at: str) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever somebody wrote
    rows = value if isinstance(value, list | tuple) else None
    if rows is None or len(rows) > _MOST_RULES or not all(isinstance(row, dict) for row in rows):
        raise Invalid("routing.plan_malformed", at=at)
    return list(rows)


def _number(row: dict[str, Any], field: str, default: int, at: str) -> int:
    value = row.get(field, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LONGEST:
        raise Invalid("routing.plan_malformed", at=f"{at}.{field}")
    return value


def steps_from(value: Any, at: str) -> tuple[Step, ...]:  # noqa: ANN401 - whatever somebody wrote
    """`[{"who": condition, "seconds": 30, "skip_when_nobody": true}]`. Raises Invalid."""
    return tuple(_step(row, f"{at}.steps") for row in _rows(value, f"{at}.steps"))


def _step(row: dict[str, Any], at: str) -> Step:
    seconds, skip = row.get("seconds"), row.get("skip_when_nobody", True)
    if seconds is not None and not _number(row, "seconds", 0, at):
        raise Invalid("routing.plan_malformed", at=f"{at}.seconds")
    if not isinstance(skip, bool):
        raise Invalid("routing.plan_malformed", at=f"{at}.skip_when_nobody")
    return Step(condition_from(row.get("who")), seconds, skip)


def overflows_from(value: Any, at: str) -> tuple[Overflowing, ...]:  # noqa: ANN401 - whatever somebody wrote
    """`[{"when": "wait", "above": 120, "to": {"queue": "help"}}]`. Raises Invalid."""
    found = []
    for row in _rows(value, f"{at}.overflows"):
        if row.get("when") not in WHENS:
            raise Invalid("routing.plan_malformed", at=f"{at}.overflows.when")
        above = _number(row, "above", 0, f"{at}.overflows")
        found.append(Overflowing(row["when"], goal_from(row.get("to"), f"{at}.overflows"), above))
    return tuple(found)


def goal_from(value: Any, at: str, *, most: int = _MOST_GOALS) -> Goal:  # noqa: ANN401 - whatever somebody wrote
    """`{"queue": "help"}`, `{"callback": ""}`, `{"outside": "02155551234", "then": {"voicemail": "help"}}`.
    Raises Invalid."""
    if not isinstance(value, dict) or most < 1:
        raise Invalid("routing.plan_malformed", at=f"{at}.to")
    ((kind, name), *more) = [(kind, name) for kind, name in value.items() if kind != "then"] or [("", "")]
    then = value.get("then")
    if more or kind not in GOALS or (then is not None and kind not in _GOES_ON):
        raise Invalid("routing.plan_malformed", at=f"{at}.to")
    if not isinstance(name, str) or (kind in _NEEDS_NAME and not name):
        raise Invalid("routing.plan_malformed", at=f"{at}.to")
    return Goal(kind, name, None if then is None else goal_from(then, at, most=most - 1))


def help_from(value: Any, at: str) -> tuple[Help, ...]:  # noqa: ANN401 - whatever somebody wrote
    """`[{"team": "back", "when": "waiting", "line": 10, "back": 4, "level": 2}]`. Raises Invalid:
    routing.help_never_leaves when the way back lies beyond the line."""
    found = []
    for row in _rows(value, f"{at}.help"):
        if row.get("when") not in HELPS:
            raise Invalid("routing.plan_malformed", at=f"{at}.help.when")
        line = _number(row, "line", 0, f"{at}.help")
        back = _number(row, "back", line, f"{at}.help")
        if (back < line) if row["when"] == "service_level" else (back > line):
            raise Invalid("routing.help_never_leaves", queue=at, line=line, back=back)
        level = max(1, _number(row, "level", 2, f"{at}.help"))
        least = _number(row, "least_seconds", 60, f"{at}.help")
        found.append(Help(_name(row.get("team")), row["when"], line, back, level, least))
    return tuple(found)


# ---- called back -------------------------------------------------------------------------------------------

MODES = ("agent_first", "customer_first")
_SPANS = {
    "after_seconds": (0, 86_400, True),
    "estimate_seconds": (1, 86_400, True),
    "position": (1, 100_000, True),
    "attempts": (1, 10, False),
    "pause_seconds": (10, 86_400, False),
    "ring_seconds": (10, 120, False),
    "expires_seconds": (600, 14 * 86_400, False),
}
"""The least, the most, and whether it may be None."""


def callback_from(value: Any, queue: str) -> CallbackRule | None:  # noqa: ANN401 - whatever somebody wrote
    """`{"mode": "agent_first", "after_seconds": 60, "attempts": 3, ...}`; None: nobody is called back. Raises
    Invalid."""
    if value is None:
        return None
    at = f"{queue}.callback"
    if not isinstance(value, dict) or set(value) - {*_SPANS, "mode", "hours"}:
        raise Invalid("routing.plan_malformed", at=at)
    if value.get("mode", MODES[0]) not in MODES:
        raise Invalid("routing.plan_malformed", at=f"{at}.mode")
    if not isinstance(value.get("hours"), str | None):
        raise Invalid("routing.plan_malformed", at=f"{at}.hours")
    for field, (least, most, may_be_none) in _SPANS.items():
        found = value.get(field, least)
        if found is None and may_be_none:
            continue
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            named = f"callback.{field}"
            raise Invalid("routing.out_of_range", queue=queue, field=named, least=least, most=most)
    return CallbackRule(**value)
