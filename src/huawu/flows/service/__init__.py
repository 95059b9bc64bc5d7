"""The door to flows: check a graph, start a walk, take a step, play its tests."""

from huawu.flows.core.check import check, place_of
from huawu.flows.core.check.known import ANYTHING, Known
from huawu.flows.core.differences import Difference, differences
from huawu.flows.core.kinds import NAMED
from huawu.flows.core.lift import lifted
from huawu.flows.core.ordering import in_order
from huawu.flows.core.stories import Outcome, played, played_all
from huawu.flows.core.walk import start, step
from huawu.flows.errors import BadGraph
from huawu.flows.service.walks import walk_from_dict, walk_to_dict
from huawu.flows.types import Graph

__all__ = [
    "ANYTHING",
    "BadGraph",
    "NAMED",
    "Difference",
    "Known",
    "Outcome",
    "check",
    "differences",
    "in_order",
    "lifted",
    "place_of",
    "played",
    "played_all",
    "require_sound",
    "start",
    "step",
    "walk_from_dict",
    "walk_to_dict",
]


def require_sound(graph: Graph, known: Known = ANYTHING) -> None:
    """Refuse a graph that cannot be published; the refusal names all its problems."""
    problems = check(graph, known)
    if problems:
        raise BadGraph(problems)
