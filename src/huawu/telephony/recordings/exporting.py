"""A recording that leaves the house: a WAV that says in itself who took it, when and why.

The mark is the `LIST INFO` chunk of RIFF, before the sound: players show it as the file's properties, and it
stays when the file is copied or sent on.
"""

import struct
from collections.abc import Iterator

from huawu.telephony.recordings import WAV_HEAD_BYTES, WavView

_CHUNK = struct.Struct("<4sI")
_PIECE = 256 * 1024


def marked(view: WavView, mark: dict[str, str]) -> "MarkedWav":
    """The recording with this mark: RIFF's names (IART who, ICRD when, ICMT why, ISRC which) to texts."""
    body = b"INFO" + b"".join(_chunk(name.encode(), text.encode() + b"\0") for name, text in mark.items())
    return MarkedWav(view, _chunk(b"LIST", body))


def _chunk(name: bytes, body: bytes) -> bytes:
    return _CHUNK.pack(name, len(body)) + body + b"\0" * (len(body) % 2)


class MarkedWav:
    """The bytes of the file. `size`: how many."""

    def __init__(self, view: WavView, mark: bytes) -> None:
        self._view, self._mark = view, mark
        self.size = view.size + len(mark)

    def pieces(self) -> Iterator[bytes]:
        """The whole file: the head that knows of the mark, the mark, the sound."""
        head = self._view.read(0, WAV_HEAD_BYTES)
        data_at = WAV_HEAD_BYTES - _CHUNK.size
        yield head[:4] + (self.size - _CHUNK.size).to_bytes(4, "little") + head[8:data_at]
        yield self._mark + head[data_at:]
        for start in range(WAV_HEAD_BYTES, self._view.size, _PIECE):
            yield self._view.read(start, start + _PIECE)
