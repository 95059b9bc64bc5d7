"""The door to routing: an engine, its inputs and answers as plain values for the journal, and plans.

`told_as_dict` and `answers_as_dicts` make what the fact `routing.decided` keeps; `told_from_dict` turns the
journal into inputs again. `plan_from` checks a configuration before an engine ever sees it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.plain import plain_values
from huawu.routing.core.alone import LeftAlone, left_alone
from huawu.routing.core.engine import Engine
from huawu.routing.core.planning import plan_from
from huawu.routing.core.saving import contact_in, contact_out, step_out, steps_in
from huawu.routing.core.soundness import Unsound, of_hours, of_seats
from huawu.routing.service.rehearsal import There, imagined, trial_under
from huawu.routing.types import (
    AgentState,
    Answered,
    Arrived,
    CallbackAsked,
    ContactChanged,
    Goal,
    Plan,
    Told,
)

__all__ = [
    "Engine",
    "LeftAlone",
    "There",
    "Unsound",
    "answers_as_dicts",
    "contact_of",
    "imagined",
    "left_alone",
    "open_engine",
    "plan_from",
    "restore_engine",
    "told_as_dict",
    "told_from_dict",
    "trial_under",
    "unsound",
]

_TOLD: dict[str, type[Any]] = {cls.__name__: cls for cls in Told.__args__}


def open_engine(plan: Plan, ids: Callable[[], Id]) -> Engine:
    """An engine with nobody there yet."""
    return Engine(plan, ids)


def restore_engine(plan: Plan, ids: Callable[[], Id], saved: dict[str, Any]) -> Engine:
    """An engine that goes on from what `Engine.save` gave."""
    return Engine.restore(plan, ids, saved)


def unsound(plan: Plan, now: Micros | None = None) -> list[Unsound]:
    """What is wrong with a plan for those who work by it, and, told the time, with its calendars; as
    translation keys, see `core.soundness`."""
    return [*of_seats(plan), *(() if now is None else of_hours(plan, now))]


def _plain(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the frozen values of `types`
    row = {"kind": type(thing).__name__} | plain_values(thing)  # a state is a string
    goal = row.get("to")
    if isinstance(goal, Goal):
        row["to"] = [goal.kind, goal.name]
    if isinstance(thing, ContactChanged) and thing.steps is not None:
        row["steps"] = [step_out(step) for step in thing.steps]
    return row


def told_as_dict(told: Told) -> dict[str, Any]:
    """An input as plain values; `kind` is its name."""
    if isinstance(told, Arrived):
        return {"kind": "Arrived", "contact": contact_out(told.contact)}
    if isinstance(told, CallbackAsked):
        return _plain(told) | {"contact": contact_out(told.contact)}
    return _plain(told)


def told_from_dict(row: dict[str, Any]) -> Told:
    """The input that `told_as_dict` wrote. KeyError for a kind that does not exist."""
    values = {name: value for name, value in row.items() if name != "kind"}
    if row["kind"] == "Arrived":
        return Arrived(contact_in(values["contact"]))
    if row["kind"] == "CallbackAsked":
        values["contact"] = contact_in(values["contact"])
    if row["kind"] == "AgentAway":
        values["state"] = AgentState(values["state"])
    if values.get("to"):
        values["to"] = Goal(*values["to"])
    if values.get("steps") is not None:
        values["steps"] = steps_in(values["steps"])
    told: Told = _TOLD[row["kind"]](**values)
    return told


def answers_as_dicts(answers: Iterable[Answered]) -> list[dict[str, Any]]:
    """Answers as plain values, in their order."""
    return [_plain(answer) for answer in answers]


def contact_of(thing: Told | Answered) -> Id | None:
    """The contact an input or an answer is about, for the `contact` of `routing.decided`."""
    if isinstance(thing, Arrived | CallbackAsked):
        return thing.contact.id
    return getattr(thing, "contact", None)
