"""Lets one account pass through folders that are closed to it, and nothing more.

When root runs Huawu from a folder that only root may enter (`/root`), the account of the database server
needs the right to pass through the folders above its data. A POSIX ACL entry (acl(5)) gives `--x` to that
one account. The binary form is the kernel's: a 4-byte version 2, then entries of tag, permission (16 bits
each), id (32 bits).
"""

import errno
import os
import stat
import struct
from pathlib import Path

_ATTRIBUTE = "system.posix_acl_access"
_VERSION = struct.pack("<I", 2)
_ENTRY = struct.Struct("<HHI")
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NO_ID = 0xFFFFFFFF
_EXECUTE = 1
Entry = tuple[int, int, int]


class NoPassage(RuntimeError):
    """The folder cannot be opened to the account; the message says what to do."""


def let_pass(uid: int, folder: Path) -> None:
    """Give `uid` search permission on `folder` and every folder above it, where it lacks it."""
    for place in [folder, *folder.parents]:
        if not _may_pass(uid, place):
            _grant(uid, place)


def _may_pass(uid: int, folder: Path) -> bool:
    """May the account enter? Its groups are not asked: a needless grant does no harm."""
    found = folder.stat()
    if found.st_uid == uid:
        return bool(found.st_mode & stat.S_IXUSR)
    entries = _entries(folder)
    own = [permission for tag, permission, who in entries if tag == _USER and who == uid]
    if own:
        mask = [permission for tag, permission, _ in entries if tag == _MASK]
        return bool(own[0] & (mask[0] if mask else 7) & _EXECUTE)
    return bool(found.st_mode & stat.S_IXOTH)


def _entries(folder: Path) -> list[Entry]:
    """The ACL of the folder, or the one its mode amounts to."""
    try:
        raw = os.getxattr(folder, _ATTRIBUTE)
    except OSError as error:
        if error.errno not in (errno.ENODATA, errno.EOPNOTSUPP):
            raise
        mode = folder.stat().st_mode
        return [
            (_USER_OBJ, mode >> 6 & 7, _NO_ID),
            (_GROUP_OBJ, mode >> 3 & 7, _NO_ID),
            (_OTHER, mode & 7, _NO_ID),
        ]
    return [_ENTRY.unpack_from(raw, at) for at in range(len(_VERSION), len(raw), _ENTRY.size)]


def _grant(uid: int, folder: Path) -> None:
    kept = [entry for entry in _entries(folder) if entry[0] != _MASK and entry[::2] != (_USER, uid)]
    mask = next((entry[1] for entry in _entries(folder) if entry[0] == _MASK), 0)
    group = next(permission for tag, permission, _ in kept if tag == _GROUP_OBJ)
    entries = sorted([*kept, (_USER, _EXECUTE, uid), (_MASK, mask | group | _EXECUTE, _NO_ID)], key=_order)
    try:
        os.setxattr(folder, _ATTRIBUTE, _VERSION + b"".join(_ENTRY.pack(*entry) for entry in entries))
    except OSError as error:
        raise NoPassage(
            f"the database server runs as uid {uid} and may not pass through {folder}: "
            f"put the data folder elsewhere (HUAWU_DATA_DIR), or allow it with: chmod o+x {folder}"
        ) from error


def _order(entry: Entry) -> tuple[int, int]:
    return entry[0], entry[2]
