"""The file of a recording: a header and one encrypted frame for each second.

    magic (8 bytes) | header length (4, big-endian) | header (msgpack map) | frame | frame | ...

Header: `recording` (id), `site`, `started_at` (microseconds UTC), `key_id`, `wrapped` (data key, wrapped by
the site key). A frame is one second, or the part of one during which the file was open:

    mark (2) | index (4) | first sample (2) | samples (2) | laws (1) | nonce (12) | AES-256-GCM of both planes

`index`: seconds since `started_at`. Both planes hold `samples` bytes of raw G.711; laws has bit 0 set when
left is A-law, bit 1 when right is, bit 2 when recording was paused (both planes are silence). What is
authenticated beside the audio: the id and all of the head before the nonce. A frame cut short by a death is
dropped. A second without a frame is silence; a second may have several frames (one stopped, paused or went
on), each for its own samples. Nonces are random, so no number must survive a kill.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgpack
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

RATE = 8000
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
MAGIC = b"HUAWUR1\n"
LONGEST_HEADER = 65536
_LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(">2sIHHB")
_MARK = b"\xa7\x5e"
HEAD_BYTES = _HEAD.size + NONCE_BYTES
LEFT_IS_A, RIGHT_IS_A, PAUSED = 1, 2, 4
Read = Callable[[int, int], bytes]
"""Of a file: as many bytes, from an offset."""


class Unreadable(ValueError):
    """Not a recording, or not with this key."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a frame lies in the file and in time. `offset`: of its ciphertext."""

    index: int
    first: int
    samples: int
    laws: int
    offset: int

    @property
    def size(self) -> int:
        """Bytes of the ciphertext."""
        return 2 * self.samples + TAG_BYTES

    @property
    def start(self) -> int:
        """Samples since the start of the recording before this frame."""
        return self.index * RATE + self.first

    @property
    def end(self) -> int:
        """Samples since the start of the recording after this frame."""
        return self.index * RATE + self.first + self.samples


@dataclass(frozen=True, slots=True)
class Slice:
    """What one frame holds: raw G.711 of both sides from sample `first` of second `index`."""

    index: int
    first: int
    laws: int
    left: bytes
    right: bytes


def encode_header(header: dict[str, Any]) -> bytes:
    """The first bytes of a file."""
    packed: bytes = msgpack.packb(header)
    return MAGIC + _LENGTH.pack(len(packed)) + packed


def decode_header(data: bytes) -> tuple[dict[str, Any], int]:
    """Header and the offset of the first frame, from the first bytes of a file. Raises Unreadable."""
    start = len(MAGIC) + _LENGTH.size
    if len(data) < start or not data.startswith(MAGIC):
        raise Unreadable("not a recording")
    (length,) = _LENGTH.unpack_from(data, len(MAGIC))
    if length > LONGEST_HEADER or len(data) < start + length:
        raise Unreadable("header is cut short")
    try:
        header = msgpack.unpackb(data[start : start + length])
    except (ValueError, msgpack.UnpackException) as error:
        raise Unreadable("header makes no sense") from error
    if not isinstance(header, dict) or not isinstance(header.get("recording"), str):
        raise Unreadable("header makes no sense")
    return header, start + length


def encode_frame(cipher: AESGCM, recording: bytes, part: Slice, nonce: bytes) -> bytes:
    """One frame, ready to be written at once. Left and right are equally long."""
    head = _HEAD.pack(_MARK, part.index, part.first, len(part.left), part.laws)
    return head + nonce + cipher.encrypt(nonce, part.left + part.right, recording + head)


def decode_head(data: bytes, offset: int) -> Head | None:
    """The head whose first byte is at `offset` of the file (`data` holds that head only). None when torn."""
    if len(data) < HEAD_BYTES:
        return None
    mark, index, first, samples, laws = _HEAD.unpack_from(data)
    if mark != _MARK or not 0 < samples <= RATE or first + samples > RATE:
        return None
    if laws > LEFT_IS_A + RIGHT_IS_A + PAUSED:
        return None
    return Head(index, first, samples, laws, offset + HEAD_BYTES)


def decode_frame(cipher: AESGCM, recording: bytes, head: Head, data: bytes) -> Slice:
    """Decrypt a frame: `data` is its nonce and ciphertext. Raises Unreadable (wrong key, or changed)."""
    known = _HEAD.pack(_MARK, head.index, head.first, head.samples, head.laws)
    try:
        plain = cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], recording + known)
    except InvalidTag as error:
        raise Unreadable("wrong key or damaged") from error
    return Slice(head.index, head.first, head.laws, plain[: head.samples], plain[head.samples :])


def heads(read: Read, start: int, size: int) -> Iterator[Head]:
    """Heads of all whole frames of a file of `size` bytes, from the first one at `start` on."""
    offset = start
    while (head := decode_head(read(HEAD_BYTES, offset), offset)) is not None:
        offset = head.offset + head.size
        if offset > size:
            return
        yield head


def pauses(frames: Iterable[Head]) -> list[tuple[int, int]]:
    """When recording was paused: samples since the start, from and to, in order. A stretch between two paused
    frames that nothing was written in (a process died) belongs to the pause."""
    found: list[tuple[int, int]] = []
    was_paused = False
    for head in sorted(frames, key=lambda head: head.start):
        is_paused = bool(head.laws & PAUSED)
        if is_paused and was_paused:
            found[-1] = found[-1][0], head.end
        elif is_paused:
            found.append((head.start, head.end))
        was_paused = is_paused
    return found
