"""Facts of flows."""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.platform.facts import fact

HUNG_UP = "hung_up"
LEFT = "left"
"""How a walk ended: the contact gave up in the flow; or it led them on, to a queue, a telephone, an end."""


@fact("flow.walked")
@dataclass(frozen=True, slots=True)
class FlowWalked:
    """A contact has been through a flow: the nodes it passed, the last ones of a long walk. Told when the
    contact is over, or goes into another flow. Nothing personal."""

    interaction: str
    flow: str
    flow_version: int
    path: list[str]
    end: str
    at: Micros
