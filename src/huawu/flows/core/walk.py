"""Walking a graph: what a contact did goes in, what to do next comes out. Pure and total.

`step` never raises, whatever the graph, the walk and the input: a walk whose node is gone (another version
was published) starts again, and a graph in which nothing can be found ends the contact.
"""

from dataclasses import replace

from huawu.flows.core.nodes import KINDS, Again, Kind, Node
from huawu.flows.types import About, Answered, Entered, Graph, HangUp, Stay, Told, Walk

NOBODY: About = {}
KEPT = 64
"""How many of the last nodes a walk remembers."""
STEPS = 32
"""How many nodes one input may lead through. A checked graph needs two."""


def start(graph: Graph, flow: str, version: int) -> Walk:
    """A walk at the beginning of a graph; tell it `Entered` next."""
    node = graph.get("start")
    return Walk(flow, version, node if isinstance(node, str) else "")


def step(graph: Graph, walk: Walk, told: Told, about: About = NOBODY) -> tuple[Walk, Answered]:
    """Hear one input. `about`: what is known of the contact now. `Entered` says again what the present node wants, so it also takes up a walk after a
    restart."""
    found = _node(graph, walk.node)
    if found is None:
        walk = start(graph, walk.flow, walk.version)
        found = _node(graph, walk.node)
        told = Entered()
    if found is None:
        return walk, HangUp()
    kind, node = found
    if isinstance(told, Entered):
        return walk if walk.path else replace(walk, path=(walk.node,)), kind.enter(node)
    return _move(graph, walk, told)


def _move(graph: Graph, walk: Walk, told: Told) -> tuple[Walk, Answered]:
    for _ in range(STEPS):
        found = _node(graph, walk.node)
        if found is None:
            return walk, HangUp()
        kind, node = found
        move = kind.hear(node, walk, told)
        if isinstance(move, Stay):
            return walk, move
        if isinstance(move, Again):
            return replace(walk, tries=walk.tries + 1), move.answer
        found = _node(graph, move.node)
        if found is None:
            return walk, HangUp()
        kind, node = found
        walk = replace(walk, node=move.node, tries=0, path=(*walk.path, move.node)[-KEPT:])
        if move.told is None or not kind.hears_early:
            return walk, kind.enter(node)
        told = move.told
    return walk, HangUp()


def _node(graph: Graph, name: str) -> tuple[Kind, Node] | None:
    nodes = graph.get("nodes")
    node = nodes.get(name) if isinstance(nodes, dict) else None
    if not isinstance(node, dict):
        return None
    do = node.get("do")
    kind = KINDS.get(do) if isinstance(do, str) else None
    return None if kind is None else (kind, node)
