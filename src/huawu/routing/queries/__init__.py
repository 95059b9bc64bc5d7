"""What others may read about routing, and an agent's own page."""

from huawu.routing.queries.callbacks import Wanted as CallbacksWanted
from huawu.routing.queries.callbacks import callback, callback_counts, callbacks, open_callbacks_of
from huawu.routing.queries.decisions import RoutingDecisions
from huawu.routing.queries.me import me_shown
from huawu.routing.queries.past import read_day, span_of
from huawu.routing.queries.pausing import pause_limit
from huawu.routing.queries.states import had_part, states_since

__all__ = [
    "CallbacksWanted",
    "RoutingDecisions",
    "callback",
    "callback_counts",
    "callbacks",
    "had_part",
    "me_shown",
    "open_callbacks_of",
    "pause_limit",
    "read_day",
    "span_of",
    "states_since",
]
