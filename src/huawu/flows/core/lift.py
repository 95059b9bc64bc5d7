"""Older graphs in today's words: `ask` became `menu`."""

from huawu.flows.core.kinds import FIRST_NAMES
from huawu.flows.types import Graph


def lifted(graph: Graph) -> Graph:
    """The same graph as it is written today; the same object when nothing changes."""
    nodes = graph.get("nodes") if isinstance(graph, dict) else None
    if not isinstance(nodes, dict):
        return graph
    old = {
        name: node | {"do": FIRST_NAMES[node["do"]]}
        for name, node in nodes.items()
        if isinstance(node, dict) and isinstance(node.get("do"), str) and node["do"] in FIRST_NAMES
    }
    return graph | {"nodes": {name: old.get(name, node) for name, node in nodes.items()}} if old else graph
