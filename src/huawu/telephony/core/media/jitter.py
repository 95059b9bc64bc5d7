"""The jitter slot: packets in when they come, 20 ms out when a mix needs them.

A ring of 0.4 s of raw G.711, filled by time stamp and read at a cursor. When there is nothing to read the
cursor waits, which is how the slot grows to the jitter of its source; when for half a second there was
always more than needed, the excess is skipped, which is how it shrinks and how a source with a fast clock
is borne. A hole that loss left is read as silence.
"""

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.rtp import MASK32, SAMPLES, ahead

RING = 20 * SAMPLES
WINDOW = 25
"""Reads (half a second) over which the smallest depth is watched."""
LEAST_SPARE, MOST_SPARE = SAMPLES, 3 * SAMPLES
SHORT_WAIT = 5
"""Reads (0.1 s): a longer wait is a pause of the speaker and not jitter."""
CALM = 500
"""Reads (ten seconds) without a wait after which the spare shrinks again."""


class JitterSlot:
    """One speaker's audio on its way into mixes."""

    __slots__ = (
        "_base", "_calm", "_chunk", "_cursor", "_dry", "_end", "_least", "_read_tick", "_reads", "_ready",
        "_ring", "_silence", "_spare", "dropped", "late", "law", "waited",
    )  # fmt: skip

    def __init__(self, law: str) -> None:
        self.law = law
        self._silence = g711.silence(law, SAMPLES)
        self._ring = bytearray(self._silence * (RING // SAMPLES))
        self._base = -1
        self._cursor = self._end = 0
        self._ready = False
        self._spare = LEAST_SPARE
        self._least, self._reads, self._calm = RING, 0, 0
        self._dry = 0
        self._read_tick, self._chunk = -1, self._silence
        self.late = self.waited = self.dropped = 0

    def restart(self) -> None:
        """A new source: what was there is void."""
        self._base = -1

    def put(self, timestamp: int, payload: bytes | memoryview) -> None:
        """Lay a payload down."""
        length = len(payload)
        at = (timestamp - self._base) & MASK32
        if self._base < 0 or not self._cursor <= at <= self._cursor + RING - length:
            if self._base >= 0 and -8 * SAMPLES < ahead(at, self._cursor, 32) < 0:
                self.late += 1
                return
            self._empty(timestamp)
            at = self._cursor
        start = at % RING
        fits = min(length, RING - start)
        self._ring[start : start + fits] = payload[:fits]
        if fits < length:
            self._ring[: length - fits] = payload[fits:]
        if at + length > self._end:
            self._end = at + length
        if self._dry:
            if self._dry <= SHORT_WAIT:
                self._spare = min(self._spare + SAMPLES, MOST_SPARE)
                self._calm = 0
            else:
                self._ready = False
            self._dry = 0

    def _empty(self, timestamp: int) -> None:
        self._ring[:] = self._silence * (RING // SAMPLES)
        self._base = timestamp
        self._cursor = self._end = 0
        self._ready = False
        self._least, self._reads = RING, 0

    def take(self, tick: int) -> bytes:
        """The next 20 ms; asked again in the same tick, the same."""
        if tick != self._read_tick:
            self._read_tick = tick
            self._chunk = self._next()
        return self._chunk

    def _next(self) -> bytes:
        depth = self._end - self._cursor
        if not self._ready:
            if depth < SAMPLES + self._spare:
                return self._silence
            self._ready = True
        if depth < SAMPLES:
            self.waited += 1
            self._dry += 1
            return self._silence
        self._watch(depth)
        start = self._cursor % RING
        chunk = bytes(self._ring[start : start + SAMPLES])
        if len(chunk) < SAMPLES:
            chunk += bytes(self._ring[: SAMPLES - len(chunk)])
        self._skip(SAMPLES)
        return chunk

    def _watch(self, depth: int) -> None:
        self._least = min(self._least, depth)
        self._reads += 1
        self._calm += 1
        if self._reads < WINDOW:
            return
        excess = self._least - SAMPLES - self._spare
        if excess >= SAMPLES:
            self.dropped += excess // SAMPLES
            self._skip(excess - excess % SAMPLES)
        self._least, self._reads = RING, 0
        if self._calm >= CALM:
            self._calm, self._spare = 0, max(self._spare - SAMPLES, LEAST_SPARE)

    def _skip(self, samples: int) -> None:
        """Move the cursor, leaving silence behind it."""
        for _ in range(samples // SAMPLES):
            start = self._cursor % RING
            fits = min(SAMPLES, RING - start)
            self._ring[start : start + fits] = self._silence[:fits]
            if fits < SAMPLES:
                self._ring[: SAMPLES - fits] = self._silence[fits:]
            self._cursor += SAMPLES
