"""The life of a call ticket (话务单) as data, and what such data must be.

{"begins": "calling", "states": [{"id": "calling", "name": {"zh": "叫接中", "en": "Calling"}, "end": false},
...], "steps": [{"id": "put_through", "name": {...}, "from": ["calling"], "to": "talking", "does":
["put_through"], "needs": []}, ...]}

A call has one life, an enquiry (somebody wants to know something, as a foreign operator does) another.

Ids are of the form `ID`. `does`: what the product does with a step, whatever it is called: `EFFECTS`.
`needs`: what must be told: `NEEDS`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

Body = Mapping[str, Any]
EFFECTS = frozenset(
    {
        "answer",
        "called",
        "interpreter",
        "put_through",
        "number",
        "person",
        "question",
        "due",
        "ask_reverse",
        "accept_reverse",
        "refuse_reverse",
        "caller_pays",
    }
)
NEEDS = frozenset({"number", "person", "due", "reason", "interpreter", "question", "answer"})
ID = r"[0-9a-z_-]{1,40}"
"""What ids of states and steps are made of: all that a request for a step may name."""
OWN_STEPS = frozenset({"open", "link"})
"""What the history calls the product's own doing; no configured step has these ids."""


def _state(id: str, zh: str, en: str, *, end: bool = False) -> dict[str, Any]:  # noqa: A002 - its key
    return {"id": id, "name": {"zh": zh, "en": en}, "end": end}


def _step(id: str, names: tuple[str, str], way: tuple[str, str], **more: list[str]) -> dict[str, Any]:  # noqa: A002
    begins, to = way
    name = {"zh": names[0], "en": names[1]}
    plain: dict[str, Any] = {"does": [], "needs": []}
    return {"id": id, "name": name, "from": begins.split(), "to": to} | plain | more


STANDARD: dict[str, Any] = {
    "begins": "calling",
    "booked": "booked",
    "states": [
        _state("booked", "已挂号", "Booked"),
        _state("calling", "叫接中", "Calling"),
        _state("asking", "询问受付", "Asking to accept charges"),
        _state("summoning", "传呼中", "Being fetched"),
        _state("paging", "寻呼中", "Being paged"),
        _state("found", "已找到，待回叫", "Found: ring back"),
        _state("talking", "通话中", "Talking"),
        _state("closed", "已注销", "Closed", end=True),
        _state("cancelled", "已销号", "Cancelled", end=True),
        _state("withdrawn", "已退号", "Withdrawn", end=True),
    ],
    "steps": [
        _step("ring", ("叫接", "Ring"), ("booked", "calling")),
        _step(
            "put_through",
            ("接通", "Put through"),
            ("calling summoning found", "talking"),
            does=["put_through"],
        ),
        _step(
            "reroute",
            ("改接", "Re-route"),
            ("calling summoning", "calling"),
            does=["number"],
            needs=["number"],
        ),
        _step(
            "change_called",
            ("改叫", "Change the called party"),
            ("booked calling asking summoning paging found", "calling"),
            does=["number", "person", "called"],
            needs=["number"],
        ),
        _step(
            "ask_reverse", ("询问受付", "Ask to accept charges"), ("calling", "asking"), does=["ask_reverse"]
        ),
        _step("accept_reverse", ("同意受付", "Accepted"), ("asking", "calling"), does=["accept_reverse"]),
        _step("refuse_reverse", ("拒绝受付", "Refused"), ("asking", "calling"), does=["refuse_reverse"]),
        _step("caller_pays", ("改主叫付费", "The caller pays"), ("calling", "calling"), does=["caller_pays"]),
        _step(
            "summon",
            ("传呼", "Fetch the person"),
            ("calling", "summoning"),
            does=["person"],
            needs=["person"],
        ),
        _step("page", ("寻呼", "Page"), ("calling", "paging"), does=["person"], needs=["person"]),
        _step("found", ("找到本人", "Found"), ("summoning paging", "found")),
        _step("ring_back", ("回叫主叫", "Ring the caller back"), ("found", "calling")),
        _step("not_found", ("找不到本人", "Not found"), ("summoning paging", "calling")),
        _step(
            "interpreter",
            ("请译员", "Bring in an interpreter"),
            ("talking", "talking"),
            does=["interpreter"],
            needs=["interpreter"],
        ),
        _step(
            "appoint",
            ("约定时间", "Appoint a time"),
            ("booked calling summoning paging found", "booked"),
            does=["due"],
            needs=["due"],
        ),
        _step("close", ("注销", "Close"), ("talking", "closed")),
        _step("cancel", ("销号", "Cancel"), ("booked calling asking summoning paging found", "cancelled")),
        _step(
            "withdraw",
            ("退号", "Withdraw"),
            ("booked calling asking summoning paging found", "withdrawn"),
            needs=["reason"],
        ),
    ],
}

ENQUIRY: dict[str, Any] = {
    "begins": "asked",
    "booked": "booked",
    "states": [
        _state("asked", "已受理", "Taken on"),
        _state("looking", "查询中", "Being looked up"),
        _state("booked", "约定答复", "Answer promised"),
        _state("answered", "已答复", "Answered", end=True),
        _state("handed_over", "已转交", "Handed over", end=True),
        _state("cancelled", "已取消", "Cancelled", end=True),
    ],
    "steps": [
        _step("look_up", ("查询", "Look up"), ("asked looking booked", "looking"), does=["question"]),
        _step(
            "interpreter",
            ("请译员", "Bring in an interpreter"),
            ("asked looking", "looking"),
            does=["interpreter"],
            needs=["interpreter"],
        ),
        _step(
            "appoint",
            ("约定答复时间", "Promise an answer"),
            ("asked looking booked", "booked"),
            does=["due"],
            needs=["due"],
        ),
        _step(
            "answer",
            ("答复", "Answer"),
            ("asked looking booked", "answered"),
            does=["answer"],
            needs=["answer"],
        ),
        _step("hand_over", ("转交", "Hand over"), ("asked looking booked", "handed_over"), needs=["reason"]),
        _step("cancel", ("取消", "Cancel"), ("asked looking booked", "cancelled")),
    ],
}
STANDARDS: Mapping[str, Mapping[str, Any]] = {"call": STANDARD, "enquiry": ENQUIRY}
"""The lives that are in force while a site has none of its own, by the purpose of a ticket."""


def faults_of(life: Body) -> list[tuple[str, dict[str, Any]]]:
    """Everything that is wrong with it, as keys with their values; shapes first, then sense."""
    wrong = _bad_shapes(life)
    return wrong or [*_unknown(life), *_dead_ends(life)]


def _bad_shapes(life: Body) -> list[tuple[str, dict[str, Any]]]:
    states, steps = life.get("states"), life.get("steps")
    for field, rows, keys in (
        ("states", states, {"id", "name", "end"}),
        ("steps", steps, {"id", "name", "from", "to", "does", "needs"}),
    ):
        if not isinstance(rows, list) or not rows or not all(_is_row(row, keys) for row in rows):
            return [("config.bad_field", {"field": field})]
        if len({row["id"] for row in rows}) != len(rows):
            return [("ticket.twice", {"field": field})]
        if bad := next((row["id"] for row in rows if not re.fullmatch(ID, row["id"])), None):
            return [("ticket.bad_id", {"id": bad[:40]})]
    assert isinstance(states, list)
    assert isinstance(steps, list)
    if not all(isinstance(row["end"], bool) for row in states):
        return [("config.bad_field", {"field": "states"})]
    if not all(_is_way(row) for row in steps):
        return [("config.bad_field", {"field": "steps"})]
    for field in ("begins", "booked"):
        if not isinstance(life.get(field), str):
            return [("config.bad_field", {"field": field})]
    return [("ticket.own_step", {"step": row["id"]}) for row in steps if row["id"] in OWN_STEPS]


def _is_row(row: object, keys: set[str]) -> bool:
    if not isinstance(row, dict) or set(row) != keys or not isinstance(row["id"], str) or not row["id"]:
        return False
    name = row["name"]
    named = isinstance(name, dict) and set(name) <= {"zh", "en"} and bool(name.get("zh"))
    return named and all(isinstance(word, str) for word in name.values())


def _is_way(step: Body) -> bool:
    return isinstance(step["to"], str) and all(_is_words(step[name]) for name in ("from", "does", "needs"))


def _is_words(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(word, str) for word in found)


def _unknown(life: Body) -> list[tuple[str, dict[str, Any]]]:
    ends = {state["id"]: state["end"] for state in life["states"]}
    wrong: list[tuple[str, dict[str, Any]]] = []
    for field in ("begins", "booked"):
        if ends.get(life[field]) is not False:
            wrong.append(("ticket.bad_beginning", {"field": field}))
    for step in life["steps"]:
        at = {"step": step["id"]}
        if not step["from"] or not {*step["from"], step["to"]} <= ends.keys():
            wrong.append(("ticket.unknown_state", at))
        elif any(ends[state] for state in step["from"]):
            wrong.append(("ticket.after_the_end", at))
        if not set(step["does"]) <= EFFECTS or not set(step["needs"]) <= NEEDS:
            wrong.append(("ticket.unknown_effect", at))
    return wrong


def _dead_ends(life: Body) -> list[tuple[str, dict[str, Any]]]:
    """States that nobody comes to, and those from which no ticket ever ends."""
    ways = {(begins, step["to"]) for step in life["steps"] for begins in step["from"]}
    reached = _closure({life.get("begins"), life.get("booked")}, ways)
    ending = _closure(
        {state["id"] for state in life["states"] if state["end"]}, {(to, begins) for begins, to in ways}
    )
    wrong: list[tuple[str, dict[str, Any]]] = []
    for state in life["states"]:
        if state["id"] not in reached:
            wrong.append(("ticket.never_reached", {"state": state["id"]}))
        elif state["id"] not in ending:
            wrong.append(("ticket.never_ends", {"state": state["id"]}))
    return wrong


def _closure(start: Iterable[object], ways: set[tuple[str, str]]) -> set[object]:
    found = set(start)
    while more := {to for begins, to in ways if begins in found and to not in found}:
        found |= more
    return found
