"""Where contacts go in a graph, and where they hang up: from the paths of real walks to figures per node."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from huawu.flows.events import HUNG_UP

Way = tuple[str, str, str]
"""From a node to the next ("" none), and how the walk ended there ("" it went on)."""


def ways_of(path: Sequence[str], end: str) -> Counter[Way]:
    """How often a walk took each way."""
    ways: Counter[Way] = Counter((here, then, "") for here, then in zip(path, path[1:], strict=False))
    if path:
        ways[path[-1], "", end] += 1
    return ways


@dataclass(slots=True)
class NodeFigures:
    """Of one node. `came`: how often somebody came to it; `hung_up`: how often they gave up there; `left`:
    how often it was the last, without giving up; `to`: how often they went on, by node."""

    came: int = 0
    hung_up: int = 0
    left: int = 0
    to: dict[str, int] = field(default_factory=dict)


def figures(counted: Iterable[tuple[str, str, str, int]]) -> dict[str, NodeFigures]:
    """Figures by node, from ways and how often each was taken."""
    found: dict[str, NodeFigures] = {}
    for here, then, end, often in counted:
        of = found.setdefault(here, NodeFigures())
        of.came += often
        if end == HUNG_UP:
            of.hung_up += often
        elif end:
            of.left += often
        else:
            of.to[then] = of.to.get(then, 0) + often
    return found
