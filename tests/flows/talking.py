"""Conversations with a graph, for the tests of its kinds."""

from typing import Any

from huawu.flows import service as flows
from huawu.flows.types import About, Answered, Entered, Graph, Told, Walk

BYE: dict[str, Any] = {"do": "hang_up", "say": ["goodbye"]}
ABOUT: About = {
    "call.number": "13800138000",
    "call.language": "zh",
    "call.now": "10:30",
    "customer.vip": True,
}


def graph(variables: dict[str, Any] | None = None, **nodes: dict[str, Any]) -> Graph:
    """A graph that begins at its first node; `bye` is always there."""
    return {"start": next(iter(nodes)), "variables": variables or {}, "nodes": {**nodes, "bye": BYE}}


def talk(of: Graph, *told: Told, about: About = ABOUT) -> tuple[Walk, list[Answered]]:
    """The walk after these inputs, `Entered` first, and every answer."""
    walk, answers = flows.start(of, "flow", 1), []
    for each in (Entered(), *told):
        walk, answer = flows.step(of, walk, each, about)
        answers.append(answer)
    return walk, answers


def last(of: Graph, *told: Told, about: About = ABOUT) -> Answered:
    return talk(of, *told, about=about)[1][-1]


def kept(of: Graph, *told: Told, about: About = ABOUT) -> dict[str, Any]:
    """What the variables hold after these inputs."""
    return dict(talk(of, *told, about=about)[0].vars)


def faults(of: Graph, known: flows.Known = flows.ANYTHING) -> set[tuple[str, str, str]]:
    return {(each.key.removeprefix("flow."), each.node, each.field) for each in flows.check(of, known)}
