"""Whether a call is recorded: what its number says goes before what its queue says.

Both may say `recorded` true or false. A queue that says nothing is recorded; a number that says nothing
leaves it to the queue.
"""

from collections.abc import Mapping
from typing import Any


def is_recorded(number: Mapping[str, Any] | None, queue: Mapping[str, Any] | None) -> bool:
    """By the configuration of the dialled number and of the queue that the call came through."""
    said = (number or {}).get("recorded")
    if said is None:
        said = (queue or {}).get("recorded", True)
    return bool(said)
