"""A graph in the order in which people read it, so that the same graph is always written the same: nodes as
one comes to them, fields as their kind names them, keys as on a telephone."""

from collections.abc import Iterable
from typing import Any

from huawu.flows.core.check.ways import exits
from huawu.flows.core.kinds import KINDS
from huawu.flows.core.lift import lifted
from huawu.flows.core.reading import Node, rows, table, words
from huawu.flows.types import Graph

_OF_GRAPHS = ("start", "for", "variables", "nodes", "tests", "layout")
_OF_NODES = ("do", "title")
_OF_TESTS = ("name", "given", "does", "heard", "ends")
_KEYPAD = "1234567890*#"


def in_order(graph: Graph) -> Graph:
    """The same graph, in today's words and in order."""
    graph = lifted(graph)
    nodes = {name: node for name, node in table(graph, "nodes").items() if isinstance(name, str)}
    names = _walked(graph, nodes)
    made = {**graph, "nodes": {name: _node(nodes[name]) for name in names}}
    if "variables" in graph:
        made["variables"] = {name: _sorted(each) for name, each in sorted(table(graph, "variables").items())}
    if "tests" in graph:
        made["tests"] = [
            _first(each, _OF_TESTS) if isinstance(each, dict) else each for each in rows(graph, "tests")
        ]
    if "layout" in graph:
        layout = table(graph, "layout")
        made["layout"] = {name: layout[name] for name in names if name in layout}
    return _first(made, _OF_GRAPHS)


def _walked(graph: Graph, nodes: dict[str, Any]) -> list[str]:
    """Names of nodes, nearest to the start first; those that are not reached at the end, by name."""
    found: dict[str, None] = {}
    ahead = [words(graph, "start")]
    for name in ahead:
        if name in nodes and name not in found:
            found[name] = None
            node = _node(nodes[name])
            if isinstance(node, dict) and isinstance(node.get("do"), str) and node["do"] in KINDS:
                ahead += [to for _, to in exits(node)]
    return [*found, *sorted(nodes.keys() - found.keys())]


def _node(node: Node) -> Node:
    if not isinstance(node, dict):
        return node
    do = node.get("do")
    kind = KINDS.get(do) if isinstance(do, str) else None
    fields = (*_OF_NODES, *(field.name for field in kind.fields)) if kind else _OF_NODES
    made = _first(node, fields)
    for name in ("choices", "phrases", "keys"):
        if isinstance(made.get(name), dict):
            made[name] = dict(sorted(made[name].items(), key=_on_keypad))
    return made


def _on_keypad(item: tuple[Any, Any]) -> tuple[int, str]:
    key = str(item[0])
    return (_KEYPAD.index(key) if len(key) == 1 and key in _KEYPAD else len(_KEYPAD)), key


def _first(held: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """These first, in this order; then the others by name; all that is deeper by name."""
    order = {name: at for at, name in enumerate(names)}
    known = sorted((name for name in held if name in order), key=order.__getitem__)
    others = sorted(name for name in held if name not in order)
    deep = ("choices", "phrases", "keys", "nodes", "tests", "layout", "variables")
    return {name: held[name] if name in deep else _sorted(held[name]) for name in (*known, *others)}


def _sorted(held: Any) -> Any:  # noqa: ANN401 - plain values
    if isinstance(held, dict):
        return {name: _sorted(held[name]) for name in sorted(held, key=_word)}
    return [_sorted(each) for each in held] if isinstance(held, list) else held


def _word(name: object) -> tuple[bool, str]:
    """zh before en, as everywhere; the rest by name."""
    return name != "zh", str(name)
