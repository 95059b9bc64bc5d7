"""How much room is left for recordings: told long before the disk is full."""

import shutil
from dataclasses import dataclass
from pathlib import Path

LOW_PERCENT, FULL_PERCENT = 15.0, 2.0
"""From the first on administrators are warned. From the second on recordings stop and calls go on: the
spool and the database may lie on the same disk, and need what is left."""


@dataclass(frozen=True, slots=True)
class Space:
    """`state`: ok, low, full."""

    free_bytes: int
    free_percent: float
    state: str


def space_of(folder: Path) -> Space:
    """Of the disk that this folder lies on, or will."""
    while not folder.exists():
        folder = folder.parent
    total, _, free = shutil.disk_usage(folder)
    percent = round(100 * free / total, 2) if total else 100.0
    return Space(free, percent, state_of(percent))


def state_of(percent: float) -> str:
    """The word for so much free space."""
    if percent < FULL_PERCENT:
        return "full"
    return "low" if percent < LOW_PERCENT else "ok"
