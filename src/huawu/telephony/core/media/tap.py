"""A tap: what one leg says, for who listens to its words, taken up several times a second.

It is kept in mu-law, in the order in which it comes: words need no exact time. What is lost in between is
silence; a party that sends nothing (muted, on hold) is silent for as long as that lasts, so that who listens
finds the end of what was said.
"""

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.recording import RATE
from huawu.telephony.core.media.rtp import HEADER_BYTES, SAMPLES, ahead

MOST_KEPT = 2 * RATE
"""Samples that wait to be taken up; older ones are let go."""
MOST_LOST = 5 * SAMPLES
"""A gap of more is none of loss."""
PATIENCE = RATE // 5
"""So long nothing may come before it counts as silence."""


class Tap:
    """What one leg said since it was taken up last. `keep` takes a packet in plain form, as a plane does."""

    __slots__ = ("_crossing", "_kept", "_next", "_told", "store_number")

    def __init__(self, law: str, clock: int) -> None:
        """`clock`: samples of the media clock."""
        self.store_number = -1  # the quick path keeps nothing for it
        self._crossing = g711.crossing(law, g711.MU)
        self._kept = bytearray()
        self._next: int | None = None
        self._told = clock

    def keep(self, packet: bytes) -> None:
        """Keep what was said, behind all that is kept already; what comes too late is let go."""
        timestamp = int.from_bytes(packet[4:8], "big")
        said = packet[HEADER_BYTES:]
        step = 0 if self._next is None else ahead(timestamp, self._next, 32)
        if -MOST_LOST <= step < 0:
            return
        if 0 < step <= MOST_LOST:
            self._kept += g711.silence(g711.MU, step)
        self._next = (timestamp + len(said)) & 0xFFFFFFFF
        self._kept += said if self._crossing is None else said.translate(self._crossing)
        if len(self._kept) > MOST_KEPT:
            del self._kept[: len(self._kept) - MOST_KEPT]

    def speaks(self, law: str, transit: int) -> None:
        """The leg's law is now this."""
        self._crossing = g711.crossing(law, g711.MU)

    def new_source(self, transit: int) -> None:
        """The leg's source changes: its time stamps stand elsewhere."""
        self._next = None

    def take(self, clock: int) -> bytes:
        """What was said since, or the silence that lasts."""
        if self._kept:
            said = bytes(self._kept)
            self._kept.clear()
            self._told = clock
            return said
        waited = clock - self._told
        if waited < PATIENCE:
            return b""
        self._told = clock
        return g711.silence(g711.MU, min(waited, MOST_KEPT))
