"""Files that lie in memory while something is measured."""

import ctypes
import mmap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PIECE = 1 << 20
_FUTURE = 2  # MCL_FUTURE of mlockall(2): what is mapped from now on is held


@contextmanager
def held_in_memory(folder: Path) -> Iterator[None]:
    """The files two levels below are read, and held where the system allows it: a machine may give back what
    was not read for a while, and the next one who asks for it waits for the disk."""
    libc = ctypes.CDLL(None)
    held: list[mmap.mmap] = []
    holds = libc.mlockall(_FUTURE) == 0
    try:
        for file in folder.glob("*/*"):
            with suppress(OSError):  # gone meanwhile, or no more memory is to be held
                _read(file)
                if holds and file.stat().st_size:
                    held.append(_mapped(file))
        yield
    finally:
        libc.munlockall()
        for each in held:
            each.close()


def _read(file: Path) -> None:
    with file.open("rb") as opened:
        while opened.read(_PIECE):
            pass


def _mapped(file: Path) -> mmap.mmap:
    with file.open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ)
