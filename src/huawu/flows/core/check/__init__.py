"""Checking a graph before anyone walks it. Everything that is wrong is named, not only the first: a key (in
words in `platform/words`), the node, the field, the values.

What is checked: the graph's shape and its variables, each node in itself (`fields`), the ways through it
(`ways`), what it names (`names`), and its tests.
"""

from collections.abc import Iterator
from typing import Any

from huawu.flows.core.check.conditions import declared_faults
from huawu.flows.core.check.fields import TYPES
from huawu.flows.core.check.known import ANYTHING, Known
from huawu.flows.core.check.names import unknown_names
from huawu.flows.core.check.stories import story_faults
from huawu.flows.core.check.ways import endless, lead_nowhere, too_long, unreached, without_end
from huawu.flows.core.kinds import KINDS
from huawu.flows.core.reading import Node, table, words
from huawu.flows.core.values import type_of
from huawu.flows.types import READ_ONLY, Graph, Problem

MOST_NODES = 500
_OF_GRAPHS = {"start", "for", "variables", "nodes", "tests", "layout"}
_OF_ALL_NODES = {"do", "title"}
PLACES = ("call", "desk")


def check(graph: Graph, known: Known = ANYTHING) -> list[Problem]:
    """What is wrong with a graph; empty when it can be published."""
    nodes = graph.get("nodes") if isinstance(graph, dict) else None
    if not isinstance(nodes, dict) or not nodes or len(nodes) > MOST_NODES:
        return [Problem("flow.malformed", "", {"most": MOST_NODES})]
    found = [*_of_graph(graph, nodes), *declared_faults(graph)]
    found += [problem for name, node in nodes.items() for problem in _in_itself(graph, str(name), node)]
    sound = {name: node for name, node in nodes.items() if isinstance(name, str) and _is_sound(node)}
    found += lead_nowhere(sound, nodes)
    found += unreached(graph, sound)
    found += without_end(sound)
    found += endless(sound)
    found += too_long(sound)
    found += unknown_names(sound, known)
    found += story_faults(graph)
    return list({repr(problem): problem for problem in found}.values())


def place_of(graph: Graph) -> str:
    """Where the graph is walked: call, desk."""
    return words(graph, "for") or "call"


def _is_sound(node: object) -> bool:
    return isinstance(node, dict) and isinstance(node.get("do"), str) and node["do"] in KINDS


def _of_graph(graph: Graph, nodes: dict[Any, Any]) -> Iterator[Problem]:
    begin = graph.get("start")
    if not isinstance(begin, str) or begin not in nodes:
        yield Problem("flow.no_start", "", {"start": str(begin)[:64]}, "start")
    for field in sorted(set(map(str, graph)) - _OF_GRAPHS):
        yield Problem("flow.unknown_field", "", {"field": field[:64]}, field[:64])
    if graph.get("for", "call") not in PLACES:
        yield Problem("flow.bad_option", "", {"of": list(PLACES)}, "for")


def _in_itself(graph: Graph, name: str, node: object) -> Iterator[Problem]:
    if not isinstance(node, dict) or not name or len(name) > 64:
        yield Problem("flow.malformed", name[:64], {"most": MOST_NODES})
        return
    if not _is_sound(node):
        yield Problem("flow.unknown_kind", name, {"do": str(node.get("do"))[:40]}, "do")
        return
    kind = KINDS[node["do"]]
    if place_of(graph) in PLACES and place_of(graph) not in kind.on:
        yield Problem("flow.not_here", name, {"do": node["do"]}, "do")
    fields = {field.name for field in kind.fields} | _OF_ALL_NODES
    for extra in sorted(set(map(str, node)) - fields):
        yield Problem("flow.unknown_field", name, {"field": extra[:64]}, extra[:64])
    for field in kind.fields:
        if field.name in node or field.needed:
            for key, params in TYPES[field.type](graph, field, node.get(field.name)):
                yield Problem(key, name, params, field.name)
    yield from _together(graph, name, node)


def _together(graph: Graph, name: str, node: Node) -> Iterator[Problem]:
    """What fields must not be beside each other."""
    if KINDS[node["do"]] is KINDS["menu"]:
        choices = table(node, "choices")
        for field in ("repeat", "back"):
            if words(node, field) and words(node, field) in choices:
                yield Problem("flow.key_taken", name, {"digit": node[field]}, field)
        for key in table(node, "phrases"):
            if key not in choices and key not in (node.get("repeat"), node.get("back")):
                yield Problem("flow.phrase_without_choice", name, {"choice": str(key)[:40]}, "phrases")
    if node["do"] == "listen":
        yield from _heard_as(graph, name, node)
    if node["do"] == "digits" and _whole(node, "least", 1) > _whole(node, "most", 20):
        yield Problem("flow.least_above_most", name, {}, "least")
    if node["do"] == "set" and not node.get("values") and not node.get("language"):
        yield Problem("flow.nothing_set", name, {}, "values")
    if node["do"] == "web" and node.get("body") and node.get("method") != "POST":
        yield Problem("flow.body_needs_post", name, {}, "body")


def _heard_as(graph: Graph, name: str, node: Node) -> Iterator[Problem]:
    """What is heard must be what the variable holds; text holds anything."""
    into, expects = words(node, "into"), words(node, "expects") or "text"
    holds = type_of(graph, into)
    if holds not in ("", "text", expects) and into not in READ_ONLY:
        yield Problem("flow.wrong_type", name, {"variable": into, "type": holds}, "into")
    if expects == "choice" and not table(node, "phrases"):
        yield Problem("flow.field_needed", name, {}, "phrases")


def _whole(node: Node, field: str, default: int) -> int:
    held = node.get(field, default)
    return held if isinstance(held, int) else default
