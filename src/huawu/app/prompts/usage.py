"""Which flows and queues say which prompts."""

from collections.abc import Callable, Iterator
from typing import Any

from huawu.app.prompts.schemas import UsedIn
from huawu.platform.config.checks import Body, Whole
from huawu.platform.web.shapes import Words

_ANNOUNCEMENT, _THEN = "announcement", "then"


def used_in(now: Whole, drafted: Whole) -> dict[str, list[UsedIn]]:
    """By what a graph calls a prompt ("menu.hotel", "own/KEY"): the flows that say it, then the queues, or
    that will when drafts are in force."""
    found: dict[str, list[UsedIn]] = {}
    for kind, said_by in _SAYERS.items():
        said = {key: set(said_by(body)) for key, body in now.get(kind, {}).items()}
        for key, body in sorted(drafted.get(kind, {}).items()):
            before = said.get(key, set())
            named = {"flow": "", "queue": "", kind: key}
            for prompt in sorted(before | set(said_by(body))):
                name = Words.model_validate(body.get("name") or {"zh": key, "en": key})
                found.setdefault(prompt, []).append(UsedIn(**named, name=name, draft=prompt not in before))
    return found


def _by_flow(body: Body) -> Iterator[str]:
    """Every text in a list of a node: what is said, and a little more that names no prompt."""
    graph = body.get("graph")
    nodes = graph.get("nodes") if isinstance(graph, dict) else None
    for node in nodes.values() if isinstance(nodes, dict) else ():
        for held in node.values() if isinstance(node, dict) else ():
            yield from (each for each in held if isinstance(each, str)) if isinstance(held, list) else ()


def _by_queue(body: Body) -> Iterator[str]:
    """What callers are told whom the queue does not let wait, wherever they go on to."""
    rules = body.get("overflows")
    for rule in rules if isinstance(rules, list) else ():
        yield from _on_the_way(rule.get("to") if isinstance(rule, dict) else None)


def _on_the_way(to: Any) -> Iterator[str]:  # noqa: ANN401 - a goal, or what stands for one
    while isinstance(to, dict):
        said = to.get(_ANNOUNCEMENT)
        if isinstance(said, str):
            yield said
        to = to.get(_THEN)


_SAYERS: dict[str, Callable[[Body], Iterator[str]]] = {"flow": _by_flow, "queue": _by_queue}
