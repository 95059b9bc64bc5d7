"""The ways through a graph: where nodes lead, that all are reached, that every way ends, and that nobody
goes round without being asked."""

from collections.abc import Iterable, Iterator, Mapping

from huawu.flows.core.kinds import KINDS
from huawu.flows.core.reading import Node, rows, table, words
from huawu.flows.core.walk import STEPS
from huawu.flows.types import Graph, Problem

Ways = Mapping[str, list[str]]
"""Where each node leads."""

_ENDED = ""


def exits(node: Node) -> Iterator[tuple[str, str]]:
    """The ways out of a node, as (field, node); "" as node is the polite end."""
    for field in KINDS[node["do"]].fields:
        if field.type == "node":
            yield field.name, words(node, field.name)
        elif field.type == "choices":
            for to in table(node, field.name).values():
                yield field.name, to if isinstance(to, str) else _ENDED
        elif field.type in ("cases", "answers"):
            for each in rows(node, field.name):
                if isinstance(each, dict):
                    yield field.name, words(each, "next")


def lead_nowhere(sound: Mapping[str, Node], names: Iterable[str]) -> Iterator[Problem]:
    there = set(names)
    for name, node in sound.items():
        for field, to in dict.fromkeys(exits(node)):
            if to and to not in there:
                yield Problem("flow.unknown_node", name, {"target": to}, field)


def unreached(graph: Graph, sound: Mapping[str, Node]) -> Iterator[Problem]:
    seen = _reached([words(graph, "start")], {name: _all(node) for name, node in sound.items()})
    for name in sound:
        if name not in seen:
            yield Problem("flow.unreachable", name, {})


def without_end(sound: Mapping[str, Node]) -> Iterator[Problem]:
    """Nodes from which no way leads to an end."""
    back: dict[str, list[str]] = {}
    ends = []
    for name, node in sound.items():
        ways = _all(node)
        if KINDS[node["do"]].ends or _ENDED in ways:
            ends.append(name)
        for to in ways:
            back.setdefault(to, []).append(name)
            if to not in sound:  # it is wrong for another reason
                ends.append(name)
    seen = _reached(ends, back)
    for name in sound:
        if name not in seen:
            yield Problem("flow.no_end", name, {})


def endless(sound: Mapping[str, Node]) -> Iterator[Problem]:
    """Circles in which nobody is asked anything, and those that a contact who does nothing never leaves. Each
    is named once, by its first node."""
    asking = {name for name, node in sound.items() if KINDS[node["do"]].asks}
    silent = {name: [to for to in _silent(node) if to in sound or not to] for name, node in sound.items()}
    unasked = {
        name: [to for to in ways if to not in asking] for name, ways in silent.items() if name not in asking
    }
    named: set[str] = set()
    for ring in circles(unasked):
        named.update(ring)
        yield Problem("flow.endless_loop", ring[0], {"round": ring})
    for ring in circles(silent):
        if not named & set(ring) and all(to in ring for name in ring for to in silent[name]):
            yield Problem("flow.endless_silence", ring[0], {"round": ring})


def too_long(sound: Mapping[str, Node]) -> Iterator[Problem]:
    """Ways through more nodes at once than a walk takes in one step. Circles are not looked at: they are
    faults of their own."""
    ways = {name: _all(node) for name, node in sound.items() if KINDS[node["do"]].passes}
    for name, long in _lengths(ways).items():
        if long >= STEPS:
            yield Problem("flow.too_long", name, {"most": STEPS})
            return


def _all(node: Node) -> list[str]:
    return list(dict.fromkeys(to for _, to in exits(node)))


def _silent(node: Node) -> list[str]:
    fields = KINDS[node["do"]].silent
    return list(dict.fromkeys(to for field, to in exits(node) if fields is None or field in fields))


def _reached(begin: Iterable[str], ways: Ways) -> set[str]:
    seen: set[str] = set()
    ahead = list(begin)
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += ways.get(name, ())
    return seen


def _lengths(ways: Ways) -> dict[str, int]:
    """How many nodes a way through these may have at the most, from each; circles count once."""
    lengths: dict[str, int] = {}
    for ring in _components(ways):  # those that others lead to come first
        beyond = [lengths[to] for name in ring for to in ways[name] if to in lengths]
        lengths |= dict.fromkeys(ring, len(ring) + max(beyond, default=0))
    return lengths


def circles(ways: Ways) -> list[list[str]]:
    """The sets of nodes in which one can go round, each in the order of the graph."""
    order = {name: at for at, name in enumerate(ways)}
    found = [ring for ring in _components(ways) if len(ring) > 1 or ring[0] in ways[ring[0]]]
    return sorted((sorted(ring, key=order.__getitem__) for ring in found), key=lambda ring: order[ring[0]])


def _components(ways: Ways) -> list[list[str]]:
    """The strongly connected components (Tarjan 1972), without recursion; what others lead to comes first."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []
    for root in ways:
        if root in number:
            continue
        ahead = [(root, iter(ways[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        while ahead:
            name, rest = ahead[-1]
            to = next((each for each in rest if each in ways), None)
            if to is None:
                ahead.pop()
                if ahead:
                    low[ahead[-1][0]] = min(low[ahead[-1][0]], low[name])
                if low[name] == number[name]:
                    at = stack.index(name)
                    found.append(stack[at:])
                    del stack[at:]
            elif to not in number:
                number[to] = low[to] = len(number)
                stack.append(to)
                ahead.append((to, iter(ways[to])))
            elif to in stack:
                low[name] = min(low[name], number[to])
    return found
