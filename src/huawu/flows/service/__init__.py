"""The door to flows: check a graph, start a walk, take a step, play its tests."""

from huawu.flows.core.check import check, place_of
from huawu.flows.core.check.known import ANYTHING, Known
from huawu.flows.core.differences import Difference, differences
from huawu.flows.core.kinds import NAMED
from huawu.flows.core.lift import lifted
from huawu.flows.core.ordering import in_order
from huawu.flows.core.reach import reached
from huawu.flows.core.stories import Outcome, played, played_all
from huawu.flows.core.walk import start, step
from huawu.flows.errors import BadGraph
from huawu.flows.service.walks import walk_from_dict, walk_to_dict
from huawu.flows.types import Graph
from huawu.platform.config.checks import Whole
from huawu.platform.refusals import NotAllowed

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
    "leave_guarded",
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


def leave_guarded(before: Whole, after: Whole) -> None:
    """Refused when a flow would reach outside in a way in which none does yet: another system, an address of
    messages, a telephone number. That is not for who may change only menus. What there is may be led to from
    elsewhere, worded anew and taken away."""
    known = {to for flow in before.get("flow", {}).values() for to in reached(flow.get("graph", {})).values()}
    for key, flow in sorted(after.get("flow", {}).items()):
        for node, to in reached(flow.get("graph", {})).items():
            if to not in known:
                raise NotAllowed("flow.guarded", kind="flow", item=key, node=node)
