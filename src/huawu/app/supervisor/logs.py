"""Log files that cannot fill the disk.

A program appends to its own file, so its words survive the death of the supervisor. A file that has grown too
long is copied aside and emptied in place: the program keeps its open file. A line written between copy and
emptying is lost; that is the price of not standing between a program and its log.
"""

import os
import shutil
from pathlib import Path

KEEP = 4
"""Old pieces kept of each log: NAME.log.1 (newest) to NAME.log.4."""


def rotate(log: Path, *, limit: int) -> bool:
    """Put `log` aside if it is longer than `limit` bytes. True when it did."""
    try:
        if log.stat().st_size <= limit:
            return False
    except FileNotFoundError:
        return False
    for number in range(KEEP, 1, -1):
        older, newer = _piece(log, number), _piece(log, number - 1)
        if newer.exists():
            newer.replace(older)
    shutil.copyfile(log, _piece(log, 1))
    os.chmod(_piece(log, 1), 0o600)
    os.truncate(log, 0)
    return True


def rotate_all(folder: Path, *, limit: int) -> None:
    """Put aside every too long `*.log` of the folder."""
    for log in folder.glob("*.log"):
        rotate(log, limit=limit)


def last_lines(log: Path, count: int) -> str:
    """The last `count` lines, for a person who wants to know why something does not run."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except FileNotFoundError:
        return ""


def _piece(log: Path, number: int) -> Path:
    return log.with_name(f"{log.name}.{number}")
