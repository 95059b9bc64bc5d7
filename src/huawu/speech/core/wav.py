"""Sound files (RIFF WAVE): read in every form that telephones and browsers write, written in one.

Read are whole numbers of 8 to 32 bits, floating point, G.711 mu-law and A-law, of up to eight channels, plain
or "extensible"; the standard library's `wave` knows only whole numbers. Written are 16 bits of one channel.
"""

import struct

import numpy as np

from huawu.platform.refusals import Invalid
from huawu.speech.core.sound import Samples, from_alaw, from_ulaw, to_s16le

PCM, FLOAT, ALAW, ULAW = 1, 3, 6, 7
"""The kinds of sound (`wFormatTag`) that are read."""
_EXTENSIBLE = 0xFFFE
_FORM = struct.Struct("<HHIIHH")  # kind, channels, rate, bytes a second, bytes a frame, bits
_KIND_OF_EXTENSIBLE = struct.Struct("<24xH")
_MOST_CHANNELS = 8
_LOWEST_RATE, _HIGHEST_RATE = 4000, 192_000


class NotWav(Invalid):
    """No such file, or of a kind that is not read."""

    def __init__(self) -> None:
        super().__init__("prompt.not_wav")


def read(file: bytes) -> tuple[Samples, int]:
    """The samples, all channels mixed to one, and their rate in Hz. Raises NotWav."""
    channels, rate = read_channels(file)
    mixed: Samples = np.mean(channels, axis=0)
    return mixed, rate


def read_channels(file: bytes) -> tuple[Samples, int]:
    """The samples as an array of channels, and their rate in Hz. Raises NotWav."""
    form, data = _chunks(file)
    if len(form) < _FORM.size:
        raise NotWav  # no form
    kind, channels, rate, _, _, bits = _FORM.unpack_from(form)
    if kind == _EXTENSIBLE and len(form) >= _KIND_OF_EXTENSIBLE.size:
        (kind,) = _KIND_OF_EXTENSIBLE.unpack_from(form)
    if not (1 <= channels <= _MOST_CHANNELS and _LOWEST_RATE <= rate <= _HIGHEST_RATE):
        raise NotWav  # channels or rate
    samples = _samples(kind, bits, data)
    frames = samples[: len(samples) // channels * channels].reshape(-1, channels)
    if not len(frames):
        raise NotWav  # no sound
    return np.ascontiguousarray(frames.T), rate


def write(samples: Samples, rate: int) -> bytes:
    """Samples as a file of 16-bit PCM, one channel."""
    form = _FORM.pack(PCM, 1, rate, rate * 2, 2, 16)
    body = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"data", to_s16le(samples))
    return _chunk(b"RIFF", body)


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body


def _chunks(file: bytes) -> tuple[bytes, bytes]:
    """What says how it is written, and the sound. One that was cut off, or written while it was recorded (its
    length unknown), ends with the file."""
    if file[:4] != b"RIFF" or file[8:12] != b"WAVE":
        raise NotWav  # no RIFF WAVE
    form, at = b"", 12
    while at + 8 <= len(file):
        name, (size,) = file[at : at + 4], struct.unpack_from("<I", file, at + 4)
        body = file[at + 8 : at + 8 + size]
        if name == b"data":
            return form, body
        if name == b"fmt ":
            form = body
        at += 8 + size + size % 2  # chunks begin at even places
    raise NotWav  # no data


def _samples(kind: int, bits: int, data: bytes) -> Samples:
    """-1 to 1; what is left of a sample at the end is left out."""
    if (kind, bits) == (ULAW, 8):
        return from_ulaw(data)
    if (kind, bits) == (ALAW, 8):
        return from_alaw(data)
    whole = data[: len(data) // (bits // 8) * (bits // 8)] if bits >= 8 else b""
    if kind == FLOAT and bits in (32, 64):
        floats = np.frombuffer(whole, f"<f{bits // 8}").astype(np.float64)
        return np.clip(np.nan_to_num(floats, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)
    if kind == PCM and bits in (8, 16, 24, 32):
        return _whole_numbers(bits // 8, whole)
    raise NotWav  # kind


def _whole_numbers(width: int, data: bytes) -> Samples:
    """Numbers of so many bytes, brought to 32 bits; those of one byte are the only ones without a sign."""
    if width == 1:
        return (np.frombuffer(data, np.uint8).astype(np.float64) - 128) / 128
    full = np.zeros((len(data) // width, 4), np.uint8)
    full[:, 4 - width :] = np.frombuffer(data, np.uint8).reshape(-1, width)
    samples: Samples = full.view("<i4")[:, 0].astype(np.float64) / 2**31
    return samples
