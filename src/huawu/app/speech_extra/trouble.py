"""What keeps the built-in engines from being installed, in one line for a person."""

import errno
import shutil
from pathlib import Path

MEGABYTE = 1_000_000


class NotDone(Exception):
    """Said to whoever installs; what was fetched so far stays."""


def no_network(where: str) -> NotDone:
    return NotDone(
        f"{where} cannot be reached: check the network of this machine (HTTPS_PROXY is heeded) and run the "
        "command again; it goes on where it was"
    )


def no_room(folder: Path, *, wanted: int = 0) -> NotDone:
    needs = f"; about {wanted // MEGABYTE} MB are needed" if wanted else ""
    return NotDone(f"there is no room left in {folder}{needs}: make some and run the command again")


def of_system(error: OSError, folder: Path) -> NotDone:
    """What the system says against writing into a folder."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return no_room(folder)
    return NotDone(f"{folder} cannot be written: {error.strerror or error}")


def require_room(folder: Path, wanted: int) -> None:
    """Raises NotDone when there is not so much room, in bytes, where the folder is or will be."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if shutil.disk_usage(there).free < wanted:
        raise no_room(there, wanted=wanted)
