"""Where facts go that the database may or can not take: a spool-shaped file each, for a person to see."""

import os
from pathlib import Path

from huawu.platform.facts import Envelope
from huawu.platform.spool import pack
from huawu.platform.spooled import Cursor


def park(folder: Path, why: str, start: Cursor, epoch: int, facts: list[Envelope]) -> Path:
    """Write the facts to `folder`, safe on disk when this returns. Doing it again changes nothing."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{why}-{start.spool}-{start.at.segment:010d}-{start.at.offset:010d}.spool"
    fresh = path.with_suffix(".new")
    fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(fd, pack(["state", epoch, {}]))
        for fact in facts:
            os.write(fd, pack(["fact", fact.as_list()]))
        os.fsync(fd)
    finally:
        os.close(fd)
    fresh.replace(path)
    return path
