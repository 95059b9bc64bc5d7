"""What a graph reaches outside the house: other systems, messages, telephone numbers. Pure and total."""

import json
from collections.abc import Iterator

from huawu.flows.core.reading import Node, table, words
from huawu.flows.types import Graph

_WEB = ("method", "url", "headers", "body")


def reached(graph: Graph) -> dict[str, str]:
    """The nodes that reach outside, by name: what they reach there, written so that two of the same are
    equal. A node that fills the variable in which an address of messages stands reaches there too. What is
    said in a message is not part of it, nor is where a node leads."""
    nodes = graph.get("nodes") if isinstance(graph, dict) else None
    if not isinstance(nodes, dict):
        return {}
    known = {str(name): node for name, node in nodes.items() if isinstance(node, dict)}
    addresses = _addresses(list(known.values()))
    found = {name: [*_outside(node), *_filled(node, addresses)] for name, node in known.items()}
    return {
        name: json.dumps([known[name].get("do"), to], sort_keys=True, default=str)
        for name, to in found.items()
        if to
    }


def _addresses(nodes: list[Node]) -> set[str]:
    """The variables in which addresses of messages stand, and those from which they are set."""
    found = {words(node, "to") for node in nodes if words(node, "do") == "send"} - {""}
    while True:
        given = [value for node in nodes for value in _written(node, found).values()]
        more = {words(value, "value") for value in given if isinstance(value, dict)} - {""} - found
        if not more:
            return found
        found |= more


def _written(node: Node, variables: set[str]) -> dict[str, object]:
    """What a node puts into these variables."""
    given = node.get("values") if words(node, "do") == "set" else node.get("into")
    if isinstance(given, str):
        given = {given: node.get("expects")}
    return (
        {name: value for name, value in given.items() if name in variables} if isinstance(given, dict) else {}
    )


def _filled(node: Node, addresses: set[str]) -> Iterator[object]:
    if written := _written(node, addresses):
        yield written


def _outside(node: Node) -> Iterator[object]:
    kind = words(node, "do")
    if kind == "web":
        yield {field: node.get(field) for field in _WEB if node.get(field)}
    elif kind == "send":
        yield [node.get("channel"), node.get("to")]
    elif kind in ("dial", "transfer"):
        to = table(node, "to")
        if to.keys() & {"outside", "number"}:
            yield to
