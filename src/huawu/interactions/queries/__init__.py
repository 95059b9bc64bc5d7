"""What others may read about interactions. Lists go newest first, page by page (keyset: a page costs the same
however far back it is)."""

from huawu.interactions.queries.contacts import (
    by_id,
    called_back,
    callers_of,
    ended_by,
    interaction,
    interactions,
    keys_pressed,
    last_contact_of_callers,
    last_of_callers,
    recording,
    recording_consent,
    recordings,
    recordings_of,
    was_wrapped_up,
    wrap_ups,
)
from huawu.interactions.queries.keeping import recordings_over
from huawu.interactions.queries.ledger import (
    LONGEST_CONTACT,
    agent_day,
    agent_segments,
    ledger,
    segments,
    spans,
    took_part,
)

__all__ = [
    "LONGEST_CONTACT",
    "agent_day",
    "agent_segments",
    "by_id",
    "called_back",
    "callers_of",
    "ended_by",
    "interaction",
    "interactions",
    "keys_pressed",
    "last_contact_of_callers",
    "last_of_callers",
    "ledger",
    "recording",
    "recording_consent",
    "recordings",
    "recordings_of",
    "recordings_over",
    "segments",
    "spans",
    "took_part",
    "was_wrapped_up",
    "wrap_ups",
]
