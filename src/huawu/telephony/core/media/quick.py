"""The path every packet takes, 40 000 times a second in a busy house.

A packet that is just what was expected (same SSRC, next number, 20 ms, no marker) is counted, kept when its
voice is recorded, laid into its slot when mixes want it, and leaves at once for the only listener of its own
in the very buffer it came in. Anything else is given back as a letter.

`bind` takes the system calls and what makes machine code of a function; without the latter all of it runs
as Python, by the same rules. Nothing here may be used that cannot be compiled: numbers, and fields and
items of what `row` describes.
"""

import ctypes
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from huawu.telephony.core.media import jitter, mixing
from huawu.telephony.core.media.row import (
    BUFFER_BYTES,
    BY_HAND,
    RELAY,
    STORE_PACKETS,
    Letter,
    Ready,
    Round,
    Row,
    Slot,
    Store,
)
from huawu.telephony.core.media.rtp import FARTHEST_JUMP, HEADER_BYTES, MASK16, MASK32, PLAIN_BYTES, SAMPLES

LETTERS = 64
LETTER_BYTES = ctypes.sizeof(Letter)
MOST_MOVED = FARTHEST_JUMP * SAMPLES

Bytes: TypeAlias = "ctypes.Array[ctypes.c_uint8]"
Table: TypeAlias = "ctypes.Array[Row]"
Shelf: TypeAlias = "ctypes.Array[Store]"
Call = Callable[[int, int, int, int], int]
"""recv(2) and send(2): descriptor, address, bytes, flags; returns bytes or less than 0."""
Slots: TypeAlias = "ctypes.Array[Slot]"
Hear: TypeAlias = (
    "Callable[[Table, Shelf, Slots, ctypes.Array[Ready], ctypes.Array[Letter], ctypes.Array[Round]], int]"
)


class Rules(NamedTuple):
    """What is done with packets that come, and what goes out by the tick."""

    hear: Hear
    mix: mixing.Mixing


def is_expected(row: Row, data: Bytes, size: int) -> bool:
    """Is this datagram just the next packet of the line?"""
    return (
        size == PLAIN_BYTES
        and (data[2] << 8 | data[3]) == row.next
        and (data[0] << 8 | data[1]) == row.head
        and (data[8] << 24 | data[9] << 16 | data[10] << 8 | data[11]) == row.ssrc
    )


def count(row: Row, timestamp: int, clock: int) -> None:
    """Note an expected packet."""
    moved = clock - timestamp - row.transit
    row.next = (row.next + 1) & MASK16
    row.received += 1
    row.heard_at = clock
    row.transit += moved
    row.jitter += (min(abs(moved), MOST_MOVED) - row.jitter) * 0.0625


def fits(store: Store, timestamp: int) -> bool:
    """Is there room for a packet, and does it follow what is kept?"""
    follows = timestamp == (store.first + SAMPLES * store.kept) & MASK32
    return store.kept == 0 or (follows and store.kept < STORE_PACKETS)


def keep(store: Store, data: Bytes, timestamp: int) -> None:
    """Keep what a packet that fits says."""
    if store.kept == 0:
        store.first = timestamp
    piece = store.said[store.kept]
    for n in range(SAMPLES):
        piece[n] = data[HEADER_BYTES + n]
    store.kept += 1


def readdress(row: Row, data: Bytes, timestamp: int) -> None:
    """Give the packet the numbers that the listener's stream has."""
    seq = (data[2] << 8 | data[3]) + row.seq_shift & MASK16
    timestamp = timestamp + row.timestamp_shift & MASK32
    data[2], data[3] = seq >> 8, seq & 255
    for n in range(4):
        data[4 + n] = timestamp >> 24 - 8 * n & 255
        data[8 + n] = row.out_ssrc >> 24 - 8 * n & 255


def bind(recv: Call, send: Call, compiled: Callable[[Any], Any] = jitter.plainly) -> Hear:
    """The path with its system calls; `compiled` makes machine code of a rule."""
    expected, counted = compiled(is_expected), compiled(count)
    fit, kept, readdressed = compiled(fits), compiled(keep), compiled(readdress)
    laid = compiled(jitter.bind(compiled)[0])

    def hear(
        rows: Table,
        shelf: Shelf,
        slots: Slots,
        ready: ctypes.Array[Ready],
        letters: ctypes.Array[Letter],
        rounds: ctypes.Array[Round],
    ) -> int:
        """Receive once from each ready line, from `done` on. Returns the number of letters; when all letters
        are written, some lines may be left for another call."""
        now = rounds[0]
        written = 0
        while now.done < now.ready and written < LETTERS:
            number = ready[now.done].row
            now.done += 1
            row, letter, address = rows[number], letters[written], now.letters + written * LETTER_BYTES
            size = recv(row.fd, address, BUFFER_BYTES, 0)
            if size < 0:  # nothing there after all, or the party's port is closed
                continue
            data = letter.data
            timestamp = data[4] << 24 | data[5] << 16 | data[6] << 8 | data[7]
            as_expected = expected(row, data, size) and (row.store < 0 or fit(shelf[row.store], timestamp))
            if as_expected:
                counted(row, timestamp, now.clock)
                if row.store >= 0:
                    kept(shelf[row.store], data, timestamp)
                if row.mixed:
                    laid(slots[number], timestamp, data, HEADER_BYTES, SAMPLES)
                if row.way == RELAY:
                    readdressed(row, data, timestamp)
                    send(row.out_fd, address, PLAIN_BYTES, 0)
            if not as_expected or row.way == BY_HAND:
                letter.row, letter.size, letter.counted = number, size, as_expected
                written += 1
        return written

    return hear
