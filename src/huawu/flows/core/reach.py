"""What a graph reaches outside the house: other systems, messages, telephone numbers. Pure and total."""

import json
from collections.abc import Iterator
from typing import Any

from huawu.flows.core.reading import table, words
from huawu.flows.types import Graph

_WEB = ("method", "url", "headers", "body")


def reached(graph: Graph) -> dict[str, str]:
    """The nodes that reach outside, by name: what they reach there, written so that two of the same are
    equal. What is said in a message is not part of it, nor is where a node leads."""
    nodes = graph.get("nodes") if isinstance(graph, dict) else None
    if not isinstance(nodes, dict):
        return {}
    return {
        str(name): json.dumps([node.get("do"), to], sort_keys=True, default=str)
        for name, node in nodes.items()
        if isinstance(node, dict)
        for to in _outside(node)
    }


def _outside(node: dict[str, Any]) -> Iterator[object]:
    kind = words(node, "do")
    if kind == "web":
        yield {field: node.get(field) for field in _WEB if node.get(field)}
    elif kind == "send":
        yield [node.get("channel"), node.get("to")]
    elif kind in ("dial", "transfer"):
        to = table(node, "to")
        if to.keys() & {"outside", "number"}:
            yield to
