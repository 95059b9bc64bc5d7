"""What was said in a recorded call, in words: a file beside the recording, encrypted with the same key.

    header of the recording (`core.media.recording`) | frame | frame | ...
    frame: length (4, big-endian) | nonce (12) | AES-256-GCM of one msgpack map

A map is a `Line`. What is authenticated beside it: the recording's id and the frame's place in the file. A
frame cut short by a death is dropped. The file goes with its recording: who may hear that may read this, and
both are deleted together.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgpack
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huawu.platform.clock import Micros
from huawu.platform.refusals import Unavailable
from huawu.telephony.core.media import recording as codec
from huawu.telephony.recordings import KeyPort

SUFFIX = ".words"
LONGEST_LINE = 64 * 1024
_LENGTH = struct.Struct(">I")
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
OUTSIDE, INSIDE = 0, 1


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said. `side`: `OUTSIDE` or `INSIDE`, as in the recording; `typed`: an agent wrote it
    and a voice said it. Times in microseconds UTC."""

    at: Micros
    end: Micros
    side: int
    text: str
    typed: bool = False


def beside(path: Path) -> Path:
    """Where the words of a recording lie."""
    return path.with_suffix(SUFFIX)


class Pen:
    """Writes the words of one recording, each line by one write(2). A file that is there already goes on."""

    def __init__(self, path: Path, *, key: bytes, header: dict[str, Any], inside: Path) -> None:
        """`path`: of the recording. Raises OSError, and ValueError for a place outside of the folder or the
        words of another recording."""
        folder = inside.resolve()
        place = beside(folder / path)
        if not Path(os.path.realpath(place.parent)).is_relative_to(folder):
            raise ValueError("outside of the folder")
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._cipher, self._name = AESGCM(key), str(header["recording"]).encode()
        self._fd = os.open(place, _FLAGS, 0o600)
        try:
            self._size = self._begin(header)
        except BaseException:
            os.close(self._fd)
            raise

    def _begin(self, header: dict[str, Any]) -> int:
        """The bytes that are whole."""
        begun = os.pread(self._fd, os.fstat(self._fd).st_size, 0)
        try:
            there, size = codec.decode_header(begun)
        except codec.Unreadable:
            os.ftruncate(self._fd, 0)
            return self._append(codec.encode_header(header))
        if there["recording"] != header["recording"]:
            raise ValueError("words of another recording")
        for at, frame in _frames(begun, size):
            size = at + _LENGTH.size + len(frame)
        os.ftruncate(self._fd, size)
        return size

    def write(self, line: Line) -> None:
        """Raises OSError when it cannot be written; then it is lost, and the file as it was."""
        nonce = os.urandom(codec.NONCE_BYTES)
        plain: bytes = msgpack.packb(asdict(line))
        frame = nonce + self._cipher.encrypt(nonce, plain, _known(self._name, self._size))
        data = _LENGTH.pack(len(frame)) + frame
        try:
            self._size += self._append(data)
        except OSError:
            os.ftruncate(self._fd, self._size)
            raise

    def _append(self, data: bytes) -> int:
        if os.write(self._fd, data) != len(data):
            raise OSError("short write")
        return len(data)

    def close(self) -> None:
        os.close(self._fd)


def read(path: Path | str, keys: KeyPort, *, inside: Path) -> list[Line]:
    """What was said in the recording at this path, in the order in which it was; [] when nothing was written
    down. Raises Unavailable when its site key is not here."""
    folder = inside.resolve()
    place = beside(folder / path).resolve()
    if not place.is_relative_to(folder) or not place.is_file():
        return []
    data = place.read_bytes()
    try:
        header, offset = codec.decode_header(data)
        cipher = AESGCM(keys.unwrap(header))
    except codec.Unreadable:
        return []
    except (ValueError, OSError) as error:
        raise Unavailable("recording.key_missing") from error
    name = str(header["recording"]).encode()
    lines = (_line(cipher, name, at, frame) for at, frame in _frames(data, offset))
    return sorted((each for each in lines if each is not None), key=lambda each: each.at)


def _frames(data: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Where each whole frame begins, and what it holds."""
    while offset + _LENGTH.size <= len(data):
        (length,) = _LENGTH.unpack_from(data, offset)
        end = offset + _LENGTH.size + length
        if not codec.NONCE_BYTES < length <= LONGEST_LINE or end > len(data):
            return
        yield offset, data[offset + _LENGTH.size : end]
        offset = end


def _line(cipher: AESGCM, name: bytes, at: int, frame: bytes) -> Line | None:
    """None for one that was changed."""
    nonce, sealed = frame[: codec.NONCE_BYTES], frame[codec.NONCE_BYTES :]
    try:
        return Line(**msgpack.unpackb(cipher.decrypt(nonce, sealed, _known(name, at))))
    except (InvalidTag, TypeError, ValueError):
        return None


def _known(name: bytes, at: int) -> bytes:
    return b"words" + name + at.to_bytes(8, "big")
