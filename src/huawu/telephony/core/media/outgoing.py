"""What a leg hears: one RTP stream, fed by a relay from another leg, by a mix, or paced by the 20 ms tick.

The stream is one to the party whatever feeds it: sequence numbers go on, and time stamps follow the media
clock across changes. While relayed, the numbers of the source are shifted by a constant, so that a loss
before us is seen as a loss and not as a shift in time; where the stream stands then follows from where its
source stands, so nothing is noted per packet. While mixed, it lies in a `Feed` where it stands. `plug` says
where packets go: `send` takes a datagram, and `fd` is the descriptor behind it, for packets that leave
without coming here.
"""

from collections.abc import Callable
from typing import Protocol

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.keys import KeysOut
from huawu.telephony.core.media.playing import Player
from huawu.telephony.core.media.row import Feed
from huawu.telephony.core.media.rtp import (
    HEADER,
    HEADER_BYTES,
    MASK16,
    MASK32,
    PLAIN_BYTES,
    SAMPLES,
    ahead,
)

Send = Callable[[bytes | bytearray | memoryview], int]


class Source(Protocol):
    """The incoming stream that is relayed: how far it is."""

    law: str
    next: int
    heard_at: int
    transit: int
    received: int

    def shorten(self) -> None:
        """A listener has joined, left or changed its numbers."""


NEVER = -(1 << 40)


class Outgoing:
    """The sending side of a leg."""

    __slots__ = (
        "_counted", "_feed", "_packet", "_payload", "_sent", "_zero", "crossing", "dtmf", "fd", "keys", "law",
        "paced", "payload_type", "player", "send", "sent_at", "seq", "seq_shift", "silence", "source", "ssrc",
        "timestamp", "timestamp_shift",
    )  # fmt: skip

    def __init__(self, *, law: str, dtmf: int | None, ssrc: int, send: Send, fd: int = -1) -> None:
        """`ssrc` should be random; sequence and time stamp start from it too. `fd` -1: by `send` only."""
        self.ssrc = ssrc
        self.seq, self.timestamp = ssrc >> 16, ssrc * 2654435761 & MASK32
        self._zero = self.timestamp
        self._packet = bytearray(PLAIN_BYTES)
        self._payload = memoryview(self._packet)[HEADER_BYTES:]
        self.source: Source | None = None
        self._feed: Feed | None = None
        self.paced = False
        self.seq_shift = self.timestamp_shift = 0
        self._sent = self._counted = 0
        self.sent_at = NEVER
        self.crossing: bytes | None = None
        self.player: Player | None = None
        self.keys = KeysOut()
        self.dtmf = dtmf
        self.send, self.fd = send, fd
        self.speak(law)

    def plug(self, send: Send, fd: int) -> None:
        """Packets go there from now on; nothing is relayed to where they went before."""
        self.settle()
        self.send, self.fd = send, fd

    def speak(self, law: str) -> None:
        """Use this law from now on."""
        self.settle()
        self.law, self.payload_type = law, g711.PAYLOAD_TYPE[law]
        self.silence = g711.silence(law, SAMPLES)
        self.paced = False

    @property
    def sent(self) -> int:
        """Packets so far."""
        if self._feed is not None:
            return self._feed.sent
        return self._sent + (self.source.received - self._counted if self.source is not None else 0)

    @property
    def latest(self) -> int:
        """When, by the media clock, the latest packet went out."""
        if self._feed is not None:
            return self._feed.sent_at
        return self.source.heard_at if self.source is not None else self.sent_at

    def settle(self) -> None:
        """The relay or mix ends, or its source changes: note where the stream stands."""
        source, feed = self.source, self._feed
        if feed is not None:
            self.seq, self.timestamp, self.paced = feed.seq, feed.timestamp, bool(feed.paced)
            self._sent, self.sent_at = feed.sent, feed.sent_at
            self._feed = None
        if source is None:
            return
        self.seq = (source.next - 1 + self.seq_shift) & MASK16
        self.timestamp = (source.heard_at - source.transit + self.timestamp_shift) & MASK32
        self._sent += source.received - self._counted
        self.sent_at = source.heard_at
        self.source = None
        source.shorten()

    def lend(self, feed: Feed) -> None:
        """A mix begins: it moves the stream on by this, until `settle`."""
        self.settle()
        feed.fd, feed.ssrc, feed.zero = self.fd, self.ssrc, self._zero
        feed.kind, feed.law = self.payload_type, g711.LAW_INDEX[self.law]
        feed.seq, feed.timestamp, feed.paced = self.seq, self.timestamp, self.paced
        feed.sent, feed.sent_at = self._sent, self.sent_at
        self._feed = feed

    def stood_still(self) -> None:
        """Time was skipped: what the tick sends goes on at the clock, not where it stopped."""
        if self._feed is not None:
            self._feed.paced = 0
            return
        self.settle()
        self.paced = False

    def join(self, source: Source, *, seq: int, timestamp: int, clock: int) -> None:
        """A relay begins (or begins anew) with this packet of `source`, counted by it already."""
        self.settle()
        self.seq_shift = self.seq + 1 - seq
        self.timestamp_shift = self._next_timestamp(clock) - timestamp
        self.crossing = g711.crossing(source.law, self.law)
        self._counted = source.received - 1
        self.paced = False
        self.source = source

    def skip(self) -> None:
        """The source used a number for a packet that is not relayed (a key)."""
        self.seq_shift -= 1
        self._counted += 1

    def relay(self, whole: memoryview, *, seq: int, timestamp: int, marker: bool) -> None:
        """Pass a packet of the source on: `whole` in plain form, whose head may be overwritten."""
        second = self.payload_type | (0x80 if marker else 0)
        seq, timestamp = (seq + self.seq_shift) & MASK16, (timestamp + self.timestamp_shift) & MASK32
        HEADER.pack_into(whole, 0, 0x80, second, seq, timestamp, self.ssrc)
        if self.crossing is None:
            self.send(whole)
        else:
            self.send(bytes(whole[:HEADER_BYTES]) + bytes(whole[HEADER_BYTES:]).translate(self.crossing))

    def _next_timestamp(self, clock: int) -> int:
        """Where the stream stands after a change of source: at the clock, and never behind what was sent."""
        on = (self.timestamp + SAMPLES) & MASK32
        now = (self._zero + clock) & MASK32
        return now if ahead(now, on, 32) > 0 else on

    def _pace(self, clock: int) -> int:
        """The time stamp of the next packet that the tick sends."""
        if self.paced:
            return (self.timestamp + SAMPLES) & MASK32
        self.settle()
        return self._next_timestamp(clock)

    def say(self, payload: bytes, clock: int) -> None:
        """Send the next 20 ms."""
        timestamp = self._pace(clock)
        marker = 0 if self.paced else 0x80
        self.paced, self.timestamp = True, timestamp
        self.seq = seq = (self.seq + 1) & MASK16
        HEADER.pack_into(self._packet, 0, 0x80, self.payload_type | marker, seq, timestamp, self.ssrc)
        self._payload[:] = payload
        self._sent += 1
        self.sent_at = clock
        send = self.send
        send(self._packet)

    def say_key(self, clock: int) -> None:
        """Send the next packet of a key press, or 20 ms of the pause after it."""
        assert self.dtmf is not None
        upcoming = self._pace(clock)
        event = self.keys.next(upcoming)
        if event is None:
            self.say(self.silence, clock)
            return
        payload, starts = event
        self.paced, self.timestamp = True, upcoming
        self.seq = (self.seq + 1) & MASK16
        second = self.dtmf | (0x80 if starts else 0)
        self._sent += 1
        self.sent_at = clock
        self.send(HEADER.pack(0x80, second, self.seq, self.keys.timestamp, self.ssrc) + payload)
