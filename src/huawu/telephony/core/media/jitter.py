"""The jitter slot: packets in when they come, 20 ms out when a mix needs them.

A ring of 0.4 s of raw G.711, filled by time stamp and read at a cursor. When there is nothing to read the
cursor waits, which is how the slot grows to the jitter of its source; when for half a second there was
always more than needed, the excess is skipped, which is how it shrinks and how a source with a fast clock
is borne. A hole that loss left is read as silence.

`bind` makes its two rules, as Python or as machine code: the quick path puts, mixes take. As Python, what
goes byte by byte is done by its twin in `BY_PIECES`.
"""

import ctypes
from collections.abc import Callable
from typing import Any

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.row import RING, Slot
from huawu.telephony.core.media.rtp import MASK32, SAMPLES

WINDOW = 25
"""Reads (half a second) over which the smallest depth is watched."""
LEAST_SPARE, MOST_SPARE = SAMPLES, 3 * SAMPLES
SHORT_WAIT = 5
"""Reads (0.1 s): a longer wait is a pause of the speaker and not jitter."""
CALM = 500
"""Reads (ten seconds) without a wait after which the spare shrinks again."""
LATE = 8 * SAMPLES
"""A packet less far behind the cursor is late; one further behind begins another run of time stamps."""
HALF32 = 1 << 31
SILENT = (g711.SILENCE_BYTE[g711.MU], g711.SILENCE_BYTE[g711.A])
Put = Callable[[Slot, int, Any, int, int], None]
"""Of a slot: time stamp, buffer, where in it the audio begins, and its length."""
Take = Callable[[Slot, int], int]
"""Of a slot: tick. Returns 1 when something was taken that had not been taken in this tick."""


def empty(slot: Slot, timestamp: int) -> None:
    """Begin anew with this time stamp."""
    nothing = SILENT[slot.law]
    for n in range(RING):
        slot.ring[n] = nothing
    slot.base = timestamp
    slot.cursor = slot.end = slot.ready = slot.reads = 0
    slot.least = RING


def lay(slot: Slot, at: int, data: Any, start: int, length: int) -> None:  # noqa: ANN401 - any buffer
    """Lay audio down at a position."""
    where = at % RING
    for n in range(length):
        slot.ring[where] = data[start + n]
        where += 1
        if where == RING:
            where = 0
    if at + length > slot.end:
        slot.end = at + length


def skip(slot: Slot, samples: int) -> None:
    """Move the cursor, leaving silence behind it."""
    nothing, where = SILENT[slot.law], slot.cursor % RING
    for _ in range(samples):
        slot.ring[where] = nothing
        where += 1
        if where == RING:
            where = 0
    slot.cursor += samples


def read(slot: Slot) -> None:
    """Copy the 20 ms at the cursor."""
    where = slot.cursor % RING
    for n in range(SAMPLES):
        slot.chunk[n] = slot.ring[where]
        where += 1
        if where == RING:
            where = 0


def _empty(slot: Slot, timestamp: int) -> None:
    ctypes.memset(slot.ring, SILENT[slot.law], RING)
    slot.base = timestamp
    slot.cursor = slot.end = slot.ready = slot.reads = 0
    slot.least = RING


def _lay(slot: Slot, at: int, data: Any, start: int, length: int) -> None:  # noqa: ANN401
    where, fits = at % RING, min(length, RING - at % RING)
    ring: Any = slot.ring  # a slice takes bytes, whatever its type says
    ring[where : where + fits] = bytes(data[start : start + fits])
    ring[: length - fits] = bytes(data[start + fits : start + length])
    slot.end = max(slot.end, at + length)


def _skip(slot: Slot, samples: int) -> None:
    where, fits = slot.cursor % RING, min(samples, RING - slot.cursor % RING)
    ctypes.memset(ctypes.addressof(slot.ring) + where, SILENT[slot.law], fits)
    ctypes.memset(slot.ring, SILENT[slot.law], samples - fits)
    slot.cursor += samples


def _read(slot: Slot) -> None:
    where = slot.cursor % RING
    fits = min(SAMPLES, RING - where)
    ring: Any = slot.ring
    slot.chunk[:fits] = ring[where : where + fits]
    slot.chunk[fits:] = ring[: SAMPLES - fits]


BY_PIECES: dict[Any, Any] = {empty: _empty, lay: _lay, skip: _skip, read: _read}
"""The same rules, as Python does them sooner."""


def plainly(rule: Any) -> Any:  # noqa: ANN401 - any rule
    """A rule as Python."""
    return BY_PIECES.get(rule, rule)


def is_there(slot: Slot) -> bool:
    """Is there something to be read now?"""
    depth = slot.end - slot.cursor
    if not slot.ready:
        if depth < SAMPLES + slot.spare:
            return False
        slot.ready = 1
    if depth < SAMPLES:
        slot.waited += 1
        slot.dry += 1
        return False
    return True


def excess(slot: Slot) -> int:
    """Watch the depth; returns how many samples there were too many all the time."""
    slot.least = min(slot.least, slot.end - slot.cursor)
    slot.reads += 1
    slot.calm += 1
    if slot.reads < WINDOW:
        return 0
    too_many = slot.least - SAMPLES - slot.spare
    slot.least, slot.reads = RING, 0
    if slot.calm >= CALM:
        slot.calm, slot.spare = 0, max(slot.spare - SAMPLES, LEAST_SPARE)
    if too_many < SAMPLES:
        return 0
    slot.dropped += too_many // SAMPLES
    return too_many - too_many % SAMPLES


def heed(slot: Slot) -> None:
    """Something came after reads in vain: that was jitter, or the speaker paused."""
    if slot.dry <= SHORT_WAIT:
        slot.spare, slot.calm = min(slot.spare + SAMPLES, MOST_SPARE), 0
    else:
        slot.ready = 0
    slot.dry = 0


def bind(compiled: Callable[[Any], Any] = plainly) -> tuple[Put, Take]:
    """Both rules; `compiled` makes machine code of a rule."""
    emptied, laid, heeded = compiled(empty), compiled(lay), compiled(heed)
    there, watched, copied, skipped = compiled(is_there), compiled(excess), compiled(read), compiled(skip)

    def put(slot: Slot, timestamp: int, data: Any, start: int, length: int) -> None:  # noqa: ANN401
        """Lay a payload down where its time stamp says."""
        at = (timestamp - slot.base) & MASK32
        fits = slot.cursor <= at <= slot.cursor + RING - length
        if slot.base < 0 or not fits:
            behind = ((slot.cursor - at + HALF32) & MASK32) - HALF32
            if slot.base >= 0 and 0 < behind < LATE:
                slot.late += 1
                return
            emptied(slot, timestamp)
            at = 0
        laid(slot, at, data, start, length)
        if slot.dry:
            heeded(slot)

    def take(slot: Slot, tick: int) -> int:
        """Read the next 20 ms; asked again in the same tick, they stay."""
        if tick == slot.tick:
            return 0
        slot.tick, slot.spoken = tick, 0
        if not there(slot):
            return 0
        skipped(slot, watched(slot))
        copied(slot)
        skipped(slot, SAMPLES)
        slot.spoken = 1
        return 1

    return put, take


_put, _take = bind()


class JitterSlot:
    """One speaker's audio on its way into mixes; `slot` is where it lies."""

    __slots__ = ("slot",)

    def __init__(self, law: str, slot: Slot | None = None) -> None:
        self.slot = Slot() if slot is None else slot
        self.slot.law = g711.LAW_INDEX[law]
        self.slot.spare, self.slot.least = LEAST_SPARE, RING
        self.slot.tick = self.slot.base = -1
        self.slot.cursor = self.slot.end = self.slot.ready = self.slot.reads = 0
        self.slot.calm = self.slot.dry = self.slot.spoken = 0
        self.slot.late = self.slot.waited = self.slot.dropped = 0

    def restart(self) -> None:
        """A new source: what was there is void."""
        self.slot.base = -1

    def put(self, timestamp: int, payload: bytes | memoryview) -> None:
        """Lay a payload down."""
        _put(self.slot, timestamp, payload, 0, len(payload))

    def take(self, tick: int) -> bytes:
        """The next 20 ms; asked again in the same tick, the same."""
        _take(self.slot, tick)
        return bytes(self.slot.chunk) if self.slot.spoken else _SILENCE[self.slot.law]


_SILENCE = (g711.silence(g711.MU, SAMPLES), g711.silence(g711.A, SAMPLES))
