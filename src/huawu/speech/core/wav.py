"""Sound files (RIFF WAVE): PCM of 8 to 32 bits, floating point, G.711 mu-law and A-law, few channels.

The standard library's `wave` knows only whole numbers; telephone recordings are mu-law or A-law, and browsers
write floating point.
"""

import struct

import numpy as np
from numpy.typing import NDArray

from huawu.speech.core.sound import RATE, Samples, from_ulaw, to_s16le

PCM, FLOAT, ALAW, ULAW = 1, 3, 6, 7
_EXTENSIBLE = 0xFFFE
_MOST_CHANNELS = 8
_LOWEST_RATE, _HIGHEST_RATE = 4000, 192_000


class NotWav(ValueError):
    """No such file, or of a kind that is not read."""


def read(file: bytes) -> tuple[Samples, int]:
    """The samples, all channels mixed to one, and their rate in Hz. Raises NotWav."""
    channels, rate = read_channels(file)
    mixed: Samples = np.mean(channels, axis=0)
    return mixed, rate


def read_channels(file: bytes) -> tuple[Samples, int]:
    """The samples as an array of channels, and their rate in Hz. Raises NotWav."""
    form, data = _chunks(file)
    if len(form) < 16:
        raise NotWav("no form")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind == _EXTENSIBLE and len(form) >= 26:
        kind = struct.unpack_from("<H", form, 24)[0]
    if not (1 <= channels <= _MOST_CHANNELS and _LOWEST_RATE <= rate <= _HIGHEST_RATE):
        raise NotWav("channels or rate")
    samples = _samples(kind, bits, data)
    whole = samples[: len(samples) // channels * channels].reshape(-1, channels)
    if not len(whole):
        raise NotWav("no sound")
    return np.ascontiguousarray(whole.T), rate


def written(sound: bytes, rate: int = RATE) -> bytes:
    """mu-law sound as a file of 16-bit PCM, one channel."""
    return of_samples(from_ulaw(sound), rate)


def of_samples(samples: Samples, rate: int) -> bytes:
    """Samples as a file of 16-bit PCM, one channel."""
    data = to_s16le(samples)
    form = struct.pack("<HHIIHH", PCM, 1, rate, rate * 2, 2, 16)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(file: bytes) -> tuple[bytes, bytes]:
    """What says how it is written, and the sound. One that was cut off, or written while it was recorded (its
    length unknown), ends with the file."""
    if file[:4] != b"RIFF" or file[8:12] != b"WAVE":
        raise NotWav("no RIFF WAVE")
    form, at = b"", 12
    while at + 8 <= len(file):
        name, size = file[at : at + 4], struct.unpack_from("<I", file, at + 4)[0]
        body = file[at + 8 : at + 8 + size]
        if name == b"fmt ":
            form = body
        elif name == b"data":
            return form, body
        at += 8 + size + size % 2
    raise NotWav("no data")


def _samples(kind: int, bits: int, data: bytes) -> Samples:
    """-1 to 1."""
    if kind == ULAW and bits == 8:
        return from_ulaw(data)
    if kind == ALAW and bits == 8:
        return _A_LAW[np.frombuffer(data, np.uint8)].astype(np.float64) / 32768
    if kind == FLOAT and bits in (32, 64):
        floats = np.frombuffer(data[: len(data) // (bits // 8) * (bits // 8)], f"<f{bits // 8}")
        found = np.nan_to_num(floats.astype(np.float64), nan=0.0, posinf=1.0, neginf=-1.0)
        return np.clip(found, -1.0, 1.0)
    if kind == PCM and bits in (8, 16, 24, 32):
        return _whole_numbers(bits, data)
    raise NotWav("kind")


def _whole_numbers(bits: int, data: bytes) -> Samples:
    width = bits // 8
    raw = np.frombuffer(data[: len(data) // width * width], np.uint8).reshape(-1, width)
    if bits == 8:  # the only one without a sign
        return (raw[:, 0].astype(np.float64) - 128) / 128
    full = np.zeros((len(raw), 4), np.uint8)
    full[:, 4 - width :] = raw
    samples: Samples = full.view("<i4")[:, 0].astype(np.float64) / 2**31
    return samples


def _a_law() -> NDArray[np.int16]:
    """The 256 values of A-law (ITU-T G.711 table 1b, 16-bit scale)."""
    code = np.arange(256, dtype=np.int32) ^ 0x55
    exponent, mantissa = code >> 4 & 7, code & 0x0F
    size = np.where(exponent, (mantissa * 2 + 33) << (exponent + 2), (mantissa * 2 + 1) << 3)
    return np.where(code & 0x80, size, -size).astype(np.int16)


_A_LAW = _a_law()
