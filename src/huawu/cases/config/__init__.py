"""Cases as a site arranges them: types with their forms, how urgent what is, promises, causes, solutions.

    case_type      {"name": {"zh", "en"}, "order": 1, "parent": "complaint", "priority": "medium",
                    "form": [...], "team": "front", "assign": "team", "experts": ["1003"], "approval": true}
    case_urgency   {"name": {"zh", "en"}, "priority": "high", "words": ["起火"], "levels": ["vip"]}
    case_promise   under high, medium, low: {"first_minutes": 15, "solve_minutes": 240, "hours": "office",
                    "ladder": [{"percent": 75, "to": "owner"}, {"percent": 100, "to": "leader"}]}
    case_remedy    see `config.remedies`
    case_cause     {"name": {"zh", "en"}, "order": 1, "parent": "people"}
    case_solution  {"name": {"zh", "en"}, "order": 1, "parent": null}
    case_plan         see `config.plans`
    complaint_guide   see `core.guides`

The tops of the types are enquiry, complaint, suggestion and business (咨询, 投诉, 建议, 业务). What a type
does not say of priority, form, team, assignment, approval or agent is said by the type above it. `hours`
left out: round the clock. `assign`: team (it waits in the team's list), load (whoever of the team has
fewest), rota (those of the team in turn), expert (the first of `experts`, by 工号, who works in the team).
`words` and `like`: see `service.suggesting`.
`progress_hours`, `follow_up`: see `config.told`; `receipt_minutes`: see `config.receipts`.
`about_agent`: its cases are about one of the agents, who never sees them.
"""

from typing import Any

from huawu.cases.config.emergency import EMERGENCY, check_emergency
from huawu.cases.config.forms import check_form
from huawu.cases.config.guides import GUIDE, check_guide
from huawu.cases.config.plans import PLAN, check_plan
from huawu.cases.config.receipts import check_receipt
from huawu.cases.config.remedies import REMEDY, check_remedy
from huawu.cases.config.told import check_told
from huawu.cases.config.visits import VISIT, check_visit
from huawu.cases.core.assigning import WAYS
from huawu.cases.core.guides import STANDARD
from huawu.cases.core.priority import PRIORITIES
from huawu.cases.core.suggest.kinds import LABELS
from huawu.cases.core.trees import Bodies, way
from huawu.cases.types import ESCALATED_TO, TOPS
from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

TYPE, URGENCY, PROMISE, CAUSE, SOLUTION = (
    "case_type",
    "case_urgency",
    "case_promise",
    "case_cause",
    "case_solution",
)
KINDS = (TYPE, URGENCY, PROMISE, CAUSE, SOLUTION)
USUAL = {GUIDE: STANDARD}
"""What is in force under keys of which a site says nothing, by kind."""
LEVELS = ("normal", "silver", "gold", "vip")
_MOST_MINUTES = 366 * 24 * 60
_MOST_WORDS, _MOST_STEPS = 200, 10
_TYPE_FIELDS = {"name", "order", "parent", "priority", "form", "team", "assign", "experts"} | {
    "approval",
    "about_agent",
    "progress_hours",
    "follow_up",
    "receipt_minutes",
    "words",
    "like",
}


def register() -> None:
    """Make them configurable."""
    checker(TYPE, check_type)
    checker(URGENCY, check_urgency)
    checker(PROMISE, check_promise)
    checker(CAUSE, check_node(CAUSE))
    checker(SOLUTION, check_node(SOLUTION))
    checker(REMEDY, check_remedy)
    checker(GUIDE, check_guide)
    checker(VISIT, check_visit)
    checker(EMERGENCY, check_emergency)
    checker(PLAN, check_plan)


def check_type(key: str, body: Body, whole: Whole) -> None:
    """Refused outside the four tops, with a form that cannot be filled in, or for a team that there is
    not."""
    _check_place(TYPE, key, body, whole, _TYPE_FIELDS)
    bodies: Bodies = {**whole.get(TYPE, {}), key: body}
    top = (way(bodies, key) or [key])[0]
    if top not in TOPS:
        raise Invalid("case.bad_top", parent=top)
    if body.get("priority") not in (None, *PRIORITIES):
        raise Invalid("config.bad_field", field="priority")
    if body.get("assign") not in (None, *WAYS):
        raise Invalid("config.bad_field", field="assign")
    for field in ("approval", "about_agent"):
        if body.get(field) not in (None, True, False):
            raise Invalid("config.bad_field", field=field)
    check_told(body)
    check_receipt(body)
    team = body.get("team")
    if team is not None and team not in whole.get("team", {}):
        raise Invalid("case.unknown_team", team=str(team)[:40])
    for field in ("experts", "words"):
        if not _texts(body.get(field, [])):
            raise Invalid("config.bad_field", field=field)
    if body.get("like") is not None and body["like"] not in LABELS:
        raise Invalid("config.bad_field", field="like")
    if "form" in body:
        check_form(body["form"])


def check_urgency(key: str, body: Body, whole: Whole) -> None:
    """Refused when it names nothing by which a case could match."""
    require_name(body)
    _no_more(body, {"name", "priority", "words", "levels"})
    if body.get("priority") not in PRIORITIES:
        raise Invalid("config.bad_field", field="priority")
    words, levels = body.get("words", []), body.get("levels", [])
    if not _texts(words) or not all(word.strip() for word in words):
        raise Invalid("config.bad_field", field="words")
    if not _texts(levels) or set(levels) - set(LEVELS):
        raise Invalid("config.bad_field", field="levels")
    if not words and not levels:
        raise Invalid("case.rule_of_nothing")


def check_promise(key: str, body: Body, whole: Whole) -> None:
    """Refused for a priority that there is not, times that are none, hours that are not there, and a ladder
    whose steps do not rise."""
    _no_more(body, {"first_minutes", "solve_minutes", "hours", "ladder"})
    if key not in PRIORITIES:
        raise Invalid("case.unknown_priority", priority=key)
    for field in ("first_minutes", "solve_minutes"):
        minutes = body.get(field)
        if type(minutes) is not int or not 1 <= minutes <= _MOST_MINUTES:
            raise Invalid("config.bad_field", field=field)
    hours = body.get("hours")
    if hours is not None and hours not in whole.get("hours", {}):
        raise Invalid("case.unknown_hours", hours=str(hours)[:40])
    _check_ladder(body.get("ladder", []))


def check_node(kind: str) -> Any:  # noqa: ANN401 - a checker
    """Of causes and solutions: a name, and a place in their tree."""

    def check(key: str, body: Body, whole: Whole) -> None:
        _check_place(kind, key, body, whole, {"name", "order", "parent"})

    return check


def _check_place(kind: str, key: str, body: Body, whole: Whole, fields: set[str]) -> None:
    require_name(body)
    _no_more(body, fields)
    if type(body.get("order", 0)) is not int:
        raise Invalid("config.bad_field", field="order")
    bodies: Bodies = {**whole.get(kind, {}), key: body}
    if way(bodies, key) is None:
        raise Invalid("case.bad_parent", parent=str(body.get("parent"))[:64])


def _check_ladder(ladder: object) -> None:
    if not isinstance(ladder, list) or len(ladder) > _MOST_STEPS:
        raise Invalid("config.bad_field", field="ladder")
    before = 0
    for step in ladder:
        if not isinstance(step, dict) or set(step) != {"percent", "to"} or step["to"] not in ESCALATED_TO:
            raise Invalid("config.bad_field", field="ladder")
        if type(step["percent"]) is not int or not before < step["percent"] <= 1000:
            raise Invalid("case.ladder_does_not_rise")
        before = step["percent"]


def _no_more(body: Body, fields: set[str]) -> None:
    if unknown := sorted(set(body) - fields):
        raise Invalid("config.unknown_field", field=unknown[0])


def _texts(value: object) -> bool:
    return isinstance(value, list) and len(value) <= _MOST_WORDS and all(isinstance(t, str) for t in value)
