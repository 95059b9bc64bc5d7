"""What every new centre begins with, so that its first agent can pause and write up. All can be changed."""

from typing import Any

from huawu.app.setup.asked import CompanyAsked, Greeting, LineAsked, NameAsked, SkillAsked
from huawu.app.site_plan import SITE

Body = dict[str, Any]
Items = dict[tuple[str, str], Body]
QUEUE, FLOW, HOURS = "main", "main", "office"

_SAID: dict[Greeting, list[str]] = {
    "none": [],
    "connecting": ["queue.connecting"],
    "recorded": ["recording.notice", "queue.connecting"],
}


def _named(zh: str, en: str, **more: Any) -> Body:  # noqa: ANN401 - plain values
    return {"name": {"zh": zh, "en": en}, **more}


PAUSES: dict[str, Body] = {
    "break": _named("小休", "Short break", order=1),
    "meal": _named("用餐", "Meal", order=2),
    "meeting": _named("会议", "Meeting", order=3),
    "training": _named("培训", "Training", order=4),
}
HELP: dict[str, Body] = {
    "not-sure": _named("业务拿不准", "Not sure what to say", order=1),
    "upset": _named("客户情绪激动", "The customer is upset", order=2),
    "approval": _named("需要授权", "Needs approval", order=3),
    "system": _named("系统故障", "System trouble", order=4),
}
_RESULTS = [
    {"id": "solved", **_named("已解决", "Solved")},
    {"id": "follow-up", **_named("待跟进", "To be followed up")},
    {"id": "unsolved", **_named("未能解决", "Not solved")},
]
TYPES: dict[str, Body] = {
    "enquiry": _named("咨询", "Enquiry", order=1, results=_RESULTS),
    "business": _named("业务办理", "Request", order=2, results=_RESULTS),
    "complaint": _named("投诉", "Complaint", order=3, results=_RESULTS),
    "suggestion": _named("建议", "Suggestion", order=4, results=_RESULTS),
    "other": _named("其他", "Other", order=5, results=_RESULTS),
}
TRUNK = _named("本机", "This machine", networks=["127.0.0.0/8"])
"""Who may call without a password: only this machine, which is where the test call comes from."""


def company_items(company: CompanyAsked) -> Items:
    """What the site says of itself, and what every centre is given."""
    site = {"name": _name(company.name), "zone": company.zone, "day_starts_hour": company.day_starts_hour}
    items: Items = {(SITE, SITE): {**site, "language": company.language}, ("trunk", "loopback"): TRUNK}
    items |= {("pause_reason", key): body for key, body in PAUSES.items()}
    items |= {("help_reason", key): body for key, body in HELP.items()}
    return items | {("wrap_up_type", key): body for key, body in TYPES.items()}


def line_items(line: LineAsked, language: str) -> Items:
    """A number, what it says, the queue it leads to, and when."""
    name = _name(line.queue)
    queue = {"name": name, "order": 1, "answer_seconds": line.answer_seconds}
    number: Body = {"name": name, "language": language}
    items: Items = {("queue", QUEUE): queue, ("number", line.number): number}
    if said := _SAID[line.greeting]:
        number["flow"] = FLOW
        nodes = {
            "greet": {"do": "play", "say": said, "next": "wait"},
            "wait": {"do": "enqueue", "queue": QUEUE},
        }
        items["flow", FLOW] = {"name": name, "graph": {"start": "greet", "nodes": nodes}}
    else:
        number["queue"] = QUEUE
    if line.week is not None:
        number["hours"] = HOURS
        items["hours", HOURS] = _named("服务时间", "Service hours", week=line.week)
    return items


def skill_items(skills: list[SkillAsked]) -> tuple[Items, dict[str, int]]:
    """The skills as configuration, and the agent's levels in them."""
    keys = [f"skill-{place}" for place in range(1, len(skills) + 1)]
    items: Items = {
        ("skill", key): {"name": _name(skill.name), "order": place}
        for place, (key, skill) in enumerate(zip(keys, skills, strict=True), 1)
    }
    return items, {key: skill.level for key, skill in zip(keys, skills, strict=True)}


def _name(name: NameAsked) -> dict[str, str]:
    return {"zh": name.zh.strip(), "en": name.en.strip()}
