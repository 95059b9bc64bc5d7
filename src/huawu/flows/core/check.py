"""Checking a graph before anyone walks it. Everything that is wrong is named, not only the first.

| key | what is wrong |
|---|---|
| flow.malformed | the graph, its nodes or a node is not a table |
| flow.no_start | `start` names no node |
| flow.unknown_kind | `do` names no kind of node |
| flow.unknown_node | a way out leads nowhere |
| flow.unreachable | no way leads to the node |
| flow.endless_silence | a contact who does nothing would go round for ever |
| flow.missing_prompt | a prompt that does not exist |
| flow.unknown_queue | a queue that does not exist |
| flow.nothing_to_say, flow.no_choices, flow.bad_digit, flow.no_queue, flow.out_of_range, flow.bad_skill_level, flow.bad_prompts | a node's own fields |
"""  # noqa: E501 - a table

from collections.abc import Collection, Iterator
from typing import Any

from huawu.flows.core.nodes import KINDS, Node
from huawu.flows.types import Graph, Problem


def check(
    graph: Graph, *, prompts: Collection[str] | None = None, queues: Collection[str] | None = None
) -> list[Problem]:
    """What is wrong with a graph; empty when it can be published. Prompts and queues are looked up only when
    they are given."""
    nodes = graph.get("nodes") if isinstance(graph, dict) else None
    if not isinstance(nodes, dict) or not nodes:
        return [Problem("flow.malformed", "", {})]
    problems = [problem for name, node in nodes.items() for problem in _in_itself(str(name), node)]
    begin = graph.get("start")
    if not isinstance(begin, str) or begin not in nodes:
        problems.append(Problem("flow.no_start", "", {"start": str(begin)}))
    sound = {name: node for name, node in nodes.items() if _is_sound(node)}
    problems += _leading_nowhere(sound, nodes)
    problems += _unreachable(graph, sound)
    problems += _endless(sound)
    if prompts is not None:
        problems += _missing_prompts(sound, prompts)
    if queues is not None:
        problems += _missing_queues(sound, queues)
    return problems


def _is_sound(node: Any) -> bool:  # noqa: ANN401 - whatever was sent
    return isinstance(node, dict) and isinstance(node.get("do"), str) and node["do"] in KINDS


def _in_itself(name: str, node: Any) -> Iterator[Problem]:  # noqa: ANN401 - whatever was sent
    if not isinstance(node, dict):
        yield Problem("flow.malformed", name, {})
        return
    if not _is_sound(node):
        yield Problem("flow.unknown_kind", name, {"do": str(node.get("do"))})
        return
    kind = KINDS[node["do"]]
    for key, params in kind.faults(node):
        yield Problem(key, name, params)
    for field in ("say", *kind.prompts):
        value = node.get(field, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            yield Problem("flow.bad_prompts", name, {"field": field})


def _leading_nowhere(sound: dict[str, Node], nodes: dict[str, Any]) -> Iterator[Problem]:
    for name, node in sound.items():
        for target in dict.fromkeys(KINDS[node["do"]].exits(node)):
            if target not in nodes:
                yield Problem("flow.unknown_node", name, {"target": target})


def _unreachable(graph: Graph, sound: dict[str, Node]) -> Iterator[Problem]:
    reached: set[str] = set()
    ahead = [graph.get("start")]
    while ahead:
        name = ahead.pop()
        if isinstance(name, str) and name in sound and name not in reached:
            reached.add(name)
            ahead += KINDS[sound[name]["do"]].exits(sound[name])
    for name in sound:
        if name not in reached:
            yield Problem("flow.unreachable", name, {})


def _endless(sound: dict[str, Node]) -> Iterator[Problem]:
    """Follow the one way that a contact takes who does nothing; name each circle once, by its first node."""
    done: set[str] = set()
    for begin in sound:
        trail: list[str] = []
        name = begin
        while name in sound and name not in done and name not in trail:
            trail.append(name)
            name = KINDS[sound[name]["do"]].silent_exit(sound[name])
        if name in trail:
            yield Problem("flow.endless_silence", name, {"round": trail[trail.index(name) :]})
        done.update(trail)


def _missing_prompts(sound: dict[str, Node], prompts: Collection[str]) -> Iterator[Problem]:
    for name, node in sound.items():
        for field in KINDS[node["do"]].prompts:
            said = node.get(field)
            for prompt in said if isinstance(said, list) else []:
                if isinstance(prompt, str) and prompt not in prompts:
                    yield Problem("flow.missing_prompt", name, {"prompt": prompt})


def _missing_queues(sound: dict[str, Node], queues: Collection[str]) -> Iterator[Problem]:
    for name, node in sound.items():
        if node["do"] == "enqueue" and isinstance(node.get("queue"), str) and node["queue"] not in queues:
            yield Problem("flow.unknown_queue", name, {"queue": node["queue"]})
