"""One thing done to several cases: what there is, what came of each case, and what is taken back of it."""

from collections.abc import Mapping
from typing import Any

from huawu.cases.core import receipts

KINDS = ("assign", "priority", "step", "close", "link", "duplicate", "note", "task", "receipt")
MOST = 200
"""Of how many cases at once."""
DONE, SAME, CHANGED, REFUSED = "done", "same", "changed", "refused"
"""What came of a case: it was done; it was so already; somebody else had changed the case; a rule forbids
it."""
BACK, STAYS = "back", "stays"
"""What came of taking it back: it is as it was; it was changed since and stays as it is."""

_ON = {
    "received": "start",
    "diagnosed": "start",
    "assigned": "start",
    "working": "confirm",
    "confirmed": "record",
    "recorded": "close",
    "followed_up": "close",
}
_STATE_AFTER = {"start": "working", "confirm": "confirmed", "record": "recorded", "close": "closed"}

_WANTS = {
    "assign": ("team", "owner"),
    "priority": ("priority",),
    "step": ("step",),
    "link": ("of",),
    "duplicate": ("of",),
    "note": ("text",),
    "task": ("text",),
}

Kept = dict[str, list[Any]]
"""What a change changed of a case: by field, what it was and what it is since."""


def way_to_close(state: str, *, waiting: bool, until: str = "closed") -> list[str]:
    """The steps that lead from a state to the end (or `until`), the shortest way; none from there on."""
    steps = ["go_on"] if waiting and state in _ON else []
    order = ["working", "confirmed", "recorded", "followed_up", "closed"]
    far = order.index(until)
    while state in _ON and _STATE_AFTER[_ON[state]] in order[: far + 1]:
        step = _ON[state]
        steps.append(step)
        state = _STATE_AFTER[step]
    return steps if steps != ["go_on"] else []


def complete(what: str, asked: Mapping[str, Any]) -> bool:
    """Whether what a kind needs was said (of assigning: one of the two)."""
    wants = _WANTS.get(what, ())
    return not wants or any(str(asked.get(name) or "").strip() for name in wants)


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Kept:
    """What is another now, with what it was."""
    return {name: [value, after[name]] for name, value in before.items() if after[name] != value}


def stands(kept: Mapping[str, list[Any]], now: Mapping[str, Any]) -> bool:
    """Whether a case is still what a change made of it, in all that it changed. Who was told of its clock
    meanwhile (`told`, `first_told`) is no change of it."""
    return all(_clocks(name, now[name]) == _clocks(name, after) for name, (_, after) in kept.items())


def taken_back(kept: Mapping[str, list[Any]], now: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields are to be again. Whoever was told of a clock stays told, by the same ladder."""
    again = {name: before for name, (before, _) in kept.items()}
    if "promise" in again and again["promise"].get("ladder") == now["promise"].get("ladder"):
        old, new = again["promise"], now["promise"]
        told = {"told": max(old.get("told", 0), new.get("told", 0))}
        first = {"first_told": bool(old.get("first_told") or new.get("first_told"))}
        again["promise"] = old | (told | first if old else {})
    if "receipt" in again:
        again["receipt"] = receipts.again(again["receipt"], now["receipt"])
    return again


def _clocks(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    if name == "receipt":
        return receipts.known_by(value)
    return {which: value.get(which) for which in ("first", "solve")} if name == "promise" else value
