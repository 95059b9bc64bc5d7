"""Reads a spool from a cursor on, in batches of one epoch each."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from huawu.platform import spool
from huawu.platform.facts import Envelope
from huawu.platform.spool import Position
from huawu.platform.spooled import Cursor

log = logging.getLogger(__name__)
MOST_FACTS = 2000
_PATHS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """What lies between two cursors: facts, each with the position after it, all of the epoch of `end`."""

    start: Cursor
    end: Cursor
    facts: list[Envelope]
    places: list[Position]

    @property
    def full(self) -> bool:
        """More may be waiting."""
        return len(self.facts) >= MOST_FACTS

    def halves(self) -> tuple["Piece", "Piece"]:
        """Two pieces that together are this one. For at least two facts."""
        half = len(self.facts) // 2
        middle = Cursor(self.start.spool, self.places[half - 1], self.end.epoch)
        first = Piece(self.start, middle, self.facts[:half], self.places[:half])
        return first, Piece(middle, self.end, self.facts[half:], self.places[half:])


def read_piece(folder: Path, start: Cursor, *, most: int = MOST_FACTS) -> Piece:
    """The next facts, at most `most`, up to a change of epoch."""
    facts: list[Envelope] = []
    places: list[Position] = []
    at, epoch = start.at, start.epoch
    for after, record in spool.read(folder, start.at, kept=False):
        if record[0] == "state" and record[1] != epoch:
            if facts:
                break
            epoch = record[1]
        if after.segment != at.segment:
            _look_back(folder, at)
        if record[0] == "fact":
            facts.append(Envelope(*record[1]))
            places.append(after)
        at = after
        if len(facts) >= most:
            break
    return Piece(start, Cursor(start.spool, at, epoch), facts, places)


def _look_back(folder: Path, left: Position) -> None:
    """Say so if a segment is left before its end: what is there cannot be read (a damaged disk)."""
    path = spool.segment_path(folder, left.segment)
    rest = path.stat().st_size - left.offset if path.exists() else 0
    if rest > 0:
        log.error("spool segment %s is damaged at %d: %d bytes cannot be read", path.name, left.offset, rest)


class Watch:
    """Tells cheaply (two stat calls) whether there is anything after a position."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths: dict[int, str] = {}  # making a path costs more than asking for a size

    def behind(self, at: Position) -> int:
        """Bytes after the position, 0 when there is nothing new. A newer segment counts as at least one."""
        if at.segment == 0:
            return sum(self._size(number) for number in spool.segments(self._folder))
        newer, here = self._size(at.segment + 1), self._size(at.segment)
        if newer or not here:
            newer += sum(self._size(n) for n in spool.segments(self._folder) if n > at.segment + 1)
        return max(0, here - at.offset) + newer

    def _size(self, number: int) -> int:
        path = self._paths.get(number)
        if path is None:
            if len(self._paths) > _PATHS_KEPT:
                self._paths.clear()
            path = self._paths[number] = str(spool.segment_path(self._folder, number))
        try:
            return os.stat(path).st_size
        except FileNotFoundError:
            return 0
