"""Major incidents (突发事件): their plan, what fits them, and the way on which linked cases are solved."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from huawu.cases.core.bulk import way_to_close

Goal = Literal["note", "confirmed", "recorded", "closed"]
GOALS: tuple[Goal, ...] = ("note", "confirmed", "recorded", "closed")
"""How far linked cases are taken together: the result as a note, or steps of their own on to a state."""

Step = dict[str, Any]
"""Of a plan that was begun: id, name (words), team (""), owner (a user, or None), done_at and done_by."""


@dataclass(frozen=True, slots=True)
class Fits:
    """By what a call or case is suggested: types with all below them, and words."""

    types: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


def why_fits(fits: Fits, way: Collection[str], text: str) -> str | None:
    """Why something of a type (`way`: it and all above it) with this text may belong to the incident: the
    word, or "" for its type; None: it does not seem to."""
    lower = text.casefold()
    for word in fits.words:
        if word and word.casefold() in lower:
            return word
    return "" if fits.types & set(way) else None


def begun(plan: Iterable[dict[str, Any]]) -> list[Step]:
    """The steps of a plan as an incident keeps them, none done."""
    return [
        {
            "id": str(number),
            "name": each["name"],
            "team": each.get("team") or "",
            "owner": None,
            "done_at": None,
            "done_by": None,
        }
        for number, each in enumerate(plan, 1)
    ]


def asked_of(steps: Iterable[Step]) -> frozenset[str]:
    """The teams that see to one of the steps."""
    return frozenset(each["team"] for each in steps if each["team"])


def ticked(steps: Sequence[Step], step: str, *, done: bool, by: str, at: int) -> list[Step] | None:
    """The steps with this one done, or not after all; None: it already was so. Raises KeyError for a step
    that there is not."""
    found = {each["id"]: each for each in steps}[step]
    if (found["done_at"] is not None) == done:
        return None
    new = found | {"done_at": at if done else None, "done_by": by if done else None}
    return [new if each is found else each for each in steps]


def owned(steps: Sequence[Step], step: str, owner: str | None) -> list[Step]:
    """The steps with this one seen to by a user; None: by nobody. Raises KeyError likewise."""
    found = {each["id"]: each for each in steps}[step]
    return [found | {"owner": owner} if each is found else each for each in steps]


def way_to(goal: Goal, state: str, *, waiting: bool) -> list[str]:
    """The steps that a case in this state has still to make, in order; none where it is there or beyond."""
    return [] if goal == "note" else way_to_close(state, waiting=waiting, until=goal)
