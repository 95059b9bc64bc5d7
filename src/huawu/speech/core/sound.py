"""Telephone sound as numpy arrays: G.711 mu-law and A-law, levels, trimming, fades, a soft ceiling.

Samples are float64 mono in [-1, 1]; levels are dBFS relative to a full-scale square wave (1.0 = 0 dBFS).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

RATE = 8000
FULL_SCALE = 32768.0
_BIAS, _CLIP = 132, 32635
SILENT_DBFS = -50.0
"""A 10 ms frame below this counts as silence: 30 dB under the level at which prompts are stored."""


def _expansion() -> NDArray[np.int16]:
    """The 256 values of mu-law (ITU-T G.711 table 2b, 16-bit scale)."""
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    size = (((code & 0x0F) << 3) + _BIAS << ((code >> 4) & 7)) - _BIAS
    return np.where(code & 0x80, -size, size).astype(np.int16)


def _a_law() -> NDArray[np.int16]:
    """The 256 values of A-law (ITU-T G.711 table 1b, 16-bit scale)."""
    code = np.arange(256, dtype=np.int32) ^ 0x55
    exponent, mantissa = code >> 4 & 7, code & 0x0F
    size = np.where(exponent, (mantissa * 2 + 33) << (exponent + 2), (mantissa * 2 + 1) << 3)
    return np.where(code & 0x80, size, -size).astype(np.int16)


_EXPAND = _expansion()
_EXPAND_A = _a_law()


def to_ulaw(samples: Samples) -> bytes:
    """Samples as mu-law bytes, one a sample; louder than full scale is clipped."""
    linear = np.clip(np.rint(samples * FULL_SCALE), -32768, 32767).astype(np.int32)
    size = np.minimum(np.abs(linear), _CLIP) + _BIAS
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 0x0F
    sign = np.where(linear < 0, 0x80, 0)
    coded: bytes = (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8).tobytes()
    return coded


def from_ulaw(sound: bytes) -> Samples:
    """mu-law bytes as samples."""
    return _EXPAND[np.frombuffer(sound, np.uint8)].astype(np.float64) / FULL_SCALE


def from_alaw(sound: bytes) -> Samples:
    """A-law bytes as samples."""
    return _EXPAND_A[np.frombuffer(sound, np.uint8)].astype(np.float64) / FULL_SCALE


def to_s16le(samples: Samples) -> bytes:
    """Samples as signed 16-bit little-endian PCM."""
    return np.clip(np.rint(samples * FULL_SCALE), -32768, 32767).astype("<i2").tobytes()


def from_s16le(sound: bytes) -> Samples:
    """Signed 16-bit little-endian PCM as samples; an odd last byte is left out."""
    return np.frombuffer(sound[: len(sound) // 2 * 2], "<i2").astype(np.float64) / FULL_SCALE


def resample(samples: Samples, rate: int, to: int) -> Samples:
    """Another sampling rate, by an ideal low-pass in the frequency domain (for whole sounds, not for
    streams).
    """
    if rate == to or not len(samples):
        return samples
    pad = min(len(samples), rate // 20)
    padded = np.concatenate([samples[pad:0:-1] * 0, samples, np.zeros(pad)])
    padded = np.concatenate([padded, np.zeros(-len(padded) % rate)])
    spectrum = np.fft.rfft(padded)
    length = len(padded) * to // rate
    bins = length // 2 + 1
    kept = np.zeros(bins, complex)
    kept[: min(bins, len(spectrum))] = spectrum[:bins]
    sound = np.fft.irfft(kept, length) * (to / rate)
    start = len(samples[pad:0:-1]) * to // rate
    result: Samples = sound[start : start + round(len(samples) * to / rate)]
    return result


def dbfs(samples: Samples) -> float:
    """The RMS level; -120 for nothing at all."""
    power = float(np.mean(np.square(samples))) if len(samples) else 0.0
    return 10 * float(np.log10(max(power, 1e-12)))


def frame_levels(samples: Samples, rate: int = RATE) -> Samples:
    """The level of each 10 ms frame, dBFS; a last short frame is filled with silence."""
    step = rate // 100
    filled = np.concatenate([samples, np.zeros(-len(samples) % step)])
    power = np.mean(np.square(filled.reshape(-1, step)), axis=1)
    levels: Samples = 10 * np.log10(np.maximum(power, 1e-12))
    return levels


@dataclass(frozen=True, slots=True)
class Measured:
    """What can be said of a prompt by numbers. Levels in dBFS, times in seconds."""

    seconds: float
    speech_level: float  # RMS of the frames that are not silent
    peak: float  # 0..1
    lead: float  # silence before
    trail: float  # silence after
    in_band: float  # share of the power between 200 and 3600 Hz


def measure(samples: Samples, rate: int = RATE) -> Measured:
    """Measure a prompt, against the limits that the tests hold it to."""
    levels = frame_levels(samples, rate)
    loud = np.flatnonzero(levels > SILENT_DBFS)
    if not len(loud):
        return Measured(len(samples) / rate, -120.0, 0.0, len(samples) / rate, len(samples) / rate, 0.0)
    power = np.abs(np.fft.rfft(samples)) ** 2
    heard = np.fft.rfftfreq(len(samples), 1 / rate)
    inside = float(power[(heard >= 200) & (heard <= 3600)].sum() / power.sum())
    return Measured(
        seconds=len(samples) / rate,
        speech_level=10 * float(np.log10(np.mean(10 ** (levels[loud] / 10)))),
        peak=float(np.abs(samples).max()),
        lead=int(loud[0]) / 100,
        trail=(len(levels) - 1 - int(loud[-1])) / 100,
        in_band=inside,
    )


def trim(samples: Samples, rate: int, *, lead: float = 0.03, trail: float = 0.08) -> Samples:
    """Cut the silence before and after, leaving `lead` and `trail` seconds; silent is 45 dB under the
    loudest.
    """
    levels = frame_levels(samples, rate)
    loud = np.flatnonzero(levels > max(levels.max() - 45, -80)) if len(levels) else levels
    if not len(loud):
        return samples[:0]
    start = max(0, int(loud[0]) * rate // 100 - int(lead * rate))
    stop = (int(loud[-1]) + 1) * rate // 100 + int(trail * rate)
    return samples[start:stop]


def level(samples: Samples, target: float, rate: int = RATE, *, ceiling: float = 0.9) -> Samples:
    """Bring the speech (frames within 30 dB of the loudest) to `target` dBFS, then bend peaks under
    `ceiling`.
    """
    levels = frame_levels(samples, rate)
    if not len(levels) or levels.max() <= -119:
        return samples
    spoken = levels[levels > levels.max() - 30]
    now = 10 * float(np.log10(np.mean(10 ** (spoken / 10))))
    return soften(samples * 10 ** ((target - now) / 20), ceiling)


def soften(samples: Samples, ceiling: float) -> Samples:
    """A soft ceiling: untouched up to 0.6 of it, bent by tanh above, never over it."""
    knee = ceiling * 0.6
    room = ceiling - knee
    size = np.abs(samples)
    bent = knee + room * np.tanh((size - knee) / room)
    result: Samples = np.where(size > knee, np.sign(samples) * bent, samples)
    return result


def fade(samples: Samples, rate: int, *, into: float = 0.005, out: float = 0.02) -> Samples:
    """A short rise and fall, so that a prompt begins and ends without a click."""
    faded = samples.copy()
    rise, fall = min(int(into * rate), len(faded)), min(int(out * rate), len(faded))
    faded[:rise] *= np.linspace(0, 1, rise, endpoint=False)
    if fall:
        faded[-fall:] *= np.linspace(1, 0, fall)
    return faded


def band_pass(samples: Samples, rate: int, low: float, high: float, *, wrap: bool = False) -> Samples:
    """Keep `low` to `high` Hz with raised-cosine edges 50 Hz wide. `wrap`: the sound is a loop."""
    pad = 0 if wrap else rate // 4
    spectrum = np.fft.rfft(np.concatenate([samples, np.zeros(pad)]))
    heard = np.fft.rfftfreq(len(samples) + pad, 1 / rate)
    rising = np.clip((heard - low + 50) / 50, 0, 1)
    falling = np.clip((high + 50 - heard) / 50, 0, 1)
    shape = (0.5 - 0.5 * np.cos(np.pi * rising)) * (0.5 - 0.5 * np.cos(np.pi * falling))
    result: Samples = np.fft.irfft(spectrum * shape, len(samples) + pad)[: len(samples)]
    return result


def snip(samples: Samples, *, lead: float, trail: float) -> Samples:
    """Cut an 8 kHz sound to what a telephone lets hear, leaving `lead` and `trail` seconds, and fade it."""
    loud = np.flatnonzero(frame_levels(samples) > SILENT_DBFS)
    if not len(loud):
        return samples[:0]
    start = max(0, int(loud[0]) * 80 - int(lead * RATE))
    stop = (int(loud[-1]) + 1) * 80 + int(trail * RATE)
    return fade(samples[start:stop], RATE, out=min(0.02, trail))


def dress(samples: Samples, rate: int, *, target: float = -20.0, tight: bool = False) -> bytes:
    """A voice as it came from an engine, made a telephone prompt: trimmed, 8 kHz, levelled, faded, mu-law.

    Trimmed twice: before, so that noise far below the voice does not count for its level, and after, so that
    nothing is left that nobody hears. `tight`: a piece to be joined with others, with hardly a breath.
    """
    cut = trim(samples, rate)
    narrow = band_pass(resample(cut, rate, RATE), RATE, 120, 3800)
    heard = from_ulaw(to_ulaw(fade(level(narrow, target), RATE)))
    return to_ulaw(snip(heard, lead=0.02, trail=0.04) if tight else snip(heard, lead=0.04, trail=0.1))
