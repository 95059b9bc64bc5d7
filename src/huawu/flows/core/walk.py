"""Walking a graph: what a contact did goes in, what to do next comes out. Pure and total.

`step` never raises, whatever the graph, the walk and the input: a walk whose node is gone (another version
was published) starts again, and a graph in which nothing can be found ends the contact.
"""

from dataclasses import replace

from huawu.flows.core.kinds import KINDS, Go, Kind, Move, Turn
from huawu.flows.core.reading import Node
from huawu.flows.core.values import LONGEST
from huawu.flows.types import About, Answered, Entered, Graph, HangUp, Pressed, Said, Told, Walk

NOBODY: About = {}
"""Nothing is known of the contact."""
KEPT = 64
"""How many of the last nodes a walk remembers."""
STEPS = 32
"""How many nodes one input may lead through. What is checked stays below (`check.ways`)."""


def start(graph: Graph, flow: str, version: int) -> Walk:
    """A walk at the beginning of a graph; tell it `Entered` next."""
    node = graph.get("start")
    return Walk(flow, version, node if isinstance(node, str) else "")


def step(graph: Graph, walk: Walk, told: Told, about: About = NOBODY) -> tuple[Walk, Answered]:
    """Hear one input. `about`: what is known of the contact now.

    `Entered` says again what the present node wants, so it also takes up a walk after a restart.
    """
    found = _node(graph, walk.node)
    if found is None:
        told, walk = Entered(), start(graph, walk.flow, walk.version)
        found = _node(graph, walk.node)
        if found is None:
            return walk, HangUp()
    kind, node = found
    if isinstance(told, Entered):
        walk = walk if walk.path else _at(walk, walk.node)
        move = kind.enter(Turn(graph, node, walk, about))
    else:
        move = kind.hear(Turn(graph, node, walk, about), _cut(told))
        if kind.waits and walk.typed and isinstance(move, Go):
            move = move._replace(told=Pressed(walk.typed))
    for _ in range(STEPS):
        if not isinstance(move, Go):
            return move
        found = _node(graph, move.node)
        if found is None:
            return move.walk, HangUp()
        kind, node = found
        turn = Turn(graph, node, _at(move.walk, move.node), about)
        early = move.told
        if early is None:
            move = kind.enter(turn)
        elif kind.hears_early:
            move = kind.hear(turn, early)
        else:
            move = _kept_for_later(kind, kind.enter(turn), early)
    return (move.walk, HangUp()) if isinstance(move, Go) else move


def _kept_for_later(kind: Kind, move: Move, told: Told) -> Move:
    """A key pressed during a greeting, where other nodes come before the next question: it waits for it."""
    if isinstance(move, Go):
        return move if move.told else move._replace(told=told)
    walk, answer = move
    if kind.waits and isinstance(told, Pressed):
        walk = replace(walk, typed=told.digit)
    return walk, answer


def _at(walk: Walk, node: str) -> Walk:
    """The walk when it has come to a node."""
    path = (*walk.path, node)[-KEPT:]
    return Walk(walk.flow, walk.version, node, 0, path, walk.vars, walk.language, "", "", walk.menus)


def _cut(told: Told) -> Told:
    """Nobody is listened to for longer than a variable can hold."""
    if isinstance(told, Said) and len(told.text) > LONGEST:
        return replace(told, text=told.text[:LONGEST])
    return told


def _node(graph: Graph, name: str) -> tuple[Kind, Node] | None:
    """The node of this name with its kind; None: there is none, or it is no node."""
    try:
        node = graph["nodes"][name]
        return KINDS[node["do"]], node
    except (KeyError, TypeError):  # no such key, or no table, whoever wrote it
        return None
