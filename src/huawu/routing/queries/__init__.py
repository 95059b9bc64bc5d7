"""What others may read about routing, and an agent's own page."""

from huawu.routing.queries.decisions import RoutingDecisions
from huawu.routing.queries.me import me_shown

__all__ = ["RoutingDecisions", "me_shown"]
