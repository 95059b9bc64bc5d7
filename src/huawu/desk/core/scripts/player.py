"""Walking a script at the desk: what the agent did goes in, the line to say comes out. Pure and total.

The walk itself is the one of flows. What is added here: what the agent sees of it (the line, what may be
answered, the lines after it), the mood, a step back, and skipping.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from huawu.flows import service as flows
from huawu.flows.types import (
    About,
    Answered,
    Entered,
    Failed,
    Finished,
    Found,
    Graph,
    HangUp,
    Look,
    Missing,
    Plain,
    Pressed,
    Said,
    Told,
    Walk,
)

AHEAD = 3
"""How many of the next lines are shown small."""
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the customer may answer. `number` counts from 1."""

    number: int
    say: Words
    moods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What the agent sees of a walk. `on`: whether there is a way on without a choice."""

    node: str
    title: Words | None
    line: Words
    hint: Words | None
    choices: tuple[Choice, ...]
    ahead: tuple[Words, ...]
    on: bool


@dataclass(frozen=True, slots=True)
class At:
    """Where a script stands. `asks`: the world is to be asked before it goes on; `over`: it is said."""

    walk: Walk
    asks: Look | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known of the contact now. `about`: what every graph may read; `known`: the desk's own variables
    (`scenes.DECLARED`)."""

    about: About
    known: Mapping[str, Plain]


def begin(graph: Graph, script: str, version: int, moment: Moment) -> At:
    """A script from its beginning."""
    walk = _knowing(flows.start(graph, script, version), moment.known)
    return _at(*flows.step(graph, walk, Entered(), moment.about))


def tell(graph: Graph, walk: Walk, told: Told, moment: Moment) -> At:
    """What follows: the next line, a question to the world, or the end."""
    return _at(*flows.step(graph, _knowing(walk, moment.known), told, moment.about))


def _at(walk: Walk, answer: Answered) -> At:
    if isinstance(answer, Look):
        return At(walk, asks=answer)
    return At(walk, over=isinstance(answer, HangUp))


def _knowing(walk: Walk, known: Mapping[str, Plain]) -> Walk:
    return replace(walk, vars=tuple((dict(walk.vars) | dict(known)).items()))


def answer_of(found: Mapping[str, Any] | None) -> Told:
    """What the world said to a `Look`, as it is told."""
    return Found(found) if found is not None else Missing()


UNANSWERED = Failed("unknown")
"""Told when there is nobody to ask."""


def view(graph: Graph, walk: Walk, moment: Moment) -> View | None:
    """What the agent sees; None where there is no line."""
    node = _agent_node(graph, walk.node)
    if node is None:
        return None
    choices = _choices(node)
    on = bool(node.get("next")) or not choices
    return View(
        node=walk.node,
        title=node.get("title"),
        line=node["line"],
        hint=node.get("hint"),
        choices=choices,
        ahead=_ahead(graph, walk, moment) if on else (),
        on=on,
    )


def _agent_node(graph: Graph, name: str) -> dict[str, Any] | None:
    node = graph.get("nodes", {}).get(name)
    return node if isinstance(node, dict) and node.get("do") == "agent" else None


def _choices(node: Mapping[str, Any]) -> tuple[Choice, ...]:
    read = node.get("choices") or []
    return tuple(
        Choice(number, choice["say"], tuple(choice.get("moods", ()))) for number, choice in enumerate(read, 1)
    )


def _ahead(graph: Graph, walk: Walk, moment: Moment) -> tuple[Words, ...]:
    """The lines after this one, as far as nobody is asked anything."""
    lines: list[Words] = []
    seen = {walk.node}
    while len(lines) < AHEAD:
        node = _agent_node(graph, walk.node)
        if node is None or (node.get("choices") and not node.get("next")):
            break
        at = tell(graph, walk, Finished(), moment)
        after = _agent_node(graph, at.walk.node)
        if at.over or at.asks is not None or after is None or at.walk.node in seen:
            break
        walk = at.walk
        seen.add(walk.node)
        lines.append(after["line"])
    return tuple(lines)


def lines_of(graph: Graph) -> list[Words]:
    """Every line in the order in which one comes to it; a stored graph has forgotten that of its steps."""
    lines: list[Words] = []
    seen: set[str] = set()
    ahead = [str(graph.get("start", ""))]
    while ahead:
        name = ahead.pop(0)
        node = graph.get("nodes", {}).get(name)
        if name in seen or not isinstance(node, dict):
            continue
        seen.add(name)
        if node.get("do") == "agent":
            lines.append(node["line"])
        listed = [*(node.get("choices") or ()), *(node.get("cases") or ())]
        ways = [each.get("next") for each in listed]
        ways += [node.get(field) for field in ("next", "otherwise", "found", "missing", "failed")]
        ahead = [str(way) for way in ways if way] + ahead
    return lines


def chosen_by_mood(graph: Graph, walk: Walk, mood: str) -> int | None:
    """The number of the answer that is for this mood; None when no line is waiting for it."""
    node = _agent_node(graph, walk.node)
    for choice in _choices(node) if node else ():
        if mood in choice.moods:
            return choice.number
    return None


def back(graph: Graph, walk: Walk) -> Walk | None:
    """The line before; None at the first one."""
    for place in range(len(walk.path) - 2, -1, -1):
        if _agent_node(graph, walk.path[place]) is not None:
            return replace(walk, node=walk.path[place], path=walk.path[: place + 1], tries=0)
    return None


def choose(number: int) -> Told:
    """The customer answered so."""
    return Pressed(str(number))


def words(text: str, language: str) -> Told:
    """The customer said these words, which the agent typed."""
    return Said(text, 1.0, language)


ON: Told = Finished()
"""The line was said."""
