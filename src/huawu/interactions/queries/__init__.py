"""What others may read about interactions. Lists go newest first, page by page (keyset: a page costs the same
however far back it is)."""

from huawu.interactions.queries.contacts import (
    callers_of,
    interaction,
    interactions,
    last_contact_of_callers,
    last_of_callers,
    recording,
    recordings,
    recordings_of,
    was_wrapped_up,
    wrap_ups,
)
from huawu.interactions.queries.ledger import (
    LONGEST_CONTACT,
    agent_day,
    ledger,
    segments,
    spans,
    took_part,
)

__all__ = [
    "LONGEST_CONTACT",
    "agent_day",
    "callers_of",
    "interaction",
    "interactions",
    "last_contact_of_callers",
    "last_of_callers",
    "ledger",
    "recording",
    "recordings",
    "recordings_of",
    "segments",
    "spans",
    "took_part",
    "was_wrapped_up",
    "wrap_ups",
]
