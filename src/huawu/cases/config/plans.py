"""Plans for major incidents (处置预案): what is done, in which order, by which team.

case_plan   {"name": {"zh", "en"}, "order": 1,
             "say": {"zh", "en"},                      words for agents to begin with; may be left out
             "types": ["business-network"], "words": ["断网"],   by what calls and cases are suggested
             "steps": [{"id": "s1", "name": {"zh", "en"}, "team": "network"}]}

`id` of a step may be left out; a page that moves steps about tells them apart by it.
"""

from typing import Any

from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

PLAN = "case_plan"
_MOST_STEPS, _MOST_FITS, _LONGEST = 50, 20, 500


def check_plan(key: str, body: Body, whole: Whole) -> None:
    """Refused without steps, and for teams and types that there are not."""
    require_name(body)
    if unknown := sorted(set(body) - {"name", "order", "say", "types", "words", "steps"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    if type(body.get("order", 1)) is not int:
        raise Invalid("config.bad_field", field="order")
    if "say" in body and not _words(body["say"]):
        raise Invalid("config.bad_field", field="say")
    for field in ("types", "words"):
        if not _texts(body.get(field, [])):
            raise Invalid("config.bad_field", field=field)
    for type_ in body.get("types", []):
        if type_ not in whole.get("case_type", {}):
            raise Invalid("case.unknown_type", type=type_[:64])
    steps = body.get("steps")
    if not isinstance(steps, list) or not 1 <= len(steps) <= _MOST_STEPS:
        raise Invalid("incident.plan_steps", field="steps", most=_MOST_STEPS)
    for number, step in enumerate(steps, 1):
        _check_step(number, step, whole)
    ids = [step["id"] for step in steps if "id" in step]
    if len(set(ids)) != len(ids):
        raise Invalid("config.bad_field", field="steps")


def _check_step(number: int, step: Any, whole: Whole) -> None:  # noqa: ANN401 - what a file or a page says
    if not isinstance(step, dict) or set(step) - {"id", "name", "team"} or not _is_id(step.get("id", "s")):
        raise Invalid("config.bad_field", field="steps")
    about = step.get("id", "steps")
    if not _words(step.get("name")) or not step["name"]["zh"].strip():
        raise Invalid("incident.plan_step_name", field=about, number=number)
    team = step.get("team")
    if team is not None and team not in whole.get("team", {}):
        raise Invalid("case.unknown_team", team=str(team)[:40], field=about)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 40 and value.isascii() and value.isidentifier()


def _words(value: Any) -> bool:  # noqa: ANN401 - likewise
    if not isinstance(value, dict) or not {"zh"} <= set(value) <= {"zh", "en"}:
        return False
    return all(isinstance(each, str) and len(each) <= _LONGEST for each in value.values())


def _texts(value: Any) -> bool:  # noqa: ANN401 - likewise
    if not isinstance(value, list) or len(value) > _MOST_FITS:
        return False
    return all(isinstance(each, str) and 0 < len(each.strip()) and len(each) <= 64 for each in value)
