"""The hold music, composed here: a slow 48-second round in D major pentatonic that ends where it begins.

Three voices are drawn as sums of sines, so nothing leaves the telephone band by itself: a pad that changes
its chord every two bars, a plucked melody in the manner of a zither, and the same melody answered softly an
octave lower. All notes are laid on a circle (what rings past the end goes on at the beginning), so the loop
has no seam.
"""

from collections.abc import Iterable

import numpy as np

from huawu.speech.core.sound import RATE, Samples, band_pass, dbfs, soften

BEAT = 0.75
"""Seconds: 80 beats a minute."""
BARS = 16
SECONDS = BARS * 4 * BEAT
_LOWEST, _HIGHEST = 300.0, 3400.0

_PENTATONIC = (62, 64, 66, 69, 71)
"""D E F# A B, as note numbers (69 = A 440 Hz)."""

_CHORDS = ((50, 57, 62, 66), (47, 54, 62, 66), (43, 50, 59, 62), (45, 52, 57, 64)) * 2
"""D, B minor, G, A with its fourth left open: two bars each, twice round."""

# Each bar: (beat, step in the scale); steps count up from D4, five to an octave.
_MELODY: tuple[tuple[tuple[float, int], ...], ...] = (
    ((0, 5), (1, 4), (2, 3), (3.5, 2)),
    ((0, 3), (2, 4)),
    ((0, 4), (1, 3), (2, 2), (3, 1)),
    ((0, 2), (2.5, 3)),
    ((0, 3), (1, 4), (1.5, 5), (3, 4)),
    ((0, 3), (2, 2)),
    ((0, 1), (1, 2), (2, 3), (3, 1)),
    ((0, 2),),
    ((0, 7), (1.5, 6), (2, 5), (3, 4)),
    ((0, 5), (2, 6), (3, 5)),
    ((0, 4), (1, 5), (2, 3)),
    ((0, 2), (1.5, 3), (3, 4)),
    ((0, 5), (0.5, 4), (1, 3), (2.5, 4)),
    ((0, 2), (1, 3), (2, 1)),
    ((0, 1), (1, 2), (2, 4), (3, 3)),
    ((0, 2), (3, 4)),
)


def music() -> Samples:
    """The whole round at 8 kHz, -24 dBFS, band-limited to 300-3400 Hz."""
    circle = np.zeros(round(SECONDS * RATE))
    for start, note, strength in _melody():
        _lay(circle, start, _pluck(note), strength)
        _lay(circle, start + 2 * BEAT, _pluck(note - 12), strength * 0.35)
    for number, chord in enumerate(_CHORDS):
        for note in chord:
            _lay(circle, number * 8 * BEAT - 0.6, _pad(note), 0.09)
    narrow = band_pass(circle, RATE, _LOWEST, _HIGHEST, wrap=True)
    return soften(narrow * 10 ** ((-24 - dbfs(narrow)) / 20), 0.5)


def _melody() -> Iterable[tuple[float, int, float]]:
    """Start in seconds, note number, strength; the first beat of a bar is a little stronger."""
    for bar, notes in enumerate(_MELODY):
        for beat, step in notes:
            note = _PENTATONIC[step % 5] + 12 * (step // 5)
            yield (bar * 4 + beat) * BEAT, note, 0.5 if beat == 0 else 0.38


def _pluck(note: int) -> Samples:
    """A string: harmonics that fade the sooner the higher they are, a quick soft attack, 3 seconds long."""
    at = np.arange(3 * RATE) / RATE
    sound = np.zeros(len(at))
    for harmonic, frequency in _harmonics(note, 8):
        strength = np.sin(np.pi * harmonic * 0.28) / harmonic  # plucked at 28 % of the string
        sound += strength * np.exp(-at * (1.1 + 0.7 * harmonic)) * np.sin(2 * np.pi * frequency * at)
    attack = np.minimum(at / 0.006, 1)
    release = np.minimum((at[-1] - at) / 0.2, 1)
    return np.asarray(sound * attack * release)


def _pad(note: int) -> Samples:
    """A soft held tone of two strings slightly out of tune, over two bars, with 1.2 seconds of swell."""
    length = 8 * BEAT + 1.2
    at = np.arange(round(length * RATE)) / RATE
    sound = np.zeros(len(at))
    for harmonic, frequency in _harmonics(note, 6):
        for tuned, strength in ((0.0, 1.0), (0.0011, 0.35)):
            pitch = frequency * (1 + tuned)
            sound += strength * np.sin(2 * np.pi * pitch * at + harmonic) / harmonic**1.5
    swell = 0.5 - 0.5 * np.cos(np.pi * np.clip(np.minimum(at, at[-1] - at) / 1.2, 0, 1))
    return np.asarray(sound * swell)


def _harmonics(note: int, count: int) -> list[tuple[int, float]]:
    """Number and frequency of the harmonics of a note that a telephone lets through."""
    ground = 440 * 2 ** ((note - 69) / 12)
    return [(n, n * ground) for n in range(1, count + 1) if n * ground < _HIGHEST]


def _lay(circle: Samples, start: float, sound: Samples, strength: float) -> None:
    """Add a sound to the circle from `start` seconds, going round its end."""
    places = (np.arange(len(sound)) + round(start * RATE)) % len(circle)
    np.add.at(circle, places, sound * strength)
