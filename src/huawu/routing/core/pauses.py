"""How long a pause may last: its own limit, and what is left of the day's allowance."""

from collections.abc import Mapping
from typing import Any

from huawu.platform.clock import SECOND, Micros


def limit_seconds(reason: Mapping[str, Any], used: Micros) -> int | None:
    """Seconds that a pause for this reason may last now; None: as long as it takes. `reason` is the
    configured one, `used` what the day has seen of it. 0: nothing is left; it is allowed, and over at once.
    """
    limits = []
    if (longest := reason.get("limit_seconds")) is not None:
        limits.append(int(longest))
    if (allowance := reason.get("allowance_per_day_seconds")) is not None:
        limits.append(max(0, int(allowance) - used // SECOND))
    return min(limits, default=None)
