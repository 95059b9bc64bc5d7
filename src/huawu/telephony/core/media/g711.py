"""G.711: the two laws as tables, between bytes and 16-bit samples and from one law to the other.

Samples are signed 16-bit at 8 kHz. Tables are computed once from the segment formulas of ITU-T G.711
(14-bit mu, 13-bit A, both scaled up to 16 bits), so nothing here is a list of numbers to be believed.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt

Law = Literal["PCMU", "PCMA"]
Samples = npt.NDArray[np.int16]

MU: Law = "PCMU"
A: Law = "PCMA"
PAYLOAD_TYPE: dict[str, int] = {MU: 0, A: 8}
LAW_INDEX: dict[str, int] = {MU: 0, A: 1}
SILENCE_BYTE: dict[str, int] = {MU: 0xFF, A: 0xD5}

_MU_BIAS, _MU_CLIP = 0x84, 32635


def _mu_decoded() -> Samples:
    flipped = ~np.arange(256, dtype=np.uint8)
    segment, step = (flipped >> 4) & 7, flipped & 15
    size = (((step.astype(np.int32) << 3) + _MU_BIAS) << segment) - _MU_BIAS
    return np.where(flipped & 0x80, -size, size).astype(np.int16)


def _a_decoded() -> Samples:
    flipped = np.arange(256, dtype=np.uint8) ^ 0x55
    segment, step = ((flipped >> 4) & 7).astype(np.int32), (flipped & 15).astype(np.int32)
    size = np.where(segment == 0, (step << 4) + 8, ((step << 4) + 0x108) << np.maximum(segment - 1, 0))
    return np.where(flipped & 0x80, size, -size).astype(np.int16)


def _all_samples() -> npt.NDArray[np.int32]:
    return np.arange(-32768, 32768, dtype=np.int32)


def _mu_encoded() -> npt.NDArray[np.uint8]:
    samples = _all_samples()
    size = np.minimum(np.abs(samples), _MU_CLIP) + _MU_BIAS
    segment = np.floor(np.log2(size)).astype(np.int32) - 7
    step = (size >> (segment + 3)) & 15
    encoded: npt.NDArray[np.uint8] = (
        ~((segment << 4) | step | np.where(samples < 0, 0x80, 0)) & 0xFF
    ).astype(np.uint8)
    return encoded


def _a_encoded() -> npt.NDArray[np.uint8]:
    samples = _all_samples()
    size = np.minimum(np.where(samples >= 0, samples, -samples - 1), 32767)
    segment = np.maximum(np.floor(np.log2(np.maximum(size, 1))).astype(np.int32) - 7, 0)
    step = (size >> np.where(segment < 2, 4, segment + 3)) & 15
    return (((segment << 4) | step | np.where(samples >= 0, 0x80, 0)) ^ 0x55).astype(np.uint8)


DECODE: Samples = np.concatenate([_mu_decoded(), _a_decoded()])
"""512 samples: mu at 0, A at 256."""
ENCODE: npt.NDArray[np.uint8] = np.concatenate([_mu_encoded(), _a_encoded()])
"""131 072 bytes: mu of sample s at s + 32 768, A of it 65 536 further."""


def decode(audio: bytes | bytearray | memoryview, law: str) -> Samples:
    """Samples of raw G.711."""
    first = 256 * LAW_INDEX[law]
    decoded: Samples = DECODE[first : first + 256][np.frombuffer(audio, dtype=np.uint8)]
    return decoded


def encode(samples: npt.NDArray[np.signedinteger], law: str) -> bytes:
    """Raw G.711 of samples; what is too loud is clipped."""
    first = 65536 * LAW_INDEX[law]
    clipped = np.clip(samples, -32768, 32767).astype(np.int32)
    return bytes(ENCODE[first : first + 65536][clipped + 32768].tobytes())


_TO_A = encode(_mu_decoded(), A)
_TO_MU = encode(_a_decoded(), MU)


def crossing(source: str, target: str) -> bytes | None:
    """The 256-byte `bytes.translate` table from one law to another, None when they are the same."""
    if source == target:
        return None
    return _TO_A if target == A else _TO_MU


def silence(law: str, samples: int) -> bytes:
    """That many samples of nothing."""
    return bytes([SILENCE_BYTE[law]]) * samples
