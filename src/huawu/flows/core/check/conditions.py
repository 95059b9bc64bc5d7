"""What may be wrong with conditions, with the variables they and others name, and with the variables of a
graph."""

from collections.abc import Iterator
from typing import Any

from huawu.flows.core.conditions import COMPARISONS
from huawu.flows.core.values import DEEPEST, NAME, TYPES, as_number, type_of
from huawu.flows.types import Graph, Problem

_ORDERED = {"above", "below", "at_least", "at_most"}
_HAVE_ORDER = {"number", "digits", "date", "time"}
_MOST = 64


def variable_faults(graph: Graph, name: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """A variable that is read must be there."""
    if not isinstance(name, str) or not type_of(graph, name):
        yield "flow.unknown_variable", {"variable": str(name)[:40]}


def condition_faults(
    graph: Graph, condition: object, case: int, *, deep: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is wrong with a condition; `case`: which of the node's it is, from 1 on."""
    parts = _parts(condition)
    if deep > DEEPEST or (parts is None and not _is_comparison(condition)):
        yield "flow.bad_condition", {"case": case}
    elif parts is not None:
        for part in parts:
            yield from condition_faults(graph, part, case, deep=deep + 1)
    elif isinstance(condition, dict):
        yield from _comparison_faults(graph, condition, case)


def _parts(condition: object) -> list[Any] | None:
    """The conditions that this one is made of; None: it is no such one."""
    match condition:
        case {"all": list(parts), **others} | {"any": list(parts), **others} if not others and parts:
            return parts
        case {"not": part, **others} if not others:
            return [part]
    return None


def _is_comparison(condition: object) -> bool:
    return (
        isinstance(condition, dict)
        and len(condition) == 2
        and "value" in condition
        and any(word in COMPARISONS for word in condition)
    )


def _comparison_faults(
    graph: Graph, condition: dict[str, Any], case: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    name = condition["value"]
    word, wanted = next((word, wanted) for word, wanted in condition.items() if word != "value")
    yield from variable_faults(graph, name)
    kind = type_of(graph, name) if isinstance(name, str) else ""
    if isinstance(wanted, dict):
        yield from variable_faults(graph, wanted.get("value"))
    elif not _is_fit(word, wanted, kind):
        yield "flow.bad_comparison", {"case": case, "variable": str(name)[:40]}
    if kind and word in _ORDERED and kind not in _HAVE_ORDER:
        yield "flow.wrong_type", {"variable": name, "type": kind}


def _is_fit(word: str, wanted: object, kind: str) -> bool:
    """Whether a constant can be compared so with a variable of this type."""
    if word == "empty":
        return isinstance(wanted, bool)
    if word == "in":
        return isinstance(wanted, list) and bool(wanted) and all(_is_constant(each) for each in wanted)
    if kind in ("number", "digits") and word in _ORDERED:
        return as_number(wanted) is not None
    if (
        kind in ("date", "time", "yes_no")
        and word == "equals"
        or kind in ("date", "time")
        and word in _ORDERED
    ):
        return TYPES[kind](wanted) is not None
    return _is_constant(wanted)


def _is_constant(wanted: object) -> bool:
    return isinstance(wanted, str | int | float)


def declared_faults(graph: Graph) -> Iterator[Problem]:
    """What is wrong with the variables of a graph."""
    declared = graph.get("variables", {})
    if not isinstance(declared, dict) or len(declared) > _MOST:
        yield Problem("flow.bad_variables", "", {"most": _MOST}, "variables")
        return
    for name, one in declared.items():
        params = {"variable": str(name)[:40]}
        if not isinstance(name, str) or not NAME.fullmatch(name):
            yield Problem("flow.bad_variable_name", "", params, "variables")
        elif not isinstance(one, dict) or set(one) - {"type", "of", "name"} or not _is_type(one):
            yield Problem("flow.bad_variable", "", params, "variables")
        elif one["type"] == "choice" and not _are_options(one.get("of")):
            yield Problem("flow.no_options", "", params, "variables")


def _is_type(one: dict[Any, Any]) -> bool:
    return isinstance(one.get("type"), str) and one["type"] in TYPES


def _are_options(held: object) -> bool:
    return (
        isinstance(held, list)
        and 0 < len(held) <= _MOST
        and all(isinstance(each, str) and each for each in held)
    )
