"""The door to flows: check a graph, start a walk, take a step."""

from huawu.flows.core.check import check
from huawu.flows.core.walk import start, step
from huawu.flows.errors import BadGraph
from huawu.flows.types import Graph, Walk

__all__ = ["check", "require_sound", "start", "step", "walk_from_dict", "walk_to_dict"]


def require_sound(
    graph: Graph, *, prompts: frozenset[str] | None = None, queues: frozenset[str] | None = None
) -> None:
    """Refuse a graph that cannot be published; the refusal names all its problems."""
    problems = check(graph, prompts=prompts, queues=queues)
    if problems:
        raise BadGraph(problems)


def walk_to_dict(walk: Walk) -> dict[str, object]:
    """A walk as plain values."""
    return {
        "flow": walk.flow,
        "version": walk.version,
        "node": walk.node,
        "tries": walk.tries,
        "path": list(walk.path),
    }


def walk_from_dict(row: dict[str, object]) -> Walk:
    """The walk that `walk_to_dict` wrote."""
    flow, node, path = str(row["flow"]), str(row["node"]), row["path"]
    version, tries = row["version"], row["tries"]
    assert isinstance(version, int)
    assert isinstance(tries, int)
    assert isinstance(path, list | tuple)
    return Walk(flow, version, node, tries, tuple(str(each) for each in path))
