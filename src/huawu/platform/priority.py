"""How much a process matters when there is more to do than the machine can.

Voices and calls go before all else, reports wait. Linux counts niceness within a session only where it groups
sessions (sched(7), autogroup); our processes each have one of their own, so the group is told as well.
"""

import contextlib
import os
from pathlib import Path

BEFORE_OTHERS = -10
AFTER_OTHERS = 5
BEHIND_ALL = 10
_GROUP = Path("/proc/self/autogroup")


def set_priority(niceness: int) -> None:
    """Ask for this niceness. Below 0 needs a right that not everyone has; without it all stays as it was."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, niceness)
        _GROUP.write_text(str(niceness))
