"""Mixing: each listener hears the sum of those it is to hear; `score` says whom.

A score is a row of whole numbers: a listener's row, how many it hears, their rows; then the next listener.
Only what it names costs anything, and of that only who speaks: a speaker is decoded once a tick however many
hear it, and one who says nothing is not added. Sums are clipped, not wrapped.

`bind` makes the rule, as Python or as machine code (see `quick`); what it needs lies in `row`'s structures.
"""

import ctypes
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from huawu.telephony.core.media import g711, jitter
from huawu.telephony.core.media.row import Feed, Mix, Slot, Tables
from huawu.telephony.core.media.rtp import HEADER_BYTES, MASK16, MASK32, PLAIN_BYTES, SAMPLES

HALF32 = 1 << 31
LOUDEST = 32_767
Call = Callable[[int, int, int, int], int]
"""send(2): descriptor, address, bytes, flags."""
Score: TypeAlias = "ctypes.Array[ctypes.c_int64]"
Mixing: TypeAlias = (
    "Callable[[Score, ctypes.Array[Slot], ctypes.Array[Feed], ctypes.Array[Tables], ctypes.Array[Mix]], int]"
)


def score(hears: Sequence[tuple[int, Sequence[int]]]) -> Score:
    """The score of listeners with their speakers, by the numbers of their rows."""
    numbers = [n for listener, speakers in hears for n in (listener, len(speakers), *speakers)]
    return (ctypes.c_int64 * len(numbers))(*numbers)


def tables() -> "ctypes.Array[Tables]":
    """Both laws, where the rule finds them."""
    made = (Tables * 1)()
    ctypes.memmove(made[0].decode, g711.DECODE.tobytes(), g711.DECODE.nbytes)
    ctypes.memmove(made[0].encode, g711.ENCODE.tobytes(), g711.ENCODE.nbytes)
    return made


def decode(slot: Slot, laws: Tables) -> None:
    """Samples of what was taken."""
    first = 256 * slot.law
    for n in range(SAMPLES):
        slot.samples[n] = laws.decode[first + slot.chunk[n]]


def add(now: Mix, slot: Slot, is_first: bool) -> None:
    """Add a voice to the sum, which begins with the first one."""
    if is_first:
        for n in range(SAMPLES):
            now.total[n] = slot.samples[n]
    else:
        for n in range(SAMPLES):
            now.total[n] += slot.samples[n]


def encode(now: Mix, law: int, laws: Tables) -> None:
    """The sum, in the listener's law, as what the packet says."""
    middle = 65_536 * law + 32_768
    for n in range(SAMPLES):
        loud = max(-LOUDEST - 1, min(LOUDEST, now.total[n]))
        now.packet[HEADER_BYTES + n] = laws.encode[middle + loud]


def hush(now: Mix, silence: int) -> None:
    """The packet says nothing."""
    for n in range(SAMPLES):
        now.packet[HEADER_BYTES + n] = silence


def address(feed: Feed, now: Mix) -> None:
    """Move the stream on and give the packet its numbers: after a pause time stamps stand at the clock, and
    never behind what was sent."""
    timestamp, marker = (feed.timestamp + SAMPLES) & MASK32, 0
    if not feed.paced:
        marker = 0x80
        at_clock = (feed.zero + now.clock) & MASK32
        if ((at_clock - timestamp + HALF32) & MASK32) > HALF32:
            timestamp = at_clock
    feed.paced, feed.timestamp, feed.seq = 1, timestamp, (feed.seq + 1) & MASK16
    feed.sent += 1
    feed.sent_at = now.clock
    now.packet[0], now.packet[1] = 0x80, feed.kind | marker
    now.packet[2], now.packet[3] = feed.seq >> 8, feed.seq & 255
    for n in range(4):
        now.packet[4 + n] = timestamp >> 24 - 8 * n & 255
        now.packet[8 + n] = feed.ssrc >> 24 - 8 * n & 255


def bind(send: Call, compiled: Callable[[Any], Any] = jitter.plainly) -> Mixing:
    """The rule with its system call; `compiled` makes machine code of a rule."""
    take = compiled(jitter.bind(compiled)[1])
    decoded, added, encoded = compiled(decode), compiled(add), compiled(encode)
    hushed, addressed = compiled(hush), compiled(address)
    silent_mu, silent_a = jitter.SILENT

    def mix(
        numbers: Score,
        slots: ctypes.Array[Slot],
        feeds: ctypes.Array[Feed],
        laws: ctypes.Array[Tables],
        mixes: ctypes.Array[Mix],
    ) -> int:
        """Send 20 ms to every listener of a score. Returns how many there were."""
        now, at, listeners = mixes[0], 0, 0
        tick = now.clock // SAMPLES
        while at < now.size:
            feed, last = feeds[numbers[at]], at + 2 + numbers[at + 1]
            voices = 0
            for place in range(at + 2, last):
                slot = slots[numbers[place]]
                if take(slot, tick):
                    decoded(slot, laws[0])
                if slot.spoken:
                    added(now, slot, voices == 0)
                    voices += 1
            if voices:
                encoded(now, feed.law, laws[0])
            else:
                hushed(now, silent_a if feed.law else silent_mu)
            addressed(feed, now)
            send(feed.fd, now.packet_at, PLAIN_BYTES, 0)
            at = last
            listeners += 1
        return listeners

    return mix
