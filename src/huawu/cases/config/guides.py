"""Complaint guides as a site writes them (kind `complaint_guide`); `core.guides` says what one is. A body
`{"off": true}` takes one of the standard guides away."""

from typing import Any

from huawu.cases.core.guides import WARNINGS
from huawu.cases.core.helping import MOST_MINUTES
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

GUIDE = "complaint_guide"
_TOLD = {"never", "call_help", "warnings", "help_minutes"}
_FIELDS = {"name", "order", "types", "words", "skill", "steps"} | _TOLD
_STEP = {"id", "name", "say", "hint"}
_MOST_STEPS, _MOST_LINES, _MOST_WORDS = 12, 20, 200
_LONGEST = 1000


def check_guide(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name or steps, and with a line that has no Chinese words."""
    if dict(body) == {"off": True}:
        return
    require_name(body)
    if unknown := sorted(set(body) - _FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    if type(body.get("order", 0)) is not int or not isinstance(body.get("skill", ""), str):
        raise Invalid("config.bad_field", field="order" if type(body.get("order", 0)) is not int else "skill")
    for field in ("types", "words"):
        if not _texts(body.get(field, [])):
            raise Invalid("config.bad_field", field=field)
    _check_steps(body.get("steps"))
    for field in ("never", "call_help"):
        lines = body.get(field, [])
        if (
            not isinstance(lines, list)
            or len(lines) > _MOST_LINES
            or not all(_is_line(each) for each in lines)
        ):
            raise Invalid("complaint.bad_line", field=field)
    _check_warnings(body.get("warnings"))
    minutes = body.get("help_minutes", 1)
    if type(minutes) is not int or not 1 <= minutes <= MOST_MINUTES:
        raise Invalid("config.bad_field", field="help_minutes")


def _check_steps(steps: Any) -> None:  # noqa: ANN401 - whatever was written
    if not isinstance(steps, list) or not 1 <= len(steps) <= _MOST_STEPS:
        raise Invalid("complaint.no_steps", most=_MOST_STEPS)
    seen = set()
    for step in steps:
        if not isinstance(step, dict) or set(step) - _STEP or not _is_id(step.get("id")):
            raise Invalid("config.bad_field", field="steps")
        if not _is_line(step.get("name")) or not _is_line(step.get("say")):
            raise Invalid("complaint.bad_line", field=step["id"])
        if step.get("hint") is not None and not _is_line(step["hint"]):
            raise Invalid("complaint.bad_line", field=step["id"])
        seen.add(step["id"])
    if len(seen) != len(steps):
        raise Invalid("config.bad_field", field="steps")


def _check_warnings(warnings: Any) -> None:  # noqa: ANN401 - whatever was written
    if warnings is None:
        return
    good = isinstance(warnings, dict) and set(warnings) == set(WARNINGS)
    if not good or not all(_is_line(line) for line in warnings.values()):
        raise Invalid("complaint.bad_warnings")


def _is_line(line: object) -> bool:
    if not isinstance(line, dict) or set(line) - {"zh", "en"}:
        return False
    texts = [line.get("zh"), line.get("en", "")]
    return all(isinstance(text, str) and len(text) <= _LONGEST for text in texts) and bool(line["zh"].strip())


def _is_id(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text) <= 40 and text.isascii() and text.isidentifier()


def _texts(value: object) -> bool:
    if not isinstance(value, list) or len(value) > _MOST_WORDS:
        return False
    return all(isinstance(text, str) and bool(text.strip()) for text in value)
