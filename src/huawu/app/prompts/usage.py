"""Which flows say which prompts."""

from collections.abc import Iterator
from typing import Any

from huawu.app.prompts.schemas import UsedIn
from huawu.platform.config.checks import Whole
from huawu.platform.web.shapes import Words


def used_in(now: Whole, drafted: Whole) -> dict[str, list[UsedIn]]:
    """By what a graph calls a prompt ("menu.hotel", "own/KEY"): the flows that say it, or will when drafts
    are in force."""
    found: dict[str, list[UsedIn]] = {}
    said = {key: set(_said(body.get("graph"))) for key, body in now.get("flow", {}).items()}
    for key, body in sorted(drafted.get("flow", {}).items()):
        before = said.get(key, set())
        for prompt in sorted(before | set(_said(body.get("graph")))):
            name = Words.model_validate(body.get("name") or {"zh": key, "en": key})
            found.setdefault(prompt, []).append(UsedIn(flow=key, name=name, draft=prompt not in before))
    return found


def _said(graph: Any) -> Iterator[str]:  # noqa: ANN401 - a graph, or what stands for one
    """Every text in a list of a node: what is said, and a little more that names no prompt."""
    nodes = graph.get("nodes") if isinstance(graph, dict) else None
    for node in nodes.values() if isinstance(nodes, dict) else ():
        for held in node.values() if isinstance(node, dict) else ():
            yield from (each for each in held if isinstance(each, str)) if isinstance(held, list) else ()
