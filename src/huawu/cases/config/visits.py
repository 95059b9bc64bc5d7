"""Which return visits follow from which cases (`core.visits` says what a rule is)."""

from typing import Any

from huawu.cases.core import visits
from huawu.cases.core.priority import PRIORITIES
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

VISIT = "case_visit"
_FIELDS = {"name", "order", "after", "types", "priorities", "share", "minutes", "hours", "who", "team"} | {
    "agent",
    "calling",
    "tries",
    "pause_minutes",
    "questions",
    "dissatisfied",
}
_QUESTION = {"id", "name", "kind", "most", "required", "satisfaction"}
_MOST_MINUTES = 366 * 24 * 60
_MOST_TRIES, _MOST_QUESTIONS = 20, 30
_STARS = 5


def check_visit(key: str, body: Body, whole: Whole) -> None:
    """Refused when it names what is not there, a share that is none, no tries, or a question that could not
    be answered."""
    require_name(body)
    if unknown := sorted(set(body) - _FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    _check_when(body)
    _check_there(body, whole)
    _check_questions(body.get("questions"))
    _check_dissatisfied(body)


def _check_when(body: Body) -> None:
    _require(body.get("after") in visits.AFTER, "after")
    _require(set(_list(body, "priorities")) <= set(PRIORITIES), "priorities")
    share = body.get("share", 100)
    _require(type(share) in (int, float) and 0 < share <= 100, "share")
    _require(type(body.get("order", 0)) is int, "order")
    for field, least, most in (
        ("minutes", 0, _MOST_MINUTES),
        ("pause_minutes", 1, _MOST_MINUTES),
        ("tries", 1, _MOST_TRIES),
    ):
        value = body.get(field)
        _require(type(value) is int and least <= value <= most, field)


def _check_there(body: Body, whole: Whole) -> None:
    for type in _list(body, "types"):
        if type not in whole.get("case_type", {}):
            raise Invalid("case.unknown_type", type=str(type)[:64])
    for field in ("hours", "calling"):
        hours = body.get(field)
        if hours is not None and hours not in whole.get("hours", {}):
            raise Invalid("case.unknown_hours", hours=str(hours)[:40])
    who, team = body.get("who"), body.get("team")
    _require(who in visits.WHO, "who")
    if (who == "team" or team is not None) and team not in whole.get("team", {}):
        raise Invalid("case.unknown_team", team=str(team)[:40])
    if who == "agent" and body.get("agent") not in whole.get("agent", {}):
        raise Invalid("visit.unknown_agent", agent=str(body.get("agent"))[:40])


def _check_questions(questions: object) -> None:
    _require(isinstance(questions, list) and 1 <= len(questions) <= _MOST_QUESTIONS, "questions")
    seen = set()
    for question in questions:  # type: ignore[attr-defined]  # it is a list
        good = isinstance(question, dict) and not set(question) - _QUESTION and _is_id(question.get("id"))
        _require(good and question.get("kind") in visits.KINDS, "questions")
        require_name(question)
        _require(question["id"] not in seen, "questions")
        seen.add(question["id"])
        most = question.get("most", _STARS)
        _require(type(most) is int and 2 <= most <= 10, "questions")
        asks = question.get("satisfaction", False)
        _require(not asks or (question["kind"] == "scale" and most == _STARS), "questions")


def _check_dissatisfied(body: Body) -> None:
    wanted: Any = body.get("dissatisfied")
    if wanted is None:
        return
    good = isinstance(wanted, dict) and not set(wanted) - {"at_most", "then", "task"}
    _require(good and wanted.get("then") in ("reopen", "task"), "dissatisfied")
    at_most, task = wanted.get("at_most"), wanted.get("task", "")
    _require(type(at_most) is int and 1 <= at_most < _STARS, "dissatisfied")
    _require(isinstance(task, str) and len(task) <= 200, "dissatisfied")
    _require(wanted["then"] != "task" or bool(task.strip()), "dissatisfied")
    asks = any(question.get("satisfaction") for question in body["questions"])
    _require(asks, "dissatisfied")


def _list(body: Body, field: str) -> list[Any]:
    value = body.get(field, [])
    _require(isinstance(value, list) and all(isinstance(each, str) for each in value), field)
    return list(value)


def _is_id(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text) <= 40 and text.isascii() and text.isidentifier()


def _require(good: bool, field: str) -> None:
    if not good:
        raise Invalid("config.bad_field", field=field)
