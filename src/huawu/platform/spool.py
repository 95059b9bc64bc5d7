"""The spool: where the live process writes down what happened before it acts on it.

A folder of numbered segment files. A record is a 4-byte length, a 4-byte CRC-32 and one msgpack list:

    ["state", epoch, {key: value, ...}]   the first record of a segment: everything kept, so that the newest
                                          whole segment alone tells a restarted process where it was
    ["keep", key, value]                  a kept value changed (null: forgotten)
    ["fact", [id, stream, seq, kind, version, at, site, body]]

A batch is one `write(2)`, which survives the death of the process; `sync` (every 50 ms, in a thread) makes it
survive the machine's. A record cut short by a death is dropped by readers and truncated by the next writer.
`epoch` is the lease's: rows of a stale epoch are refused by the writer to the database.
"""

import os
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgpack

from huawu.platform.facts import Envelope

_HEAD = struct.Struct(">II")
_KEEP = b"\x93\xa4keep"  # how msgpack begins a list of three whose first is "keep"
SEGMENT_BYTES = 16 * 1024 * 1024
_READ_BYTES = 256 * 1024
Record = list[Any]


class Position(NamedTuple):
    """A place between two records."""

    segment: int
    offset: int


_packed = msgpack.Packer().pack  # one for all: making a packer costs more than most records


def pack(record: Record) -> bytes:
    body: bytes = _packed(record)
    return _HEAD.pack(len(body), zlib.crc32(body)) + body


def segments(folder: Path) -> list[int]:
    """Numbers of the segments in the folder, oldest first."""
    return sorted(int(p.stem) for p in folder.glob("*.spool"))


def segment_path(folder: Path, number: int) -> Path:
    return folder / f"{number:010d}.spool"


def read(folder: Path, start: Position, *, kept: bool = True) -> Iterator[tuple[Position, Record]]:
    """Records from `start` on, each with the position after it. Ends at the last whole record.

    `kept` False: of `keep` records, which are most of the bytes, only the name is read.
    """
    for number in [n for n in segments(folder) if n >= start.segment]:
        offset = start.offset if number == start.segment else 0
        for after, record in _read_segment(segment_path(folder, number), offset, kept):
            yield Position(number, after), record


def _read_segment(path: Path, offset: int, kept: bool = True) -> Iterator[tuple[int, Record]]:
    with path.open("rb", buffering=0) as file:
        file.seek(offset)
        data, at = b"", 0
        while more := file.read(_READ_BYTES):
            data, at = data[at:] + more, 0
            while len(data) - at >= _HEAD.size:
                length, crc = _HEAD.unpack_from(data, at)
                begin = at + _HEAD.size
                end = begin + length
                if end > len(data):
                    break
                body = data[begin:end]
                if zlib.crc32(body) != crc:
                    return
                offset, at = offset + end - at, end
                if not kept and body.startswith(_KEEP):
                    yield offset, ["keep"]
                else:
                    yield offset, msgpack.unpackb(body, strict_map_key=False)


class Spool:
    """The writing end; one per site. Not thread-safe except `sync`."""

    def __init__(self, folder: Path, *, segment_bytes: int = SEGMENT_BYTES) -> None:
        self._folder = folder
        self._limit = segment_bytes
        self._batch: list[bytes] = []
        self.kept: dict[str, Any] = {}
        self.recent: list[Envelope] = []
        self.epoch = 0
        self.snapshot: Callable[[], dict[str, Any]] = dict  # more to keep, asked for when a segment begins
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._number, self._size = self._take_up()
        self._fd = self._open(self._number) if self._number else -1
        self._synced = self.position
        self._named = self._number  # the newest segment that the folder is known to name
        self._syncing = threading.Lock()
        self._full: list[int] = []  # segments that were rolled over and not synced since

    def _take_up(self) -> tuple[int, int]:
        """Fold the newest segment that begins with a state; truncate a torn tail."""
        for number in reversed(segments(self._folder)):
            path, size, seen = segment_path(self._folder, number), 0, False
            for after, record in _read_segment(path, 0):
                if not seen and record[0] != "state":
                    break
                seen, size = True, after
                self._fold(record)
            if seen:
                os.truncate(path, size)
                return number, size
            path.unlink()
        return 0, 0

    def _fold(self, record: Record) -> None:
        if record[0] == "state":
            self.epoch, self.kept, self.recent = record[1], dict(record[2]), []
        elif record[0] == "keep":
            if record[2] is None:
                self.kept.pop(record[1], None)
            else:
                self.kept[record[1]] = record[2]
        else:
            self.recent.append(Envelope(*record[1]))

    def _open(self, number: int) -> int:
        return os.open(segment_path(self._folder, number), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def begin(self, epoch: int) -> None:
        """Start a new segment under this epoch. Must be called before the first `flush`."""
        self.epoch = epoch
        self._roll()

    def fact(self, row: list[Any]) -> None:
        """Write down a fact, given as the values of its envelope in their order."""
        self._batch.append(pack(["fact", row]))

    def keep(self, key: str, value: Any) -> None:  # noqa: ANN401 - any plain value
        """Remember `value` under `key` (None: forget)."""
        if value is None:
            if self.kept.pop(key, None) is None:
                return
        else:
            self.kept[key] = value
        self._batch.append(pack(["keep", key, value]))

    def flush(self) -> None:
        """Write the batch with one write(2). OSError (disk full) leaves the batch for the next try."""
        if not self._batch:
            return
        data = b"".join(self._batch)
        written = os.write(self._fd, data)
        if written != len(data):
            os.ftruncate(self._fd, self._size)
            raise OSError("spool: short write")
        self._batch.clear()
        self._size += written
        if self._size >= self._limit:
            self._roll()

    def sync(self) -> None:
        """fsync when something was written since the last time. May run in several threads."""
        with self._syncing:
            self._sync()

    def _sync(self) -> None:
        while self._full:
            os.fsync(self._full[0])
            os.close(self._full.pop(0))
        at, fd = self.position, self._fd  # in this order: what is written meanwhile is synced the next time
        if at == self._synced:
            return
        os.fsync(fd)
        if at.segment != self._named:
            self._sync_folder()
            self._named = at.segment
        self._synced = at

    def _sync_folder(self) -> None:
        """A new segment is there after a power cut only when its folder says so."""
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @property
    def position(self) -> Position:
        return Position(self._number, self._size)

    def _roll(self) -> None:
        old, number = self._fd, self._number + 1
        self.kept.update(self.snapshot())
        fresh = self._open(number)
        state = pack(["state", self.epoch, self.kept])
        os.write(fresh, state)
        self._fd, self._number, self._size = fresh, number, len(state)
        if old >= 0:
            self._full.append(old)  # it waits for `sync`: a call does not wait for the disk

    def close(self) -> None:
        if self._fd >= 0:
            self.flush()
            self.sync()
            os.close(self._fd)
            self._fd = -1


def trim(folder: Path, written: Position) -> int:
    """Delete segments that lie wholly before `written`; the newest always stays. Returns how many."""
    gone = 0
    for number in segments(folder)[:-1]:
        if number < written.segment:
            segment_path(folder, number).unlink()
            gone += 1
    return gone
