"""Return visits of the demonstration: their rules, and what came of the first ones."""

from collections.abc import Callable
from typing import Any

from huawu.cases import queries
from huawu.cases.service import visits
from huawu.people.types import Account
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.work import Work

Body = dict[str, Any]
_HOUR: Micros = 3600 * SECOND


def _name(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


_OVERALL = {
    "id": "overall",
    "name": _name("您对这次处理总体满意吗？", "How satisfied are you with how it was handled?"),
    "kind": "scale",
    "most": 5,
    "required": True,
    "satisfaction": True,
}
_SOLVED = {
    "id": "solved",
    "name": _name("问题已经解决了吗？", "Is it solved?"),
    "kind": "yes_no",
    "required": True,
}
_WISH = {"id": "wish", "name": _name("还有什么建议？", "Anything else?"), "kind": "text"}

VISIT_RULES: dict[str, Body] = {
    "complaints": {
        "name": _name("投诉结案回访", "After complaints"),
        "order": 1,
        "after": "closed",
        "types": ["complaint"],
        "minutes": 240,
        "hours": "desk",
        "who": "owner",
        "tries": 3,
        "pause_minutes": 180,
        "questions": [_OVERALL, _SOLVED, _WISH],
        "dissatisfied": {"at_most": 2, "then": "reopen"},
    },
    "repairs": {
        "name": _name("报障抽样回访", "After faults"),
        "order": 2,
        "after": "closed",
        "types": ["business-network"],
        "share": 60,
        "minutes": 480,
        "hours": "desk",
        "who": "team",
        "team": "support",
        "tries": 2,
        "pause_minutes": 240,
        "questions": [_SOLVED, _OVERALL],
        "dissatisfied": {"at_most": 2, "then": "task", "task": "联系客户，了解不满意的原因"},
    },
}

_SAID: tuple[Body, ...] = (
    {"result": "reached", "answers": {"overall": 5, "solved": True}, "note": "客人很满意，换房后没有再吵"},
    {"result": "not_reached"},
    {"result": "reached", "answers": {"overall": 4, "solved": True, "wish": "希望回复再快一些"}},
)
"""What came of the first visits; those that follow are still to be made."""


async def write_visits(
    work: Work, closed: list[tuple[Id, Account, Micros]], at: Callable[[Work, Account, Micros], Work]
) -> int:
    """Plan what follows from cases that somebody closed at a time, and make the first. `at`: the Work of
    somebody at a time. Returns how many are planned."""
    planned = []
    for case, by, when in closed:
        planned += [
            (each, by, when) for each in await visits.stepped(at(work, by, when), case, "close", when)
        ]
    there = await queries.arranged(work.session, work.site)
    for (visit, by, when), said in zip(planned, _SAID, strict=False):
        then = at(work, by, min(when + 24 * _HOUR, work.now))
        await visits.record_visit(then, there, visit, visits.Said(tries=0, **said), by.agent.id)
    return len(planned)
