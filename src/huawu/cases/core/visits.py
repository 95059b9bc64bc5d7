"""Return visits (回访): which rules plan one for a case, for whom, when, and what comes of what was said.

    {"name": {"zh", "en"}, "order": 1, "after": "closed", "types": ["complaint"], "priorities": ["high"],
     "share": 30, "minutes": 480, "hours": "office", "who": "owner", "team": null, "agent": null,
     "calling": "daytime", "tries": 3, "pause_minutes": 120,
     "questions": [{"id": "overall", "name": {...}, "kind": "scale", "most": 5, "required": true,
                    "satisfaction": true}],
     "dissatisfied": {"at_most": 2, "then": "reopen", "task": ""}}

A visit is `planned` until it ends: reached, refused, wrong_number, not_reached (all tries are used up),
put_off (the case was taken up again before anybody was reached: planned anew when it comes there again),
cancelled (a leader wants none).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huawu.cases.core.business import WorkingTime
from huawu.platform.clock import Micros
from huawu.platform.hours import Hours

PLANNED, PUT_OFF, NOT_REACHED, REACHED, CANCELLED = (
    "planned",
    "put_off",
    "not_reached",
    "reached",
    "cancelled",
)
STATES = (PLANNED, REACHED, "refused", "wrong_number", NOT_REACHED, PUT_OFF, CANCELLED)
COUNTED = (REACHED, "refused", "wrong_number", NOT_REACHED)
"""The ends that count where one asks how many were reached."""
AFTER = ("confirmed", "closed")
"""The states of a case after which a visit may follow."""
WHO = ("owner", "team", "agent")
LATER = "later"
RESULTS = (REACHED, NOT_REACHED, "refused", "wrong_number", LATER)
"""What may come of a try. Later: the customer named another time; it uses up no try."""
KINDS = ("scale", "yes_no", "text")
ANSWERED, GAVE_UP = "answered", "cancelled"
"""What the line says of a call in which somebody answered, and which the agent gave up."""
_EVERYBODY = 100
_BUCKETS = 10_000
_LONGEST = 2000
_DAYTIME = ((9 * 60, 20 * 60),)

Rule = Mapping[str, Any]
Question = Mapping[str, Any]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """A case as rules ask for it. `way`: its type and all above it."""

    case: str
    state: str
    way: tuple[str, ...]
    priority: str


@dataclass(frozen=True, slots=True)
class Next:
    """How a visit stands after a try; `again` True: another try is planned."""

    state: str
    tries: int
    again: bool


def daytime(zone: str) -> Hours:
    """When customers are called where no calendar says it: 9:00 to 20:00."""
    return Hours(zone, (_DAYTIME,) * 7)


def follows(key: str, rule: Rule, about: About) -> bool:
    """Whether this rule plans a visit for a case that has come to this state."""
    if rule["after"] != about.state:
        return False
    types, priorities = rule.get("types") or [], rule.get("priorities") or []
    if types and not set(types) & set(about.way):
        return False
    if priorities and about.priority not in priorities:
        return False
    return in_share(key, about.case, rule.get("share", _EVERYBODY))


def in_share(rule: str, case: str, percent: float) -> bool:
    """Whether a case is among so many per cent: always the same answer for the same rule and case."""
    drawn = hashlib.sha256(f"{rule}/{case}".encode()).digest()
    return int.from_bytes(drawn[:8]) % _BUCKETS < percent * _BUCKETS / _EVERYBODY


def first_due(working: WorkingTime, calling: WorkingTime, since: Micros, minutes: Micros) -> Micros:
    """When to try first: after so much working time (microseconds), and while customers are called."""
    due = working.after(since, minutes)
    return callable_from(calling, since if due is None else due)


def callable_from(calling: WorkingTime, at: Micros) -> Micros:
    """This moment, or the next at which customers are called; the moment itself where they never are."""
    if calling.open_at(at):
        return at
    opened = calling.after(at, 1)
    return at if opened is None else opened - 1


def after_try(result: str, tries: int, most: int) -> Next:
    """How a visit stands after a result of `RESULTS`, of a visit with so many tries before."""
    if result == LATER:
        return Next(PLANNED, tries, again=True)
    if result != NOT_REACHED:
        return Next(result, tries + 1, again=False)
    again = tries + 1 < most
    return Next(PLANNED if again else NOT_REACHED, tries + 1, again=again)


def answers_taken(questions: Sequence[Question], answers: Values) -> tuple[dict[str, Any], list[str]]:
    """What is kept of the answers, and the ids of questions whose answer is missing or is none. What nobody
    asked is left out."""
    kept: dict[str, Any] = {}
    wrong: list[str] = []
    for question in questions:
        value = answers.get(question["id"])
        if value is None or value == "":
            wrong += [question["id"]] if question.get("required") else []
        elif _fits(question, value):
            kept[question["id"]] = value
        else:
            wrong.append(question["id"])
    return kept, wrong


def _fits(question: Question, value: object) -> bool:
    if question["kind"] == "yes_no":
        return isinstance(value, bool)
    if question["kind"] == "scale":
        return type(value) is int and 1 <= value <= question.get("most", 5)
    return isinstance(value, str) and len(value) <= _LONGEST and "\0" not in value


def satisfaction_of(questions: Sequence[Question], answers: Values) -> int | None:
    """How satisfied the customer is, 1 to 5: the answer to the question that asks for it; null: unsaid."""
    for question in questions:
        if question.get("satisfaction") and question["id"] in answers:
            return int(answers[question["id"]])
    return None


def follow_up(rule: Rule, satisfaction: int | None) -> str | None:
    """What a dissatisfied answer calls for by the rule: reopen, task; None: nothing."""
    wanted = rule.get("dissatisfied")
    if wanted is None or satisfaction is None or satisfaction > wanted["at_most"]:
        return None
    return str(wanted["then"])


def rate(reached: int, ended: int) -> float | None:
    """Reached per visit that ended (reached, refused, wrong number, not reached); None: none has."""
    return reached / ended if ended else None
