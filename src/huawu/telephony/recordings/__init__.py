"""Recordings at rest: keys, places, and reading them as WAV.

Each recording has its own data key, wrapped by the site key and kept in the file's header; the site key
lies in a folder outside of the data directory, so a copy of the data alone says nothing. A WAV is made
while it is read: stereo 16-bit PCM at 8 kHz, left = outside party, right = inside; its size is known from
the heads of the frames, so any range of it can be served without decrypting the rest.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huawu.platform.clock import Micros, as_datetime
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Unavailable
from huawu.platform.settings import from_environment
from huawu.telephony.core.media import g711
from huawu.telephony.core.media import recording as codec

SUFFIX = ".hwr"
_WRAP_CONTEXT = b"huawu recording data key"
_WAV_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
WAV_HEAD_BYTES = _WAV_HEAD.size
_SAMPLE_BYTES = 4  # left and right, 16 bits each
_SECOND_BYTES = codec.RATE * _SAMPLE_BYTES
_PIECE = 64 * 1024
_LARGEST_WAV = 0xFFFFFFFF - 64


class KeyPort(Protocol):
    """Where site keys are: a file today, a key server or HSM tomorrow."""

    def current(self) -> tuple[str, bytes]:
        """Id and value (32 bytes) of the key that new recordings are wrapped with."""

    def unwrap(self, header: dict[str, Any]) -> bytes:
        """The data key of the recording with this header. Raises ValueError when the key is not ours."""


class FileKeyPort:
    """Site keys as files `recordings-NNNN.key` (32 bytes, mode 0600); the highest number is current."""

    def __init__(self, key_dir: Path) -> None:
        self._folder = key_dir
        self._keys: dict[str, bytes] = {}
        self._current: tuple[str, bytes] | None = None

    def current(self) -> tuple[str, bytes]:
        """The current key; made on first use."""
        if self._current is None:
            self._read()
        if self._current is None:
            self._make(1)
        assert self._current is not None
        return self._current

    def rotate(self) -> str:
        """Make a new current key; the old ones stay for the old recordings. Returns its id."""
        self._make(int(self.current()[0].split("-")[0]) + 1)
        return self.current()[0]

    def unwrap(self, header: dict[str, Any]) -> bytes:
        if header.get("key_id") not in self._keys:
            self._read()
        site_key = self._keys.get(str(header.get("key_id")))
        wrapped = header.get("wrapped")
        if site_key is None or not isinstance(wrapped, bytes):
            raise ValueError("the site key of this recording is not here")
        return open_secret(site_key, wrapped)

    def _read(self) -> None:
        for path in sorted(self._folder.glob("recordings-*.key")):
            self._know(path.stem.removeprefix("recordings-"), path.read_bytes())

    def _make(self, number: int) -> None:
        """Write a new key whole or not at all; when another process was first, its key is the one."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"recordings-{number:04d}.key"
        fresh = path.with_suffix(f".{os.getpid()}")
        fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(fd, AESGCM.generate_key(256))
            os.fsync(fd)
        finally:
            os.close(fd)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        self._read()

    def _know(self, number: str, key: bytes) -> None:
        if len(key) != codec.KEY_BYTES:
            raise ValueError(f"site key {number} is not {codec.KEY_BYTES} bytes long")
        key_id = f"{number}-{sha256(b'huawu key id' + key).hexdigest()[:8]}"
        self._keys[key_id] = key
        self._current = key_id, key


def new_secret(site_key: bytes) -> tuple[bytes, bytes]:
    """A fresh data key, plain and wrapped by the site key."""
    data_key, nonce = AESGCM.generate_key(256), os.urandom(codec.NONCE_BYTES)
    return data_key, nonce + AESGCM(site_key).encrypt(nonce, data_key, _WRAP_CONTEXT)


def open_secret(site_key: bytes, wrapped: bytes) -> bytes:
    """The data key. Raises ValueError when it was wrapped by another key or changed."""
    try:
        return AESGCM(site_key).decrypt(
            wrapped[: codec.NONCE_BYTES], wrapped[codec.NONCE_BYTES :], _WRAP_CONTEXT
        )
    except (InvalidTag, ValueError) as error:
        raise ValueError("wrapped by another key") from error


def path_for(recording: Id, at: Micros) -> str:
    """The place of a recording within the folder of recordings: one folder a day (UTC)."""
    return f"{as_datetime(at):%Y/%m/%d}/{recording}{SUFFIX}"


def secret_for(
    recording: Id, *, path: Path | str, keys: KeyPort, started_at: Micros, site: str
) -> dict[str, Any]:
    """What the media process needs to record: `path`, `key`, `header`."""
    key_id, site_key = keys.current()
    data_key, wrapped = new_secret(site_key)
    header = {
        "recording": recording,
        "site": site,
        "started_at": started_at,
        "key_id": key_id,
        "wrapped": wrapped,
    }
    return {"path": str(path), "key": data_key, "header": header}


def reopen(path: Path | str, keys: KeyPort, *, inside: Path | None = None) -> bytes:
    """The data key of a recording that is there already. Raises as `open_wav` does."""
    return _unwrapped(keys, _read_header(_found(path, inside))[0])


@dataclass(frozen=True, slots=True)
class WavView:
    """A recording as the bytes of a WAV file, made while they are read."""

    path: Path
    recording: bytes
    cipher: AESGCM
    seconds: dict[int, tuple[codec.Head, ...]]
    samples: int

    @property
    def pauses(self) -> list[tuple[float, float]]:
        """When recording was paused: seconds since its start, from and to."""
        return pauses_of(head for heads in self.seconds.values() for head in heads)

    @property
    def size(self) -> int:
        """Bytes of the whole file."""
        return _WAV_HEAD.size + self.samples * _SAMPLE_BYTES

    @property
    def duration(self) -> float:
        """Seconds from the start of the recording to its end."""
        return self.samples / codec.RATE

    def read(self, start: int, end: int) -> bytes:
        """Bytes from `start` up to, not including, `end`. Raises Unreadable for a damaged frame."""
        start, end = max(0, start), min(end, self.size)
        if start >= end:
            return b""
        pieces = [_wav_head(self.samples)[start:end]] if start < _WAV_HEAD.size else []
        first, last = max(0, start - _WAV_HEAD.size), end - _WAV_HEAD.size
        if last <= 0:
            return pieces[0]
        with self.path.open("rb") as file:
            for second in range(first // _SECOND_BYTES, -(-last // _SECOND_BYTES)):
                base = second * _SECOND_BYTES
                audio = self._second(file.fileno(), second)
                pieces.append(audio[max(0, first - base) : last - base])
        return b"".join(pieces)

    def pieces(self) -> Iterator[bytes]:
        """The whole file, in pieces."""
        for start in range(0, self.size, _PIECE):
            yield self.read(start, start + _PIECE)

    def planes(self, second: int) -> tuple[g711.Samples, g711.Samples]:
        """Left and right samples of one second."""
        with self.path.open("rb") as file:
            both = np.frombuffer(self._second(file.fileno(), second), dtype="<i2").reshape(-1, 2)
        return both[:, 0].astype(np.int16), both[:, 1].astype(np.int16)

    def _second(self, fd: int, second: int) -> bytes:
        both = np.zeros((codec.RATE, 2), dtype="<i2")
        for head in self.seconds.get(second, ()):
            data = os.pread(fd, head.size + codec.NONCE_BYTES, head.offset - codec.NONCE_BYTES)
            part = codec.decode_frame(self.cipher, self.recording, head, data)
            span = slice(part.first, part.first + head.samples)
            both[span, 0] = g711.decode(part.left, g711.A if part.laws & codec.LEFT_IS_A else g711.MU)
            both[span, 1] = g711.decode(part.right, g711.A if part.laws & codec.RIGHT_IS_A else g711.MU)
        return both[: max(0, self.samples - second * codec.RATE)].tobytes()


def open_wav(path: Path | str, keys: KeyPort, *, inside: Path | None = None) -> WavView:
    """A recording to be read as WAV. `path` must lie in `inside` (the recordings' folder unless given).

    Raises NotFound (no such recording), Invalid (not a recording), Unavailable (its site key is not here).
    """
    found = _found(path, inside)
    header, offset = _read_header(found)
    seconds: dict[int, tuple[codec.Head, ...]] = {}
    samples = 0
    for head in _heads(found, offset):
        seconds[head.index] = (*seconds.get(head.index, ()), head)
        samples = max(samples, head.end)
    if samples * _SAMPLE_BYTES > _LARGEST_WAV:
        raise Invalid("recording.too_long")
    cipher = AESGCM(_unwrapped(keys, header))
    return WavView(found, header["recording"].encode(), cipher, seconds, samples)


def wav(path: Path | str, keys: KeyPort, *, inside: Path | None = None) -> Iterator[bytes]:
    """A recording as the pieces of a WAV file."""
    return open_wav(path, keys, inside=inside).pieces()


def duration(path: Path | str, *, inside: Path | None = None) -> float:
    """Seconds from the start of the recording to the end of its last whole frame. Needs no key."""
    found = _found(path, inside)
    return max((head.end for head in _heads(found, _read_header(found)[1])), default=0) / codec.RATE


def pauses(path: Path | str, *, inside: Path | None = None) -> list[tuple[float, float]]:
    """When a recording was paused: seconds since its start, from and to. Needs no key."""
    found = _found(path, inside)
    return pauses_of(_heads(found, _read_header(found)[1]))


def pauses_of(heads: Iterable[codec.Head]) -> list[tuple[float, float]]:
    """The same, of heads of frames."""
    return [(start / codec.RATE, end / codec.RATE) for start, end in codec.pauses(heads)]


def _unwrapped(keys: KeyPort, header: dict[str, Any]) -> bytes:
    try:
        return keys.unwrap(header)
    except (ValueError, OSError) as error:
        raise Unavailable("recording.key_missing") from error


def _found(path: Path | str, inside: Path | None) -> Path:
    """The real place of a path that someone named. Raises NotFound for whatever lies elsewhere."""
    folder = (inside or from_environment().recordings_dir).resolve()
    try:
        found = (folder / path).resolve(strict=True)
    except (OSError, ValueError) as error:
        raise NotFound("recording.unknown") from error
    if not found.is_relative_to(folder) or not found.is_file():
        raise NotFound("recording.unknown")
    return found


def _read_header(path: Path) -> tuple[dict[str, Any], int]:
    with path.open("rb") as file:
        begun = file.read(codec.LONGEST_HEADER + 12)
    try:
        return codec.decode_header(begun)
    except codec.Unreadable as error:
        raise Invalid("recording.unreadable") from error


def _heads(path: Path, offset: int) -> Iterator[codec.Head]:
    with path.open("rb") as file:
        fd = file.fileno()
        yield from codec.heads(partial(os.pread, fd), offset, os.fstat(fd).st_size)


def _wav_head(samples: int) -> bytes:
    data = samples * _SAMPLE_BYTES
    riff = _WAV_HEAD.size - 8 + data
    form = (16, 1, 2, codec.RATE, _SECOND_BYTES, _SAMPLE_BYTES, 16)
    return _WAV_HEAD.pack(b"RIFF", riff, b"WAVE", b"fmt ", *form, b"data", data)
